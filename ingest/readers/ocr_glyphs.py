"""Recognised lines to characters with places, as the pages of other PDFs give them."""

from __future__ import annotations

import math
import statistics
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.readers.pdf_box import Box
from ingest.readers.pdf_glyphs import Glyph

if TYPE_CHECKING:
    from ingest.readers.ocr_engine import Quad, Written

_SAME_SIZE = 0.15
"""Sizes this near are one: they are measured from places that are a few pixels off."""
_LINE_TO_EM = 1.25
"""Height of a found line, in heights of its characters, where no character's can be measured."""


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line of a page in points, the origin in the lower left corner."""

    text: str
    confidences: tuple[float, ...]
    centres: tuple[float, ...]
    box: Box
    em: float = 0.0
    """Width of a Chinese character; 0 where the line does not tell."""


def place(written: Written, quad: Quad, *, scale: float, height: float) -> RecognisedLine:
    """Return a line in points; `scale` is pixels for each, `height` that of the page."""
    xs, ys = [float(x) / scale for x, _ in quad], [height - float(y) / scale for _, y in quad]
    box = Box(min(xs), min(ys), max(xs), max(ys))
    centres = tuple(box.left + centre * box.width for centre in written.centres)
    line = RecognisedLine(written.text, written.confidences, centres, box)
    return replace(line, em=_em(line))


def glyphs(lines: Sequence[RecognisedLine]) -> list[Glyph]:
    """Return the characters of a page, line after line, in few sizes."""
    return [glyph for line in _with_like_sizes(lines) for glyph in _of_line(line)]


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _em(line: RecognisedLine) -> float:
    """Return the width of a Chinese character: what neighbours are apart, made finer by the line.

    Places are given in steps of a sixth of a character, so one distance alone is rough.
    """
    steps = [
        line.centres[at + 1] - line.centres[at]
        for at in range(len(line.text) - 1)
        if _is_wide(line.text[at]) and _is_wide(line.text[at + 1])
    ]
    if len(steps) < 3:
        return 0.0
    rough = statistics.median(steps)
    halves = [2 if _is_wide(char) else 1 for char in line.text]
    length = line.centres[-1] - line.centres[0]
    fine = 2 * length / (sum(halves) - (halves[0] + halves[-1]) / 2)
    em = fine if abs(fine - rough) <= _SAME_SIZE * rough else rough
    return min(em, line.box.height)


def _with_like_sizes(lines: Sequence[RecognisedLine]) -> Iterator[RecognisedLine]:
    """Yield lines with a size each, those near the size of most text with that very size."""
    weighted = [line.em for line in lines if line.em for _ in line.text]
    body = statistics.median(weighted) if weighted else 0.0
    for line in lines:
        em = line.em or min(line.box.height / _LINE_TO_EM, body or math.inf)
        yield replace(line, em=body if abs(em - body) <= _SAME_SIZE * body else em)


def _of_line(line: RecognisedLine) -> Iterable[Glyph]:
    """Yield the characters of a line in boxes that touch, but for gaps that are seen."""
    middle, em, last = (line.box.bottom + line.box.top) / 2, line.em, len(line.text) - 1
    bottom, top = middle - em / 2, middle + em / 2
    for at, char in enumerate(line.text):
        half = (em if _is_wide(char) else em / 2) / 2
        left, right = line.centres[at] - half, line.centres[at] + half
        if at == 0 and abs(line.box.left - left) < em:
            left = line.box.left  # the found line knows its ends better than a character does
        elif at > 0:
            left = _border(left, line.centres[at - 1], line.centres[at], em)
        if at == last and abs(line.box.right - right) < em:
            right = line.box.right
        elif at < last:
            right = _border(right, line.centres[at], line.centres[at + 1], em)
        yield Glyph(char, Box(left, bottom, max(right, left), top))


def _border(side: float, before: float, after: float, em: float) -> float:
    """Return where a character ends: half way to its neighbour, or at its own side of a gap."""
    return (before + after) / 2 if after - before <= 2 * em else side
