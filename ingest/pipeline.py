"""The whole of reading: a raw document in, a document with its clauses out."""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from ingest.errors import NoClauses
from ingest.furniture.contents import drop_contents
from ingest.furniture.removal import split_furniture
from ingest.identity import document_id
from ingest.metadata.facts import Metadata, read_metadata
from ingest.records import Clause, Document, ParsedDocument, RawDocument
from ingest.structure.bare_numbers import mark_bare_numbers
from ingest.structure.clauses import ClauseBuilder
from ingest.structure.closings import find_closings
from ingest.structure.damaged_marks import restore_damaged_marks
from ingest.structure.heading_gaps import split_headings
from ingest.structure.inline_marks import split_items
from ingest.structure.lines import Line, read_lines, without_breaks
from ingest.structure.ordinal_words import mark_ordinals
from ingest.structure.ornaments import mark_ornaments
from ingest.structure.outline import build_outline
from ingest.structure.plain_headings import mark_plain_headings
from ingest.text.alignment import AlignedText, Span
from ingest.text.cleaning import clean

PARSER_VERSION = "30"
"""Changes whenever the same file would be read differently; files read before are read again."""


def parse(raw: RawDocument) -> ParsedDocument:
    """Read a document into clauses.

    Raises:
        NoClauses: If nothing in the text can be cited.
    """
    with _garbage_left():
        return _parse(raw)


@contextmanager
def _garbage_left() -> Iterator[None]:
    """Keep the collector of cycles at rest while a document is read.

    Reading makes some thousand small tuples and records and no cycles, so every pass of the
    collector finds nothing; passes over all that a process holds cost 5 % of the reading.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _parse(raw: RawDocument) -> ParsedDocument:
    page = split_furniture(clean(raw.text))
    folded = page.folded
    lines = read_lines(page.body, folded, raw.text)
    metadata = read_metadata(
        page.body,
        folded,
        running=without_breaks(page.body, lines),
        name=raw.source.name,
        hints=raw.hints,
        head=page.head.text,
        tail=page.tail.text,
    )
    document = _document(raw, metadata)
    clauses = _clauses(page.body, lines, raw.text, metadata.title_lines, document.id, folded)
    if not clauses:
        raise NoClauses(raw.source.uri, "the text holds no sentence that could be cited")
    return ParsedDocument(document=document, clauses=clauses)


def _clauses(
    text: AlignedText,
    lines: list[Line],
    raw: str,
    title_lines: Sequence[Span],
    document_id: str,
    folded: str,
) -> tuple[Clause, ...]:
    lines = split_items(lines, folded, text.text)
    lines = split_headings(lines, folded, text, raw)
    lines = mark_ornaments(mark_bare_numbers(lines, folded), folded)
    lines = mark_ordinals(lines, folded, text.text)
    lines = restore_damaged_marks(lines, folded)
    lines = drop_contents(lines, folded)
    labels = frozenset(_inside(lines, title_lines))
    lines = mark_plain_headings(lines, folded, labels)
    root = build_outline(
        lines,
        breaks=labels,
        closings=frozenset(find_closings(lines, folded)),
    )
    return ClauseBuilder(text, folded, document_id, root).build()


def _inside(lines: Iterable[Line], spans: Sequence[Span]) -> Iterable[int]:
    """Yield the starts of lines that begin inside one of the spans, which are in order."""
    starts = [line.start for line in lines]
    for start, end in spans:
        yield from starts[bisect_left(starts, start) : bisect_left(starts, end)]


def _document(raw: RawDocument, metadata: Metadata) -> Document:
    return Document(
        id=document_id(
            title=metadata.title,
            number_key=metadata.number_key,
            region=metadata.region,
            issued_on=metadata.issued_on,
            file_name=raw.source.name,
        ),
        title=metadata.title,
        source=replace(
            raw.source, reposted_by=metadata.reposted_by, reposted_on=metadata.reposted_on
        ),
        text=raw.text,
        document_number=metadata.document_number,
        number_key=metadata.number_key,
        issuers=metadata.issuers,
        region=metadata.region,
        issued_on=metadata.issued_on,
        effective_on=metadata.effective_on,
        expires_on=metadata.expires_on,
        status=metadata.status,
        status_basis=metadata.status_basis,
        supersedes=metadata.supersedes,
    )
