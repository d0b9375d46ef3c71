"""Which way the text of a page runs, and turning the page so that it runs from left to right.

A wide table is often set sideways on an upright page, a turned page says so or does not, old books
are set in columns from the top, and a draft carries its mark aslant over the text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from itertools import pairwise
from math import pi
from typing import NamedTuple

from ingest.readers.pdf_box import Box

_MAX_TILT = 0.09
"""Radians by which text may be off a quarter turn: what is further off is a mark on the page."""
_MOST = 0.8
_MIN_CHARS = 20
"""Fewer characters say nothing about a page; a page of a picture keeps as it is."""


_SAMPLE = 100
"""Characters that tell already that a page is not set from the top, as nearly none is."""


class Direction(Enum):
    """Where lines run to on the page as it is stored."""

    RIGHT = 0
    DOWN = 1
    LEFT = 2
    UP = 3


class Turn(NamedTuple):
    """How a page is turned: each of its boxes, and the size it has then."""

    box: Callable[[Box], Box]
    width: float
    height: float


def quarter(angle: float) -> Direction | None:
    """Return where text at an angle runs to, clockwise in radians; None where it is aslant."""
    if angle == 0.0:
        return Direction.RIGHT  # nearly all text
    turns = angle / (pi / 2)
    return None if abs(turns - round(turns)) * pi / 2 > _MAX_TILT else Direction(round(turns) % 4)


def main_direction(directions: Sequence[Direction | None], boxes: Sequence[Box]) -> Direction:
    """Return where most text of a page runs to."""
    if len(boxes) < _MIN_CHARS:
        return Direction.RIGHT
    direction = next((one for one in Direction if _are_mostly(directions, one)), Direction.RIGHT)
    if direction is Direction.RIGHT and _runs_down(boxes[:_SAMPLE]) and _runs_down(boxes):
        return Direction.DOWN
    return direction


def _are_mostly(directions: Sequence[Direction | None], one: Direction) -> bool:
    return directions.count(one) >= _MOST * len(directions)


def turn_of(direction: Direction, width: float, height: float) -> Turn:
    """Return how a page of that size is turned so that its text runs to the right."""
    if direction is Direction.DOWN:
        return Turn(
            lambda box: Box(height - box.top, box.left, height - box.bottom, box.right),
            height,
            width,
        )
    if direction is Direction.UP:
        return Turn(
            lambda box: Box(box.bottom, width - box.right, box.top, width - box.left),
            height,
            width,
        )
    if direction is Direction.LEFT:
        return Turn(
            lambda box: Box(
                width - box.right, height - box.top, width - box.left, height - box.bottom
            ),
            width,
            height,
        )
    return Turn(lambda box: box, width, height)


def _runs_down(boxes: Sequence[Box]) -> bool:
    """Whether upright characters stand one below the other, as in columns set from the top."""
    down = sum(1 for above, below in pairwise(boxes) if _is_below(above, below))
    return down >= _MOST * len(boxes)


def _is_below(above: Box, below: Box) -> bool:
    em = max(above.width, above.height)
    apart = (below.left + below.right - above.left - above.right) / 2
    fall = (above.bottom + above.top - below.bottom - below.top) / 2
    return abs(apart) < em / 3 and em / 3 < fall < 2 * em
