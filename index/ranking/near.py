"""How near clauses are to a question: one array for each thing known, a row for each clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.text.alignment import Span

Keys = NDArray[np.int64]
Cosines = NDArray[np.float32]


class Near(NamedTuple):
    """A passage of a clause, and how near it is to the question."""

    cosine: float
    span: Span
    """Offsets in the clause text."""


@dataclass(frozen=True, slots=True)
class NearClauses:
    """Clauses, each by its passage that is nearest to the question."""

    keys: Keys
    """Of the clauses, ascending, none twice."""
    cosines: Cosines
    starts: Keys
    ends: Keys
    """Offsets of the passage in the clause text."""
    in_context: Cosines | None = None
    """Cosine of the nearest of its passages that are no details; None where nobody asked."""

    @classmethod
    def none(cls) -> NearClauses:
        """Return no clauses."""
        keys: Keys = np.empty(0, np.int64)
        return cls(keys, np.empty(0, np.float32), keys, keys)

    def __len__(self) -> int:
        return len(self.keys)

    def get(self, key: int) -> Near | None:
        """Return the nearest passage of a clause, if it is among these."""
        row = int(np.searchsorted(self.keys, key))
        if row == len(self.keys) or self.keys[row] != key:
            return None
        span = Span(int(self.starts[row]), int(self.ends[row]))
        return Near(float(self.cosines[row]), span)

    def missing(self, keys: Keys) -> Keys:
        """Return those of some keys, none given twice, that are not among these, ascending."""
        return np.sort(np.setdiff1d(keys, self.keys, assume_unique=True))

    def joined(self, other: NearClauses) -> NearClauses:
        """Return the clauses of both, which have none in common."""
        keys = np.concatenate([self.keys, other.keys])
        order = np.argsort(keys)
        return NearClauses(
            keys[order],
            np.concatenate([self.cosines, other.cosines])[order],
            np.concatenate([self.starts, other.starts])[order],
            np.concatenate([self.ends, other.ends])[order],
        )
