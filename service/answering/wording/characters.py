"""Characters of a question that tell the clauses found apart, whatever words they stand in.

A dictionary cuts 税务大厅搬哪儿去了 into words that leave 搬 out, and official wording shares
characters with spoken words more often than whole words (搬, 搬迁). The fewer of the sentences
found hold a character, the more it tells; one that none holds or all hold tells nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Final

_ASKING: Final = re.compile(r"什么时[候间]|怎么样?|什么|多少|多[久长]|如何|何时|请问")
"""Asks, and tells nothing: the 时 of 什么时候."""
_CHARACTER: Final = re.compile(r"[一-鿿]")


def telling_characters(
    question: str, places: Iterable[str], texts: Sequence[str]
) -> tuple[tuple[str, float], ...]:
    """Return the characters of a canonical question that some of the texts hold.

    Their weights sum to 1; names of places are left out, the documents say those everywhere.
    """
    question = _ASKING.sub("", question)
    for place in places:
        question = question.replace(place, "")
    weights = {}
    for character in dict.fromkeys(_CHARACTER.findall(question)):
        held = sum([character in text for text in texts])
        if 0 < held < len(texts):
            weights[character] = math.log(len(texts) / held)
    total = sum(weights.values())
    return tuple((character, weight / total) for character, weight in weights.items())
