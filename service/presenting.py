"""Records to wire models: the only place where the two are matched."""

from __future__ import annotations

from typing import Any

from index import (
    Citation,
    DocumentSummary,
    Hit,
    QueryInfo,
    SearchFilters,
    SearchResult,
    Store,
    cite,
)
from ingest.records import Clause, Measure, Status
from ingest.text.script import to_simplified
from service.place_names import as_in_documents
from service.raw_texts import RawTexts
from service.schemas import (
    CitationOut,
    CitedClauseOut,
    ClauseDetailOut,
    ClauseOut,
    CorrectionOut,
    DocumentOut,
    ExplanationOut,
    Filters,
    MeasureOut,
    OffsetRange,
    QueryOut,
    ResponsibleOut,
    ResultOut,
    SearchResponse,
)

EXPLAINED_DECIMALS = 4


def search_filters(filters: Filters | None) -> SearchFilters:
    """Return the filters as the index takes them."""
    if filters is None:
        return SearchFilters()
    return SearchFilters(
        region=tuple(map(as_in_documents, filters.region)),
        issuer=tuple(map(to_simplified, filters.issuer)),
        document_id=tuple(filters.document_id),
        document_number=tuple(map(to_simplified, filters.document_number)),
        issued_from=filters.issued_from,
        issued_to=filters.issued_to,
        as_of=filters.as_of,
        status=Status(filters.status) if filters.status else None,
    )


def measure_out(measure: Measure, clause: Clause, raw_text: str) -> MeasureOut:
    """Present a figure with its place in the raw text."""
    start, end = clause.alignment.raw_span(measure.start, measure.end)
    return MeasureOut(
        kind=measure.kind.value,
        subject=measure.subject,
        condition=measure.condition,
        comparator=measure.comparator,
        value=measure.value,
        unit=measure.unit,
        baseline=measure.baseline,
        quote=raw_text[start:end],
        start=start,
        end=end,
    )


def _clause_fields(clause: Clause, raw_text: str) -> dict[str, Any]:
    return {
        "id": clause.id,
        "document_id": clause.document_id,
        "position": clause.position,
        "kind": clause.kind.value,
        "number": clause.number,
        "heading": clause.heading,
        "path": list(clause.path),
        "text": clause.text,
        "measures": [measure_out(measure, clause, raw_text) for measure in clause.measures],
        "responsible": responsible_out(clause),
    }


def responsible_out(clause: Clause) -> ResponsibleOut:
    """Present who has to do a task."""
    responsible = clause.responsible
    return ResponsibleOut(lead=list(responsible.lead), **{"with": list(responsible.with_)})


def document_out(document: DocumentSummary) -> DocumentOut:
    """Present what is known of a document."""
    return DocumentOut(
        id=document.id,
        title=document.title,
        document_number=document.document_number,
        issuers=list(document.issuers),
        region=document.region.full_name if document.region else None,
        issued_on=document.issued_on,
        effective_on=document.effective_on,
        expires_on=document.expires_on,
        status=document.status.value,
        status_basis=document.status_basis,
        source=document.source.name,
    )


def citation_out(citation: Citation) -> CitationOut:
    """Present a citation."""
    return CitationOut(
        label=citation.label,
        quote=citation.quote,
        start=citation.start,
        end=citation.end,
        url=citation.url,
    )


def cited_clause(clause: Clause, document: DocumentSummary, raw_text: str) -> CitedClauseOut:
    """Present a clause with the citation of the whole of it."""
    return CitedClauseOut(
        **_clause_fields(clause, raw_text),
        citation=citation_out(cite_whole(document, raw_text, clause)),
    )


def clause_detail(clause: Clause, document: DocumentSummary, raw_text: str) -> ClauseDetailOut:
    """Present a clause with its citation and its document."""
    return ClauseDetailOut(
        **_clause_fields(clause, raw_text),
        citation=citation_out(cite_whole(document, raw_text, clause)),
        document=document_out(document),
    )


def cite_whole(document: DocumentSummary, raw_text: str, clause: Clause) -> Citation:
    """Cite a clause from its first to its last character."""
    return cite(document, raw_text, clause, 0, len(clause.text))


def search_response(
    store: Store, result: SearchResult, raw_texts: RawTexts, *, explain: bool = False
) -> SearchResponse:
    """Present what was understood of a question and what was found, and why when asked.

    Raises:
        DocumentReplaced: If a document that was found has a newer version by now.
        UnknownDocument: If it is gone.
    """

    def raw_text(hit: Hit) -> str:
        # Only figures quote beyond the citation; most clauses need no look at the raw text.
        if not hit.clause.measures:
            return ""
        return raw_texts.of(store, hit, generation=result.generation)

    return SearchResponse(
        query=query_out(result.query),
        took_ms=result.took_ms,
        generation=result.generation,
        results=[result_out(hit, raw_text(hit), explain=explain) for hit in result.hits],
    )


def query_out(query: QueryInfo) -> QueryOut:
    """Present what was understood of a question."""
    return QueryOut(
        text=query.text,
        normalized=query.normalized,
        language=query.language,
        corrections=[CorrectionOut(typed=c.typed, meant=c.meant) for c in query.corrections],
        regions=list(query.regions),
        terms=list(query.terms),
    )


def clause_out(clause: Clause, raw_text: str) -> ClauseOut:
    """Present a clause; the raw text is needed only for one with figures."""
    return ClauseOut(**_clause_fields(clause, raw_text))


def result_out(hit: Hit, raw_text: str, *, explain: bool = False) -> ResultOut:
    """Present a clause found; the raw text is needed only for one with figures."""
    return ResultOut(
        rank=hit.rank,
        score=hit.score,
        clause=clause_out(hit.clause, raw_text),
        highlights=[OffsetRange(start=span.start, end=span.end) for span in hit.highlights],
        document=document_out(hit.document),
        citation=citation_out(hit.citation),
        explanation=explanation_out(hit) if explain else None,
    )


def explanation_out(hit: Hit) -> ExplanationOut:
    """Present what a hit's score is made of."""
    return ExplanationOut(
        parts={name: round(part, EXPLAINED_DECIMALS) for name, part in hit.parts.items()},
        evidence={name: round(found, EXPLAINED_DECIMALS) for name, found in hit.scores.items()},
        terms=list(hit.terms),
    )
