"""The pages for people: search, documents, one document, and the API reference."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from index import DocumentSummary, Page, SearchResult, Store, UnknownDocument
from ingest.records import Clause
from ingest.text.alignment import Span
from service.answering.answering import ask
from service.answering.records import Answer
from service.answering.refusing.refusal import decision
from service.answering.searching import HITS
from service.clause_titles import clause_title
from service.dependencies import Worker, get_worker
from service.offsets import text_span
from service.pages.answer_views import answer_view
from service.pages.feedback_views import feedback_view
from service.pages.rendering import render
from service.pages.search_form import PAGE_SIZE, STATUSES, SearchForm, read_form
from service.pages.views import clause_view, raw_sections, result_view
from service.question_log.noting import note_page
from service.raw_texts import DocumentReplaced
from service.schemas_values import TOP_K_MAX
from service.searching import ATTEMPTS

router = APIRouter(include_in_schema=False)

DOCUMENTS_PER_PAGE = 50
CLAUSES_PER_READ = 200
EXAMPLES = {
    "zh": ("办电要多久", "企业开办需要几天", "不动产登记几个工作日办结"),
    "en": ("how long does power connection take", "starting a business", "property registration"),
}


async def search_page(request: Request) -> Response:
    """Show the search form and, when a question was typed, what was found."""
    form = read_form(request.query_params)
    result: SearchResult | None = None
    answer: Answer | None = None
    if form.query and not form.faults:
        worker = await get_worker(request)
        chosen = request.query_params.get("lang")
        language = chosen if chosen in ("zh", "en") else None  # else the question's own
        result, answer = await worker.run(
            partial(_search, form=form, worker=worker, language=language)
        )
        if "feedback" not in request.query_params:  # after which the same question is shown again
            note_page(worker.question_log, form, result, answer, language=language)
    return await _render(
        request,
        "search.html",
        status=422 if form.faults else 200,
        form=form,
        statuses=STATUSES,
        examples=EXAMPLES,
        result=result,
        answer=answer_view(answer) if answer else None,
        feedback=feedback_view(form, answer, state=request.query_params.get("feedback"))
        if answer
        else None,
        results=[result_view(hit) for hit in result.hits] if result else [],
        more=_more(form, result),
    )


async def documents_page(request: Request) -> Response:
    """List the documents that pass the filters."""
    form = read_form(request.query_params)
    cursor = request.query_params.get("cursor") or None
    worker = await get_worker(request)

    def work(store: Store) -> Page[DocumentSummary]:
        return store.documents(form.filters, cursor=cursor, limit=DOCUMENTS_PER_PAGE)

    page = await worker.run(work)
    return await _render(
        request,
        "documents.html",
        status=422 if form.faults else 200,
        form=form,
        statuses=STATUSES,
        page=page,
        cursor=cursor,
    )


async def document_page(request: Request) -> Response:
    """Show a whole document, each clause an anchor, with the quote of a citation marked."""
    document_id = request.path_params["document_id"]
    worker = await get_worker(request)
    document, clauses, raw_text = await worker.run(partial(_read_document, document_id=document_id))
    quote = _read_quote(request, len(raw_text))
    as_read = request.query_params.get("view") == "source"
    return await _render(
        request,
        "document.html",
        document=document,
        titles=[(clause.id, clause_title(clause)) for clause in clauses],
        clauses=[]
        if as_read
        else [clause_view(clause, _marks(clause, quote)) for clause in clauses],
        sections=raw_sections(raw_text, clauses, quote) if as_read else [],
        as_read=as_read,
        quote=quote,
    )


async def api_page(request: Request) -> Response:
    """Show the OpenAPI description with Swagger UI, everything served from here."""
    return render(request, "api.html", openapi_url="/openapi.json")


async def _render(request: Request, template: str, **values: Any) -> Response:
    # In a thread: a law of a thousand articles takes long enough to hold up other requests.
    worker: Worker = await get_worker(request)
    return await worker.call(partial(render, request, template, **values))


def _search(
    store: Store, *, form: SearchForm, worker: Worker, language: str | None
) -> tuple[SearchResult, Answer | None]:
    """Find the results and the answer in one search; deeper pages of results have no answer."""
    for _ in range(ATTEMPTS if form.top_k <= HITS else 0):
        with suppress(DocumentReplaced, UnknownDocument):
            answer = ask(
                store,
                form.query,
                filters=form.filters,
                language=language,
                decision=decision(worker.settings.answer_threshold),
                raw_texts=worker.raw_texts,
                listed=form.top_k,
            )
            found = replace(answer.search, hits=answer.search.listed)
            refused = answer.not_found
            worker.counters.asked(refused_for=refused.reason.value if refused else None)
            return found, answer if found.hits else None
    result = store.search(form.query, top_k=form.top_k, filters=form.filters)
    worker.counters.searched(mode=result.mode.value, language=result.query.language)
    return result, None


def _more(form: SearchForm, result: SearchResult | None) -> int | None:
    """Return how many results to ask for next, if there may be more."""
    if result is None or len(result.hits) < form.top_k or form.top_k >= TOP_K_MAX:
        return None
    return min(form.top_k + 2 * PAGE_SIZE, TOP_K_MAX)


def _read_document(store: Store, *, document_id: str) -> tuple[DocumentSummary, list[Clause], str]:
    document = store.document(document_id)
    clauses: list[Clause] = []
    cursor: str | None = None
    while True:
        page = store.clauses(document_id, cursor=cursor, limit=CLAUSES_PER_READ)
        clauses.extend(page.items)
        cursor = page.next_cursor
        if cursor is None:
            return document, clauses, store.raw_text(document_id)


def _read_quote(request: Request, length: int) -> Span | None:
    """Return the raw span in the address, when it is one of this document."""
    values = [request.query_params.get(name, "") for name in ("start", "end")]
    if not all(value.isascii() and value.isdecimal() and len(value) <= 10 for value in values):
        return None
    start, end = map(int, values)
    return Span(start, end) if start < end <= length else None


def _marks(clause: Clause, quote: Span | None) -> list[Span]:
    if quote is None or quote.end <= clause.span.start or quote.start >= clause.span.end:
        return []
    span = text_span(clause.alignment, quote.start, quote.end)
    return [span] if span else []


router.add_route("/", search_page)
router.add_route("/documents", documents_page)
router.add_route("/documents/{document_id}", document_page)
router.add_route("/docs", api_page)
