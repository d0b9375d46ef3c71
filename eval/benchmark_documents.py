"""Turn the entries of a benchmark corpus into documents, with the product's own parser."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import ingest
from eval.benchmark_files import Entry
from ingest.errors import NoClauses
from ingest.pipeline import parse
from ingest.records import (
    Clause,
    ClauseKind,
    Document,
    ParsedDocument,
    RawDocument,
    Source,
)
from ingest.text.alignment import Alignment

WHOLE_ENTRY_CHARS = 400
"""An entry no longer than this is a passage or one article already, and becomes one clause."""

_LOST_LINE_BREAK = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f]|[0-9(])")


def reader_version() -> str:
    """Return a digest of the code that reads entries: another version reads them again."""
    digest = hashlib.sha256()
    folders = [Path(root) for root in ingest.__path__]
    for path in sorted(p for folder in folders for p in folder.rglob("*.py")):
        digest.update(path.read_bytes())
    digest.update(Path(__file__).read_bytes())
    return f"benchmark-{digest.hexdigest()[:16]}"


def documents_of(entries: Sequence[Entry], *, known: dict[str, str]) -> Iterator[ParsedDocument]:
    """Parse the entries that a store does not know yet (uri -> sha256)."""
    lost_breaks = not any("\n" in entry.text for entry in entries)
    for entry in entries:
        source = _source(entry)
        if known.get(source.uri) != source.sha256:
            yield to_document(entry, source, restore_line_breaks=lost_breaks)


def _source(entry: Entry) -> Source:
    digest = hashlib.sha256(f"{entry.title}\n{entry.text}".encode()).hexdigest()
    return Source(uri=f"benchmark/{entry.id}", name=entry.id, sha256=digest)


def to_document(entry: Entry, source: Source, *, restore_line_breaks: bool) -> ParsedDocument:
    """Read one entry: a short one as one clause, a longer one as the product reads a file.

    Args:
        entry: The corpus entry; its title serves as the title that a container states.
        source: Named after the entry, so that a hit leads back to it.
        restore_line_breaks: The corpus keeps every text on one line with blanks where lines
            ended; numbering can only be read at line starts.
    """
    text = entry.text or entry.title
    if len(text) > WHOLE_ENTRY_CHARS:
        if restore_line_breaks:
            text = _LOST_LINE_BREAK.sub("\n", text)
        hints = {"title": entry.title} if entry.title else {}
        try:
            return _identified(parse(RawDocument(source=source, text=text, hints=hints)), entry)
        except NoClauses:
            pass  # a text that the parser finds nothing citable in is still one entry to find
    return _identified(_whole(entry.title, text, source), entry)


def _whole(title: str, text: str, source: Source) -> ParsedDocument:
    clause = Clause(
        id="entry-000000000000",
        document_id="entry",
        position=0,
        kind=ClauseKind.ARTICLE,
        number=None,
        heading="",
        path=(),
        text=text,
        body_start=0,
        alignment=Alignment.identity(len(text)),
    )
    document = Document(id="entry", title=title, source=source, text=text)
    return ParsedDocument(document=document, clauses=(clause,))


def _identified(parsed: ParsedDocument, entry: Entry) -> ParsedDocument:
    """Name a document after its entry: two entries with one title are still two."""
    document_id = hashlib.sha256(entry.id.encode()).hexdigest()[:16]
    clauses = tuple(
        replace(
            clause,
            id=f"{document_id}-{clause.id.rpartition('-')[2]}",
            document_id=document_id,
        )
        for clause in parsed.clauses
    )
    return ParsedDocument(document=replace(parsed.document, id=document_id), clauses=clauses)
