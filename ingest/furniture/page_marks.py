"""What is never text, wherever it stands: page numbers, rules, comments, images, link targets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.text.alignment import Span

_TARGET = r"\((?:[^()\n]|\([^()\n]{0,300}\)){0,2000}\)"
IMAGE = re.compile(
    rf"\[!\[[^\[\]\n]{{0,300}}\]{_TARGET}[^\[\]\n]{{0,100}}\]{_TARGET}"
    rf"|!\[[^\[\]\n]{{0,300}}\]{_TARGET}"
)
"""A markdown image, with the link around it if there is one."""
LINK = re.compile(
    rf"\[(?P<words>[^\[\]\n]{{0,300}})\](?=\((?:https?:|javascript:|mailto:|[./#])){_TARGET}"
)
"""A markdown link to an address; brackets after brackets are not always one."""

_COMMENT_MAX_CHARS = 500
_PAGE_MARK = re.compile(
    r"""(?:
      [-—–―－·]{1,2}[ ]?\d{1,4}[ ]?[-—–―－·]{1,2}
    | 第\d{1,4}页[,，/|]?(?:共\d{1,4}页)? | 共\d{1,4}页[,，/|]?第\d{1,4}页
    | ={3,}[ ]?PAGE[ ]?\d{1,4}[ ]?={3,}
    | [-=_*—─]{3,} | [-*_](?:[ ][-*_]){2,}
    | [|][ :|-]*-{3,}[ :|-]*
    | [+×↺↻•·|-][|]*
    )(?:\n|\Z)""",
    re.VERBOSE,
)
_BOLD = re.compile(
    r"(?m)^[ ]*(?:[-+][ ]|>[ ]?)?(?P<open>\*\*)(?=[^\s*])"
    r"[^*\n]{1,120}(?<=[^\s*])(?P<close>\*\*)(?!\*)"
)
_QUOTE_SIGN = re.compile(r"(?m)^>(?![>=]|\d++(?![.、)）]))")
"""Markdown sets off a box or fields by > at each line; >>更多 is a link, >5% a bound."""
# Where one may begin after the first line; finding a newline first is fast.
_LINE_START = re.compile(r"\n(?=[-—–―－·=_*|+×↺↻•]|[第共]\d)")


def find_page_marks(text: str) -> list[Span]:
    """Find what can be cut out of a text anywhere; spans may touch or overlap.

    The words of a link stay, and only what is around them is found.
    """
    spans = list(_page_marks(text))
    if "](" in text:
        spans += [Span(*match.span()) for match in IMAGE.finditer(text)]
        spans += list(_link_targets(text))
    if "\n>" in text:
        spans += [Span(*match.span()) for match in _QUOTE_SIGN.finditer(text)]
    if "**" in text:
        spans += list(_bold_signs(text))
    return spans + list(_comments(text))


def _page_marks(text: str) -> Iterator[Span]:
    starts = (0, *(match.end() for match in _LINE_START.finditer(text)))
    for match in (_PAGE_MARK.match(text, start) for start in starts):
        if match is not None:
            yield Span(*match.span())


def _link_targets(text: str) -> Iterator[Span]:
    for match in LINK.finditer(text):
        start, end = match.span("words")
        yield Span(match.start(), start)
        yield Span(end, match.end())


def _bold_signs(text: str) -> Iterator[Span]:
    """Yield the signs around the bold words that a line begins with: **第一条** 为了….

    Elsewhere two stars can be a masked name (张**) or number.
    """
    for match in _BOLD.finditer(text):
        yield Span(match.start("open"), match.end("open"))
        yield Span(match.start("close"), match.end("close"))


def _comments(text: str) -> Iterator[Span]:
    start = text.find("<!--")
    while start >= 0:
        close = text.find("-->", start, start + _COMMENT_MAX_CHARS)
        end = close + len("-->") if close >= 0 else start + len("<!--")
        if close >= 0:
            yield Span(start, end)
        start = text.find("<!--", end)
