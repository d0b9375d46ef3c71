"""The derived files of one generation, opened for searching."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.builder import (
    CLAUSES_NAME,
    DENSE_NAME,
    LEXICAL_NAME,
    PASSAGES_NAME,
    SAMPLE_NAME,
)
from index.dense import DenseIndex
from index.errors import GenerationDamaged
from index.lexical import LexicalIndex, LexicalQuery
from index.selection import Selection
from ingest.alignment import Span

_CACHED_SELECTIONS: Final = 32

Keys = NDArray[np.int64]


class Near(NamedTuple):
    """The passage of a clause that is nearest to the question."""

    cosine: float
    span: Span
    """Offsets in the clause text."""


@dataclass(slots=True)
class SearchFiles:
    """Indexes and key arrays of a generation that has at least one clause."""

    dense: DenseIndex
    lexical: LexicalIndex
    sample: NDArray[np.float32]
    """(n, dimension) unit rows of passages drawn at random."""
    _clauses: Keys
    """(n, 2) clause and document keys, ascending."""
    _passages: Keys
    """(n, 5) passage, clause and document keys, ascending, and offsets in the clause text."""
    _allowed: dict[bytes, Keys] = field(default_factory=dict)
    _guard: Lock = field(default_factory=Lock)

    @classmethod
    def load(cls, folder: Path) -> SearchFiles:
        """Open the files of a generation folder.

        Raises:
            GenerationDamaged: If one cannot be read.
        """
        try:
            arrays = [np.load(folder / n) for n in (SAMPLE_NAME, CLAUSES_NAME, PASSAGES_NAME)]
        except (OSError, ValueError, EOFError) as error:
            raise GenerationDamaged(folder, [str(error)]) from error
        dense = DenseIndex.load(folder / DENSE_NAME)
        return cls(dense, LexicalIndex.open(folder / LEXICAL_NAME), *arrays)

    def nearest(
        self, vector: NDArray[np.float32], *, top_k: int, selection: Selection
    ) -> dict[int, Near]:
        """Return the clauses of the nearest passages, each by its best passage."""
        allowed = None if selection.is_all else self._passages_of(selection)
        return self._by_clause(self.dense.search(vector, top_k, allowed))

    def similarities(self, vector: NDArray[np.float32], clause_keys: list[int]) -> dict[int, Near]:
        """Return how near given clauses are, each by its best passage."""
        wanted = np.sort(np.array(clause_keys, dtype=np.int64))
        # Passages of a clause stand together, and both keys ascend only within an update.
        rows = np.flatnonzero(np.isin(self._passages[:, 1], wanted))
        if not len(rows):
            return {}
        return self._by_clause(self.dense.search(vector, len(rows), self._passages[rows, 0]))

    def matching(
        self, query: LexicalQuery, *, top_k: int, selection: Selection
    ) -> dict[int, float]:
        """Return the clauses with the highest BM25 scores."""
        allowed = None if selection.is_all else selection.keys.tolist()
        return dict(self.lexical.search(query, top_k=top_k, allowed_documents=allowed))

    def document_keys(self, clause_keys: list[int]) -> list[int]:
        """Return the key of each clause's document.

        Raises:
            GenerationDamaged: If a clause is not in this generation.
        """
        wanted = np.array(clause_keys, dtype=np.int64)
        rows = np.searchsorted(self._clauses[:, 0], wanted)
        rows = np.minimum(rows, len(self._clauses) - 1)
        if not np.array_equal(self._clauses[rows, 0], wanted):
            raise GenerationDamaged(Path(CLAUSES_NAME), ["an index names clauses not listed here"])
        keys: list[int] = self._clauses[rows, 1].tolist()
        return keys

    def _by_clause(self, found: tuple[Keys, NDArray[np.float32]]) -> dict[int, Near]:
        rows = np.searchsorted(self._passages[:, 0], found[0])
        nearest: dict[int, Near] = {}
        for (_, clause, _, start, end), cosine in zip(
            self._passages[rows].tolist(), found[1].tolist(), strict=True
        ):
            if clause not in nearest:  # best first
                nearest[clause] = Near(cosine, Span(start, end))
        return nearest

    def _passages_of(self, selection: Selection) -> Keys:
        name = selection.keys.tobytes()
        allowed = self._allowed.get(name)
        if allowed is None:
            inside = np.isin(self._passages[:, 2], selection.keys)
            allowed = np.ascontiguousarray(self._passages[inside, 0])
            with self._guard:
                if len(self._allowed) >= _CACHED_SELECTIONS:
                    self._allowed.clear()
                self._allowed[name] = allowed
        return allowed
