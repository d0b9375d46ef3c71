"""The derived files of one generation, opened for searching."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.builder import (
    CLAUSES_NAME,
    DENSE_NAME,
    DETAIL_SHARE,
    DOCUMENTS_NAME,
    LEXICAL_NAME,
    PASSAGES_NAME,
    SAMPLE_NAME,
    TOKENS_NAME,
)
from index.errors import GenerationDamaged
from index.questions.asked_words import weighed
from index.ranking.near import Keys, Near, NearClauses
from index.ranking.selection import Selection
from index.records import AskedWord
from index.storage.recent import Recent
from index.vectors.dense import DenseIndex
from index.vectors.late_interaction import TokenSample, read_sample
from index.words.lexical import LexicalIndex
from index.words.lexical_documents import DocumentIndex
from index.words.lexical_query import LexicalQuery
from index.words.lexicon import Lexicon
from index.words.spelling import Speller
from ingest.text.alignment import Span

_CACHED_SELECTIONS: Final = 32


class RowsOfClauses(NamedTuple):
    """Rows of passages, in the order of their clause keys."""

    rows: Keys
    clauses: Keys
    """The clause key of each."""

    def of(self, clause_keys: Keys) -> tuple[Keys, Keys]:
        """Return the rows of some clauses, and where in them those of each clause begin."""
        first = np.searchsorted(self.clauses, clause_keys, side="left")
        counts = np.searchsorted(self.clauses, clause_keys, side="right") - first
        begin = np.cumsum(counts) - counts
        # Row i of a clause's passages is first + i, for all clauses in one go.
        places = np.repeat(first - begin, counts) + np.arange(counts.sum())
        return self.rows[places], begin


@dataclass(frozen=True, slots=True)
class PassageArrays:
    """Every passage of a generation, each array contiguous, in ascending order of `keys`."""

    keys: Keys
    """Those of the vectors too, so a row here is a position there."""
    clauses: Keys
    documents: Keys
    starts: Keys
    ends: Keys
    of_clauses: RowsOfClauses
    in_context: RowsOfClauses
    """Without details; each clause has at least one, itself as a whole."""

    @classmethod
    def of(cls, rows: Keys) -> PassageArrays:
        """Take (n, 6) rows as the catalog gives them."""
        keys, clauses, documents, starts, ends, details = np.ascontiguousarray(rows.T)
        order = np.argsort(clauses, kind="stable")
        whole = order[details[order] == 0]
        return cls(
            keys,
            clauses,
            documents,
            starts,
            ends,
            RowsOfClauses(order, clauses[order]),
            RowsOfClauses(whole, clauses[whole]),
        )


@dataclass(slots=True)
class SearchFiles:
    """Indexes and key arrays of a generation that has at least one clause."""

    dense: DenseIndex
    lexical: LexicalIndex
    whole: DocumentIndex
    sample: NDArray[np.float32]
    """(n, dimension) vectors of passages drawn at random."""
    tokens: TokenSample | None
    """Token vectors of clauses drawn at random; None where the model has none."""
    _passages: PassageArrays
    _clauses: Keys
    """Clause keys, ascending."""
    _documents: Keys
    """The document key of each."""
    _allowed: Recent[bytes, Keys] = field(default_factory=lambda: Recent(_CACHED_SELECTIONS))

    @classmethod
    def load(cls, folder: Path) -> SearchFiles:
        """Open the files of a generation folder.

        Raises:
            GenerationDamaged: If one cannot be read.
        """
        try:
            sample, clauses, passages = (
                np.load(folder / name) for name in (SAMPLE_NAME, CLAUSES_NAME, PASSAGES_NAME)
            )
            arrays = PassageArrays.of(passages)
            tokens = read_sample(folder / TOKENS_NAME)
            clause_keys, document_keys = np.ascontiguousarray(clauses.T)
        except (OSError, ValueError, EOFError) as error:
            raise GenerationDamaged(folder, [str(error)]) from error
        dense = DenseIndex.load(folder / DENSE_NAME)
        if not np.array_equal(dense.keys, arrays.keys):
            raise GenerationDamaged(folder, ["vectors and passages do not belong together"])
        lexical = LexicalIndex.open(folder / LEXICAL_NAME)
        whole = DocumentIndex.open(folder / DOCUMENTS_NAME)
        return cls(dense, lexical, whole, sample, tokens, arrays, clause_keys, document_keys)

    @property
    def sample_in_context(self) -> NDArray[np.float32]:
        """The rows of the sample that are no details: what a whole clause is compared with."""
        shortened = np.linalg.norm(self.sample, axis=1) < (1 + DETAIL_SHARE) / 2
        rows: NDArray[np.float32] = self.sample[~shortened]
        return rows if len(rows) else self.sample

    def nearest(
        self, vector: NDArray[np.float32], *, top_k: int, selection: Selection
    ) -> NearClauses:
        """Return the clauses of the nearest passages, each by its best passage."""
        allowed = None if selection.is_all else self._passages_of(selection)
        found = self.dense.search(vector, top_k, allowed)
        return self._best_of_clauses(
            np.searchsorted(self._passages.keys, found.keys), found.cosines
        )

    def similarities(self, vector: NDArray[np.float32], clause_keys: Keys) -> NearClauses:
        """Return how near given clauses are, each by its best passage."""
        rows, _ = self._passages.of_clauses.of(clause_keys)
        cosines = self.dense.cosines_at(vector, rows)
        best_first = np.lexsort((rows, -cosines))
        return self._best_of_clauses(rows[best_first], cosines[best_first])

    def passages_near(
        self, vector: NDArray[np.float32], clause_keys: list[int]
    ) -> dict[int, list[Near]]:
        """Return how near every passage of given clauses is, in the order of the clause."""
        rows, _ = self._passages.of_clauses.of(np.array(clause_keys, dtype=np.int64))
        cosines = self.dense.cosines_at(vector, rows)
        arrays = self._passages
        columns = (arrays.clauses[rows], cosines, arrays.starts[rows], arrays.ends[rows])
        found: dict[int, list[Near]] = {key: [] for key in clause_keys}
        for key, cosine, *span in zip(*(column.tolist() for column in columns), strict=True):
            found[key].append(Near(cosine, Span(*span)))
        return found

    def with_context(self, vector: NDArray[np.float32], near: NearClauses) -> NearClauses:
        """Return the same clauses with how near their passages in context are."""
        rows, begin = self._passages.in_context.of(near.keys)
        cosines = self.dense.cosines_at(vector, rows)
        best = np.maximum.reduceat(cosines, begin) if len(rows) else cosines
        return replace(near, in_context=best)

    def matching(
        self, query: LexicalQuery, *, top_k: int, selection: Selection
    ) -> dict[int, float]:
        """Return the clauses with the highest BM25 scores."""
        allowed = None if selection.is_all else selection.keys.tolist()
        return dict(self.lexical.search(query, top_k=top_k, allowed_documents=allowed))

    def matching_documents(self, query: LexicalQuery, *, selection: Selection) -> dict[int, float]:
        """Return the documents with the highest BM25 scores, on the scale of clauses."""
        allowed = None if selection.is_all else selection.keys.tolist()
        return self.whole.search(query, asked=self.lexical.asked(query), allowed=allowed)

    def weighed(self, words: Iterable[AskedWord]) -> tuple[AskedWord, ...]:
        """Return a question's words with their rarity among the clauses."""
        return weighed(words, clauses=len(self._clauses), frequency=self.lexical.frequency)

    def speller(self, lexicon: Lexicon) -> Speller:
        """Return what finds words of a question that were meant to be words of the clauses."""
        return Speller(
            lexicon,
            words=partial(self.lexical.frequency, "words"),
            pairs=partial(self.lexical.frequency, "bigrams"),
        )

    def document_keys(self, clause_keys: Sequence[int] | Keys) -> list[int]:
        """Return the key of each clause's document.

        Raises:
            GenerationDamaged: If a clause is not in this generation.
        """
        wanted = np.asarray(clause_keys, dtype=np.int64)
        rows = np.minimum(np.searchsorted(self._clauses, wanted), len(self._clauses) - 1)
        if not np.array_equal(self._clauses[rows], wanted):
            raise GenerationDamaged(Path(CLAUSES_NAME), ["an index names clauses not listed here"])
        keys: list[int] = self._documents[rows].tolist()
        return keys

    def _best_of_clauses(self, rows: Keys, cosines: NDArray[np.float32]) -> NearClauses:
        """Return each clause's first passage, given rows best first."""
        clauses, places = np.unique(self._passages.clauses[rows], return_index=True)
        chosen = rows[places]
        starts, ends = self._passages.starts[chosen], self._passages.ends[chosen]
        return NearClauses(clauses, cosines[places], starts, ends)

    def _passages_of(self, selection: Selection) -> Keys:
        name = selection.keys.tobytes()
        allowed = self._allowed.get(name)
        if allowed is None:
            allowed = self._passages.keys[np.isin(self._passages.documents, selection.keys)]
            self._allowed.keep({name: allowed})
        return allowed
