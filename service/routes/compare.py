"""POST /v1/compare: one question asked of many places, as JSON, CSV or a workbook."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from index import Store
from service.answering.refusing.refusal import decision
from service.comparing.comparing import compare
from service.comparing.presenting import compare_response
from service.comparing.records import Comparison
from service.comparing.spreadsheets import XLSX_MEDIA_TYPE, to_csv, to_xlsx
from service.comparing.table import Sort, table_of
from service.dependencies import Worker, WorkerDep, require_json
from service.file_formats import MEDIA_TYPES, FileFormat
from service.pages.languages import Language, quality_of
from service.presenting import search_filters
from service.question_log.noting import note_compare
from service.routes import problem_responses
from service.schemas_compare import CompareRequest, CompareResponse
from service.settings import Settings

router = APIRouter(tags=["compare"])


class CompareQuery(BaseModel):
    """How the comparison is written."""

    model_config = ConfigDict(extra="forbid")

    format: FileFormat | None = Field(
        default=None, description="Format of the answer; by the Accept header when not given."
    )
    lang: Language = Field(
        default="zh", description="Language of the column titles of CSV and XLSX."
    )


@router.post(
    "/v1/compare",
    summary="Ask one question of many places",
    response_model=CompareResponse,
    responses={
        200: {
            "content": {
                "text/csv": {"schema": {"type": "string"}},
                XLSX_MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}},
            }
        },
        **problem_responses(400, 408, 413, 415, 422, 503),
    },
    dependencies=[Depends(require_json)],
)
async def compare_places(
    body: CompareRequest,
    request: Request,
    worker: WorkerDep,
    query: Annotated[CompareQuery, Query()],
) -> Response:
    """Answer a question for each place: one row per place and condition, aligned by subject.

    A row says `found: false` where a place has no answer. The answer of a place is the one that
    `/v1/ask` gives when it is asked of that place alone.
    """
    wanted = query.format or _accepted(request.headers.get("accept", ""))
    site = site_of(request)
    return await worker.run(
        partial(_written, body=body, worker=worker, wanted=wanted, lang=query.lang, site=site)
    )


def site_of(request: Request) -> str:
    """Return the address that links of files begin with, without a slash at its end.

    It is the one that people reach the service at, else the one that the request was sent to.
    """
    settings: Settings = request.app.state.settings
    return (settings.public_url or str(request.base_url)).rstrip("/")


def file_response(
    comparison: Comparison, wanted: FileFormat, lang: str, sort: Sort, *, site: str
) -> Response:
    """Return a comparison as a file to save, whose links lead to a site."""
    table = table_of(comparison, language=lang, sort=sort, site=site)
    csv = wanted is FileFormat.CSV
    content = to_csv(table) if csv else to_xlsx(table, title=comparison.question)
    name = f'attachment; filename="zhengda-compare.{wanted.value}"'
    return Response(content, media_type=MEDIA_TYPES[wanted], headers={"Content-Disposition": name})


def _written(
    store: Store, *, body: CompareRequest, worker: Worker, wanted: FileFormat, lang: str, site: str
) -> Response:
    comparison = compare(
        store,
        body.question,
        regions=body.regions,
        filters=search_filters(body.filters),
        decision=decision(worker.settings.answer_threshold),
        raw_texts=worker.raw_texts,
    )
    note_compare(worker.question_log, body, comparison)
    if wanted is not FileFormat.JSON:
        return file_response(comparison, wanted, lang, Sort.GROUP, site=site)
    content = compare_response(comparison).model_dump_json()
    # Already checked when it was built: returning the model would have it checked once more.
    return Response(content, media_type="application/json")


def _accepted(accept: str) -> FileFormat:
    """Return the format that an Accept header likes best; JSON when it names none of them.

    Of several that it likes as much, the first one named counts.
    """
    offered = {media_type.partition(";")[0]: kind for kind, media_type in MEDIA_TYPES.items()}
    liked: dict[FileFormat, float] = {}
    for item in accept.split(","):
        media_type, *parameters = (part.strip().lower() for part in item.split(";"))
        kind = offered.get(media_type)
        if kind is not None:
            liked.setdefault(kind, quality_of(parameters))
    best = max(liked, key=lambda kind: liked[kind], default=FileFormat.JSON)
    return best if liked.get(best, 0.0) > 0 else FileFormat.JSON
