"""Pages that were scanned sideways, upside down or askew are turned before they are read."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.readers.ocr_engine import Engine, Image, Quad, Written

_LONG = 4.0
"""Length of a line, in heights, from which its direction can be told."""
_LEAST_SKEW = 0.2
_MOST_SKEW = 15.0
"""Degrees; what lies more askew is no scanned page, and is read as it lies."""
_SAMPLE = 5
_READS_WELL = 0.8
"""Mean confidence of lines that stand upright, however faint; upside down it is about 0.5."""


def level(engine: Engine, image: Image) -> tuple[Image, list[Quad]]:
    """Return the picture with its lines level, and where they stand; they may be upside down."""
    import numpy as np

    quads = engine.find_lines(image)
    if _is_sideways(quads):
        image = np.ascontiguousarray(np.rot90(image))
        quads = engine.find_lines(image)
    skew = _skew(quads)
    if _LEAST_SKEW <= abs(skew) <= _MOST_SKEW:
        image = _levelled(image, skew)
        quads = engine.find_lines(image)
    return image, quads


def turned_over(
    engine: Engine, image: Image, quads: Sequence[Quad], written: Sequence[Written]
) -> tuple[Image, list[Quad]] | None:
    """Return the picture upside down where it reads better so, and None where it does not."""
    import numpy as np

    longest = sorted(range(len(quads)), key=lambda at: -_length(quads[at]))[:_SAMPLE]
    score = _mean(written[at] for at in longest)
    if not longest or score >= _READS_WELL:
        return None
    turned = np.ascontiguousarray(np.rot90(image, 2))
    turned_quads = engine.find_lines(turned)
    sample = sorted(turned_quads, key=lambda quad: -_length(quad))[:_SAMPLE]
    return (turned, turned_quads) if _mean(engine.read_lines(turned, sample)) > score else None


def _length(quad: Quad) -> float:
    return float(math.dist(quad[0], quad[1]))


def _height(quad: Quad) -> float:
    return float(math.dist(quad[0], quad[3]))


def _is_sideways(quads: Sequence[Quad]) -> bool:
    """Whether most of the text, by length, runs up or down the page."""
    level = sum(_length(quad) for quad in quads if _length(quad) >= _LONG * _height(quad))
    steep = sum(_height(quad) for quad in quads if _height(quad) >= _LONG * _length(quad))
    return steep > level


def _mean(lines: Iterable[Written]) -> float:
    scores = [line.score for line in lines]
    return statistics.fmean(scores) if scores else 0.0


def _skew(quads: Sequence[Quad]) -> float:
    """Return by how many degrees lines fall to the right, in the middle of all long ones."""
    angles = [
        math.degrees(math.atan2(quad[1][1] - quad[0][1], quad[1][0] - quad[0][0]))
        for quad in quads
        if _length(quad) >= _LONG * _height(quad)
    ]
    return float(statistics.median(angles)) if angles else 0.0


def _levelled(image: Image, degrees: float) -> Image:
    import cv2

    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    levelled = cv2.warpAffine(
        image, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )
    return levelled.astype(image.dtype, copy=False)
