"""Web archives (.mht, .mhtml): a page with its frames and pictures in one file, set as a mail is.

Browsers save pages so, and so do Word and office systems, often under the name .doc.
"""

from __future__ import annotations

import email
from email.message import Message

from ingest.errors import CorruptFile
from ingest.readers.extraction import Extraction
from ingest.readers.html import read_html


def read_mhtml(data: bytes, *, uri: str) -> Extraction:
    """Read the page of a web archive, or the frame in it that holds the text.

    Raises:
        ReadError: If no page is in it, or its bytes are not text.
    """
    archive = email.message_from_bytes(data.lstrip())
    pages = [body for part in archive.walk() if (body := _page(part))]
    if not pages:
        raise CorruptFile(uri, "the web archive holds no page")
    read = [read_html(page, uri=uri) for page in pages]
    fullest = max(read, key=_length)
    # A frame has the text, the page around it the title.
    own = {name: value for name, value in fullest.hints.items() if value}
    return fullest._replace(hints={**read[0].hints, **own})


def _page(part: Message) -> bytes:
    if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
        return b""
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else b""


def _length(page: Extraction) -> int:
    return len(page.text)
