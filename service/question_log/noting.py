"""From what was asked and found to a line of the log; nothing is done when there is no log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from index import SearchResult
from service.access.caller import current_caller
from service.answering.records import Answer
from service.comparing.records import Comparison
from service.ledger.moments import timestamp, utc_now
from service.pages.search_form import PAGE_SIZE, SearchForm
from service.question_log.log import QuestionLog
from service.question_log.records import Action, LoggedQuestion
from service.request_id import current_request_id
from service.schemas import Filters, SearchRequest, SearchResponse
from service.schemas_ask import AskRequest, AskResponse
from service.schemas_compare import CompareRequest
from service.schemas_retrieval import RetrievalOut, RetrievalRequest


def note_search(log: QuestionLog | None, request: SearchRequest, found: SearchResponse) -> None:
    """Log a search over the interface."""
    if log is None:
        return
    said = request.model_dump(include={"top_k", "mode"}, exclude_defaults=True)
    _take(
        log,
        Action.SEARCH,
        request.query,
        filters=_filters(request.filters) | said,
        clauses=(result.clause.id for result in found.results),
        generation=found.generation,
        took_ms=found.took_ms,
    )


def note_ask(log: QuestionLog | None, request: AskRequest, answered: AskResponse) -> None:
    """Log a question over the interface; its clauses are the first hits."""
    if log is None:
        return
    said = {"language": request.language} if request.language else {}
    _take(
        log,
        Action.ASK,
        request.question,
        filters=_filters(request.filters) | said,
        clauses=(result.clause.id for result in answered.results),
        generation=answered.generation,
        took_ms=answered.took_ms,
        answered=answered.answered,
    )


def note_compare(log: QuestionLog | None, request: CompareRequest, found: Comparison) -> None:
    """Log a comparison over the interface."""
    if log is None:
        return
    said = {"regions": request.regions} if request.regions else {}
    _take_comparison(log, Action.COMPARE, found, filters=_filters(request.filters) | said)


def note_retrieval(
    log: QuestionLog | None,
    request: RetrievalRequest,
    result: SearchResult,
    found: RetrievalOut,
    *,
    whole_store: str,
) -> None:
    """Log a search of a knowledge base."""
    if log is None:
        return
    said = request.model_dump(mode="json", exclude={"query"}, exclude_none=True)
    if request.knowledge_id == whole_store:
        del said["knowledge_id"]
    _take(
        log,
        Action.RETRIEVAL,
        request.query,
        filters=said,
        clauses=(record.metadata.clause_id for record in found.records),
        generation=result.generation,
        took_ms=result.took_ms,
    )


def note_page(
    log: QuestionLog | None,
    form: SearchForm,
    result: SearchResult | None,
    answer: Answer | None,
    *,
    language: str | None,
) -> None:
    """Log what was asked on the page; deeper pages of results are searches."""
    if log is None or result is None:
        return
    said: dict[str, Any] = {"top_k": form.top_k} if form.top_k != PAGE_SIZE else {}
    _take(
        log,
        Action.PAGE_ASK if answer else Action.PAGE_SEARCH,
        form.query,
        filters=_form_filters(form) | said | ({"language": language} if language else {}),
        clauses=(hit.clause.id for hit in result.hits),
        generation=result.generation,
        took_ms=result.took_ms,
        answered=answer.answered if answer else None,
    )


def note_page_compare(log: QuestionLog | None, form: SearchForm, found: Comparison) -> None:
    """Log what was compared on the page, whose places are those of the filter too."""
    if log is None:
        return
    filters = _form_filters(form)
    said = {"regions": filters["region"]} if "region" in filters else {}
    _take_comparison(log, Action.PAGE_COMPARE, found, filters=filters | said)


def _take_comparison(
    log: QuestionLog, action: Action, found: Comparison, *, filters: Mapping[str, Any]
) -> None:
    _take(
        log,
        action,
        found.question,
        filters=filters,
        clauses=compared_clauses(found),
        generation=found.generation,
        took_ms=found.took_ms,
        answered=is_answered(found),
    )


def compared_clauses(found: Comparison) -> Iterator[str]:
    """Yield the ids of the clauses that the rows of a comparison are from, in order."""
    yield from (row.source.clause.id for row in found.rows if row.found and row.source)


def is_answered(found: Comparison) -> bool:
    """Whether any place answers."""
    return any(row.found for row in found.rows)


def _take(
    log: QuestionLog,
    action: Action,
    question: str,
    *,
    filters: Mapping[str, Any],
    clauses: Iterable[str],
    generation: int,
    took_ms: float,
    answered: bool | None = None,
) -> None:
    caller = current_caller.get()
    log.take(
        LoggedQuestion(
            at=timestamp(utc_now()),
            request_id=current_request_id.get(),
            key_id=caller.key_id if caller else None,
            action=action,
            question=question,
            filters=filters,
            generation=generation,
            clauses=tuple(clauses),
            answered=answered,
            took_ms=round(took_ms, 3),
        )
    )


def _filters(filters: Filters | None) -> dict[str, Any]:
    return filters.model_dump(mode="json", exclude_defaults=True) if filters else {}


def _form_filters(form: SearchForm) -> dict[str, Any]:
    """Return the filters of the page as the interface takes them."""
    given = {name: value for name, value in asdict(form.filters).items() if value}
    return {
        name: list(value) if isinstance(value, tuple) else str(value)
        for name, value in given.items()
    }
