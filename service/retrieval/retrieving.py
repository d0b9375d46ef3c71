"""One retrieval: which documents are meant, what is found in them, and how it is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from index import Hit, SearchFilters, SearchResult, Store
from service.pages.translations import translate
from service.place_names import as_in_documents
from service.retrieval.conditions import Conditions
from service.retrieval.errors import UnknownKnowledge
from service.retrieval.fields import PATH_SEPARATOR
from service.schemas_retrieval import (
    DEFAULT_TOP_K,
    RecordMetadataOut,
    RecordOut,
    RetrievalOut,
    RetrievalRequest,
)

DEEPER_LIST: Final = 300
"""Clauses that are looked through where conditions cannot be put to the index: finding so many
takes some 20 ms longer than ten, in a store of 4,000."""

NARROWED_MAX: Final = 10_000
"""Documents that a search is narrowed to by their ids; more are common enough in the list."""

_ALL: Final = 1_000_000_000


def retrieve(
    store: Store, request: RetrievalRequest, *, whole_store: str, site: str
) -> tuple[SearchResult, RetrievalOut]:
    """Find the clauses of a knowledge base that answer a question.

    Args:
        store: Where to look.
        request: What is asked for.
        whole_store: The id of the knowledge base that is all of the store.
        site: Address of the service, which links begin with.

    Raises:
        UnknownKnowledge: If the id is neither that nor a place that documents are of.
        InvalidCondition: If a condition cannot be judged.
    """
    setting = request.retrieval_setting
    wanted, least = setting.top_k or DEFAULT_TOP_K, setting.score_threshold or 0.0
    conditions = Conditions.of(request.metadata_condition)
    filters, depth = knowledge_filters(store, request.knowledge_id, whole_store), wanted
    if conditions.conditions:
        filters, exact = _narrowed(store, filters, conditions)
        depth = wanted if exact else max(wanted, DEEPER_LIST)
    result = store.search(request.query, top_k=depth, filters=filters)
    hits = [hit for hit in result.hits if hit.score >= least and conditions.hold(hit)]
    return result, RetrievalOut(records=[record_out(hit, site) for hit in hits[:wanted]])


def knowledge_filters(store: Store, knowledge_id: str, whole_store: str) -> SearchFilters:
    """Return which documents a knowledge base has.

    Raises:
        UnknownKnowledge: If there is none of this name.
    """
    if knowledge_id == whole_store:
        return SearchFilters()
    filters = SearchFilters(region=(as_in_documents(knowledge_id),))
    if not store.documents(filters, limit=1).items:
        raise UnknownKnowledge(
            f"There is no knowledge base {knowledge_id!r}; {whole_store!r} is the whole store, and"
            " the name of a place that documents are of stands for these."
        )
    return filters


def _narrowed(
    store: Store, filters: SearchFilters, conditions: Conditions
) -> tuple[SearchFilters, bool]:
    """Return filters for the documents that can meet conditions, and whether these say it all."""
    listed = store.documents(filters, limit=_ALL).items
    passing = tuple(document.id for document in listed if conditions.may_hold(document))
    if len(passing) == len(listed):
        return filters, conditions.are_of_documents
    if len(passing) > NARROWED_MAX:
        return filters, False
    # No document has an empty id: where none passes, none is found.
    return replace(filters, document_id=passing or ("",)), conditions.are_of_documents


def record_out(hit: Hit, site: str) -> RecordOut:
    """Present a hit as a record that can be read alone."""
    document, clause, citation = hit.document, hit.clause, hit.citation
    days = {
        name: day.isoformat() if day else None
        for name, day in (
            ("issued_on", document.issued_on),
            ("effective_on", document.effective_on),
            ("expires_on", document.expires_on),
        )
    }
    return RecordOut(
        content=content_of(hit),
        score=hit.score,
        title=document.title,
        metadata=RecordMetadataOut(
            document_id=document.id,
            document_number=document.document_number,
            issuers="、".join(document.issuers),
            region=document.region.full_name if document.region else None,
            status=document.status.value,
            source=document.source.name,
            clause_id=clause.id,
            clause_number=clause.number,
            heading=clause.heading,
            path=PATH_SEPARATOR.join(clause.path),
            citation=citation.label,
            quote=citation.quote,
            start=citation.start,
            end=citation.end,
            url=f"{site}{citation.url}",
            **days,
        ),
    )


def content_of(hit: Hit) -> str:
    """Return the text of a clause below its document, its status there and the headings above it.

    A model reads nothing else, so what no longer holds must say so in the text.
    """
    status = translate(f"status_{hit.document.status.value}", "zh")
    lines = [
        f"{hit.citation.label}（{status}）",
        PATH_SEPARATOR.join(hit.clause.path),
        hit.clause.text,
    ]
    return "\n".join(line for line in lines if line)
