"""Characters to lines of text, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.readers.pdf_box import Box
from ingest.readers.pdf_glyphs import Glyph

_SPACES = " \u00a0\u3000\t"
_MAX_GAP_EMS = 1.0
"""Characters further apart belong to different columns or cells."""
_WORD_GAP_EMS = 0.15
_BACKSTEP_EMS = 0.5
_MIN_OVERLAP = 0.5
_MIN_COLUMN_LINES = 8
_MIN_COLUMN_SHARE = 0.3
_MAX_CROSSING_SHARE = 0.2


@dataclass(slots=True)
class Line:
    """A piece of text on one baseline."""

    text: str
    box: Box
    size: float
    """Height of its first character: the size of its font."""
    column: int = 0
    """0 on a page of one column, 1 the left of two, 2 the right."""
    page: int = 0
    sheet: int = 0
    """The width of its page, in points: pages of other sizes have other margins."""
    gaps: int = 0
    """How many times white parts it as wide as white between columns."""
    is_note: bool = False
    """Whether it stands below the text of its page, set apart by a short rule."""

    @property
    def middle(self) -> float:
        """Half way between bottom and top."""
        return (self.box.bottom + self.box.top) / 2


def segments(glyphs: Iterable[Glyph]) -> list[Line]:
    """Join characters that follow one another on a baseline without a gap."""
    found: list[Line] = []
    drawn: set[tuple[str, int, int]] = set()
    latest: Box | None = None
    spaced = False
    for glyph in glyphs:
        place = (glyph.char, round(glyph.box.left), round(glyph.box.bottom))
        if place in drawn:
            continue  # drawn twice, a hair apart, to look bold
        drawn.add(place)
        last = found[-1] if found else None
        if last is not None and glyph.box == latest:
            last.text += glyph.char  # the second letter of a ligature
            continue
        latest = glyph.box
        continues = last is not None and _continues(last, glyph.box)
        if glyph.char in _SPACES:
            if last is not None and continues:
                spaced = True
                last.box = last.box._replace(right=max(last.box.right, glyph.box.right))
            continue
        if last is None or not continues:
            found.append(Line(glyph.char, glyph.box, glyph.box.height))
        else:
            gap = glyph.box.left - last.box.right
            if spaced or (gap > _WORD_GAP_EMS * last.size and _is_word_gap(last.text, glyph.char)):
                last.text += " "
            last.text += glyph.char
            last.box = _around(last.box, glyph.box)
        spaced = False
    return found


def in_reading_order(
    pieces: Sequence[Line], width: float, tables: Sequence[Line] = ()
) -> list[Line]:
    """Order the pieces of a page from the top, or column by column, and join those of one line.

    Args:
        pieces: What stands on the page.
        width: That of the page.
        tables: The places of tables, as lines without text; they come back on a page of columns.
    """
    ordered = sorted(pieces, key=_from_the_top)
    middle = gutter(ordered, width)
    if middle is None:
        return _joined(ordered)
    ordered = sorted([*ordered, *tables], key=_from_the_top)
    lines: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for piece in ordered:
        if piece.box.right <= middle:
            piece.column = 1
            left.append(piece)
        elif piece.box.left >= middle:
            piece.column = 2
            right.append(piece)
        else:
            # A heading over both columns: what is above it is read before, what is below after.
            lines += [*_joined(left), *_joined(right), piece]
            left, right = [], []
    return [*lines, *_joined(left), *_joined(right)]


def _from_the_top(piece: Line) -> tuple[float, float]:
    return (-piece.middle, piece.box.left)


def join_text(first: str, second: str) -> str:
    """Join two lines of a paragraph; words of letters are kept apart."""
    return f"{first} {second}" if _is_word_gap(first, second[:1]) else first + second


def _continues(last: Line, box: Box) -> bool:
    gap = box.left - last.box.right
    return _overlap(
        last.box, box
    ) >= _MIN_OVERLAP and -_BACKSTEP_EMS * last.size <= gap <= _MAX_GAP_EMS * max(
        last.size, box.height
    )


def _joined(pieces: Iterable[Line]) -> list[Line]:
    """Join the pieces of a line that was drawn in several goes."""
    rows: list[list[Line]] = []
    for piece in pieces:
        if rows and _overlap(rows[-1][0].box, piece.box) >= _MIN_OVERLAP:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines = []
    for row in rows:
        row.sort(key=lambda piece: piece.box.left)
        line = row[0]
        for piece in row[1:]:
            gap = piece.box.left - line.box.right
            apart = gap > _MAX_GAP_EMS * line.size
            line.text = f"{line.text} {piece.text}" if apart else join_text(line.text, piece.text)
            line.box = _around(line.box, piece.box)
            line.gaps += apart
        lines.append(line)
    return lines


def gutter(pieces: Sequence[Line], width: float) -> float | None:
    """Return where the white between two columns of text runs; None on a page of one."""
    middle = width / 2
    left = [piece for piece in pieces if piece.box.right <= middle]
    right = [piece for piece in pieces if piece.box.left >= middle]
    crossing = len(pieces) - len(left) - len(right)
    for side in (left, right):
        wide = [piece for piece in side if piece.box.width >= _MIN_COLUMN_SHARE * width]
        if len(wide) < max(_MIN_COLUMN_LINES, len(side) / 2):
            return None
    return middle if crossing <= _MAX_CROSSING_SHARE * len(pieces) else None


def _overlap(first: Box, second: Box) -> float:
    """Return how much of the lower of two boxes stands at the height of the other."""
    shared = min(first.top, second.top) - max(first.bottom, second.bottom)
    return shared / max(min(first.height, second.height), 0.1)


def _around(first: Box, second: Box) -> Box:
    return Box(
        min(first.left, second.left),
        min(first.bottom, second.bottom),
        max(first.right, second.right),
        max(first.top, second.top),
    )


def _is_word_gap(before: str, after: str) -> bool:
    """Whether a gap is a space between words; Han characters are set with gaps and have none."""
    return before[-1:].isascii() and after.isascii()
