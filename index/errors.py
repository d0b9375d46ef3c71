"""Errors of the index stage.

StoreError
├── StoreMissing         there is no store at the path
├── StoreLocked          another process is writing
├── StoreReadOnly        the store was opened for reading only
├── StoreCorrupt         the catalog is damaged and nothing can rebuild it
├── StoreOutdated        the store was written by a newer or unknown version
├── ModelMismatch        the store holds vectors of another model
├── DimensionMismatch    vectors have another length than the index
├── GenerationDamaged    derived files are damaged; they can be rebuilt
├── InvalidDocument      a parsed document cannot be stored
├── UnknownDocument
├── UnknownClause
├── InvalidFilter
├── InvalidCursor
├── ChangesMissing       the store is of a format without a feed of changes
├── LexiconError         a lexicon file does not follow its format
├── EmbeddingFailed      the embedding engine cannot be started or gave no vectors
└── RerankingFailed      the reranker cannot be started or gave no scores
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class StoreError(Exception):
    """Anything that the index stage reports to its callers."""


class StoreMissing(StoreError):
    """There is no store at the path."""

    def __init__(self, path: Path) -> None:
        """Name the path and how a store comes to be there."""
        super().__init__(f"no store at {path}: ingest documents into it first")
        self.path = path


class StoreLocked(StoreError):
    """Another process is writing to the store."""

    def __init__(self, path: Path, pid: int | None) -> None:
        """Name the store and the process that holds it, when it is known."""
        holder = f"process {pid}" if pid is not None else "another process"
        super().__init__(f"the store {path} is being written by {holder}: wait until it has ended")
        self.path = path
        self.pid = pid


class StoreReadOnly(StoreError):
    """The store was opened for reading only."""

    def __init__(self, path: Path, wanted: str) -> None:
        """Name the store and what it cannot do."""
        super().__init__(f"the store {path} is open for reading only, it cannot {wanted}")
        self.path = path


class StoreCorrupt(StoreError):
    """The catalog is damaged; derived files cannot replace it."""

    def __init__(self, path: Path, reason: str) -> None:
        """Name the file and what was found."""
        super().__init__(f"{path} is damaged ({reason}): restore it, or ingest into a new store")
        self.path = path
        self.reason = reason


class StoreOutdated(StoreError):
    """The store was written by a version whose format is not known here."""

    def __init__(self, path: Path, *, found: int, expected: int) -> None:
        """Name the store and both format versions."""
        super().__init__(
            f"{path} has format {found}, this version reads up to {expected}: upgrade zhengda"
        )
        self.path = path
        self.found = found
        self.expected = expected


class ModelMismatch(StoreError):
    """The store holds vectors of another model than the one given."""

    def __init__(self, *, stored: str, given: str) -> None:
        """Name both models."""
        super().__init__(
            f"the store was built with the model {stored!r} and cannot be used with {given!r}: "
            f"use {stored!r}, or ingest into a new store"
        )
        self.stored = stored
        self.given = given


class DimensionMismatch(StoreError):
    """Vectors have another length than the index holds."""

    def __init__(self, *, expected: int, found: int) -> None:
        """Give both dimensions."""
        super().__init__(f"vectors must have {expected} dimensions, found {found}")
        self.expected = expected
        self.found = found


class GenerationDamaged(StoreError):
    """The derived files of a generation are missing, damaged or outdated."""

    def __init__(self, path: Path, reasons: Sequence[str]) -> None:
        """Name the folder and everything that is wrong in it."""
        super().__init__(f"{path}: {'; '.join(reasons)}")
        self.path = path
        self.reasons = tuple(reasons)


class InvalidDocument(StoreError):
    """A parsed document cannot be stored as it is."""

    def __init__(self, document_id: str, uri: str, reason: str) -> None:
        """Name the document, its source and the rule it breaks."""
        super().__init__(f"document {document_id} from {uri} cannot be stored: {reason}")
        self.document_id = document_id
        self.uri = uri
        self.reason = reason


class UnknownDocument(StoreError):
    """No document has this id."""

    def __init__(self, document_id: str) -> None:
        """Name the id."""
        super().__init__(f"no document {document_id!r} in this store")
        self.document_id = document_id


class UnknownClause(StoreError):
    """No clause has this id."""

    def __init__(self, clause_id: str) -> None:
        """Name the id."""
        super().__init__(f"no clause {clause_id!r} in this store")
        self.clause_id = clause_id


class InvalidFilter(StoreError):
    """A filter has a value that can never match."""

    def __init__(self, field: str, value: object, rule: str) -> None:
        """Name the field, its value and the rule."""
        super().__init__(f"filter {field}={value!r}: {rule}")
        self.field = field
        self.value = value
        self.rule = rule


class InvalidCursor(StoreError):
    """A page cursor was not made by this store."""

    def __init__(self, cursor: str) -> None:
        """Name the cursor."""
        super().__init__(f"cursor {cursor[:40]!r} was not made by this listing")
        self.cursor = cursor


class ChangesMissing(StoreError):
    """The store is of a format that keeps no changes, and cannot be brought up to date."""

    def __init__(self, path: Path) -> None:
        """Name the store and what gives it a newer format."""
        super().__init__(
            f"the store {path} has an older format, which keeps no changes, and cannot be written: "
            "open it once where it can be"
        )
        self.path = path


class LexiconError(StoreError):
    """A lexicon file cannot be read or does not follow its format."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        """Name the file, the line (from 1; 0 for the whole file) and the rule it breaks."""
        super().__init__(f"{name}:{line}: {reason}" if line else f"{name}: {reason}")
        self.name = name
        self.line = line
        self.reason = reason


class EmbeddingFailed(StoreError):
    """The embedding engine cannot be started, or did not return vectors."""

    def __init__(self, engine: str, reason: str) -> None:
        """Name the engine and what went wrong."""
        super().__init__(f"{engine}: {reason}")
        self.engine = engine
        self.reason = reason


class RerankingFailed(StoreError):
    """The reranker cannot be started, or did not return a score for each text."""

    def __init__(self, reranker: str, reason: str) -> None:
        """Name the reranker and what went wrong."""
        super().__init__(f"{reranker}: {reason}")
        self.reranker = reranker
        self.reason = reason
