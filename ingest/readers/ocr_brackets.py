"""Tortoise shell brackets, which the model takes for others where they stand before a margin.

Of 180 document numbers 〔2020〕 all were right; of 〔牵头单位：…〕 the last bracket was wrong in
every second. Chinese documents have no square brackets, so one for one these are put right.
"""

from __future__ import annotations

from typing import Final

_SQUARE: Final = str.maketrans("[]［］", "〔〕〔〕")
_OPENING: Final = {"〔": "〔", "（": "(", "(": "(", "【": "【"}
_CLOSING: Final = {"〕": "〔", "）": "(", ")": "(", "】": "【"}


def repair_brackets(text: str) -> str:
    """Return a text as long, with brackets that close 〔 made 〕."""
    chars = list(text.translate(_SQUARE))
    opened: list[str] = []
    for at, char in enumerate(chars):
        if char in _OPENING:
            opened.append(_OPENING[char])
        elif char in _CLOSING and opened:
            if opened.pop() == "〔" and _CLOSING[char] not in opened:
                chars[at] = "〕"
    return "".join(chars)
