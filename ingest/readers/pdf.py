"""PDF documents: their text, and by character recognition that of pages which are pictures."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.errors import CorruptFile, EncryptedFile, ImageOnlyPdf, UndecodableText
from ingest.readers.extraction import Extraction
from ingest.readers.ocr import (
    DEFAULT_SCAN_OPTIONS,
    DPI,
    POINTS_PER_INCH,
    PageReader,
    ScanOptions,
    page_list,
    why_unread,
)
from ingest.readers.pdf_glyphs import PageContent, read_page
from ingest.readers.pdf_text import text_of_pages
from ingest.records import Scan

if TYPE_CHECKING:
    from ingest.readers.ocr_engine import Image

_PDFIUM = threading.Lock()
"""PDFium keeps state of its own and allows one thread at a time."""
_MIN_PAGE_CHARS = 20
_SCANNED_SHARE = 0.5
_MIN_DRAWN = 200
"""Shapes on a page without characters from which it holds text that is drawn."""
_MAX_SIDE = 3_400
"""Pixels; what is larger than A3 is a poster, and its print is larger too."""
_MAX_UNMAPPED = 0.3
_UNMAPPED = re.compile("[\ue000-\uf8ff\ufffd\u0080-\u009f]")
_TITLE_NOISE = re.compile(r"^Microsoft\s+(?:Office\s+)?\w+\s*-\s*|\.(?:docx?|wps|pdf|wpd)$", re.I)
_HAN = re.compile("[\u4e00-\u9fff]{4}")


def read_pdf(data: bytes, *, uri: str, scans: ScanOptions = DEFAULT_SCAN_OPTIONS) -> Extraction:
    """Read a PDF: paragraphs joined across lines and pages, ruled tables as rows.

    Pages that are pictures are recognised where that can be done (see `ingest.readers.ocr`).

    Raises:
        ReadError: If it is damaged, encrypted, or holds pictures of pages that cannot be read.
    """
    with _PDFIUM:
        document = _open(data, uri)
        try:
            contents = [_page_content(document, number, uri) for number in range(len(document))]
            pictured = [at for at, content in enumerate(contents) if _is_picture(content)]
            _check_text(contents, pictured, uri, scans)
            scan, notes = _recognise(document, contents, pictured, uri, scans)
            title = document.get_metadata_dict().get("Title", "")
        finally:
            document.close()
    title = _TITLE_NOISE.sub("", title.strip()).strip()
    hints = {"title": title} if _HAN.search(title) else {}
    return Extraction(text_of_pages(contents), hints, scan, notes)


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


def _is_picture(content: PageContent) -> bool:
    """Whether the text of a page is a picture, is drawn as shapes, or cannot be told."""
    if len(content.glyphs) < _MIN_PAGE_CHARS:
        return content.picture_share > _SCANNED_SHARE or content.drawn >= _MIN_DRAWN
    unmapped = sum(1 for glyph in content.glyphs if _UNMAPPED.match(glyph.char))
    return unmapped > _MAX_UNMAPPED * len(content.glyphs)


def _check_text(
    contents: Sequence[PageContent], pictured: Sequence[int], uri: str, scans: ScanOptions
) -> None:
    """Refuse documents whose text is a picture, or whose fonts do not say what they show.

    Where pictures can be read, only a document without anything to read is refused.
    """
    text = "".join(glyph.char for page in contents for glyph in page.glyphs).strip()
    why = why_unread(scans)
    if why is None and pictured:
        return
    scanned = sum(1 for at in pictured if len(contents[at].glyphs) < _MIN_PAGE_CHARS)
    if not text or scanned > len(contents) / 2:
        raise ImageOnlyPdf(
            uri,
            f"{scanned or len(contents)} of {len(contents)} pages are pictures without text; "
            f"{why or 'and there is nothing on them'}",
        )
    unmapped = len(_UNMAPPED.findall(text))
    if unmapped > _MAX_UNMAPPED * len(text):
        raise UndecodableText(
            uri,
            f"the fonts of the PDF do not name {unmapped} of {len(text)} characters; "
            f"export it again; {why}",
        )


def _recognise(
    document: pypdfium2.PdfDocument,
    contents: list[PageContent],
    pictured: Sequence[int],
    uri: str,
    scans: ScanOptions,
) -> tuple[Scan | None, tuple[str, ...]]:
    """Put what is recognised on pictured pages into their place; return what was done."""
    if not pictured:
        return None, ()
    if why := why_unread(scans):
        missing = page_list([at + 1 for at in pictured])
        return Scan.UNREAD, (f"left out: {missing}, pictures without text; {why}",)
    reader = PageReader(uri, scans, pages=len(pictured))
    for at in pictured:
        width, height = contents[at].width, contents[at].height
        image = _drawn(document, at, scale=_scale(width, height, scans))
        contents[at] = reader.read(image, number=at + 1, width=width)
    return Scan.RECOGNISED, reader.notes()


def _scale(width: float, height: float, scans: ScanOptions) -> float:
    """Return pixels a point: those of `DPI`, fewer where a page is larger than paper is."""
    longest = max(width, height, 1.0)
    return min(DPI / POINTS_PER_INCH, _MAX_SIDE / longest, sqrt(scans.max_pixels) / longest)


def _drawn(document: pypdfium2.PdfDocument, at: int, *, scale: float) -> Image:
    """Return a page as it looks, turned as it says."""
    page = document[at]
    try:
        bitmap = page.render(scale=scale, rev_byteorder=True)
        try:
            image: Image = bitmap.to_numpy()[:, :, :3].copy()
            return image
        finally:
            bitmap.close()
    finally:
        page.close()
