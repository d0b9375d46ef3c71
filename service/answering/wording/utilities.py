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


# Who supplies is not who asks: 供电企业 answers no question of a company about itself.
_SUPPLIER: Final = re.compile(r"(供[电水气热暖]|电网|燃气|自来水|热力)(?:经营)?(?:企业|公司|单位)")


def without_suppliers(text: str) -> str:
    """Return a text in which suppliers are named by their supply alone: 供电企业 is 供电."""
    return _SUPPLIER.sub(r"\1", text)


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
