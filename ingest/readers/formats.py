"""What a file is, by its first bytes, and by its name where the bytes do not say."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePosixPath

from ingest.sources.zip_faults import ZIP_FAULTS


class Format(StrEnum):
    """A kind of file that is told apart; the value is its media type."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    MHTML = "multipart/related"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"
    ZIP = "application/zip"
    OLE = "application/x-ole-storage"
    OTHER = "application/octet-stream"


SUFFIXES = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".shtml": Format.HTML,
    ".xhtml": Format.HTML,
    ".mht": Format.MHTML,
    ".mhtml": Format.MHTML,
    ".docx": Format.DOCX,
    ".pdf": Format.PDF,
    ".png": Format.PNG,
    ".jpg": Format.JPEG,
    ".jpeg": Format.JPEG,
    ".tif": Format.TIFF,
    ".tiff": Format.TIFF,
    ".zip": Format.ZIP,
}
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES = {
    b"{\\rtf": "an RTF document; save it as .docx",
    b"Rar!\x1a\x07": "a RAR archive; unpack it or use .zip",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive; unpack it or use .zip",
    b"\x1f\x8b": "a gzip archive; unpack it or use .zip",
    b"GIF8": "a picture; scans are read as .png, .jpg, .tif or .pdf",
    b"BM": "a picture; scans are read as .png, .jpg, .tif or .pdf",
    b"%!PS": "a PostScript file; convert it to .pdf",
}
_PICTURES = {
    b"\x89PNG": Format.PNG,
    b"\xff\xd8\xff": Format.JPEG,
    b"II*\x00": Format.TIFF,
    b"MM\x00*": Format.TIFF,
}
PICTURES = frozenset(_PICTURES.values())
"""What may be the scan of a document."""
_PARTS = {
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "OFD.xml": "an OFD document; export it as .pdf or .docx",
    "content.xml": "an OpenDocument file; save it as .docx",
}
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<(?:p|div|table|span|body|br|h[1-6]|td|a|ul|ol)\b[^<>]*>", re.IGNORECASE)
_WIDE_BYTES = 20_000
_WORD_XML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}\?>\s*(?:<\?mso-application[^>]{0,100}\?>\s*)?"
    rb"<(?:w:wordDocument|pkg:package)\b"
)
_WORD_XML_BYTES = 1000
_MAIL_HEAD_BYTES = 4096
_MAIL_HEADERS = (b"mime-version:", b"content-type:")
_PAGES_IN_MAIL = (b"multipart/", b"text/html", b"application/xhtml")
"""What such headers say of a saved page; a text that quotes those of a mail says text/plain."""
_PDF_START_BYTES = 1024
"""Readers of PDF accept the signature anywhere in the first kilobyte."""


def format_of_name(name: str) -> Format | None:
    """Return the format that the suffix of a file name states."""
    return SUFFIXES.get(PurePosixPath(name).suffix.lower())


def format_of_content(data: bytes) -> Format | None:
    """Return the format that the first bytes prove, or None where they prove none."""
    if b"%PDF-" in data[:_PDF_START_BYTES]:
        return Format.PDF
    if data.startswith(b"PK\x03\x04"):
        return _format_of_zip(data)
    if data.startswith(_OLE_SIGNATURE):
        return Format.OLE
    for signature, picture in _PICTURES.items():
        if data.startswith(signature):
            return picture
    if foreign_kind(data) is not None:
        return Format.OTHER
    if _HTML_START.match(_narrow(data)):
        return Format.HTML
    if _WORD_XML.search(data[:_WORD_XML_BYTES]):
        return Format.DOCX
    return Format.MHTML if _is_web_archive(data) else None


def has_markup(data: bytes) -> bool:
    """Whether bytes hold any tag of HTML."""
    return _TAG.search(_narrow(data)) is not None


def _narrow(data: bytes) -> bytes:
    """Return the start of UTF-16 text with the bytes between its letters left out."""
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    return data[2:_WIDE_BYTES].replace(b"\x00", b"")


def is_encrypted_office(data: bytes) -> bool:
    """Whether an OLE file wraps a newer Office document behind a password."""
    return _ENCRYPTED_STREAM in data


def foreign_kind(data: bytes) -> str | None:
    """Name a format that is known and not read, with what to do about it."""
    for signature, kind in _SIGNATURES.items():
        # Two letters alone begin many a text; a bitmap also has zero bytes behind its size.
        if data.startswith(signature) and (signature != b"BM" or data[6:10] == bytes(4)):
            return kind
    if data.startswith(b"PK\x03\x04"):
        names = _zip_names(data)
        return next((kind for part, kind in _PARTS.items() if part in names), None)
    return None


def _is_web_archive(data: bytes) -> bool:
    """Whether a file begins with the headers of a mail, as pages saved in one file do."""
    start = data[:_MAIL_HEAD_BYTES].lstrip().replace(b"\r\n", b"\n").lower()
    head = start.partition(b"\n\n")[0]
    is_mail = b":" in head.partition(b"\n")[0] and all(name in head for name in _MAIL_HEADERS)
    return is_mail and any(kind in head for kind in _PAGES_IN_MAIL)


def _format_of_zip(data: bytes) -> Format:
    names = _zip_names(data)
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return Format.DOCX
    return Format.OTHER if any(part in names for part in _PARTS) else Format.ZIP


def _zip_names(data: bytes) -> frozenset[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except ZIP_FAULTS:
        return frozenset()
