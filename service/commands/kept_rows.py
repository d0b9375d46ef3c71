"""What the ledger keeps as rows for other systems: feedback, and logged questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from typing import Any

from service.feedback.keeping import all_feedback
from service.feedback.records import Feedback
from service.ledger import Ledger
from service.question_log.keeping import all_questions
from service.question_log.records import LoggedQuestion

Rows = tuple[Sequence[str], Iterator[dict[str, Any]]]
"""The columns, and a value for each in every row."""


def feedback_rows(ledger: Ledger) -> Rows:
    """Return all feedback, the oldest first."""
    columns = [field.name for field in fields(Feedback)]
    return columns, (asdict(feedback) for feedback in all_feedback(ledger))


def question_rows(ledger: Ledger) -> Rows:
    """Return the logged questions, the oldest first."""
    columns = [field.name for field in fields(LoggedQuestion)]
    return columns, (
        asdict(question) | {"clauses": list(question.clauses)} for question in all_questions(ledger)
    )
