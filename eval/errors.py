"""What can go wrong in eval.

EvalError
├── DataFileError        a line of a data file cannot be used: path, line, reason
├── NothingToScore       no judged query is left to ask
├── TextsDiffer          the store's text of an entry is not the corpus's: entry
├── InvalidQuestions     labelled questions break the rules: every problem at once
└── GateFailed           measured quality or the data differ from the pinned baseline
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class EvalError(Exception):
    """Any failure of eval that a message to the user explains."""


class DataFileError(EvalError):
    """A line of a data file cannot be used."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        """Name the file, the line (from 1; 0 is the whole file) and the rule."""
        self.path = path
        self.line = line
        self.reason = reason
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")


class NothingToScore(EvalError):
    """No judged query is left to ask; a score of zero would mislead."""


class TextsDiffer(EvalError):
    """The store's text of an entry is not the corpus's, so that spans cannot be compared."""

    def __init__(self, entry: str) -> None:
        """Name the entry."""
        self.entry = entry
        super().__init__(f"the store's text of entry {entry} has other offsets than the corpus")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One rule that one question breaks."""

    path: Path
    line: int
    question_id: str
    reason: str

    def __str__(self) -> str:
        """Return `file:line: id: reason`, as editors and people read it."""
        return f"{self.path}:{self.line}: {self.question_id}: {self.reason}"


class InvalidQuestions(EvalError):
    """Labelled questions break the rules; nothing was scored."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """List every problem, one a line."""
        self.problems = tuple(problems)
        listed = "\n".join(str(problem) for problem in problems)
        super().__init__(f"{len(problems)} problem(s) in the questions:\n{listed}")


class GateFailed(EvalError):
    """Measured quality or the data differ from the pinned baseline."""

    def __init__(self, reasons: Sequence[str]) -> None:
        """List every reason, one a line."""
        self.reasons = tuple(reasons)
        super().__init__("\n".join(reasons))
