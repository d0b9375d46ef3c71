"""The two buttons under an answer or a refusal, and what they send along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from service.answering.records import Answer
from service.feedback.records import Verdict
from service.pages.search_form import SearchForm
from service.request_id import current_request_id

ANSWER_SENT_CHARS: Final = 1000
"""As much of the answer as tells which it was; percent-encoded it is nine times as long."""
STATES: Final = ("thanks", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackView:
    """The form under an answer, or the thanks for what was sent."""

    state: str
    """thanks, failed, or nothing before anything was sent."""
    wrong: Verdict
    """What the second button says: of a refusal that the documents do have it."""
    hidden: Mapping[str, str]
    """What the form sends along: the question as typed, and which answer it was."""


def feedback_view(form: SearchForm, answer: Answer, *, state: str | None) -> FeedbackView:
    """Return the form for an answer or a refusal."""
    cited = answer.citations[0].clause.id if answer.answered and answer.citations else ""
    hidden = {
        "q": form.query,
        **form.filter_fields,
        "clause_id": cited,
        "answer": answer.text[:ANSWER_SENT_CHARS],
        "generation": str(answer.search.generation),
        "request_id": current_request_id.get(),
    }
    return FeedbackView(
        state=state if state in STATES else "",
        wrong=Verdict.WRONG if answer.answered else Verdict.SHOULD_ANSWER,
        hidden={name: value for name, value in hidden.items() if value},
    )
