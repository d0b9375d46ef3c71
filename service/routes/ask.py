"""POST /v1/ask: a question, and the answer with everything needed to check it."""

from __future__ import annotations

import time

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from index import UnknownDocument
from service.answering.refusing.refusal import decision
from service.asking import ask as answer
from service.asking import find_answer, present
from service.dependencies import Worker, WorkerDep, refuse_parameters, require_json
from service.phrasing.disconnecting import unless_gone
from service.phrasing.phrasing import Phraser
from service.question_log.noting import note_ask
from service.raw_texts import DocumentReplaced
from service.routes import problem_responses
from service.schemas_ask import AskRequest, AskResponse

router = APIRouter(tags=["ask"])


@router.post(
    "/v1/ask",
    summary="Answer a question, or say that the documents do not",
    response_model=AskResponse,
    responses=problem_responses(400, 408, 413, 415, 422, 503),
    dependencies=[Depends(refuse_parameters), Depends(require_json)],
)
async def ask(body: AskRequest, worker: WorkerDep, request: Request) -> Response:
    """Answer with verbatim spans and typed figures, each cited; nothing is made up."""
    phraser = Phraser.of(worker.settings) if body.phrase is not False else None
    if phraser is not None:
        content = await _phrased(body, worker, request, phraser)
        if content is not None:
            return Response(content, media_type="application/json")
    texts = worker.raw_texts
    decide = decision(worker.settings.answer_threshold)
    content = await worker.run(
        lambda store: _written(answer(store, body, raw_texts=texts, decision=decide), body, worker)
    )
    # Already checked when it was built: returning the model would have it checked once more.
    return Response(content, media_type="application/json")


async def _phrased(
    body: AskRequest, worker: Worker, request: Request, phraser: Phraser
) -> str | None:
    """Answer in a model's words; None when a document was replaced while it was being phrased.

    The model is waited for outside the threads that search, and no longer than the client waits.
    """
    started = time.perf_counter()
    texts, decide = worker.raw_texts, decision(worker.settings.answer_threshold)
    try:
        found = await worker.run(
            lambda store: find_answer(store, body, raw_texts=texts, decision=decide)
        )
        said = await unless_gone(request, phraser.phrase(found)) or found
        return await worker.run(
            lambda store: _written(
                present(store, said, raw_texts=texts, started=started), body, worker
            )
        )
    except (DocumentReplaced, UnknownDocument):
        return None


def _written(answered: AskResponse, body: AskRequest, worker: Worker) -> str:
    not_found = answered.not_found
    worker.counters.asked(refused_for=not_found.reason if not_found else None)
    note_ask(worker.question_log, body, answered)
    return answered.model_dump_json()
