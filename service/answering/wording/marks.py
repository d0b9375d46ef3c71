"""Cuts that keep quotation marks and brackets whole."""

from __future__ import annotations

import re
from typing import Final

from ingest.text.alignment import Span

_CLOSING: Final = {"”": "“", "’": "‘", "》": "《", ")": "(", "）": "（", "〕": "〔", "】": "【"}
_OPENING: Final = {opening: closing for closing, opening in _CLOSING.items()}
_PIECE: Final = re.compile(r"[,，;；。\n]")


def whole(text: str, cut: Span, within: Span) -> Span:
    """Widen a cut to the marks it splits, and to the piece between commas that they stand in.

    一窗发放”2个环节 becomes 压缩为“一表申请、一窗发放”2个环节. What is opened and never closed
    within the outer span is left out, and so is a closing mark that nothing opens.
    """
    start, end = cut
    opened: list[int] = []
    for at in range(start, end):
        mark = text[at]
        if mark in _OPENING:
            opened.append(at)
        elif mark in _CLOSING:
            if opened and text[opened[-1]] == _CLOSING[mark]:
                opened.pop()
            elif not opened:
                start = _opened_at(text, _CLOSING[mark], within.start, cut.start, at)
    for at in opened:
        closed = text.find(_OPENING[text[at]], end, within.end)
        if closed < 0:
            return Span(start, at) if at > start else cut
        end = max(end, closed + 1)
    return Span(start, end)


def _opened_at(text: str, mark: str, first: int, before: int, closed: int) -> int:
    """Return where the piece begins that opens a mark; after the closing one when none does."""
    found = text.rfind(mark, first, before)
    if found < 0:
        return closed + 1
    return max([first, *(match.end() for match in _PIECE.finditer(text, first, found))])
