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
from service.answering.asked.aspects import announces_aspect, announces_noun, aspects_of
from service.answering.found import trimmed
from service.answering.records import AskedQuestion
from service.answering.wording.cues import asks_papers, holds_papers, is_turned
from service.answering.wording.evidence import Topic

_FIRST: Final = re.compile(r"[（(]?(?:一|1(?!\d)|①)")
_SENTENCE_END: Final = re.compile(r"[。.；;]\s*\n")
_ANNOUNCES: Final = (":", "：")
_ADDS: Final = re.compile(r"还[应须需要]|另[需须行外]|除[^。]{2,30}外")
"""What comes on top: who must bring it must bring the list before it too."""


class AnnouncedList(NamedTuple):
    """Items with the line that announces them, without its colon."""

    intro: Span | None
    items: list[Span]


def list_meant(
    clause: Clause, intro: Span | None, items: Sequence[Span], asked: AskedQuestion, topic: Topic
) -> AnnouncedList:
    """Return the list that holds what is asked for and is announced with most of the question.

    Of 符合下列条件 and 提交下列材料 the former names the matter, but only the latter what to bring.
    """
    lists = _lists_of(clause, intro, items)
    if len(lists) == 1:
        return lists[0]

    def worth(one: AnnouncedList) -> tuple[bool, bool, bool, float]:
        line = clause.text[slice(*one.intro)] if one.intro else ""
        told = clause.text[one.items[0].start : one.items[-1].end]
        named = announces_noun(line, asked.normalized) or announces_aspect(line, aspects_of(asked))
        papers = asks_papers(asked) and holds_papers(told)
        return not is_turned(asked.normalized, line), named, papers, topic.coverage(line)

    return max(lists, key=worth)


def _lists_of(clause: Clause, intro: Span | None, items: Sequence[Span]) -> list[AnnouncedList]:
    """Part items where the numbers begin again behind a line that announces what follows."""
    lists = [AnnouncedList(intro, [])]
    for item in items:
        before = lists[-1].items
        if before and _FIRST.match(clause.text, item.start):
            last, announcing = _parted(clause, before[-1], item.start)
            if announcing is not None:
                before[-1] = last
                lists.append(AnnouncedList(announcing, []))
        lists[-1].items.append(item)
    return lists


def _parted(clause: Clause, item: Span, end: int) -> tuple[Span, Span | None]:
    """Return an item without the announcing line behind it, and that line; None where none is."""
    said = clause.text[item.start : end].rstrip()
    ends = [found.end() for found in _SENTENCE_END.finditer(said)]
    if not ends or not said.endswith(_ANNOUNCES):
        return item, None
    item_end, line = item.start + ends[0], item.start + ends[-1]
    announcing = trimmed(clause.text, line, item.start + len(said) - 1)
    if _ADDS.search(clause.text[slice(*announcing)]):
        return item, None
    return trimmed(clause.text, item.start, item_end), announcing
