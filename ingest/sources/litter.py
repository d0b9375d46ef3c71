"""What stands beside documents and is none: the leavings of systems, programs and browsers."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.readers.formats import Format, format_of_name

_LITTER = ("__MACOSX", "Thumbs.db", "desktop.ini")
_COMPANIONS = ("_files", ".files")
"""Endings of the folder that a browser or Word saves beside a page."""


def is_litter(name: str) -> bool:
    """Whether a file or folder is hidden, a lock of Office, or made by the system."""
    return name.startswith((".", "~$")) or name in _LITTER


def companions(names: Iterable[str]) -> set[str]:
    """Return the folders of pictures and scripts that belong to the pages among the names."""
    pages = (name for name in names if format_of_name(name) is Format.HTML)
    return {page.rpartition(".")[0] + ending for page in pages for ending in _COMPANIONS}
