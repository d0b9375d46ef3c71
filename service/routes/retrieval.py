"""POST /retrieval: the external knowledge base that Dify asks."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from index import Store
from service.dependencies import Worker, WorkerDep, refuse_parameters, require_json
from service.question_log.noting import note_retrieval
from service.retrieval.error_shape import PATH
from service.retrieval.retrieving import retrieve
from service.routes.compare import site_of
from service.schemas_retrieval import RetrievalErrorOut, RetrievalOut, RetrievalRequest

router = APIRouter(tags=["search"])

_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": RetrievalErrorOut} for status in (400, 403, 404, 408, 413, 415, 422, 503)
}


@router.post(
    PATH,
    summary="Find clauses, as Dify asks an external knowledge base",
    response_model=RetrievalOut,
    responses=_ERRORS,
    dependencies=[Depends(refuse_parameters), Depends(require_json)],
)
async def retrieval(body: RetrievalRequest, worker: WorkerDep, request: Request) -> Response:
    """Rank the clauses of a knowledge base that meet the conditions, best first.

    Fields that are not described are ignored here: Dify's versions add some.
    """
    content = await worker.run(partial(_found, body=body, worker=worker, site=site_of(request)))
    return Response(content, media_type="application/json")


def _found(store: Store, *, body: RetrievalRequest, worker: Worker, site: str) -> str:
    whole_store = worker.settings.knowledge_id
    result, found = retrieve(store, body, whole_store=whole_store, site=site)
    worker.counters.searched(mode=result.mode.value, language=result.query.language)
    note_retrieval(worker.question_log, body, result, found, whole_store=whole_store)
    return found.model_dump_json()
