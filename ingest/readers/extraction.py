"""What every reader returns."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

from ingest.records import Scan


class Extraction(NamedTuple):
    """The text of a file, and what its container says about it apart from the text."""

    text: str
    hints: Mapping[str, str] = MappingProxyType({})
    """Keys as in `ingest.records.RawDocument.hints`."""
    scan: Scan | None = None
    """What became of pages that are pictures; None where there are none."""
    notes: tuple[str, ...] = ()
    """What whoever reads the file in should know, though it could be read."""


class Reader(Protocol):
    """Turns the bytes of one format into text."""

    def __call__(self, data: bytes, *, uri: str) -> Extraction:
        """Read a whole file.

        Raises:
            ReadError: If the bytes are not of the format or hold no text.
        """
        ...


def unify_newlines(text: str) -> str:
    """End every line with a line feed alone."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
