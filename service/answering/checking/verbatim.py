"""What a sentence takes from its source word for word, which needs no further check."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.answering.checking.plain import plain
from service.answering.checking.sources import SupportSpan

_QUOTED = re.compile(r"“((?:[^“”]|“[^“”]*”){8,})”|\"([^\"]{8,})\"|「([^「」]{8,})」")
_FACT = re.compile(r"[\d,;。]")
_LABEL = re.compile(r"(?P<name>《[^《》]{2,120}》|[^,;。:\d]{2,40}):")


def is_quoted(text: str, spans: Sequence[SupportSpan]) -> bool:
    """Say whether a plain sentence is a slice of a span, behind the span's place or title."""
    if _is_verbatim(text, spans):
        return True
    label = _LABEL.match(text)
    if label is None or not _names_source(label["name"], spans):
        return False
    return _is_verbatim(text[label.end() :], spans)


def without_quotes(text: str, spans: Sequence[SupportSpan]) -> str:
    """Drop what stands between quotation marks and is verbatim; it needs no further check."""

    def shorten(match: re.Match[str]) -> str:
        inner = (match[1] or match[2] or match[3]).strip("。;,… ")
        if not _FACT.search(inner):  # “申请受理、装表接电”: may be for whom a figure holds
            return match[0]
        pieces = [piece.strip() for piece in inner.split("…")]
        stands = all(any(piece in span.said for span in spans) for piece in pieces)
        return "“”" if stands else match[0]

    return _QUOTED.sub(shorten, text)


def _names_source(label: str, spans: Sequence[SupportSpan]) -> bool:
    """Whether a label is the place or the title of what is cited, each of it."""
    return all(
        label in (span.region.name, span.region.full_name)
        if span.region
        else span.document is not None and _is_title(label, plain(span.document.title))
        for span in spans
    )


def _is_title(label: str, title: str) -> bool:
    """Whether a label is a title, or the beginning of one that is cut and marked so."""
    name = label.strip("《》")
    begins = name.endswith("…") and title.strip("《》").startswith(name.removesuffix("…"))
    return name == title or begins


def _is_verbatim(text: str, spans: Sequence[SupportSpan]) -> bool:
    bare = text.strip("。;,.: ")
    return any(bare in span.said for span in spans)
