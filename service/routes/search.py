"""POST /v1/search: a question, and the clauses that answer it."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Depends
from starlette.responses import Response

from index import Store
from service.dependencies import Worker, WorkerDep, refuse_parameters, require_json
from service.question_log.noting import note_search
from service.routes import problem_responses
from service.schemas import SearchRequest, SearchResponse
from service.searching import search as find

router = APIRouter(tags=["search"])


@router.post(
    "/v1/search",
    summary="Find the clauses that answer a question",
    response_model=SearchResponse,
    responses=problem_responses(400, 408, 413, 415, 422, 503),
    dependencies=[Depends(refuse_parameters), Depends(require_json)],
)
async def search(body: SearchRequest, worker: WorkerDep) -> Response:
    """Rank the clauses of all documents that pass the filters, best first."""
    content = await worker.run(partial(_found, body=body, worker=worker))
    # Already checked when it was built: returning the model would have it checked once more.
    return Response(content, media_type="application/json")


def _found(store: Store, *, body: SearchRequest, worker: Worker) -> str:
    found = find(store, body, raw_texts=worker.raw_texts)
    worker.counters.searched(mode=body.mode, language=found.query.language)
    note_search(worker.question_log, body, found)
    return found.model_dump_json()
