"""PDF documents."""

from __future__ import annotations

import pypdfium2

from ingest.errors import CorruptFile, EncryptedFile, ImageOnlyPdf
from ingest.readers.extraction import Extraction, unify_newlines


def read_pdf(data: bytes, *, uri: str) -> Extraction:
    """Read a PDF that holds text.

    Raises:
        ReadError: If it is damaged, encrypted, or holds only pictures.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFile(uri, "the PDF asks for a password") from error
        raise CorruptFile(uri, f"the PDF cannot be opened: {error}") from error
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    if not text.strip():
        raise ImageOnlyPdf(uri, f"{len(document)} pages hold pictures and no text")
    return Extraction(unify_newlines(text))
