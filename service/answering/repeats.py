"""Whether two clauses say the same: reposts and reports of one notice repeat its sentences."""

from __future__ import annotations

from typing import Final

from service.answering.found import Found

SAME_SHARE: Final = 0.8
"""Of the shorter one's pairs of characters, for the longer one to say it too."""


def says_again(one: Found, other: Found) -> bool:
    """Whether nearly all that the shorter of two statements cites stands in the longer one."""
    pairs = sorted((_pairs(one), _pairs(other)), key=len)
    return len(pairs[0] & pairs[1]) >= SAME_SHARE * len(pairs[0])


def _pairs(found: Found) -> frozenset[str]:
    """Return the pairs of characters of the cited words, marks and blanks left out."""
    text = found.hit.clause.text
    cited = "".join(text[start:end] for start, end in found.spans)
    kept = "".join(character for character in cited if character.isalnum())
    return frozenset(kept[at : at + 2] for at in range(max(1, len(kept) - 1)))
