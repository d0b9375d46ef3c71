"""What is counted while the service runs: one registry for each application, none for the process.

Every label takes its values from a short list that is written down here or in the routes. What
people type, ids, paths and keys are never labels: they would tell on people and fill the memory.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal

from prometheus_client import CollectorRegistry, Counter

ANSWERED: Final = "answered"
OTHER: Final = "other"
"""Stands for every value that is not on the list of its label."""

UploadOutcome = Literal["added", "updated", "unchanged", "refused"]

_MODES: Final = frozenset({"hybrid", "dense", "lexical"})
_LANGUAGES: Final = frozenset({"zh", "en"})
_OUTCOMES: Final = frozenset({ANSWERED, "no_clause", "no_figure", "other_place"})


class Counters:
    """The counters of one application; safe to use from several threads."""

    def __init__(self) -> None:
        """Begin at zero, in a registry of its own."""
        self.registry = CollectorRegistry()
        self._searches = Counter(
            "zhengda_searches",
            "Searches done for lists of clauses, by mode and language of the question.",
            ("mode", "language"),
            registry=self.registry,
        )
        self._answers = Counter(
            "zhengda_answers",
            "Questions answered, or refused and why.",
            ("outcome",),
            registry=self.registry,
        )
        self._uploads = Counter(
            "zhengda_uploads",
            "Documents sent over HTTP, by what came of them.",
            ("outcome",),
            registry=self.registry,
        )
        self._feedback = Counter(
            "zhengda_feedback",
            "Opinions about answers and clauses, by verdict.",
            ("verdict",),
            registry=self.registry,
        )
        for outcome in sorted(_OUTCOMES):  # a rate needs the zero that it starts from
            self._answers.labels(outcome)

    def searched(self, *, mode: str, language: str) -> None:
        """Count a search whose result is a list of clauses."""
        self._searches.labels(_known(mode, _MODES), _known(language, _LANGUAGES)).inc()

    def asked(self, *, refused_for: str | None) -> None:
        """Count a question, with the reason when it was not answered."""
        self._answers.labels(_known(refused_for or ANSWERED, _OUTCOMES)).inc()

    def uploaded(self, outcome: UploadOutcome) -> None:
        """Count a document that was sent over HTTP."""
        self._uploads.labels(outcome).inc()

    def told(self, verdict: StrEnum) -> None:
        """Count an opinion; the verdict is a member of an enumeration, so there are few."""
        self._feedback.labels(verdict.value).inc()


def _known(value: str, values: frozenset[str]) -> str:
    return value if value in values else OTHER
