"""What a search by cosine finds, in an order that does not depend on rounding."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DECIMALS = 6
"""Cosines are rounded before they are compared: below that, half precision is noise."""

Keys = NDArray[np.int64]
Floats = NDArray[np.float32]


class Neighbours(NamedTuple):
    """Passages near a query, best first; equal cosines in ascending order of their keys."""

    keys: Keys
    cosines: Floats


class Found(NamedTuple):
    """Positions with their cosines, best first."""

    positions: Keys
    cosines: Floats
    edge: float
    """Cosine of the one taken last: equal ones may have been left out. NaN if none was."""


def ranked(positions: Keys, cosines: Floats) -> Found:
    """Sort by rounded cosine, then position."""
    rounded = np.clip(cosines, -1, 1, dtype=np.float32).round(DECIMALS)
    order = np.lexsort((positions, -rounded))
    edge = float(rounded[order[-1]]) if len(order) else math.nan
    return Found(positions[order], rounded[order], edge)
