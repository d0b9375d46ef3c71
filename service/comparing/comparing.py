"""One question asked of many places: answered per place, aligned, and put in rows."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from index import Hit, SearchFilters, SearchResult, Store, UnknownDocument
from service.answering.draft import RefusalDecision
from service.answering.refusing.refusal import assess
from service.answering.several import questions_of
from service.comparing.alignment import aligned
from service.comparing.answers import LEAST_COVERAGE, PlaceAnswers
from service.comparing.places import distinct_places, document_place
from service.comparing.records import Comparison, Group, Row
from service.problems import NotReady
from service.raw_texts import DocumentReplaced, RawTexts
from service.searching import ATTEMPTS

PLACES_MAX: Final = 60
"""More places fill no table that anyone reads; those asked for are all compared."""
WIDE_TOP_K: Final = 200
"""Clauses looked at when no place is named: each place has its best ones among them."""
BEST: Final = 24
"""Clauses of all places that those of one are held against, its own among them."""
NEAR_BEST: Final = 0.8
"""A place that answers with a clause that holds so much of a question's words, measured by the best
of those that answer, is on its subject."""
NEAR_FIRST: Final = 0.9
"""So is one whose best clause the search ranks with the first, whatever words it has."""

_NO_FILTERS: Final = SearchFilters()


def compare(
    store: Store,
    question: str,
    *,
    regions: Iterable[str] = (),
    filters: SearchFilters = _NO_FILTERS,
    decision: RefusalDecision = assess,
    raw_texts: RawTexts | None = None,
) -> Comparison:
    """Answer a question for each place.

    Args:
        store: Where to search.
        question: In Chinese or English; the places it names are compared when `regions` is empty.
        regions: Full or short names; each gets a row, found or not. Without any, the places that
            have a relevant clause are compared.
        filters: What documents must be; its places count like `regions`.
        decision: Decides for each place whether its documents answer.
        raw_texts: Texts that quotes are cut from, kept between calls.

    Raises:
        InvalidFilter: If a filter has a value that can never match.
        NotReady: If documents are being replaced faster than they can be quoted.
    """
    answers = PlaceAnswers(
        store=store,
        question=question,
        filters=filters,
        decision=decision,
        raw_texts=raw_texts or RawTexts(),
    )
    for _ in range(ATTEMPTS):
        try:
            return _compare(answers, tuple(regions) or filters.region)
        except (DocumentReplaced, UnknownDocument):
            continue
    raise NotReady("The documents are being replaced.")


def _compare(answers: PlaceAnswers, asked: Sequence[str]) -> Comparison:
    started = time.perf_counter()
    first = answers.search((), top_k=BEST if asked else WIDE_TOP_K)
    answers = replace(answers, best=first.hits)
    places = distinct_places(asked or first.query.regions)
    if questions := questions_of(first.query):
        parts = {one: _compare(replace(answers, question=one), places) for one in questions}
        return _joined(answers.question, first, parts, started)
    if places:
        rows, left_out = [row for place in places for row in answers.of_asked(place)], 0
    else:
        rows, left_out = _rows_of_all(answers, first)
    ordered, groups = aligned(rows, first.query.words, first.query.normalized)
    return Comparison(
        question=answers.question,
        query=first.query,
        rows=ordered,
        groups=groups,
        left_out=left_out,
        took_ms=_ms_since(started),
        generation=first.generation,
    )


def _joined(
    question: str, first: SearchResult, parts: Mapping[str, Comparison], started: float
) -> Comparison:
    """Put the comparisons of several questions after each other, each row with its question."""
    rows: list[Row] = []
    groups: list[Group] = []
    for one, part in parts.items():
        rows += [
            replace(
                row,
                question=one,
                group=None if row.group is None else row.group + len(groups),
            )
            for row in part.rows
        ]
        groups += [replace(group, question=one) for group in part.groups]
    return Comparison(
        question=question,
        query=first.query,
        rows=tuple(rows),
        groups=tuple(groups),
        left_out=max(part.left_out for part in parts.values()),
        took_ms=_ms_since(started),
        generation=first.generation,
        questions=tuple(parts),
    )


def _ms_since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 3)


def _rows_of_all(answers: PlaceAnswers, result: SearchResult) -> tuple[list[Row], int]:
    """Return the rows of every place that has something on the subject, and how many have more.

    A place is named with its clause when it is on the subject but does not say what was asked. By
    itself a place may answer with what comes nearest; it is left out where that holds few words of
    the question and other places hold more: its 生育津贴 is no 市场主体登记.
    """
    by_place: dict[str, list[Hit]] = {}
    for hit in result.hits:
        by_place.setdefault(document_place(hit.document), []).append(hit)
    told = {place: answers.told_by(place, result, hits) for place, hits in by_place.items()}
    best = max((one.coverage for one in told.values() if one.rows[0].found), default=0.0)
    least = min(LEAST_COVERAGE, NEAR_BEST * best)
    first = result.hits[0].score if result.hits else 0.0
    found, missing = [], []
    for place, one in told.items():
        rows = [replace(row, place=place or row.place) for row in one.rows]
        leads = by_place[place][0].score >= NEAR_FIRST * first
        if rows[0].found and (one.coverage >= least or leads):
            found.append(rows)
        elif not rows[0].found and rows[0].source is not None:
            missing.append(rows)
    kept = (found + missing)[:PLACES_MAX]
    return [row for rows in kept for row in rows], len(found) + len(missing) - len(kept)
