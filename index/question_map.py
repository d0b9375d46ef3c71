"""A linear map that brings the vectors of questions nearer to those of the clauses that answer.

People ask in other words, and other languages, than documents are written in. The map is a ridge
regression from questions to answering clauses, drawn towards the identity, over pairs that were
written for it (`benchmarks/training`). It touches questions only, so a store is the same with and
without it; it belongs to one embedding model and is used with no other.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

MAP_NAME: Final = "question_map.npy"
RECORD_NAME: Final = "question_map.json"


@dataclass(frozen=True, slots=True)
class QuestionMap:
    """A matrix for row vectors, and how it came about."""

    matrix: NDArray[np.float32]
    """(dimension, dimension)"""
    record: dict[str, Any]
    """model, pairs, ridge, date and what it reached."""

    def apply(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return a question's vector, mapped, at unit length."""
        mapped = vector @ self.matrix
        length = np.linalg.norm(mapped)
        return (mapped / length).astype(np.float32) if length > 0 else vector


def fit_question_map(
    questions: NDArray[np.float32], clauses: NDArray[np.float32], *, ridge: float
) -> NDArray[np.float32]:
    """Return the matrix W that minimises |Q W - C|^2 + ridge |W - I|^2, both sides centred.

    Args:
        questions: (n, dimension) vectors of questions.
        clauses: (n, dimension) vectors of the clauses that answer them.
        ridge: How strongly the identity is preferred.
    """
    asked = (questions - questions.mean(axis=0)).astype(np.float64)
    answers = (clauses - clauses.mean(axis=0)).astype(np.float64)
    prior = ridge * np.eye(asked.shape[1])
    solved = np.linalg.solve(asked.T @ asked + prior, asked.T @ answers + prior)
    return solved.astype(np.float32)


def question_map_for(model: str) -> QuestionMap | None:
    """Return the map of an embedding model, by the name a store keeps; None when it has none."""
    shipped = _shipped()
    return shipped if shipped.record["model"] == model else None


@cache
def _shipped() -> QuestionMap:
    folder = files("index") / "data"
    record = json.loads((folder / RECORD_NAME).read_text(encoding="utf-8"))
    with (folder / MAP_NAME).open("rb") as stream:
        matrix = np.load(stream, allow_pickle=False)
    return QuestionMap(matrix.astype(np.float32), record)
