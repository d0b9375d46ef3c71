"""POST /v1/feedback: what a reader says of an answer."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from starlette.responses import Response

from service.dependencies import WorkerDep, refuse_parameters, require_json
from service.feedback.receiving import FeedbackDesk
from service.routes import problem_responses
from service.schemas_feedback import FeedbackRequest, FeedbackResponse

router = APIRouter(tags=["feedback"])

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[!-~]{1,200}$",
        description="A random text for each feedback. What comes again under it is not kept again.",
    ),
]


@router.post(
    "/v1/feedback",
    summary="Say what an answer was worth",
    status_code=201,
    response_model=FeedbackResponse,
    responses={
        200: {"model": FeedbackResponse, "description": "It was kept before, under the same key."},
        **problem_responses(400, 408, 413, 415, 422, 429, 503),
    },
    dependencies=[Depends(refuse_parameters), Depends(require_json)],
)
async def give_feedback(
    body: FeedbackRequest, request: Request, worker: WorkerDep, key: IdempotencyKey = None
) -> Response:
    """Keep what a reader found an answer, or a refusal, to be: to correct it, and to measure by."""
    desk: FeedbackDesk = request.app.state.feedback_desk
    received = await worker.run(partial(desk.receive, request=body, idempotency_key=key))
    if received.is_new:
        worker.counters.told(received.feedback.verdict)
    content = FeedbackResponse(id=received.feedback.id, at=received.feedback.at).model_dump_json()
    status = 201 if received.is_new else 200
    return Response(content, status, media_type="application/json")
