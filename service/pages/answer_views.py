"""The answer card: an answer, or why there is none, with links to where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import Citation, DocumentSummary, Hit
from ingest.records import MeasureKind, Status
from service.answering.english import english_value
from service.answering.figures.saying import group_of
from service.answering.figures.values import value_of
from service.answering.records import Answer, FoundMeasure, Source
from service.clause_titles import clause_title

QUOTE_MAX_CHARS = 160
PASSAGE_CHARS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """Where a statement stands, and the way there."""

    number: int
    label: str
    quote: str
    document: DocumentSummary
    clause_id: str
    start: int
    end: int
    out_of_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedClauseView:
    """One clause with the passages of it that are cited."""

    label: str
    passages: list[SourceView]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One statement with the sources it cites."""

    text: str
    sources: list[SourceView]

    @property
    def is_passage(self) -> bool:
        """Whether it is read rather than glanced at: set like text, not like a figure."""
        return len(self.text) > PASSAGE_CHARS


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFigureView:
    """One figure that answers: for whom, of what, how much."""

    group: str
    value: str
    source: SourceView


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestView:
    """A clause that comes close, when none answers."""

    title: str
    source: SourceView


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """What the card shows."""

    answered: bool
    language: str
    notes: tuple[str, ...]
    lines: list[LineView]
    figures: list[AnswerFigureView]
    sources: list[CitedClauseView]
    text: str
    """What was not found, when there is no answer."""
    nearest: list[NearestView]
    contact: str
    copied: str
    """The answer with its sources, as the copy button takes it."""


def answer_view(answer: Answer) -> AnswerView:
    """Present an answer or a refusal."""
    sources = [
        _source(number, source.citation, source.document, source.clause.id)
        for number, source in enumerate(answer.citations, 1)
    ]
    missing = answer.not_found
    return AnswerView(
        answered=answer.answered,
        language="en" if answer.question.language == "en" else "zh-Hans",
        notes=answer.notes,
        lines=[
            LineView(
                text=_without_quote(statement.text),
                sources=[sources[at] for at in statement.citations],
            )
            for statement in answer.statements
        ],
        figures=_figures(answer, sources),
        sources=_by_clause(sources),
        text="" if answer.answered else answer.text,
        nearest=[_nearest(hit) for hit in missing.nearest] if missing else [],
        contact=missing.contact if missing else "",
        copied=_copied(answer, sources),
    )


def _source(
    number: int, citation: Citation, document: DocumentSummary, clause_id: str
) -> SourceView:
    return SourceView(
        number=number,
        label=citation.label,
        quote=_shown(citation.quote),
        document=document,
        clause_id=clause_id,
        start=citation.start,
        end=citation.end,
        out_of_force=document.status is not Status.IN_FORCE,
    )


def _shown(quote: str) -> str:
    quote = " ".join(quote.replace("|", " ").split())
    return quote if len(quote) <= QUOTE_MAX_CHARS else f"{quote[:QUOTE_MAX_CHARS]}…"


def _without_quote(text: str) -> str:
    """Leave out the Chinese words behind an English figure: the card quotes them below."""
    frame, dash, _ = text.partition(" — “")
    return frame if dash else text


def _by_clause(sources: Sequence[SourceView]) -> list[CitedClauseView]:
    found: dict[str, CitedClauseView] = {}
    for source in sources:
        clause = found.setdefault(
            source.clause_id, CitedClauseView(label=source.label, passages=[])
        )
        clause.passages.append(source)
    return list(found.values())


def _figures(answer: Answer, sources: Sequence[SourceView]) -> list[AnswerFigureView]:
    """Return the figures as a list; a single one is said well enough by the answer itself."""
    if len(answer.measures) < 2:
        return []
    return [
        _figure(found, answer.citations[found.citation], sources[found.citation], answer)
        for found in answer.measures
    ]


def _figure(
    found: FoundMeasure, source: Source, shown: SourceView, answer: Answer
) -> AnswerFigureView:
    measure, clause = found.measure, source.clause
    english = answer.question.language == "en"
    subject = "" if measure.subject == clause.heading else measure.subject
    words = [word for word in (group_of(measure), subject) if word]
    if measure.kind is MeasureKind.DEADLINE and not words:
        words = [measure.subject]
    return AnswerFigureView(
        group=" · ".join(dict.fromkeys(words)) or clause_title(clause),
        value=english_value(measure, clause) if english else value_of(measure, clause),
        source=shown,
    )


def _nearest(hit: Hit) -> NearestView:
    source = _source(0, hit.citation, hit.document, hit.clause.id)
    return NearestView(title=clause_title(hit.clause), source=source)


def _copied(answer: Answer, sources: Sequence[SourceView]) -> str:
    lines = [answer.text, *(f"[{one.number}] {one.label}：“{one.quote}”" for one in sources)]
    return "\n".join(lines)
