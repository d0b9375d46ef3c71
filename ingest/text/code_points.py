"""Whole texts as arrays of code points: one look-up a character, at memory speed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

CodePoints: TypeAlias = NDArray[np.uint32]
Kinds: TypeAlias = NDArray[np.uint8]

_COUNT = 0x110000


def code_points(text: str) -> CodePoints:
    """Return the code points of a text, one a character; surrogates count as they are."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def text_of(codes: CodePoints) -> str:
    """Return the text that an array of code points stands for."""
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


def translation(table: Mapping[int, str]) -> CodePoints:
    """Return, for each code point, the one that a table of single characters puts in its place."""
    codes = np.arange(_COUNT, dtype=np.uint32)
    codes[list(table)] = [ord(form) for form in table.values()]
    return codes


def kinds(sets: Iterable[Iterable[str]]) -> Kinds:
    """Return, for each code point, which of up to eight sets hold it: bit 0 for the first."""
    found = np.zeros(_COUNT, dtype=np.uint8)
    for bit, characters in enumerate(sets):
        found[[ord(char) for char in characters]] |= np.uint8(1 << bit)
    return found


def any_of(found: Kinds) -> int:
    """Return the bits that are set anywhere in an array of kinds."""
    return int(np.bitwise_or.reduce(found)) if len(found) else 0
