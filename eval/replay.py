"""Ask the logged questions of a store once more, and tell what has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from eval.datasets import read_json_lines
from eval.errors import DataFileError, NothingToScore
from index import Store
from service import Action, CannotAskAgain, RawTexts, ask_again

DEPTH: Final = 10
"""As many clauses as a page of results shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One question of the log, however often it was asked."""

    question: str
    action: Action
    said: Mapping[str, Any]
    """Filters, and what else was said."""
    clauses: tuple[str, ...]
    """What was found the last time, best first."""
    answered: bool | None
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One question with what it finds now."""

    logged: Logged
    clauses: tuple[str, ...]
    answered: bool | None

    @property
    def has_same_first(self) -> bool:
        """Whether the first clause is the one it was, or there is none as before."""
        return self.clauses[:1] == self.logged.clauses[:1]

    @property
    def has_same_ten(self) -> bool:
        """Whether the first ten are the same in the same order."""
        return self.clauses[:DEPTH] == self.logged.clauses[:DEPTH]

    @property
    def has_same_set(self) -> bool:
        """Whether the first ten are the same in any order."""
        return set(self.clauses[:DEPTH]) == set(self.logged.clauses[:DEPTH])

    @property
    def has_same_answer(self) -> bool:
        """Whether it is answered, or refused, as it was."""
        return self.answered is self.logged.answered

    @property
    def is_same(self) -> bool:
        """Whether a reader would see no difference in the first ten."""
        return self.has_same_ten and self.has_same_answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """All questions of a log, asked once more."""

    rows: tuple[Replayed, ...]
    left_out: tuple[tuple[Logged, str], ...]
    """Questions that cannot be asked again, with the reason."""


def read_log(path: Path) -> list[Logged]:
    """Read the questions of an exported log, each once, in the order they were first asked.

    Raises:
        DataFileError: At the first line that is none of `zhengda export --of questions`.
        NothingToScore: If there is none.
    """
    found: dict[str, Logged] = {}
    for number, row in read_json_lines(path):
        try:
            logged = _logged(row)
        except (KeyError, TypeError, ValueError) as error:
            reason = f"has no field {error}" if isinstance(error, KeyError) else str(error)
            raise DataFileError(path, number, reason) from error
        key = json.dumps([logged.action, logged.question, logged.said], sort_keys=True)
        times = found[key].times + 1 if key in found else 1
        found[key] = replace(logged, times=times)
    if not found:
        raise NothingToScore(f"{path} holds no questions")
    return list(found.values())


def replay(
    store: Store, questions: Sequence[Logged], *, on_progress: Callable[[int], None] | None = None
) -> Replay:
    """Ask each question once more."""
    texts = RawTexts()
    rows: list[Replayed] = []
    left_out: list[tuple[Logged, str]] = []
    for done, logged in enumerate(questions, start=1):
        try:
            found = ask_again(
                store, logged.question, action=logged.action, said=logged.said, raw_texts=texts
            )
            rows.append(Replayed(logged=logged, clauses=found.clauses, answered=found.answered))
        except CannotAskAgain as error:
            left_out.append((logged, str(error)))
        if on_progress is not None:
            on_progress(done)
    return Replay(rows=tuple(rows), left_out=tuple(left_out))


def changed(rows: Sequence[Replayed]) -> Iterator[Replayed]:
    """Yield what has changed: another first clause or another answer first, then by how often."""
    yield from sorted(
        (row for row in rows if not row.is_same),
        key=lambda row: (row.has_same_first and row.has_same_answer, -row.logged.times),
    )


def _logged(row: Mapping[str, Any]) -> Logged:
    clauses, said = row["clauses"], row["filters"]
    if not isinstance(clauses, list) or not all(isinstance(one, str) for one in clauses):
        raise ValueError(f"field clauses must be a list of strings, found {clauses!r}")
    if not isinstance(said, dict):
        raise ValueError(f"field filters must be an object, found {said!r}")
    if not isinstance(row["question"], str):
        raise ValueError(f"field question must be a string, found {row['question']!r}")
    if row["answered"] not in (True, False, None):
        raise ValueError(f"field answered must be true, false or null, found {row['answered']!r}")
    return Logged(
        question=row["question"],
        action=Action(row["action"]),
        said=said,
        clauses=tuple(clauses),
        answered=row["answered"],
    )
