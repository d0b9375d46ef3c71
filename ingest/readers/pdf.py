"""PDF documents that hold text; pictures of pages are refused, not guessed at."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.errors import CorruptFile, EncryptedFile, ImageOnlyPdf, UndecodableText
from ingest.readers.extraction import Extraction
from ingest.readers.pdf_furniture import drop_furniture
from ingest.readers.pdf_glyphs import PageContent, read_page
from ingest.readers.pdf_lines import Line, in_reading_order, segments
from ingest.readers.pdf_paragraphs import text_of
from ingest.readers.pdf_tables import Table, find_tables

_PDFIUM = threading.Lock()
"""PDFium keeps state of its own and allows one thread at a time."""
_MIN_PAGE_CHARS = 20
_SCANNED_SHARE = 0.5
_MAX_UNMAPPED = 0.3
_UNMAPPED = re.compile("[\ue000-\uf8ff\ufffd\u0080-\u009f]")
_TITLE_NOISE = re.compile(r"^Microsoft\s+(?:Office\s+)?\w+\s*-\s*|\.(?:docx?|wps|pdf|wpd)$", re.I)
_HAN = re.compile("[\u4e00-\u9fff]{4}")


def read_pdf(data: bytes, *, uri: str) -> Extraction:
    """Read a PDF: paragraphs joined across lines and pages, ruled tables as rows.

    Raises:
        ReadError: If it is damaged, encrypted, or holds pictures of pages instead of text.
    """
    with _PDFIUM:
        document = _open(data, uri)
        try:
            contents = [_page_content(document, number, uri) for number in range(len(document))]
            title = document.get_metadata_dict().get("Title", "")
        finally:
            document.close()
    _check_text(contents, uri)
    title = _TITLE_NOISE.sub("", title.strip()).strip()
    return Extraction(text_of(_items(contents)), {"title": title} if _HAN.search(title) else {})


def _open(data: bytes, uri: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise EncryptedFile(uri, "the PDF asks for a password; save it without one") from error
        raise CorruptFile(uri, f"the PDF cannot be opened: {error}") from error


def _page_content(document: pypdfium2.PdfDocument, number: int, uri: str) -> PageContent:
    try:
        page = document[number]
        try:
            return read_page(page)
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        raise CorruptFile(uri, f"page {number + 1} cannot be read: {error}") from error


def _check_text(contents: Sequence[PageContent], uri: str) -> None:
    """Refuse documents whose text is a picture, or whose fonts do not say what they show."""
    text = "".join(glyph.char for page in contents for glyph in page.glyphs).strip()
    scanned = sum(
        1
        for page in contents
        if page.picture_share > _SCANNED_SHARE and len(page.glyphs) < _MIN_PAGE_CHARS
    )
    if not text or scanned > len(contents) / 2:
        raise ImageOnlyPdf(
            uri,
            f"{scanned or len(contents)} of {len(contents)} pages are pictures without text; "
            "run text recognition (OCR) on the file first",
        )
    unmapped = len(_UNMAPPED.findall(text))
    if unmapped > _MAX_UNMAPPED * len(text):
        raise UndecodableText(
            uri,
            f"the fonts of the PDF do not name {unmapped} of {len(text)} characters; "
            "export it again or run text recognition (OCR)",
        )


def _items(contents: Sequence[PageContent]) -> list[Line | Table]:
    """Return lines and tables of all pages in reading order."""
    tables: list[list[Table]] = []
    pages: list[list[Line]] = []
    for number, content in enumerate(contents):
        found, outside = find_tables(content.rules, content.glyphs)
        for table in found:
            table.page = number
        lines = in_reading_order(segments(outside), content.width)
        for line in lines:
            line.page = number
        tables.append(found)
        pages.append(lines)
    pages = drop_furniture(pages, [content.height for content in contents])
    return [
        item
        for lines, found in zip(pages, tables, strict=True)
        for item in _with_tables(lines, found)
    ]


def _with_tables(lines: Sequence[Line], tables: Sequence[Table]) -> list[Line | Table]:
    """Put each table before the first line that stands below it."""
    items: list[Line | Table] = []
    waiting = list(tables)
    for line in lines:
        while waiting and line.middle < waiting[0].box.bottom:
            items.append(waiting.pop(0))
        items.append(line)
    return [*items, *waiting]
