"""The name that an uploaded file goes by: what was sent, made harmless, with a suffix."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from email.message import Message
from pathlib import PurePosixPath
from typing import Final

from ingest.readers.formats import SUFFIXES, Format, format_of_name

NAME_MAX_CHARS: Final = 200
UNNAMED: Final = "document"

_SUFFIX_OF: Final[Mapping[str, str]] = {
    **{kind.value: suffix for suffix, kind in reversed(SUFFIXES.items())},
    "application/xhtml+xml": ".xhtml",
    "application/x-zip-compressed": ".zip",
    "text/x-markdown": ".md",
}
_PASSED_OVER: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that show nothing, or turn the text around them."""


def clean_name(given: str) -> str:
    """Return the last part of a path without what cannot be seen; `document` if nothing is left.

    No file is ever written under it: it is shown, and its suffix says the format.
    """
    last = given.replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = "".join(one for one in last if unicodedata.category(one) not in _PASSED_OVER)
    name = " ".join(seen.split()).lstrip(". ")
    if len(name) > NAME_MAX_CHARS:
        suffix = PurePosixPath(name).suffix[:20]
        name = name[: NAME_MAX_CHARS - len(suffix)].rstrip() + suffix
    return name or UNNAMED


def with_suffix(name: str, content_type: str) -> str:
    """Return a name that says the format, by the type of the content where it does not itself."""
    if format_of_name(name) is not None:
        return name
    essence = content_type.partition(";")[0].strip().lower()
    if essence in (Format.MHTML, Format.OTHER):
        return name  # of a part or a body these say nothing about what is in it
    return name + _SUFFIX_OF.get(essence, "")


def name_in_disposition(header: str) -> str:
    """Return the file name of a Content-Disposition, in either of its spellings; empty if none."""
    message = Message()
    message["Content-Disposition"] = _as_utf8(header)
    try:
        return message.get_filename() or ""
    except UnicodeError:  # the client names an encoding that is none of texts, e.g. idna
        return ""


def _as_utf8(header: str) -> str:
    """Return a header as UTF-8, which clients send though Latin-1 is what a header is read as."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header
