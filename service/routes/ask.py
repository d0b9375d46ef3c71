"""POST /v1/ask: a question, and the answer with everything needed to check it."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from starlette.responses import Response

from service.answering.refusal import decision
from service.asking import ask as answer
from service.dependencies import WorkerDep, require_json
from service.routes import problem_responses
from service.schemas_ask import AskRequest, AskResponse

router = APIRouter(tags=["ask"])


@router.post(
    "/v1/ask",
    summary="Answer a question, or say that the documents do not",
    response_model=AskResponse,
    responses=problem_responses(408, 413, 415, 422, 503),
    dependencies=[Depends(require_json)],
)
async def ask(body: AskRequest, worker: WorkerDep) -> Response:
    """Answer with verbatim spans and typed figures, each cited; nothing is made up."""
    texts = worker.raw_texts
    decide = decision(worker.settings.answer_threshold)
    content = await worker.run(
        lambda store: answer(store, body, raw_texts=texts, decision=decide).model_dump_json()
    )
    # Already checked when it was built: returning the model would have it checked once more.
    return Response(content, media_type="application/json")
