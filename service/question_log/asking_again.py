"""Asks a logged question once more, as it was asked: to see what another version makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from index import Mode, SearchFilters, Store
from service.answering.answering import ask
from service.answering.refusing.refusal import assess
from service.comparing.comparing import compare
from service.presenting import search_filters
from service.problems import ServiceError
from service.question_log.noting import compared_clauses, is_answered
from service.question_log.records import Action
from service.raw_texts import RawTexts
from service.retrieval.retrieving import retrieve
from service.schemas import Filters, SearchRequest
from service.schemas_retrieval import RetrievalRequest

_SEARCHES = (Action.SEARCH, Action.PAGE_SEARCH)
_COMPARISONS = (Action.COMPARE, Action.PAGE_COMPARE)
WHOLE_STORE: Final = "the whole store"
"""What a knowledge base is called whose name is not in the log, since it is all of the store."""


class CannotAskAgain(ValueError):
    """What was logged is no request that this version takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAgain:
    """What a question finds now, as the log would have it."""

    clauses: tuple[str, ...]
    answered: bool | None


def ask_again(
    store: Store,
    question: str,
    *,
    action: Action,
    said: Mapping[str, Any],
    raw_texts: RawTexts | None = None,
) -> FoundAgain:
    """Ask a logged question of a store.

    Args:
        store: What is asked.
        question: As it was logged.
        action: What was asked for.
        said: The filters of the log, with what else was said.
        raw_texts: Texts that quotes are cut from, kept between calls.

    Raises:
        CannotAskAgain: If what was said is nothing that the interface takes.
    """
    if action is Action.RETRIEVAL:
        return FoundAgain(clauses=_retrieved(store, question, said), answered=None)
    request, filters = _checked(question, said)
    texts = raw_texts or RawTexts()
    if action in _SEARCHES:
        result = store.search(
            request.query, top_k=request.top_k, mode=Mode(request.mode), filters=filters
        )
        return FoundAgain(clauses=tuple(hit.clause.id for hit in result.hits), answered=None)
    if action in _COMPARISONS:
        regions = said.get("regions", ())
        comparison = compare(
            store, request.query, regions=regions, filters=filters, raw_texts=texts
        )
        return FoundAgain(
            clauses=tuple(compared_clauses(comparison)), answered=is_answered(comparison)
        )
    answer = ask(
        store,
        request.query,
        filters=filters,
        language=said.get("language"),
        decision=assess,
        raw_texts=texts,
        listed=request.top_k,
    )
    clauses = tuple(hit.clause.id for hit in answer.search.listed)
    return FoundAgain(clauses=clauses, answered=answer.answered)


def _retrieved(store: Store, question: str, said: Mapping[str, Any]) -> tuple[str, ...]:
    whole = "" if "knowledge_id" in said else WHOLE_STORE
    fields = {"knowledge_id": WHOLE_STORE, **said, "query": question}
    try:
        request = RetrievalRequest.model_validate(fields)
        _, found = retrieve(store, request, whole_store=whole, site="")
    except ValidationError as error:
        raise CannotAskAgain(_fault(error)) from error
    except ServiceError as error:  # a place that has no documents any more
        raise CannotAskAgain(error.detail) from error
    return tuple(record.metadata.clause_id for record in found.records)


def _checked(question: str, said: Mapping[str, Any]) -> tuple[SearchRequest, SearchFilters]:
    given = {name: value for name, value in said.items() if name in Filters.model_fields}
    more = {name: said[name] for name in ("top_k", "mode") if name in said}
    try:
        filters = search_filters(Filters.model_validate(given))
        return SearchRequest.model_validate({"query": question, **more}), filters
    except ValidationError as error:
        raise CannotAskAgain(_fault(error)) from error


def _fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    return f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
