"""Web pages."""

from __future__ import annotations

import trafilatura

from ingest.decoding import decode
from ingest.readers.extraction import Extraction


def read_html(data: bytes, *, uri: str) -> Extraction:
    """Read the main text of a saved page."""
    page = decode(data, uri=uri)
    return Extraction(trafilatura.extract(page, include_tables=True) or "")
