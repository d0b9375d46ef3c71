"""POST /feedback: the buttons under an answer; it leads back to the same question."""

from __future__ import annotations

import logging
from functools import partial
from urllib.parse import parse_qsl

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from index import Store, UnknownClause
from service.dependencies import get_worker
from service.feedback.receiving import FeedbackDesk
from service.feedback.same_site import refuse_other_sites
from service.ledger import LedgerError
from service.pages.rendering import page_link
from service.pages.search_form import FILTERS
from service.problems import ServiceError, UnsupportedMediaType
from service.schemas_feedback import FeedbackRequest

router = APIRouter(include_in_schema=False)
logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/x-www-form-urlencoded"
FIELDS_MAX = 30
SENT = ("verdict", "clause_id", "answer", "comment", "request_id")


async def feedback_page(request: Request) -> Response:
    """Keep what the buttons said, and lead back to the question with thanks."""
    refuse_other_sites(request.headers)
    sent = await _read_form(request)
    feedback = _feedback_of(sent)
    desk: FeedbackDesk = request.app.state.feedback_desk
    worker = await get_worker(request)
    state = "thanks"
    try:
        await worker.run(partial(_receive, desk=desk, feedback=feedback))
        worker.counters.told(feedback.verdict)
    except ServiceError as error:
        logger.warning("a feedback was not kept: %s", error)
        state = "failed"
    except LedgerError as error:
        logger.error("a feedback was not kept: %s", error)
        state = "failed"
    filters = {name: sent[name] for name in FILTERS if name in sent}
    back = page_link(request, "/", q=feedback.question, **filters, feedback=state)
    return RedirectResponse(f"{back}#feedback", 303)


async def _read_form(request: Request) -> dict[str, str]:
    essence = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if essence != MEDIA_TYPE:
        raise UnsupportedMediaType(
            f"Expected a form as {MEDIA_TYPE}, found {essence or 'no content type'}."
        )
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return dict(parse_qsl(body, max_num_fields=FIELDS_MAX))
    except ValueError as error:
        fault = {"type": "value_error", "loc": ("body",), "msg": f"{FIELDS_MAX} fields at most"}
        raise RequestValidationError([fault | {"input": "more"}]) from error


def _feedback_of(sent: dict[str, str]) -> FeedbackRequest:
    """Return what the form says, checked as over the interface."""
    fields: dict[str, object] = {name: sent[name] for name in SENT if name in sent}
    generation = sent.get("generation", "")
    if generation.isascii() and generation.isdecimal():
        fields["generation"] = int(generation[:20])
    try:
        return FeedbackRequest.model_validate({"question": sent.get("q", ""), **fields})
    except ValidationError as error:
        faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors()]
        raise RequestValidationError(faults) from error


def _receive(store: Store, *, desk: FeedbackDesk, feedback: FeedbackRequest) -> None:
    """Keep it; a clause that was replaced since the page was shown is left out."""
    if feedback.clause_id is not None:
        try:
            store.clause(feedback.clause_id)
        except UnknownClause:
            feedback = feedback.model_copy(update={"clause_id": None})
    desk.receive(store, feedback)


router.add_route("/feedback", feedback_page, methods=["POST"])
