"""The passages of one generation: their places in clauses, their vectors, those of their tokens."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.embedding.token_projection import TokenCodes, TokenProjection
from index.errors import UnknownClause
from index.passages import PassageKind
from index.storage.catalog import Catalog
from index.storage.recent import Recent
from index.storage.schema import VISIBLE

_TOKENS_KEPT: Final = 4096
"""Clauses whose token vectors stay in memory, some 24 MB. With 1,024, 45 % of those asked for are
found again instead of 68 %."""


@dataclass(frozen=True, slots=True)
class PassageView:
    """The passages that one generation sees."""

    catalog: Catalog
    generation: int
    _tokens: Recent[int, TokenCodes] = field(
        default_factory=lambda: Recent(_TOKENS_KEPT), compare=False, repr=False
    )

    def keys(self) -> NDArray[np.int64]:
        """Return (n, 6) rows, ascending by passage key.

        Passage key, clause key, document key, start and end in the clause, 1 for a detail, else 0.
        """
        rows = self._rows(
            "SELECT passage_key, clause_key, document_key, start, end,"
            f" passages.kind = '{PassageKind.DETAIL}' FROM passages"
            " JOIN clauses USING (clause_key) JOIN documents USING (document_key)"
            f" WHERE {VISIBLE} ORDER BY passage_key"
        )
        return np.fromiter((value for row in rows for value in row), np.int64).reshape(-1, 6)

    def vectors(self) -> Iterator[tuple[int, str, bytes | None]]:
        """Yield every passage key, ascending, with its kind and its stored vector or None."""
        yield from self._rows(
            "SELECT passage_key, passages.kind, vectors.vector FROM passages"
            " JOIN clauses USING (clause_key) JOIN documents USING (document_key)"
            " LEFT JOIN vectors ON vectors.digest = passages.digest"
            f" WHERE {VISIBLE} ORDER BY passage_key"
        )

    def clause_vector(self, clause_id: str) -> bytes:
        """Return the stored vector of a clause as a whole, its first passage.

        Raises:
            UnknownClause: If there is none.
        """
        row = self._rows(
            "SELECT vectors.vector FROM passages JOIN clauses USING (clause_key)"
            " JOIN documents USING (document_key) JOIN vectors ON vectors.digest = passages.digest"
            f" WHERE clauses.id = :id AND {VISIBLE} ORDER BY passage_key LIMIT 1",
            id=clause_id,
        ).fetchone()
        if row is None:
            raise UnknownClause(clause_id)
        return bytes(row[0])

    def token_codes(
        self, keys: Sequence[int], projection: TokenProjection
    ) -> dict[int, TokenCodes]:
        """Return the token vectors of clauses by key; a clause that has none is left out."""
        found = self._tokens.known(keys)
        missing = [int(key) for key in keys if key not in found]
        if missing:
            rows = self.catalog.connection.execute(
                "SELECT clause_key, tokens FROM passages JOIN token_vectors"
                " ON token_vectors.projection = ? AND token_vectors.digest = passages.digest"
                f" WHERE clause_key IN ({','.join('?' * len(missing))})"
                " AND kind = ? AND length(tokens)",
                [projection.digest, *missing, PassageKind.CLAUSE],
            )
            read = {key: projection.codes(blob) for key, blob in rows}
            self._tokens.keep(read)
            found |= read
        return found

    def _rows(self, sql: str, **values: object) -> sqlite3.Cursor:
        return self.catalog.connection.execute(sql, {"generation": self.generation, **values})
