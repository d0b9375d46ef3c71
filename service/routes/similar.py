"""GET /v1/clauses/{id}/similar: the same task in other places, with what differs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from index import Store
from service.comparing.presenting import similar
from service.dependencies import WorkerDep
from service.presenting import search_filters
from service.routes import problem_responses
from service.schemas import Filters
from service.schemas_compare import SimilarResponse

router = APIRouter(tags=["compare"])

TOP_K_MAX = 50


class SimilarQuery(Filters):
    """Filters of the documents to look in; a repeated name gives several values."""

    top_k: int = Field(default=10, ge=1, le=TOP_K_MAX, description="At most so many precedents.")


@router.get(
    "/v1/clauses/{clause_id}/similar",
    summary="Find the same task in other places",
    response_model=SimilarResponse,
    responses=problem_responses(404, 422, 503),
)
async def find_similar(
    clause_id: str, query: Annotated[SimilarQuery, Query()], worker: WorkerDep
) -> Response:
    """Rank the clauses of other places that are most like a clause, each with what differs.

    Its own document and documents of its own place are left out. Nothing is embedded.
    """

    def work(store: Store) -> str:
        return similar(
            store,
            clause_id,
            top_k=query.top_k,
            filters=search_filters(query),
            raw_texts=worker.raw_texts,
        ).model_dump_json()

    return Response(await worker.run(work), media_type="application/json")
