"""What the catalog holds as of one generation: documents, clauses, raw texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.errors import UnknownClause, UnknownDocument
from index.records import DocumentSummary
from index.storage.catalog import Catalog
from index.storage.clause_rows import decode_clause
from index.storage.document_rows import decode_document, decode_source
from index.storage.passage_view import PassageView
from index.storage.raw_chunks import RawChunks, RawText
from index.storage.recent import Recent
from index.storage.schema import VISIBLE
from index.storage.validity import Ending
from ingest.records import Clause, MeasureKind

_CLAUSES_KEPT: Final = 1024
"""Clauses that stay in memory, some 10 MB: many questions lead to the same ones."""

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
    passages: PassageView = field(init=False, compare=False, repr=False)
    _raw: RawChunks = field(init=False, compare=False, repr=False)
    _counted: list[tuple[int, int, int]] = field(default_factory=list, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Prepare what is kept of passages and raw texts."""
        object.__setattr__(self, "passages", PassageView(self.catalog, self.generation))
        object.__setattr__(self, "_raw", RawChunks(self.catalog))

    def documents(self) -> dict[int, DocumentSummary]:
        """Return every document by key, as its own text describes it."""
        rows = self._rows(f"SELECT {_DOCUMENT} WHERE {VISIBLE}")
        return {key: _summary(uid, record, source) for key, uid, record, source in rows}

    def document_key(self, document_id: str) -> int:
        """Return the key of the visible version of a document.

        Raises:
            UnknownDocument: If there is none.
        """
        row = self._rows(
            f"SELECT document_key FROM documents WHERE id = :id AND {VISIBLE}", id=document_id
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
            f"SELECT {_DOCUMENT} WHERE id = :id AND {VISIBLE}",
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
            f" WHERE clauses.id = :id AND {VISIBLE}",
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
        # As `encode_clause` writes a measure; quotes inside a text are escaped. Reading the JSON of
        # thirty clauses costs twice the time.
        wanted = [f'["{kind.value}",' for kind in kinds]
        rows = self.catalog.connection.execute(
            f"SELECT clause_key FROM clauses WHERE clause_key IN ({','.join('?' * len(keys))})"
            f" AND ({' OR '.join(['instr(record, ?)'] * len(wanted))})",
            [*(int(key) for key in keys), *wanted],
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

    def clause_numbers(self, document_key: int) -> dict[int, str]:
        """Return the numbers of a document version's clauses as printed, by clause key."""
        rows = self._rows(
            "SELECT clause_key, json_extract(record, '$.number') AS number FROM clauses"
            " WHERE document_key = :key AND number IS NOT NULL",
            key=document_key,
        )
        return dict(rows.fetchall())

    def clause_keys(self) -> NDArray[np.int64]:
        """Return (n, 2) clause keys, ascending, each with the key of its document."""
        rows = self._rows(
            "SELECT clause_key, document_key FROM clauses JOIN documents USING (document_key)"
            f" WHERE {VISIBLE} ORDER BY clause_key"
        )
        return np.fromiter((value for row in rows for value in row), np.int64).reshape(-1, 2)

    def counts(self) -> tuple[int, int, int]:
        """Return how many documents, clauses and passages there are; counted once.

        What a generation sees does not change, and counting takes half a second per million.
        """
        if not self._counted:
            self._counted.append(self._count())
        return self._counted[0]

    def _count(self) -> tuple[int, int, int]:
        row = self._rows(
            f"SELECT (SELECT count(*) FROM documents WHERE {VISIBLE}),"
            " (SELECT count(*) FROM clauses JOIN documents USING (document_key)"
            f" WHERE {VISIBLE}),"
            " (SELECT count(*) FROM passages JOIN clauses USING (clause_key)"
            f" JOIN documents USING (document_key) WHERE {VISIBLE})"
        ).fetchone()
        return row[0], row[1], row[2]

    def source_uris(self, document_id: str) -> tuple[str, ...]:
        """Return every uri that gave this document."""
        rows = self._rows(
            "SELECT uri FROM sources WHERE document_id = :id ORDER BY uri", id=document_id
        )
        return tuple(row[0] for row in rows)

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
