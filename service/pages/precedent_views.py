"""What the page of precedents shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.records import Clause, Measure
from service.comparing.precedents import Precedents
from service.comparing.records import MeasurePair, Precedent
from service.comparing.table import spaced
from service.comparing.value_texts import value_text
from service.pages.source_views import SourceView, source_view


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """Like figures of two clauses side by side; a missing one is empty."""

    name: str
    own: str
    other: str
    other_name: str
    """What the precedent calls it, when that is another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedentView:
    """A precedent with what differs."""

    rank: int
    source: SourceView
    path: tuple[str, ...]
    figures: list[FigureView]
    lead: tuple[str, ...]
    with_: tuple[str, ...]
    added: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def stated(self) -> list[FigureView]:
        """The figures that the precedent states, beside those of the clause where it has them."""
        return [figure for figure in self.figures if figure.other]

    @property
    def unstated(self) -> list[FigureView]:
        """The figures that only the clause states: mostly the same for every precedent."""
        return [figure for figure in self.figures if not figure.other]


def precedent_views(precedents: Precedents, *, language: str) -> list[PrecedentView]:
    """Present precedents, the most alike first."""
    own = precedents.clause
    return [_precedent(precedent, own, language) for precedent in precedents.found]


def _precedent(precedent: Precedent, own: Clause, language: str) -> PrecedentView:
    clause = precedent.hit.clause
    stating = (own, clause) if language == "en" else (None, None)
    return PrecedentView(
        rank=precedent.hit.rank,
        source=source_view(clause, precedent.hit.document, precedent.hit.citation),
        path=clause.path,
        figures=[_figure(pair, *stating) for pair in precedent.measures],
        lead=clause.responsible.lead,
        with_=clause.responsible.with_,
        added=precedent.added,
        missing=precedent.missing,
    )


def _figure(
    pair: MeasurePair, own_clause: Clause | None, other_clause: Clause | None
) -> FigureView:
    name, other_name = _name(pair.own), _name(pair.other)
    return FigureView(
        name=name or other_name,
        own=value_text(pair.own, own_clause) if pair.own else "",
        other=value_text(pair.other, other_clause) if pair.other else "",
        other_name=other_name if name and other_name != name else "",
    )


def _name(measure: Measure | None) -> str:
    return _joined((measure.condition, measure.subject)) if measure else ""


def _joined(texts: Iterable[str | None]) -> str:
    return " · ".join(spaced(text) for text in texts if text)
