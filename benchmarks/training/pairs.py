"""Reads the questions written for training, and sets some topics apart to check on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

HELD_OUT_OF: Final = 6
FOLDER: Final = Path(__file__).parent / "clauses"


class Pair(NamedTuple):
    """A question and a clause that answers it."""

    topic: str
    question: str
    clause: str


class Reached(NamedTuple):
    """How well questions find their clause among all clauses."""

    mrr: float
    first: float
    """Share of questions whose clause comes first."""


def read_pairs(folder: Path = FOLDER) -> list[Pair]:
    """Read all pairs, in the order of the files' names.

    Raises:
        ValueError: At a line that is no object with topic, clause and questions.
    """
    return [pair for path in sorted(folder.glob("*.jsonl")) for pair in _of_file(path)]


def held_out(pair: Pair) -> bool:
    """Return whether a pair's topic is one of those set apart, by its name alone."""
    return hashlib.sha256(pair.topic.encode()).digest()[0] % HELD_OUT_OF == 0


def _of_file(path: Path) -> Iterable[Pair]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            topic, clause, questions = row["topic"], row["clause"], row["questions"]
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path.name}:{number}: expected topic, clause, questions") from error
        for question in questions:
            yield Pair(f"{path.stem}/{topic}", question, clause)
