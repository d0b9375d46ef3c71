"""What of a clause is read out to a caller: all of it, or the telling sentences of a long one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index import cite
from index.records import DocumentSummary
from ingest.records import Clause
from ingest.text.alignment import Span
from service.answering.found import sentences
from service.knowledge.records import Passage
from service.knowledge.rule_questions import states_rule

ANSWER_MAX_CHARS: Final = 600
"""A clause as long is read out whole; nine of ten are half as long."""


def passages_of(
    clause: Clause, document: DocumentSummary, raw_text: str
) -> tuple[tuple[Passage, ...], bool]:
    """Return the passages that answer, and whether they are the whole clause."""
    whole = Span(0, len(clause.text))
    short = len(clause.text) <= ANSWER_MAX_CHARS
    spans = [whole] if short else _telling(clause)
    made = tuple(_passage(clause, document, raw_text, span) for span in spans)
    return made, spans == [whole]


def _telling(clause: Clause) -> list[Span]:
    """Return the first sentence and those with figures or rules, while there is room for them."""
    spans = sentences(clause)
    if not spans:
        return [_cut(clause, Span(0, len(clause.text)))]
    figures = {
        span for span in spans if any(span.start <= m.start < span.end for m in clause.measures)
    }
    ruled = {span for span in spans if states_rule(clause.text[span.start : span.end])}
    chosen, room = (
        [_cut(clause, spans[0])],
        ANSWER_MAX_CHARS - min(_size(spans[0]), ANSWER_MAX_CHARS),
    )
    for wanted in (figures, ruled - figures):
        for span in sorted(wanted - {spans[0]}):
            if _size(span) <= room:
                chosen.append(span)
                room -= _size(span)
    return _joined(sorted(chosen), clause)


def _cut(clause: Clause, span: Span) -> Span:
    """Return the part of a span that may be read out; rows of a table are left whole."""
    if _size(span) <= ANSWER_MAX_CHARS:
        return span
    last = span.start + ANSWER_MAX_CHARS
    line = clause.text.rfind("\n", span.start + 1, last)
    return Span(span.start, line if line > span.start else last)


def _joined(spans: Sequence[Span], clause: Clause) -> list[Span]:
    """Join the spans that have nothing but a separator between them."""
    joined = [spans[0]]
    for span in spans[1:]:
        if clause.text[joined[-1].end : span.start].strip(" \n，,；;：:、") == "":
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _passage(clause: Clause, document: DocumentSummary, raw_text: str, span: Span) -> Passage:
    cited = cite(document, raw_text, clause, span.start, span.end)
    return Passage(
        text=clause.text[span.start : span.end],
        quote=cited.quote,
        start=cited.start,
        end=cited.end,
    )


def _size(span: Span) -> int:
    return span.end - span.start
