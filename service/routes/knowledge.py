"""GET /v1/knowledge and /v1/knowledge/export: what the clauses tell a caller, entry by entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response, StreamingResponse

from index import Store
from service.comparing.spreadsheets import XLSX_MEDIA_TYPE
from service.dependencies import Worker, WorkerDep
from service.file_formats import MEDIA_TYPES, FileFormat
from service.knowledge.exporting import (
    blocks_of,
    csv_text,
    disposition,
    json_text,
    workbook_file,
)
from service.knowledge.presenting import entry_out
from service.knowledge.reading import EXPIRES_WITHIN_DAYS, Wanted, entries_page
from service.knowledge.topics import WantedTopic, lexicon_of
from service.pages.languages import Language
from service.presenting import search_filters
from service.routes import problem_responses
from service.routes.compare import site_of
from service.routes.documents import PageQuery
from service.schemas import Filters
from service.schemas_knowledge import KnowledgeExport, KnowledgePage
from service.schemas_values import FilterText

router = APIRouter(prefix="/v1/knowledge", tags=["knowledge"])

EXPIRES_WITHIN_MAX = 3650


class EntriesQuery(Filters):
    """Filters of the entries; a repeated name gives several values."""

    topic: FilterText | None = Field(
        default=None,
        description="Words of a heading, or any name of a matter (办电 finds 获得电力).",
    )
    with_alerts: bool = Field(default=False, description="Only entries that have an alert.")
    expires_within: int = Field(
        default=EXPIRES_WITHIN_DAYS,
        ge=0,
        le=EXPIRES_WITHIN_MAX,
        description="Days to look ahead for documents that expire or are repealed.",
    )


class KnowledgeQuery(PageQuery, EntriesQuery):
    """Filters and paging of the list of entries."""


class ExportQuery(EntriesQuery):
    """Filters of the entries, and how they are written."""

    format: FileFormat = Field(default=FileFormat.JSON, description="json, csv or xlsx.")
    lang: Language = Field(default="zh", description="Language of the columns of CSV and XLSX.")


@router.get(
    "",
    summary="List knowledge entries",
    response_model=KnowledgePage,
    responses=problem_responses(422, 503),
)
async def list_entries(query: Annotated[KnowledgeQuery, Query()], worker: WorkerDep) -> Response:
    """List what the clauses tell a caller: questions, answer, figures, units, alerts.

    The newest documents come first, the entries of one as its clauses stand. What only opens,
    closes or organises a document makes no entry.
    """
    wanted = _wanted(query, worker)

    def work(store: Store) -> str:
        page = entries_page(store, wanted, cursor=query.cursor, limit=query.limit)
        return KnowledgePage(
            entries=[entry_out(entry) for entry in page.items], next_cursor=page.next_cursor
        ).model_dump_json()

    return Response(await worker.run(work), media_type="application/json")


@router.get(
    "/export",
    summary="Save knowledge entries as a file",
    response_model=KnowledgeExport,
    responses={
        200: {
            "description": "Every entry that passes, as a file to save",
            "content": {
                "text/csv": {"schema": {"type": "string"}},
                XLSX_MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}},
            },
        },
        **problem_responses(422, 503),
    },
)
async def export_entries(
    query: Annotated[ExportQuery, Query()], request: Request, worker: WorkerDep
) -> Response:
    """Write every entry that passes the filters: JSON, CSV for Excel, or a workbook.

    JSON and CSV are sent as they are made; an export that cannot be finished breaks off the
    connection, so half a file is never taken for a whole one. A document that is replaced meanwhile
    comes as it is when its turn comes.
    """
    wanted = _wanted(query, worker)
    headers = {"Content-Disposition": disposition(query.format, wanted.day.isoformat())}
    if query.format is FileFormat.XLSX:
        stream = await _workbook(query, request, worker, wanted)
    else:
        stream = await _begun(_text(query, request, worker, wanted))
    return StreamingResponse(stream, media_type=MEDIA_TYPES[query.format], headers=headers)


def _wanted(query: EntriesQuery, worker: Worker) -> Wanted:
    lexicon = lexicon_of(worker.settings.lexicon)
    return Wanted(
        filters=search_filters(query),
        day=query.as_of or dt.date.today(),
        expires_within=query.expires_within,
        topic=WantedTopic.of(query.topic, lexicon) if query.topic else None,
        with_alerts=query.with_alerts,
        lexicon=lexicon,
    )


def _text(
    query: ExportQuery, request: Request, worker: Worker, wanted: Wanted
) -> AsyncIterator[bytes]:
    if query.format is FileFormat.JSON:
        return json_text(worker, wanted)
    return csv_text(worker, wanted, language=query.lang, site=site_of(request))


async def _workbook(
    query: ExportQuery, request: Request, worker: Worker, wanted: Wanted
) -> AsyncIterator[bytes]:
    file = await workbook_file(
        worker,
        wanted,
        language=query.lang,
        site=site_of(request),
        is_gone=request.is_disconnected,
    )
    return blocks_of(file) if file is not None else _nothing()


async def _begun(parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Wait for the first part, so that an error in it is still told as a problem."""
    first = await anext(parts)

    async def whole() -> AsyncIterator[bytes]:
        yield first
        async for part in parts:
            yield part

    return whole()


async def _nothing() -> AsyncIterator[bytes]:
    return
    yield b""
