"""GET /healthz and /readyz: for whatever keeps the service running."""

from __future__ import annotations

from fastapi import APIRouter, Request

from index import Store, StoreStats
from service.dependencies import WorkerDep
from service.routes import problem_responses
from service.schemas_service import HealthOut, ReadyOut
from service.store_handle import StoreHandle

router = APIRouter(tags=["health"])


@router.get("/healthz", summary="Say that the process is alive")
async def healthz(request: Request) -> HealthOut:
    """Answer at once, whatever the state of the index."""
    return HealthOut(status="ok", version=request.app.version)


@router.get(
    "/readyz", summary="Say whether questions can be answered", responses=problem_responses(503)
)
async def readyz(request: Request, worker: WorkerDep) -> ReadyOut:
    """Answer 200 once a first search has succeeded, 503 with the reason before."""
    store, stats = await worker.call(lambda: _ready(worker.handle))
    return ReadyOut(
        status="ok",
        version=request.app.version,
        documents=stats.documents,
        clauses=stats.clauses,
        generation=stats.generation,
        model=stats.model,
        reranker=store.reranker,
    )


def _ready(handle: StoreHandle) -> tuple[Store, StoreStats]:
    store = handle.ready_store()
    return store, store.stats()
