"""What the catalog holds as of one generation: documents, clauses, raw texts, passages."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.embedding.token_projection import TokenCodes, TokenProjection
from index.errors import UnknownClause, UnknownDocument
from index.passages import PassageKind
from index.records import DocumentSummary
from index.storage.catalog import Catalog
from index.storage.clause_rows import decode_clause
from index.storage.document_rows import decode_document, decode_source
from index.storage.raw_chunks import RawChunks, RawText
from index.storage.recent import Recent
from index.storage.validity import Ending
from ingest.records import Clause, MeasureKind

_CLAUSES_KEPT: Final = 1024
"""Clauses that stay in memory, some 10 MB: many questions lead to the same ones."""

_TOKENS_KEPT: Final = 1024
"""Clauses whose token vectors stay in memory, some 10 MB."""

_VISIBLE: Final = "documents.born <= :generation AND documents.dead > :generation"
_DOCUMENT: Final = "document_key, id, record, source FROM documents"
_CLAUSE: Final = (
    "clauses.clause_key, clauses.id, documents.id, clauses.position, clauses.text,"
    " clauses.record, clauses.alignment"
)


@dataclass(frozen=True, slots=True)
class CatalogView:
    """The rows that one generation sees. Stays valid while that generation or the next is live."""

    catalog: Catalog
    generation: int
    _clauses: Recent[int, Clause] = field(
        default_factory=lambda: Recent(_CLAUSES_KEPT), compare=False, repr=False
    )
    _tokens: Recent[int, TokenCodes] = field(
        default_factory=lambda: Recent(_TOKENS_KEPT), compare=False, repr=False
    )
    _raw: RawChunks = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Prepare what is kept of raw texts."""
        object.__setattr__(self, "_raw", RawChunks(self.catalog))

    def documents(self) -> dict[int, DocumentSummary]:
        """Return every document by key, as its own text describes it."""
        rows = self._rows(f"SELECT {_DOCUMENT} WHERE {_VISIBLE}")
        return {key: _summary(uid, record, source) for key, uid, record, source in rows}

    def document_key(self, document_id: str) -> int:
        """Return the key of the visible version of a document.

        Raises:
            UnknownDocument: If there is none.
        """
        row = self._rows(
            f"SELECT document_key FROM documents WHERE id = :id AND {_VISIBLE}", id=document_id
        ).fetchone()
        if row is None:
            raise UnknownDocument(document_id)
        return int(row[0])

    def document(self, document_id: str) -> DocumentSummary:
        """Return one document as its own text describes it.

        Raises:
            UnknownDocument: If there is none.
        """
        row = self._rows(
            f"SELECT {_DOCUMENT} WHERE id = :id AND {_VISIBLE}",
            id=document_id,
        ).fetchone()
        if row is None:
            raise UnknownDocument(document_id)
        return _summary(*row[1:])

    def endings(self, document_id: str | None = None) -> dict[str, list[Ending]]:
        """Return what other documents say of each document, or of one, the oldest first."""
        one = "AND document_id = :id" if document_id is not None else ""
        rows = self._rows(
            "SELECT document_id, kind, since, sentence, by_id FROM endings"
            f" WHERE born <= :generation AND dead > :generation {one}"
            " ORDER BY since, by_id, sentence",
            id=document_id,
        )
        found: dict[str, list[Ending]] = {}
        for uid, *ending in rows:
            found.setdefault(uid, []).append(Ending(*ending))
        return found

    def raw_text(self, document_key: int) -> str:
        """Return the whole raw text of a document version."""
        rows = self._rows(
            "SELECT text FROM raw_texts WHERE document_key = :key ORDER BY chunk", key=document_key
        )
        return "".join(row[0] for row in rows)

    def raw_slices(self, document_key: int) -> RawText:
        """Return the raw text of a document version, to be read slice by slice."""
        return RawText(self._raw, document_key)

    def clause(self, clause_id: str) -> Clause:
        """Return one clause.

        Raises:
            UnknownClause: If there is none.
        """
        row = self._rows(
            f"SELECT {_CLAUSE} FROM clauses JOIN documents USING (document_key)"
            f" WHERE clauses.id = :id AND {_VISIBLE}",
            id=clause_id,
        ).fetchone()
        if row is None:
            raise UnknownClause(clause_id)
        return _clause(row)

    def clauses_by_key(self, keys: Sequence[int]) -> dict[int, Clause]:
        """Return the clauses with these keys; a key that is gone is left out."""
        found = self._clauses.known(keys)
        missing = [int(key) for key in keys if key not in found]
        if missing:
            rows = self.catalog.connection.execute(
                f"SELECT {_CLAUSE} FROM clauses JOIN documents USING (document_key)"
                f" WHERE clause_key IN ({','.join('?' * len(missing))})",
                missing,
            )
            read = {row[0]: _clause(row) for row in rows}
            self._clauses.keep(read)
            found |= read
        return found

    def holding_figures(
        self, keys: Sequence[int], kinds: Collection[MeasureKind]
    ) -> frozenset[int]:
        """Return those of the clauses that hold a figure of one of the kinds."""
        rows = self.catalog.connection.execute(
            f"SELECT clause_key FROM clauses WHERE clause_key IN ({','.join('?' * len(keys))})"
            " AND EXISTS(SELECT 1 FROM json_each(record, '$.measures') AS measure"
            f" WHERE json_extract(measure.value, '$[0]') IN ({','.join('?' * len(kinds))}))",
            [*(int(key) for key in keys), *(kind.value for kind in kinds)],
        )
        return frozenset(row[0] for row in rows)

    def clauses(
        self, document_key: int, *, after: int = -1, limit: int | None = None
    ) -> list[tuple[int, Clause]]:
        """Return the clauses of a document version in order, from after a position, with keys."""
        rows = self._rows(
            f"SELECT {_CLAUSE} FROM clauses JOIN documents USING (document_key)"
            " WHERE document_key = :key AND position > :after ORDER BY position LIMIT :limit",
            key=document_key,
            after=after,
            limit=-1 if limit is None else limit,
        )
        return [(row[0], _clause(row)) for row in rows]

    def clause_keys(self) -> NDArray[np.int64]:
        """Return (n, 2) clause keys, ascending, each with the key of its document."""
        return self._table(
            "SELECT clause_key, document_key FROM clauses JOIN documents USING (document_key)"
            f" WHERE {_VISIBLE} ORDER BY clause_key",
            columns=2,
        )

    def passage_keys(self) -> NDArray[np.int64]:
        """Return (n, 6) rows, ascending by passage key.

        Passage key, clause key, document key, start and end in the clause, 1 for a detail, else 0.
        """
        return self._table(
            "SELECT passage_key, clause_key, document_key, start, end,"
            f" passages.kind = '{PassageKind.DETAIL}' FROM passages"
            " JOIN clauses USING (clause_key) JOIN documents USING (document_key)"
            f" WHERE {_VISIBLE} ORDER BY passage_key",
            columns=6,
        )

    def passage_vectors(self) -> Iterator[tuple[int, str, bytes | None]]:
        """Yield every passage key, ascending, with its kind and its stored vector or None."""
        yield from self._rows(
            "SELECT passage_key, passages.kind, vectors.vector FROM passages"
            " JOIN clauses USING (clause_key) JOIN documents USING (document_key)"
            " LEFT JOIN vectors ON vectors.digest = passages.digest"
            f" WHERE {_VISIBLE} ORDER BY passage_key"
        )

    def clause_vector(self, clause_id: str) -> bytes:
        """Return the stored vector of a clause as a whole, its first passage.

        Raises:
            UnknownClause: If there is none.
        """
        row = self._rows(
            "SELECT vectors.vector FROM passages JOIN clauses USING (clause_key)"
            " JOIN documents USING (document_key) JOIN vectors ON vectors.digest = passages.digest"
            f" WHERE clauses.id = :id AND {_VISIBLE} ORDER BY passage_key LIMIT 1",
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

    def counts(self) -> tuple[int, int, int]:
        """Return how many documents, clauses and passages there are."""
        row = self._rows(
            f"SELECT (SELECT count(*) FROM documents WHERE {_VISIBLE}),"
            " (SELECT count(*) FROM clauses JOIN documents USING (document_key)"
            f" WHERE {_VISIBLE}),"
            " (SELECT count(*) FROM passages JOIN clauses USING (clause_key)"
            f" JOIN documents USING (document_key) WHERE {_VISIBLE})"
        ).fetchone()
        return row[0], row[1], row[2]

    def source_uris(self, document_id: str) -> tuple[str, ...]:
        """Return every uri that gave this document."""
        rows = self._rows(
            "SELECT uri FROM sources WHERE document_id = :id ORDER BY uri", id=document_id
        )
        return tuple(row[0] for row in rows)

    def _table(self, sql: str, *, columns: int) -> NDArray[np.int64]:
        flat = (value for row in self._rows(sql) for value in row)
        return np.fromiter(flat, dtype=np.int64).reshape(-1, columns)

    def _rows(self, sql: str, **values: object) -> sqlite3.Cursor:
        return self.catalog.connection.execute(sql, {"generation": self.generation, **values})


def _summary(document_id: str, record: str, source: str) -> DocumentSummary:
    return decode_document(document_id, record, decode_source(source))


def _clause(row: tuple[int, str, str, int, str, str, bytes]) -> Clause:
    _, uid, document_id, position, text, record, alignment = row
    return decode_clause(
        clause_id=uid,
        document_id=document_id,
        position=position,
        text=text,
        record=record,
        alignment=alignment,
    )
