"""What stands on a page of a PDF: characters with their places, ruled lines, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.pdf_box import Box
from ingest.readers.pdf_chars import Char, chars_of, with_em_boxes
from ingest.readers.pdf_direction import Direction, main_direction, turn_of

_MAX_RULE_THICKNESS = 3.0
_MIN_RULE_LENGTH = 6.0
_MAX_PATHS = 5_000
"""Beyond this a page is a drawing or a map, and its lines are no tables."""
_MAX_SEGMENTS = 2_000
_FORM_DEPTH = 3


class Glyph(NamedTuple):
    """One character and the em box it is drawn in."""

    char: str
    box: Box


@dataclass(frozen=True, slots=True)
class PageContent:
    """The contents of one page in the order in which they are drawn."""

    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Box]
    picture_share: float
    """How much of the page its pictures cover, from 0 to 1."""
    drawn: int = 0
    """How many shapes are drawn on it; text may be drawn as such."""


def read_page(page: pypdfium2.PdfPage) -> PageContent:
    """Read the contents of a page."""
    width, height = page.get_size()
    text = page.get_textpage()
    try:
        chars = list(chars_of(text.raw))
    finally:
        text.close()
    rules: list[Box] = []
    covered, paths = 0.0, 0
    for item in page.get_objects(
        filter=(pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE), max_depth=_FORM_DEPTH
    ):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            covered += abs(right - left) * abs(top - bottom)
            continue
        paths += 1
        if paths <= _MAX_PATHS:
            rules.extend(_rules(item))
    share = min(covered / (width * height), 1.0) if width and height else 0.0
    chars = _without_marks(chars)
    direction = main_direction([char.direction for char in chars], [char.box for char in chars])
    if direction is not Direction.RIGHT and page.get_rotation() in (90, 270):
        width, height = height, width  # the size is that of the page as it is shown
    turn = turn_of(direction, width, height)
    if direction is not Direction.RIGHT:
        chars = [char._replace(box=turn.box(char.box)) for char in chars]
        rules = [turn.box(rule) for rule in rules]
    chars = with_em_boxes(chars)
    return PageContent(
        turn.width,
        turn.height,
        [Glyph(char.char, char.box) for char in chars],
        rules if paths <= _MAX_PATHS else [],
        share,
        paths,
    )


def _without_marks(chars: list[Char]) -> list[Char]:
    """Leave out what is written aslant over a page, unless the whole page is aslant."""
    straight = [char for char in chars if char.direction is not None]
    return straight if len(straight) > len(chars) / 2 else chars


def _rules(path: pypdfium2.PdfObject) -> Iterator[Box]:
    """Yield the horizontal and vertical lines of a path: thin boxes, and strokes."""
    box = Box(*path.get_bounds())
    if min(box.width, box.height) <= _MAX_RULE_THICKNESS:
        if max(box.width, box.height) >= _MIN_RULE_LENGTH:
            yield box
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path.raw, ctypes.byref(fill), ctypes.byref(stroke)):
        return
    if stroke.value:
        points = list(_points(path))
        for (x0, y0, _), (x1, y1, is_line) in pairwise(points):
            if not is_line:
                continue
            line = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            if (
                min(line.width, line.height) <= _MAX_RULE_THICKNESS
                and max(line.width, line.height) >= _MIN_RULE_LENGTH
            ):
                yield line


def _points(path: pypdfium2.PdfObject) -> Iterator[tuple[float, float, bool]]:
    """Yield the points of a path on the page, and whether a line leads to each."""
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first: tuple[float, float] | None = None
    for at in range(min(pdfium.FPDFPath_CountSegments(path.raw), _MAX_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, at)
        if not pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        yield (*point, kind == pdfium.FPDF_SEGMENT_LINETO)
        if pdfium.FPDFPathSegment_GetClose(segment) and first is not None:
            yield (*first, True)
