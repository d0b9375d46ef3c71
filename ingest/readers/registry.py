"""Which reader takes which file."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from ingest.errors import CorruptFile, EmptyDocument, EncryptedFile, UnsupportedFormat
from ingest.readers.docx import read_docx
from ingest.readers.extraction import Reader
from ingest.readers.formats import (
    PICTURES,
    SUFFIXES,
    Format,
    foreign_kind,
    format_of_content,
    format_of_name,
    has_markup,
    is_encrypted_office,
)
from ingest.readers.html import read_html
from ingest.readers.mhtml import read_mhtml
from ingest.readers.ocr import DEFAULT_SCAN_OPTIONS, ScanOptions
from ingest.readers.pdf import read_pdf
from ingest.readers.picture import read_picture
from ingest.readers.plain_text import read_markdown, read_text
from ingest.records import RawDocument, Source

_SCAN_READERS = {Format.PDF: read_pdf, **dict.fromkeys(PICTURES, read_picture)}
"""Readers of what may hold pictures of pages."""
READERS: dict[Format, Reader] = {
    Format.TEXT: read_text,
    Format.MARKDOWN: read_markdown,
    Format.HTML: read_html,
    Format.MHTML: read_mhtml,
    Format.DOCX: read_docx,
    **_SCAN_READERS,
}
"""One reader a format; adding a format is one entry here and one in `formats.SUFFIXES`."""


def read_bytes(
    data: bytes, *, uri: str, name: str, scans: ScanOptions = DEFAULT_SCAN_OPTIONS
) -> RawDocument:
    """Read one file that is held in memory.

    Args:
        data: The whole file.
        uri: Where it comes from; named in errors and kept in the source.
        name: Its file name; the suffix says the format unless the content contradicts it.
        scans: Whether pictures of pages are read, and what that may cost.

    Raises:
        ReadError: If the file cannot be read; the subclass says why.
    """
    if not data.strip():
        raise EmptyDocument(uri, "the file is empty")
    kind = _format(data, uri=uri, name=name)
    if kind in _SCAN_READERS:
        extraction = _SCAN_READERS[kind](data, uri=uri, scans=scans)
    else:
        extraction = READERS[kind](data, uri=uri)
    if not extraction.text.strip():
        raise EmptyDocument(uri, "the file holds no text")
    source = Source(
        uri=uri,
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=kind.value,
        scan=extraction.scan,
    )
    return RawDocument(
        source=source,
        text=extraction.text,
        hints=dict(extraction.hints),
        notes=extraction.notes,
    )


def _format(data: bytes, *, uri: str, name: str) -> Format:
    """Decide the format: what the content proves, else what the name says."""
    stated, proved = format_of_name(name), format_of_content(data)
    if proved is Format.OLE:
        _refuse_ole(data, uri)
    if proved is Format.OTHER:
        raise UnsupportedFormat(uri, f"the file is {foreign_kind(data)}")
    if proved is Format.ZIP and stated is not Format.DOCX:
        raise UnsupportedFormat(uri, "an archive inside an archive is not opened; unpack it")
    if proved in READERS:
        # Text may quote the start of a page; a Markdown file that opens with a tag stays Markdown.
        return stated if stated is Format.MARKDOWN and proved is Format.HTML else proved
    if stated in (Format.PDF, Format.DOCX, *PICTURES):
        raise CorruptFile(uri, f"the content is not that of a {PurePosixPath(name).suffix} file")
    if stated is Format.HTML and not has_markup(data):
        return Format.TEXT
    if stated is None or stated not in READERS:
        suffix = PurePosixPath(name).suffix or "no suffix"
        known = " ".join(sorted(SUFFIXES))
        raise UnsupportedFormat(uri, f"files of this kind ({suffix}) are not read; known: {known}")
    return stated


def _refuse_ole(data: bytes, uri: str) -> None:
    if is_encrypted_office(data):
        raise EncryptedFile(uri, "the document asks for a password; save it without one")
    raise UnsupportedFormat(
        uri, "the file is of an old Office or WPS format (.doc, .xls, .wps); save it as .docx"
    )
