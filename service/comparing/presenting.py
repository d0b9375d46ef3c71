"""Comparisons and precedents to wire models."""

from __future__ import annotations

from collections.abc import Callable

from index import Hit, SearchFilters, Store, UnknownDocument
from ingest.records import Clause, Measure
from service.comparing.precedents import Precedents, find_precedents
from service.comparing.records import Comparison, Precedent, Row
from service.presenting import (
    citation_out,
    clause_detail,
    clause_out,
    document_out,
    measure_out,
    query_out,
    responsible_out,
)
from service.problems import NotReady
from service.raw_texts import DocumentReplaced, RawTexts
from service.schemas import MeasureOut
from service.schemas_compare import (
    ComparedClauseOut,
    CompareGroupOut,
    CompareResponse,
    CompareRowOut,
    DifferencesOut,
    MeasurePairOut,
    PrecedentOut,
    ResponsiblePairOut,
    SimilarResponse,
)
from service.searching import ATTEMPTS


def compare_response(comparison: Comparison) -> CompareResponse:
    """Present a comparison."""
    return CompareResponse(
        question=comparison.question,
        questions=[question for question in comparison.questions if question],
        query=query_out(comparison.query),
        groups=[
            CompareGroupOut(
                question=group.question or None,
                subject=group.subject,
                kind=group.kind.value,
                unit=group.unit,
                places=group.places,
            )
            for group in comparison.groups
        ],
        rows=[_row_out(row) for row in comparison.rows],
        left_out=comparison.left_out,
        took_ms=comparison.took_ms,
        generation=comparison.generation,
    )


def similar(
    store: Store, clause_id: str, *, top_k: int, filters: SearchFilters, raw_texts: RawTexts
) -> SimilarResponse:
    """Find and present the same task in other places.

    Raises:
        UnknownClause: If there is no such clause.
        InvalidFilter: If a filter has a value that can never match.
        NotReady: If documents are being replaced faster than they can be presented.
    """
    for _ in range(ATTEMPTS):
        precedents = find_precedents(store, clause_id, top_k=top_k, filters=filters)
        try:
            return _similar_response(store, precedents, raw_texts)
        except (DocumentReplaced, UnknownDocument):
            continue
    raise NotReady("The documents are being replaced.")


def _similar_response(store: Store, precedents: Precedents, raw_texts: RawTexts) -> SimilarResponse:
    own_text = store.raw_text(precedents.document.id)

    def raw_text(hit: Hit) -> str:
        return raw_texts.of(store, hit, generation=precedents.generation)

    return SimilarResponse(
        clause=clause_detail(precedents.clause, precedents.document, own_text),
        results=[
            _precedent_out(precedents.clause, own_text, precedent, raw_text)
            for precedent in precedents.found
        ],
        took_ms=precedents.took_ms,
        generation=precedents.generation,
    )


def _row_out(row: Row) -> CompareRowOut:
    measure, source = row.measure, row.source
    document = source.document if source else None
    return CompareRowOut(
        question=row.question or None,
        found=row.found,
        place=row.place,
        region=row.region,
        relation=row.relation.value,
        reason=row.reason.value if row.reason else None,
        group=row.group,
        alike=row.alike,
        kind=measure.kind.value if measure else None,
        subject=measure.subject if measure else None,
        condition=measure.condition if measure else None,
        comparator=measure.comparator if measure else None,
        value=measure.value if measure else None,
        value_from=row.lower.value if row.lower else None,
        unit=measure.unit if measure else None,
        baseline=measure.baseline if measure else None,
        striven=row.striven,
        text=row.text or None,
        clause=_compared_clause(source.clause) if source else None,
        document_number=document.document_number if document else None,
        issued_on=document.issued_on if document else None,
        status=document.status.value if document else None,
        document=document_out(document) if document else None,
        citation=citation_out(source.citation) if source else None,
    )


def _compared_clause(clause: Clause) -> ComparedClauseOut:
    return ComparedClauseOut(
        id=clause.id,
        document_id=clause.document_id,
        number=clause.number,
        heading=clause.heading,
        path=list(clause.path),
        responsible=responsible_out(clause),
    )


def _precedent_out(
    own: Clause, own_text: str, precedent: Precedent, raw_text: Callable[[Hit], str]
) -> PrecedentOut:
    hit = precedent.hit
    other_text = raw_text(hit)
    return PrecedentOut(
        rank=hit.rank,
        score=hit.score,
        clause=clause_out(hit.clause, other_text),
        document=document_out(hit.document),
        citation=citation_out(hit.citation),
        differences=DifferencesOut(
            measures=[
                MeasurePairOut(
                    own=_measure(pair.own, own, own_text),
                    other=_measure(pair.other, hit.clause, other_text),
                )
                for pair in precedent.measures
            ],
            responsible=ResponsiblePairOut(
                own=responsible_out(own), other=responsible_out(hit.clause)
            ),
            added=list(precedent.added),
            missing=list(precedent.missing),
        ),
    )


def _measure(measure: Measure | None, clause: Clause, raw_text: str) -> MeasureOut | None:
    return measure_out(measure, clause, raw_text) if measure else None
