"""What one place answers: exactly what `ask` would say when asked of that place alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from index import Hit, SearchFilters, SearchResult, Store
from service.answering.answering import draft_of
from service.answering.draft import Draft, RefusalDecision
from service.answering.places import Level, label_of, level_of
from service.answering.records import Reason, Source
from service.answering.searching import ELSEWHERE
from service.comparing.changes import of_one_sort, with_change
from service.comparing.completed import completed
from service.comparing.places import document_place, places_above, relation_of
from service.comparing.ranges import range_starts
from service.comparing.records import Relation, Row
from service.raw_texts import RawTexts

PLACE_HITS: Final = 16
"""Clauses looked at for one place, as many as `ask` looks at."""


LEAST_SCORE: Final = 0.35
LEAST_COVERAGE: Final = 0.6
"""Score of a clause, and the share of the question's words it covers, below which it is on the
subject by chance: no place is listed for it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a place says, or one row with the reason why it says nothing."""

    rows: list[Row]
    coverage: float
    """The share of the question's words that the clause and what is around it hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAnswers:
    """Answers one question place by place; the question is embedded once for all of them."""

    store: Store
    question: str
    filters: SearchFilters
    decision: RefusalDecision
    raw_texts: RawTexts
    best: tuple[Hit, ...] = ()
    """The best clauses of all places. Beside them a place that has nothing on the subject does not
    look like one that does."""

    def search(self, region: Sequence[str], *, top_k: int = PLACE_HITS) -> SearchResult:
        """Search the documents of some places, or of all."""
        filters = replace(self.filters, region=tuple(region))
        return self.store.search(self.question, top_k=top_k, filters=filters, for_answer=True)

    def of_asked(self, place: str) -> list[Row]:
        """Return the rows of a place that was asked for, one that says so when there are none.

        Its own documents answer before those of places in it. What is said above it comes after
        the row that says that the place itself has nothing.
        """
        result = self.search([place])
        own = [hit for hit in result.hits if relation_of(hit.document, place) is Relation.OWN]
        below = [hit for hit in result.hits if relation_of(hit.document, place) is Relation.BELOW]
        rows = self.of_hits(place, result, own)
        if any(row.found for row in rows):
            return rows
        missing = rows[:1] or [Row(place=place, found=False, reason=Reason.NO_CLAUSE)]
        rows = [row for row in self.of_hits(place, result, below) if row.found]
        return rows or missing + self._of_above(place)

    def of_hits(self, place: str, result: SearchResult, hits: Sequence[Hit]) -> list[Row]:
        """Return what some hits say for a place, or one row with the reason why they do not."""
        return self.told_by(place, result, hits).rows if hits else []

    def told_by(self, place: str, result: SearchResult, hits: Sequence[Hit]) -> Told:
        """Return what one hit or more say for a place, and how much of the question it is about."""
        name = document_place(hits[0].document) or place
        # A romanised name that several places share is no name of the one that was found.
        named = dict.fromkeys((place, name)) if place else ()
        filters = replace(self.filters, region=tuple(named))
        own = tuple(hits[:PLACE_HITS])
        draft = draft_of(
            replace(result, hits=own, elsewhere=self._elsewhere(own, named)),
            lambda hit: self.raw_texts.of(self.store, hit, generation=result.generation),
            filters=filters,
            language="zh",
        )
        assessment = self.decision(draft)
        coverage = draft.support["clause_coverage"]
        answered = assessment.answered and (bool(place) or _is_own(draft, own))
        if answered and draft.statements and _says_figure(draft):
            return Told(_rows(place, draft, self.question), coverage)
        nearest = _nearest(draft)
        reason = assessment.reason or Reason.NO_FIGURE
        if nearest is not None and reason is Reason.OTHER_PLACE:
            reason = Reason.NO_FIGURE  # it has a clause to check, whatever others say
        if nearest is None and reason is Reason.NO_FIGURE:
            reason = Reason.NO_CLAUSE
        return Told([Row(place=name, found=False, reason=reason, source=nearest)], coverage)

    def _elsewhere(self, own: Sequence[Hit], named: Iterable[str]) -> tuple[Hit, ...]:
        """Return the best clauses of other places, as `ask` finds them for a place it is named."""
        names = {*named, *(document_place(hit.document) for hit in own)}
        others = [hit for hit in self.best if level_of(hit, names) is Level.OTHER]
        return tuple(others[:ELSEWHERE])

    def _of_above(self, place: str) -> list[Row]:
        for above in places_above(place):
            result = self.search([above])
            hits = [hit for hit in result.hits if document_place(hit.document) == above]
            rows = [row for row in self.of_hits(above, result, hits) if row.found]
            if rows:
                return [replace(row, place=place, relation=Relation.ABOVE) for row in rows]
        return []


def _is_own(draft: Draft, own: Sequence[Hit]) -> bool:
    """Whether a draft cites only documents of some hits: what other places say is no answer."""
    known = {hit.document.id for hit in own}
    return all(source.document.id in known for source in draft.citations)


def _says_figure(draft: Draft) -> bool:
    """Whether a draft holds the figure asked for; in a table no other sentence stands for it."""
    return not draft.question.figures or draft.support["figure_found"] > 0


def _nearest(draft: Draft) -> Source | None:
    """Return the clause that came closest to answering, when it is on the subject at all."""
    clues = draft.support
    about = clues["hit_score"] >= LEAST_SCORE and clues["clause_coverage"] >= LEAST_COVERAGE
    return draft.citations[0] if draft.citations and about else None


def _rows(place: str, draft: Draft, question: str) -> list[Row]:
    """Return a row for each figure of a draft, or for each statement when it has none."""
    figures = [(draft.citations[found.citation], found.measure) for found in draft.measures]
    if figures:
        stated = [(source.clause, measure) for source, measure in figures]
        starts = range_starts(stated)
        whole = {at: with_change(one, stated[at][0]) for at, one in completed(stated).items()}
        told = of_one_sort(whole, question)
        lower = {at: stated[low][1] for at, low in starts.items()}
        return [
            _row(
                place,
                figures[at][0],
                Row(place=place, found=True, measure=told[at], lower=lower.get(at)),
            )
            for at in sorted(told.keys() - set(starts.values()))
        ]
    rows = []
    for statement in draft.statements:
        source = draft.citations[statement.citations[0]]
        said = statement.text.removeprefix(f"{label_of(source.document)}：")
        rows.append(_row(place, source, Row(place=place, found=True, text=said)))
    return rows


def _row(place: str, source: Source, row: Row) -> Row:
    relation = relation_of(source.document, place) if place else Relation.OWN
    own = document_place(source.document) if relation is Relation.OWN else place
    return replace(row, place=own or place, relation=relation, source=source)
