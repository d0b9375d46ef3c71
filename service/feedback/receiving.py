"""Takes one feedback: held against the documents, within the limit, once for each key of it."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from typing import Final

from fastapi.exceptions import RequestValidationError

from index import Store, UnknownClause, UnknownDocument
from service.access.caller import current_caller
from service.feedback.keeping import find, keep
from service.feedback.limits import FeedbackLimit
from service.feedback.records import Feedback
from service.ledger import Ledger
from service.ledger.moments import timestamp, utc_now
from service.problems import ServiceError
from service.schemas_feedback import FeedbackRequest

ID_DIGITS: Final = 32


class KeyUsedAgain(ServiceError):
    """An idempotency key came with another feedback than the first time."""

    status = 422

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "Idempotency-Key: it came with another feedback before; send each under its own."
        )


@dataclass(frozen=True, slots=True)
class Received:
    """What was kept, now or when it was first sent."""

    feedback: Feedback
    is_new: bool


@dataclass(frozen=True, slots=True)
class FeedbackDesk:
    """Where feedback comes in, from the interface as from the page."""

    ledger: Ledger
    limit: FeedbackLimit

    def receive(
        self, store: Store, request: FeedbackRequest, *, idempotency_key: str | None = None
    ) -> Received:
        """Keep a feedback; one that was sent before under the same key is given back.

        Raises:
            RequestValidationError: If it names a clause or document that is not there.
            KeyUsedAgain: If the idempotency key came with another feedback.
            TooMuchFeedback: If there is more than is taken in a minute.
            LedgerError: If it cannot be kept.
        """
        caller = current_caller.get()
        key_id = caller.key_id if caller else None
        feedback_id = _id_of(key_id, idempotency_key)
        if idempotency_key is not None:
            kept = find(self.ledger, feedback_id)
            if kept is not None:
                return _again(kept, request)
        document_id = _document_meant(store, request)
        self.limit.take(key_id)
        feedback = Feedback(
            id=feedback_id,
            at=timestamp(utc_now()),
            request_id=request.request_id,
            key_id=key_id,
            question=request.question,
            verdict=request.verdict,
            clause_id=request.clause_id,
            document_id=document_id,
            answer=request.answer,
            comment=request.comment,
            generation=request.generation
            if request.generation is not None
            else store.stats().generation,
        )
        if keep(self.ledger, feedback):
            return Received(feedback, is_new=True)
        first = find(self.ledger, feedback_id)  # sent twice at the same time
        return _again(first or feedback, request)


def _id_of(key_id: str | None, idempotency_key: str | None) -> str:
    """Return a new id, or the one that an idempotency key stands for."""
    if idempotency_key is None:
        return uuid.uuid4().hex
    named = f"{key_id or ''} {idempotency_key}".encode()
    return hashlib.sha256(named).hexdigest()[:ID_DIGITS]


def _again(kept: Feedback, request: FeedbackRequest) -> Received:
    said = request.model_dump(exclude_none=True)
    if any(getattr(kept, name) != value for name, value in said.items()):
        raise KeyUsedAgain
    return Received(kept, is_new=False)


def _document_meant(store: Store, request: FeedbackRequest) -> str | None:
    """Return the document that is named, or that of the clause."""
    if request.clause_id is not None:
        try:
            of_clause = store.clause(request.clause_id)[0].document_id
        except UnknownClause as error:
            raise _unknown("clause_id", request.clause_id, "no clause has this id") from error
        if request.document_id not in (None, of_clause):
            rule = f"the clause is one of document {of_clause}"
            raise _unknown("document_id", request.document_id, rule)
        return of_clause
    if request.document_id is not None:
        try:
            store.document(request.document_id)
        except UnknownDocument as error:
            raise _unknown("document_id", request.document_id, "no document has this id") from error
    return request.document_id


def _unknown(field: str, value: str | None, rule: str) -> RequestValidationError:
    fault = {"type": "value_error", "loc": ("body", field), "msg": rule, "input": value}
    return RequestValidationError([fault])
