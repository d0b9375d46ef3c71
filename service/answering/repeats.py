"""Whether two clauses say the same: reposts and reports of one notice repeat its sentences."""

from __future__ import annotations

import re
from typing import Final

from service.answering.found import Found

SAME_SHARE: Final = 0.8
"""Of the shorter one's pairs of characters, for the longer one to say it too."""
_TELLS: Final = re.compile(r"\d+(?:\.\d+)?|[不非无未除]")


def says_again(one: Found, other: Found) -> bool:
    """Whether nearly all that the shorter of two statements cites stands in the longer one."""
    if _told_apart(one) != _told_apart(other):
        return False
    pairs = sorted((_pairs(one), _pairs(other)), key=len)
    return len(pairs[0] & pairs[1]) >= SAME_SHARE * len(pairs[0])


def _told_apart(found: Found) -> tuple[str, ...]:
    """Return the figures and negations of what is cited: 非本市户籍居民不可以 says the contrary."""
    return tuple(sorted(set(_TELLS.findall(_cited(found)))))


def _cited(found: Found) -> str:
    return "".join(found.hit.clause.text[start:end] for start, end in found.spans)


def _pairs(found: Found) -> frozenset[str]:
    """Return the pairs of characters of the cited words, marks and blanks left out."""
    kept = "".join(character for character in _cited(found) if character.isalnum())
    return frozenset(kept[at : at + 2] for at in range(max(1, len(kept) - 1)))
