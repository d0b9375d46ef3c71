"""Labels of a page's block of facts that were broken in their narrow column: 发文机 / 关：."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.html_facts import is_label
from ingest.readers.pdf_box import Box
from ingest.readers.pdf_lines import Line

_MAX_CHARS = 4
_MAX_LEADING = 2.0
_SAME_LEFT = 2.0
"""Points by which the two lines of a label may begin apart."""


def with_whole_labels(pieces: Sequence[Line]) -> list[Line]:
    """Join the two lines of a label; it is as high as both, so its value stands beside it."""
    ends = [piece for piece in pieces if piece.text.endswith(("：", ":"))]
    joined: dict[int, Line] = {}
    gone: set[int] = set()
    for piece in pieces:
        if len(piece.text) > _MAX_CHARS:
            continue
        for end in ends:
            if _is_below(piece, end) and is_label((piece.text + end.text).rstrip("：:")):
                joined[id(piece)] = _joined(piece, end)
                gone.add(id(end))
                break
    return [joined.get(id(piece), piece) for piece in pieces if id(piece) not in gone]


def _is_below(piece: Line, end: Line) -> bool:
    fall = piece.middle - end.middle
    apart = abs(piece.box.left - end.box.left)
    return apart <= _SAME_LEFT and 0 < fall <= _MAX_LEADING * piece.size


def _joined(piece: Line, end: Line) -> Line:
    right = max(piece.box.right, end.box.right)
    box = Box(piece.box.left, end.box.bottom, right, piece.box.top)
    return Line(piece.text + end.text, box, piece.size)
