"""Answers that are lists: the items of a clause, each kept whole."""

from __future__ import annotations

from typing import Final

from index import Hit
from ingest.alignment import Span
from ingest.records import Clause, PartKind
from service.answering.evidence import Topic, best_of
from service.answering.figures import CONTEXT_SHARE
from service.answering.found import Found, context_of, sentences, trimmed
from service.answering.records import AskedQuestion

ITEMS_MAX: Final = 12
"""More items than these are counted; the citation leads to all of them."""


def find_list(hit: Hit, asked: AskedQuestion, topic: Topic) -> Found | None:
    """Return the items of a clause with the words that announce them; None without items."""
    clause = hit.clause
    items = [
        trimmed(clause.text, part.start, part.end)
        for part in clause.parts
        if part.kind is PartKind.ITEM
    ]
    items = [item for item in items if item.start < item.end]
    if len(items) < 2:
        return None
    intro = _intro(clause, items[0].start)
    spans = [*([intro] if intro else []), *items[:ITEMS_MAX]]
    own = topic.covers(clause.text[spans[0].start : spans[-1].end])
    around = tuple(CONTEXT_SHARE * cover for cover in topic.covers(context_of(hit)))
    return Found(
        hit=hit,
        text=_said(clause, intro, items),
        spans=(Span(spans[0].start, spans[-1].end),),
        covers=best_of(own, around),
        own_cover=topic.weighed(own),
        figure=True,
    )


def _intro(clause: Clause, first_item: int) -> Span | None:
    """Return the sentence before the first item, when it ends in a colon."""
    before = [span for span in sentences(clause) if span.end <= first_item]
    if before and clause.text[before[-1].end : first_item].strip().startswith((":", "：")):
        return before[-1]
    return None


def _said(clause: Clause, intro: Span | None, items: list[Span]) -> str:
    said = [clause.text[start:end].rstrip("；;。.").replace("\n", "") for start, end in items]
    text = "；".join(said[:ITEMS_MAX])
    if len(said) > ITEMS_MAX:
        text += f"；等 {len(said)} 项"
    return f"{clause.text[intro.start : intro.end]}：{text}" if intro else text
