"""What speaks for each clause that was found: one array for each kind of evidence."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


class Candidate(NamedTuple):
    """The evidence for one clause; None where a part has none."""

    dense: float | None = None
    """Highest cosine of its passages."""
    in_context: float | None = None
    """Highest cosine of its passages that are no details; as `dense` where it is not known."""
    lexical: float | None = None
    """BM25 as a share of what was asked."""
    clause_number: float = 0.0
    """How certainly the question names the clause by its own number, in [0, 1]."""
    document: float = 0.0
    """BM25 of its document, as a share of the same."""
    place: float = 0.0
    """From `place_match`; 0 when the question names none."""
    number: bool = False
    """Whether the question names the document's number."""
    in_force: bool = True
    """Whether the document holds on the day."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Clauses with the evidence for each, as `Candidate` has it; NaN where it has None."""

    keys: NDArray[np.int64]
    dense: Numbers
    in_context: Numbers
    lexical: Numbers
    clause_number: Numbers
    document: Numbers
    place: Numbers
    number: Numbers
    """1 or 0."""
    in_force: Numbers
    """1 or 0."""

    @classmethod
    def of(cls, candidates: Mapping[int, Candidate]) -> Candidates:
        """Lay out clauses given one by one, by key."""
        keys = np.array(list(candidates), dtype=np.int64)
        rows = np.array(list(candidates.values()), dtype=np.float64)
        return cls(keys, *rows.reshape(len(keys), len(Candidate._fields)).T)

    def __len__(self) -> int:
        return len(self.keys)

    def similarities(self, context_share: float) -> Numbers:
        """Return cosines, in part of passages in context; NaN where none is known."""
        context = np.where(np.isnan(self.in_context), self.dense, self.in_context)
        mixed: Numbers = self.dense + context_share * (context - self.dense)
        return mixed

    def shown(self, rows: NDArray[np.int64], margins: Numbers) -> list[dict[str, float]]:
        """Return the evidence for some clauses, as `Hit.scores` shows it, given their margins."""
        columns = (
            *(self.place, self.number, self.dense, self.lexical),
            *(self.document, self.clause_number, self.in_force),
        )
        told = zip(*(column[rows].tolist() for column in columns), margins.tolist(), strict=True)
        return [_shown(*one) for one in told]


def _shown(
    place: float,
    number: float,
    dense: float,
    lexical: float,
    document: float,
    clause_number: float,
    in_force: float,
    margin: float,
) -> dict[str, float]:
    shown = {"place": place, "number": number}
    if not math.isnan(dense):
        shown |= {"dense": dense, "margin": margin}
    if not math.isnan(lexical):
        shown["lexical"] = lexical
    if document:
        shown["document"] = document
    if clause_number:
        shown["clause_number"] = clause_number
    if not in_force:
        shown["in_force"] = 0.0
    return shown
