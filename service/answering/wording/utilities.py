"""Which supply a text is about: water, power, gas or heating.

Plans promise the same service for each of them, side by side and in the same words, and a figure
of one must never be given for another.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_NAMES: Final = {
    "water": re.compile(r"[用供接通获]水|自来水|水务|水表|水费|给排水|\bwater\b", re.IGNORECASE),
    "power": re.compile(
        r"[用供办接通停]电|电力|电网|电表|电费|电价|[高低]压|\belectric(?:ity|al)?\b"
        r"|\bpower (?:connection|supply|grid|line|user|cut|outage)|\bhigh.voltage",
        re.IGNORECASE,
    ),
    "gas": re.compile(r"[用供接通装办]气|燃气|天然气|煤气|\bgas\b", re.IGNORECASE),
    "heat": re.compile(r"[供用]热|供暖|采暖|暖气|热力|\bheating\b", re.IGNORECASE),
}


@lru_cache(maxsize=4096)
def utilities(text: str) -> frozenset[str]:
    """Return the supplies that a text names."""
    return frozenset(name for name, pattern in _NAMES.items() if pattern.search(text))


def is_of_another(asked: frozenset[str], *texts: str) -> bool:
    """Whether the first of the texts that names a supply names none of those asked about."""
    if not asked:
        return False
    named = next((found for text in texts if (found := utilities(text))), None)
    return named is not None and not named & asked
