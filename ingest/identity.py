"""What makes a document the same one: its id, and how it is kept under another."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from hashlib import sha256
from typing import Protocol

from ingest.records import ParsedDocument, Region, Source


class Described(Protocol):
    """What the id of a document is made of; `Document` and its summary have it."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def number_key(self) -> str | None:
        """Its number, normalised."""

    @property
    def region(self) -> Region | None:
        """Its place."""

    @property
    def issued_on(self) -> dt.date | None:
        """When it was issued."""

    @property
    def source(self) -> Source:
        """Where it was read from."""


def own_id(document: Described) -> str:
    """Return the id that a document's own text gives it: see `document_id`."""
    return document_id(
        title=document.title,
        number_key=document.number_key,
        region=document.region,
        issued_on=document.issued_on,
        file_name=document.source.name,
    )


def document_id(
    *,
    title: str,
    number_key: str | None,
    region: Region | None,
    issued_on: dt.date | None,
    file_name: str,
) -> str:
    """Name a document by what it is, so that a corrected copy or another source is the same one.

    A number with its year, 〔2020〕7号, is given once, so with title and place it is enough. Laws
    and orders keep title and number over their editions, so there the date of issue counts too; a
    file that states no date counts as itself only.
    """
    identity = [number_key or "", _folded(title), region.code if region else ""]
    if "〔" not in identity[0]:
        identity.append(issued_on.isoformat() if issued_on else file_name)
    return sha256("\n".join(identity).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def with_id(parsed: ParsedDocument, new_id: str) -> ParsedDocument:
    """Return a document under another id; those of its clauses begin with it."""
    old_id = parsed.document.id
    if new_id == old_id:
        return parsed
    return ParsedDocument(
        document=replace(parsed.document, id=new_id),
        clauses=tuple(
            replace(clause, id=new_id + clause.id.removeprefix(old_id), document_id=new_id)
            for clause in parsed.clauses
        ),
    )


def _folded(title: str) -> str:
    return re.sub(r"[\W_]+", "", title)
