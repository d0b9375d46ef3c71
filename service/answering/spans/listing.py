"""Answers that are lists: the items of a clause, each kept whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import accumulate
from typing import Final

from index import Hit
from ingest.records import Clause, PartKind
from ingest.text.alignment import Span
from service.answering.asked.aspects import announces_aspect, announces_noun, aspects_of
from service.answering.found import Found, context_of, merged, sentences, trimmed
from service.answering.groups.fitting import is_of_others
from service.answering.records import AskedQuestion
from service.answering.spans.sections import covers_around
from service.answering.spans.several_lists import list_meant
from service.answering.wording.cues import asks_papers, holds_papers, is_turned
from service.answering.wording.evidence import Topic, best_of

ITEMS_MAX: Final = 12
"""As many items are weighed and cited one by one; more than these name everything."""
TOLD_CHARS: Final = 400
"""As much of a list is told; of the rest it is said how many there are and where they stand."""
ANNOUNCED_FITNESS: Final = 0.15
"""For items announced as what is asked for: 应当具备下列条件, when conditions are."""
NOUN_FITNESS: Final = 0.3
"""For items announced by the very word asked for: 下列条件, not 对象为."""
NO_PAPERS_LOSS: Final = 0.2
"""For what names no paper at all, when it is asked what to bring."""
TURNED_LOSS: Final = 0.3
"""For when it may be done (可以提取), where it is asked when it may not; and vice versa."""
NAME_CHARS: Final = 20
_PARAGRAPH_END: Final = re.compile(r"[。.]\s*\n")


def find_list(hit: Hit, asked: AskedQuestion, topic: Topic) -> Found | None:
    """Return the items of a clause with the words that announce them; None without items."""
    clause = hit.clause
    items = items_of(clause)
    if len(items) < 2:
        return None
    intro, items = list_meant(clause, intro_of(clause, items), items, asked, topic)
    mine = _of_group(clause, items, asked)
    kept = mine or items
    spans = [*([intro] if intro else []), *kept[:ITEMS_MAX]]
    own = topic.covers(clause.text[spans[0].start : spans[-1].end])
    around = covers_around(hit, asked, topic)
    announcing = clause.text[intro.start : intro.end] if intro else ""
    fitness = ANNOUNCED_FITNESS * announces_aspect(announcing, aspects_of(asked))
    if announces_noun(announcing, asked.normalized):
        # What is announced so for another matter is no better for it.
        fitness = NOUN_FITNESS * topic.weighed(best_of(own, around))
    told = clause.text[spans[0].start : spans[-1].end]
    elsewhere = _is_announced_for_others(hit, announcing, asked)
    lost = NO_PAPERS_LOSS if asks_papers(asked) and not holds_papers(told) else 0.0
    lost += TURNED_LOSS * is_turned(asked.normalized, announcing)
    return Found(
        hit=hit,
        said=partial(say_items, clause, intro, kept, len(items)),
        spans=(Span(spans[0].start, spans[-1].end),) if kept == items else merged(spans),
        covers=best_of(own, around),
        own_cover=topic.weighed(own),
        figure=True,
        fitness=fitness - lost,
        for_others=not mine or elsewhere,
        for_else=elsewhere,
    )


def _is_announced_for_others(hit: Hit, announcing: str, asked: AskedQuestion) -> bool:
    """Whether the items are said to be those of another group, and not so in title or headings."""
    if not asked.whose.is_named or not is_of_others(announcing, asked.whose):
        return False
    return is_of_others(context_of(hit), asked.whose) is not False


def _of_group(clause: Clause, items: list[Span], asked: AskedQuestion) -> list[Span]:
    """Return the items that are not said of another group than the question's."""
    if not asked.whose.is_named:
        return items
    return [item for item in items if not is_of_others(clause.text[slice(*item)], asked.whose)]


def items_of(clause: Clause) -> list[Span]:
    """Return the items of a clause in order; a paragraph after the last of them is none of it."""
    items = [
        trimmed(clause.text, part.start, part.end)
        for part in clause.parts
        if part.kind is PartKind.ITEM
    ]
    items = [item for item in items if item.start < item.end]
    last = items[-1] if items else None
    items = _outermost(items)
    # Notes that are numbered themselves belong to the item that they stand in.
    if items and items[-1] == last and (end := _PARAGRAPH_END.search(clause.text, *last)):
        items[-1] = Span(items[-1].start, end.start() + 1)
    return items


def _outermost(items: list[Span]) -> list[Span]:
    """Leave out the items inside another, which says them already."""
    kept: list[Span] = []
    for item in items:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def intro_of(clause: Clause, items: list[Span]) -> Span | None:
    """Return the sentence before the first item, when it ends in a colon."""
    first = items[0].start if items else 0
    before = [span for span in sentences(clause) if span.end <= first]
    if before and clause.text[before[-1].end : first].strip().startswith((":", "：")):
        return before[-1]
    return None


def say_items(
    clause: Clause, intro: Span | None, items: Sequence[Span], count: int | None = None
) -> str:
    """Say items after the line that announces them; where some are left out, how many there are.

    Args:
        clause: The clause that holds them.
        intro: The line that announces them.
        items: Those to be told, as far as there is room.
        count: How many the clause has, where these are not all.
    """
    said = [clause.text[start:end].rstrip("；;。.").replace("\n", "") for start, end in items]
    ends = list(accumulate(map(len, said)))
    told = max(1, sum(end <= TOLD_CHARS for end in ends))
    text = "；".join(said[:told])
    if told < (count or len(said)):
        text += f"；等，共 {count or len(said)} 项，其余见「{name_of(clause)}」"
    return f"{clause.text[intro.start : intro.end]}：{text}" if intro else text


def name_of(clause: Clause) -> str:
    """Return a clause as it is opened: by its number and heading, else by its first words."""
    named = f"{clause.number or ''}{clause.heading}" or clause.text
    return named if len(named) <= NAME_CHARS else f"{named[:NAME_CHARS]}…"
