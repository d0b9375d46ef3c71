"""GET /metrics: what the service counts and measures of itself, for Prometheus."""

from __future__ import annotations

from functools import partial

import anyio.to_thread
from fastapi import APIRouter, Depends, Request
from prometheus_client.exposition import choose_encoder
from starlette.responses import Response

from service.dependencies import refuse_parameters
from service.metrics.counters import Counters
from service.routes import problem_responses

router = APIRouter(tags=["health"])


@router.get(
    "/metrics",
    summary="Return the metrics for Prometheus",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        **problem_responses(422),
    },
    dependencies=[Depends(refuse_parameters)],
)
async def metrics(request: Request) -> Response:
    """Write them as text, or as OpenMetrics where the Accept header asks for that.

    It is answered while there is no store, and while all searches are waiting in line.
    """
    counters: Counters = request.app.state.counters
    encode, media_type = choose_encoder(request.headers.get("accept", ""))
    # In a thread, since the store is read; not in one of the searches', which may all be taken.
    content = await anyio.to_thread.run_sync(partial(encode, counters.registry))
    return Response(content, headers={"Content-Type": media_type})
