"""Ruled lines in a picture of a page, so that its tables are read as those of other PDFs are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.readers.pdf_box import Box

if TYPE_CHECKING:
    from ingest.readers.ocr_engine import Image

_INK = 160
"""Grey, of 255, up to which a pixel belongs to a line."""
_MIN_RULE = 32.0
"""Points; no stroke of a character is as long, short of those of a title."""
_MAX_THICKNESS = 4.0
_BRIDGED = 2.0
"""Points of a gap that a scan leaves in a line."""


def find_rules(image: Image, *, scale: float) -> list[Box]:
    """Return level and upright lines in points; `scale` is how many pixels make a point."""
    import cv2
    import numpy as np

    ink = (cv2.cvtColor(image, cv2.COLOR_RGB2GRAY) <= _INK).astype(np.uint8)
    long, gap = max(round(_MIN_RULE * scale), 3), max(round(_BRIDGED * scale), 1)
    rules: list[Box] = []
    for across in (True, False):
        bridge = np.ones((1, gap) if across else (gap, 1), np.uint8)
        bar = np.ones((1, long) if across else (long, 1), np.uint8)
        closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bridge)
        lines = cv2.morphologyEx(closed, cv2.MORPH_OPEN, bar)
        _, _, found, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
        for left, top, width, height, _ in found[1:]:  # the first is the background
            if min(width, height) <= _MAX_THICKNESS * scale:
                rules.append(
                    Box(
                        left / scale,
                        (image.shape[0] - top - height) / scale,
                        (left + width) / scale,
                        (image.shape[0] - top) / scale,
                    )
                )
    return [Box(*map(float, rule)) for rule in rules]
