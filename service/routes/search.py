"""POST /v1/search: a question, and the clauses that answer it."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from starlette.responses import Response

from service.dependencies import WorkerDep, refuse_parameters, require_json
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
    texts = worker.raw_texts
    content = await worker.run(lambda store: find(store, body, raw_texts=texts).model_dump_json())
    # Already checked when it was built: returning the model would have it checked once more.
    return Response(content, media_type="application/json")
