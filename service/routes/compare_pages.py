"""The pages that compare: one question over many places, and one clause with its precedents."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from index import Store
from service.answering.refusing.refusal import decision
from service.clause_titles import clause_title
from service.comparing.comparing import compare
from service.comparing.precedents import Precedents, find_precedents
from service.comparing.records import Comparison
from service.comparing.table import Sort
from service.dependencies import Worker, get_worker
from service.file_formats import FileFormat
from service.pages.comparison_views import blocks_of
from service.pages.precedent_views import precedent_views
from service.pages.rendering import language_of, render
from service.pages.search_form import STATUSES, SearchForm, read_form
from service.pages.views import clause_view
from service.question_log.noting import note_page_compare
from service.routes.compare import file_response, site_of

router = APIRouter(include_in_schema=False)

Choice = TypeVar("Choice", Sort, FileFormat)

PRECEDENTS = 8
EXAMPLES = {
    "zh": ("办电要多久", "企业开办需要几天", "不动产登记几个工作日办结"),
    "en": ("how long does power connection take", "how many days to start a business"),
}


async def compare_page(request: Request) -> Response:
    """Show the form and, when a question was typed, the table; or send it as a file."""
    form = read_form(request.query_params)
    sort = _read(Sort, request.query_params.get("sort")) or Sort.GROUP
    wanted = _read(FileFormat, request.query_params.get("format"))
    worker, language = await get_worker(request), language_of(request)
    comparison: Comparison | None = None
    if form.query and not form.faults:
        comparison = await worker.run(partial(_compare, form=form, worker=worker))
        if wanted in (FileFormat.CSV, FileFormat.XLSX):
            as_file = partial(file_response, site=site_of(request))
            return await worker.call(partial(as_file, comparison, wanted, language, sort))
    blocks = blocks_of(comparison, sort=sort, language=language) if comparison else []
    return await worker.call(
        partial(
            render,
            request,
            "compare.html",
            status=422 if form.faults else 200,
            form=form,
            statuses=STATUSES,
            examples=EXAMPLES,
            comparison=comparison,
            blocks=blocks,
            sort=sort.value,
            sorts=[each.value for each in Sort],
            places=len({row.place for row in comparison.rows}) if comparison else 0,
        )
    )


async def similar_page(request: Request) -> Response:
    """Show a clause and the same task in other places, with what differs."""
    clause_id = request.path_params["clause_id"]
    worker = await get_worker(request)

    def work(store: Store) -> Precedents:
        return find_precedents(store, clause_id, top_k=PRECEDENTS)

    precedents = await worker.run(work)
    return await worker.call(
        partial(
            render,
            request,
            "similar.html",
            title=clause_title(precedents.clause),
            clause=clause_view(precedents.clause, []),
            document=precedents.document,
            precedents=precedent_views(precedents, language=language_of(request)),
        )
    )


def _compare(store: Store, *, form: SearchForm, worker: Worker) -> Comparison:
    comparison = compare(
        store,
        form.query,
        regions=form.filters.region,
        filters=form.filters,
        decision=decision(worker.settings.answer_threshold),
        raw_texts=worker.raw_texts,
    )
    note_page_compare(worker.question_log, form, comparison)
    return comparison


def _read(kind: type[Choice], value: str | None) -> Choice | None:
    """Return the member of an enumeration with a value; None for odd values."""
    return next((member for member in kind if member.value == value), None)


router.add_route("/compare", compare_page)
router.add_route("/clauses/{clause_id}/similar", similar_page)
