"""GET /v1/clauses/{id}: one clause with its document and its citation."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from starlette.responses import Response

from index import Store
from service.dependencies import WorkerDep, refuse_parameters
from service.presenting import clause_detail
from service.routes import problem_responses
from service.schemas import ClauseDetailOut

router = APIRouter(tags=["documents"])


@router.get(
    "/v1/clauses/{clause_id}",
    summary="Return one clause",
    response_model=ClauseDetailOut,
    responses=problem_responses(404, 422, 503),
    dependencies=[Depends(refuse_parameters)],
)
async def read_clause(clause_id: str, worker: WorkerDep) -> Response:
    """Return a clause by its id, with its document and the citation of the whole clause."""

    def work(store: Store) -> str:
        clause, document = store.clause(clause_id)
        return clause_detail(clause, document, store.raw_text(document.id)).model_dump_json()

    return Response(await worker.run(work), media_type="application/json")
