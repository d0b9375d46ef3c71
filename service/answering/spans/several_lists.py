"""Several lists in one clause, each announced by a line of its own.

办理登记的居民应当出具：(一)…；办理登记的外国人应当出具：(一)…. Told as one list, everybody would be
asked for the papers of all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from ingest.records import Clause
from ingest.text.alignment import Span
from service.answering.found import trimmed
from service.answering.wording.evidence import Topic

_FIRST: Final = re.compile(r"[（(]?(?:一|1|①)[)）、.．]?")
_SENTENCE_END: Final = re.compile(r"[。.；;]\s*\n")
_ANNOUNCES: Final = (":", "：")


class AnnouncedList(NamedTuple):
    """Items with the line that announces them, without its colon."""

    intro: Span | None
    items: list[Span]


def list_meant(
    clause: Clause, intro: Span | None, items: Sequence[Span], topic: Topic
) -> AnnouncedList:
    """Return the list whose announcing line says most of the question, the first of several."""
    lists = _lists_of(clause, intro, items)
    if len(lists) == 1:
        return lists[0]
    worth = [topic.coverage(clause.text[slice(*one.intro)]) if one.intro else 0.0 for one in lists]
    return lists[worth.index(max(worth))]


def _lists_of(clause: Clause, intro: Span | None, items: Sequence[Span]) -> list[AnnouncedList]:
    """Part items where the numbers begin again behind a line that announces what follows."""
    lists = [AnnouncedList(intro, [])]
    for at, item in enumerate(items):
        before = lists[-1].items
        if before and _FIRST.match(clause.text, item.start):
            last, announcing = _parted(clause, before[-1], item.start)
            if announcing is not None:
                before[-1] = last
                lists.append(AnnouncedList(announcing, []))
        lists[-1].items.append(items[at])
    return lists


def _parted(clause: Clause, item: Span, end: int) -> tuple[Span, Span | None]:
    """Return an item without the announcing line behind it, and that line; None where none is."""
    said = clause.text[item.start : end].rstrip()
    ends = [found.end() for found in _SENTENCE_END.finditer(said)]
    if not ends or not said.endswith(_ANNOUNCES):
        return item, None
    item_end, line = item.start + ends[0], item.start + ends[-1]
    announcing = trimmed(clause.text, line, item.start + len(said) - 1)
    return trimmed(clause.text, item.start, item_end), announcing
