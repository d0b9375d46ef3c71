"""Ink that the engine found no line in: a number before a heading is small, and says much."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.readers.ocr_engine import Image, Quad

_INK = 128
_LEAST_HEIGHT, _MOST_HEIGHT = 0.35, 1.6
"""Heights of what may be text, in heights of the lines found; the rest is specks and pictures."""
_LEAST_WIDTH = 0.35
_PAD = 0.2
_MOST = 40
"""Pieces; where more is left over, it is a picture."""
LEAST_SCORE = 0.7
"""Confidence from which a piece is text and no blot."""


def find_missed(image: Image, quads: Sequence[Quad]) -> list[Quad]:
    """Return where ink of the height of lines stands outside of the lines found."""
    import cv2
    import numpy as np

    if not quads:
        return []
    line = statistics.median(float(np.linalg.norm(quad[3] - quad[0])) for quad in quads)
    ink = (cv2.cvtColor(image, cv2.COLOR_RGB2GRAY) <= _INK).astype(np.uint8)
    covered = [np.round(_grown(quad, 0.1 * line)).astype(np.int32) for quad in quads]
    cv2.fillPoly(ink, covered, (0,))
    # Strokes of a character and characters of a line are joined, lines are not.
    reach = np.ones((max(round(0.25 * line), 1), max(round(0.9 * line), 1)), np.uint8)
    _, _, found, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, reach))
    pieces = [
        (int(left), int(top), int(left + width), int(top + height))
        for left, top, width, height, _ in found[1:]  # the first is the background
        if width >= _LEAST_WIDTH * line
        and (
            _LEAST_HEIGHT * line <= height <= _MOST_HEIGHT * line
            or (height < _LEAST_HEIGHT * line and 0.5 * line <= width <= line)  # 一
        )
    ]
    if len(pieces) > _MOST:
        return []
    return [_quad(*piece, line) for piece in sorted(pieces, key=lambda piece: (piece[1], piece[0]))]


def _grown(quad: Quad, by: float) -> Quad:
    left, top = quad.min(axis=0) - by
    right, bottom = quad.max(axis=0) + by
    return _corners(left, top, right, bottom)


def _quad(left: float, top: float, right: float, bottom: float, line: float) -> Quad:
    """Return a box around a piece that is as high as a line is, so that 一 is one."""
    pad, middle = _PAD * line, (top + bottom) / 2
    half = max(bottom - top + pad, line) / 2
    return _corners(left - pad, middle - half, right + pad, middle + half)


def _corners(left: float, top: float, right: float, bottom: float) -> Quad:
    import numpy as np

    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
