"""Numbers that mark the items of a list and are no figures: 1、80至89周岁, 1.80至89周岁."""

from __future__ import annotations

import re

# Where an item can begin: a text, a line, a cell, a sentence, or after another item.
_ITEM_STARTS = re.compile(r"(?:(?P<line>\A|\n)|[|。;:,]|(?<=[^\d、,;:。]) ) *\Z")
_NEAR = 4
_REACH = 300
# 1、2、3级 and 1、2和3级 are lists of bare numbers.
_BARE_NUMBERS = re.compile(r"\d{1,3}(?:[、和及]\d|或者?\d)")


def marks_item(text: str, start: int, end: int) -> bool:
    """Tell whether the number before a 、 is the mark of a list's item.

    Its neighbours tell: the mark before it, or 2 after 1. Where a line begins it
    is one without them, unless what follows is a list of bare numbers.

    Args:
        text: The text, its punctuation half-width.
        start: Where the number begins.
        end: Where its 、 stands.
    """
    begins = _begins_item(text, start)
    if begins is None:
        return False
    if begins["line"] is not None and not _BARE_NUMBERS.match(text, end + 1):
        return True
    if not text[start].isdigit():
        return False
    number = int(text[start:end])
    if number == 1:
        return _stands(text, 2, end + 1, end + _REACH)
    return _stands(text, number - 1, max(0, start - _REACH), start - 1)


def after_dotted_mark(text: str, start: int, end: int) -> int:
    """Return where the words of a list's item begin: 80 of 1.80周岁以上, above 2.独居的.

    Args:
        text: The text, its punctuation half-width.
        start: Where a line begins with a number that has a point: 1.80.
        end: Where that number ends.

    Returns:
        The start itself, where no line beside has the mark before or after it.
    """
    mark = int(text[start:end].split(".")[0])
    last = text.rfind("\n", 0, max(start - 1, 0)) + 1
    following = text.find("\n", end) + 1
    neighbours = ((last, mark - 1),) if start else ()
    neighbours = (*neighbours, (following, mark + 1)) if following else neighbours
    if any(text.startswith((f"{number}.", f"{number}、"), at) for at, number in neighbours):
        return text.index(".", start) + 1
    return start


def _begins_item(text: str, start: int) -> re.Match[str] | None:
    return _ITEM_STARTS.search(text, max(0, start - _NEAR), start)


def _stands(text: str, number: int, low: int, high: int) -> bool:
    """Tell whether a mark with that number begins an item there."""
    at = text.find(f"{number}、", low, high)
    while at >= 0:
        if _begins_item(text, at):
            return True
        at = text.find(f"{number}、", at + 1, high)
    return False
