"""Writes the rows of a clause's passages, and which of them have no vector yet."""

from __future__ import annotations

import hashlib
import sqlite3

from index.embedding.token_projection import projection_name
from index.passages import PassageKind, passages_of
from index.records import DocumentSummary
from ingest.records import Clause


def insert_passages(
    connection: sqlite3.Connection,
    model: str,
    clause_key: int,
    document: DocumentSummary,
    clause: Clause,
) -> None:
    """Store what is to be embedded of a clause; what a model has embedded before is not pending."""
    passages = [(p, passage_digest(model, p.text)) for p in passages_of(document, clause)]
    connection.executemany(
        "INSERT INTO passages(clause_key, start, end, kind, digest) VALUES (?, ?, ?, ?, ?)",
        [(clause_key, p.start, p.end, p.kind, digest) for p, digest in passages],
    )
    projection = projection_name(model)
    rows = [
        {
            "digest": digest,
            "length": len(p.text),
            "text": p.text,
            "by_token": int(bool(projection) and p.kind is PassageKind.CLAUSE),
            "projection": projection,
        }
        for p, digest in passages
    ]
    connection.executemany(
        "INSERT INTO pending(digest, length, text, by_token)"
        " SELECT :digest, :length, :text, :by_token"
        " WHERE NOT EXISTS (SELECT 1 FROM vectors WHERE digest = :digest)"
        " OR :by_token AND NOT EXISTS (SELECT 1 FROM token_vectors AS found"
        "  WHERE found.projection = :projection AND found.digest = :digest)"
        " ON CONFLICT(digest) DO UPDATE SET by_token = max(by_token, excluded.by_token)",
        rows,
    )


def passage_digest(model: str, text: str) -> bytes:
    """Name a passage's vector by what made it: the model and the text."""
    return hashlib.sha256(f"{model}\0{text}".encode()).digest()
