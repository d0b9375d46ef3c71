"""GET /v1/documents…: what has been read, document by document."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from index import Store
from service.dependencies import WorkerDep, refuse_parameters
from service.presenting import cited_clause, document_out, search_filters
from service.routes import problem_responses
from service.schemas import (
    ClausesPage,
    DocumentOut,
    DocumentsPage,
    Filters,
)
from service.schemas_values import PAGE_LIMIT_MAX

router = APIRouter(prefix="/v1/documents", tags=["documents"])


class PageQuery(BaseModel):
    """Which page of a list, and how much of it."""

    model_config = ConfigDict(extra="forbid")

    cursor: str | None = Field(
        default=None, max_length=500, description="`next_cursor` of the last page."
    )
    limit: int = Field(default=50, ge=1, le=PAGE_LIMIT_MAX, description="Items on one page.")


class DocumentsQuery(PageQuery, Filters):
    """Filters and paging of the list of documents; a repeated name gives several values."""


@router.get(
    "",
    summary="List documents",
    response_model=DocumentsPage,
    responses=problem_responses(422, 503),
)
async def list_documents(query: Annotated[DocumentsQuery, Query()], worker: WorkerDep) -> Response:
    """List the documents that pass the filters, in a stable order."""

    def work(store: Store) -> str:
        page = store.documents(search_filters(query), cursor=query.cursor, limit=query.limit)
        return DocumentsPage(
            documents=[document_out(document) for document in page.items],
            next_cursor=page.next_cursor,
        ).model_dump_json()

    return Response(await worker.run(work), media_type="application/json")


@router.get(
    "/{document_id}",
    summary="Return one document",
    response_model=DocumentOut,
    responses=problem_responses(404, 422, 503),
    dependencies=[Depends(refuse_parameters)],
)
async def read_document(document_id: str, worker: WorkerDep) -> Response:
    """Return what is known of a document."""
    content = await worker.run(
        lambda store: document_out(store.document(document_id)).model_dump_json()
    )
    return Response(content, media_type="application/json")


@router.get(
    "/{document_id}/clauses",
    summary="List the clauses of a document",
    response_model=ClausesPage,
    responses=problem_responses(404, 422, 503),
)
async def list_clauses(
    document_id: str, query: Annotated[PageQuery, Query()], worker: WorkerDep
) -> Response:
    """List the clauses of a document in order, each with the citation of the whole clause."""

    def work(store: Store) -> str:
        document = store.document(document_id)
        raw_text = store.raw_text(document_id)
        page = store.clauses(document_id, cursor=query.cursor, limit=query.limit)
        return ClausesPage(
            clauses=[cited_clause(clause, document, raw_text) for clause in page.items],
            next_cursor=page.next_cursor,
        ).model_dump_json()

    return Response(await worker.run(work), media_type="application/json")


@router.get(
    "/{document_id}/raw",
    summary="Return the text that offsets count in",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        **problem_responses(404, 422, 503),
    },
    dependencies=[Depends(refuse_parameters)],
)
async def read_raw_text(document_id: str, worker: WorkerDep) -> Response:
    """Return the text as it was read, every character where it was, line ends included."""
    text = await worker.run(lambda store: store.raw_text(document_id))
    # As bytes, so that nothing between the store and the wire translates a line end.
    return Response(text.encode("utf-8"), media_type="text/plain; charset=utf-8")
