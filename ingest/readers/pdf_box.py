"""Rectangles on a page."""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in points; the origin is the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The extent from bottom to top."""
        return self.top - self.bottom

    @property
    def width(self) -> float:
        """The extent from left to right."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Half way between bottom and top."""
        return (self.bottom + self.top) / 2
