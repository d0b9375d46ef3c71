"""The metadata that conditions can name: of which kind each is, and its values in a hit."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from index import DocumentSummary, Hit
from ingest.metadata.document_numbers import normalize_number
from ingest.records import Status
from ingest.text.script import to_simplified

Value = str | int | dt.date

PATH_SEPARATOR: Final = " > "


class Kind(StrEnum):
    """What a value is compared as."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return a text for comparing: simplified script, half width, lower case."""
    return to_simplified(unicodedata.normalize("NFKC", text)).casefold()


@lru_cache(maxsize=8192)
def _number_key(text: str) -> str:
    return normalize_number(to_simplified(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One name of the metadata."""

    name: str
    kind: Kind = Kind.TEXT
    read_document: Callable[[DocumentSummary], tuple[Value | None, ...]] | None = None
    """For what is the same in all clauses of a document."""
    read_hit: Callable[[Hit], tuple[Value | None, ...]] | None = None
    key: Callable[[str], str] = fold
    """What two texts have in common when they are equal."""
    allowed: frozenset[str] | None = None
    """All values there are, where that is a short list."""

    @property
    def is_of_document(self) -> bool:
        """Whether a document decides it, whichever of its clauses was found."""
        return self.read_document is not None

    def values(self, document: DocumentSummary, hit: Hit | None) -> tuple[Value, ...]:
        """Return what there is to compare; nothing when it is not known."""
        found: tuple[Value | None, ...] = ()
        if self.read_document is not None:
            found = self.read_document(document)
        elif self.read_hit is not None and hit is not None:
            found = self.read_hit(hit)
        return tuple(value for value in found if value not in (None, ""))


def _region(document: DocumentSummary) -> tuple[str, ...]:
    region = document.region
    return (region.full_name, region.name) if region else ()


def _path(hit: Hit) -> tuple[str, ...]:
    return (PATH_SEPARATOR.join(hit.clause.path), *hit.clause.path)


_OF_DOCUMENT: Final = (
    Field(name="title", read_document=lambda document: (document.title,)),
    Field(name="document_id", read_document=lambda document: (document.id,)),
    Field(
        name="document_number",
        read_document=lambda document: (document.document_number,),
        key=_number_key,
    ),
    Field(name="issuers", read_document=lambda document: document.issuers),
    Field(name="region", read_document=_region),
    Field(name="issued_on", kind=Kind.DAY, read_document=lambda document: (document.issued_on,)),
    Field(
        name="effective_on", kind=Kind.DAY, read_document=lambda document: (document.effective_on,)
    ),
    Field(name="expires_on", kind=Kind.DAY, read_document=lambda document: (document.expires_on,)),
    Field(
        name="status",
        read_document=lambda document: (document.status.value,),
        allowed=frozenset(Status),
    ),
    Field(name="source", read_document=lambda document: (document.source.name,)),
)

_OF_CLAUSE: Final = (
    Field(name="clause_id", read_hit=lambda hit: (hit.clause.id,)),
    Field(name="clause_number", read_hit=lambda hit: (hit.clause.number,)),
    Field(name="heading", read_hit=lambda hit: (hit.clause.heading,)),
    Field(name="path", read_hit=_path),
    Field(name="citation", read_hit=lambda hit: (hit.citation.label,)),
    Field(name="quote", read_hit=lambda hit: (hit.citation.quote,)),
    Field(name="start", kind=Kind.NUMBER, read_hit=lambda hit: (hit.citation.start,)),
    Field(name="end", kind=Kind.NUMBER, read_hit=lambda hit: (hit.citation.end,)),
)

FIELDS: Final[Mapping[str, Field]] = {field.name: field for field in (*_OF_DOCUMENT, *_OF_CLAUSE)}
