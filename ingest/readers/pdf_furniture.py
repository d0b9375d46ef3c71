"""Headers, footers and page numbers: what stands at the edge of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from ingest.readers.pdf_lines import Line

_EDGE_SHARE = 0.12
_PAGE_NUMBER = re.compile(
    r"[-–—―─－_·•.\s]*+(?:第\s*+)?\d{1,4}\s*+页?+\s*+(?:[/／,，]?\s*+(?:共\s*+)?\d{1,4}\s*+页?+)?"
    r"[-–—―─－_·•.\s]*+|第\s*+[一二三四五六七八九十百]+\s*+页"
    r"|[-–—\s]*+(?:[ivxlc]{1,7}|[IVXLC]{1,7})[-–—\s]*+|[Pp]age\s*+\d{1,4}(?:\s*+of\s*+\d{1,4})?"
)
_DAY = r"\d{1,4}[-/年.]\d{1,2}[-/月.]\d{1,4}日?"
_CLOCK = rf"{_DAY},?\s?(?:[上下]午)?\s?\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s?[AP]M)?"
_ADDRESS = r"(?:https?|file)://\S+"
_PRINTED_WHEN = re.compile(rf"{_CLOCK}(?:\s.*)?|.{{1,30}}\s{_CLOCK}")
_PRINTED_FROM = re.compile(rf"{_ADDRESS}(?:\s+\d{{1,4}}\s?/\s?\d{{1,4}})?|.{{1,200}}\s{_ADDRESS}")
"""What a browser prints above and below a page: when and what, from where and which page."""
_DIGITS = re.compile(r"\d+|\s+")
_REPEATED_SHARE = 0.5
_MIN_PAGES = 2
_MAX_HEADER_CHARS = 60
_SMALL = 0.85
_APART = 1.8
"""Share of the size of the text that a header has, and its distance from it in heights."""
_SAME_HEIGHT = 8.0
"""Points within which two lines stand at the same height on their pages."""


def drop_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Return the lines of each page without what its edges repeat and without its number."""
    edges = [
        [line for line in lines if line.text and _at_edge(line, height)]
        for lines, height in zip(pages, heights, strict=True)
    ]
    counts = Counter(key for page in edges for key in {_key(line) for line in page})
    # Odd and even pages may carry different headers, so half the pages are enough.
    needed = max(_MIN_PAGES, _REPEATED_SHARE * len(pages))
    headers = _headers(pages, heights)
    kept = []
    for lines, edge in zip(pages, edges, strict=True):
        printed = _printed_by_browser(edge)
        dropped = {
            id(line)
            for line in edge
            if _PAGE_NUMBER.fullmatch(line.text)
            or id(line) in printed
            or id(line) in headers
            or (counts[_key(line)] >= needed and len(line.text) <= _MAX_HEADER_CHARS)
        }
        kept.append([line for line in lines if id(line) not in dropped])
    return kept


def _printed_by_browser(edge: Sequence[Line]) -> set[int]:
    """Return the lines that a browser sets around a page it prints; both are there, or neither."""
    when = [line for line in edge if _PRINTED_WHEN.fullmatch(line.text)]
    source = [line for line in edge if _PRINTED_FROM.fullmatch(line.text)]
    return {id(line) for line in (*when, *source)} if when and source else set()


def _headers(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[int]:
    """Return the lines of small print that stand alone at one height at the top of all pages.

    Their words may change: left and right pages, or chapters, have headers of their own.
    """
    sizes = [line.size for lines in pages for line in lines if line.text]
    tops = [_top_line(lines, height) for lines, height in zip(pages, heights, strict=True)]
    found = [line for line in tops if line is not None and line.size < _SMALL * median(sizes)]
    levels = {round(line.middle / _SAME_HEIGHT) for line in found}
    is_header = len(found) == len(pages) >= _MIN_PAGES and max(levels) - min(levels) <= 1
    return {id(line) for line in found} if is_header else set()


def _top_line(lines: Sequence[Line], height: float) -> Line | None:
    """Return the line at the top of a page, if it is set apart from what follows."""
    if len(lines) < 2:
        return None
    top, following = sorted(lines, key=lambda line: -line.middle)[:2]
    is_apart = top.middle - following.middle > _APART * max(following.size, top.size)
    # 附件1 and 附件2 in small print stand above texts of their own.
    is_short = 0 < len(top.text) <= _MAX_HEADER_CHARS and not top.text.startswith("附")
    return top if is_apart and is_short and _at_edge(top, height) else None


def _at_edge(line: Line, height: float) -> bool:
    return line.middle > (1 - _EDGE_SHARE) * height or line.middle < _EDGE_SHARE * height


def _key(line: Line) -> tuple[str, int]:
    """The text without its numbers, and its height: `第 3 页` repeats `第 4 页`."""
    # 附件1 and 附件2 stand at the top of pages of their own, and are not one header.
    words = line.text if line.text.startswith("附") else _DIGITS.sub("", line.text)
    return words, round(line.middle / _SAME_HEIGHT)
