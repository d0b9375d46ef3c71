"""How much two names or texts have in common."""

from __future__ import annotations


def likeness(one: str, other: str) -> float:
    """Return the share of character pairs that two texts have in common (Dice), in [0, 1]."""
    first, second = character_pairs(one), character_pairs(other)
    if not first or not second:
        return float(one == other)
    return 2 * len(first & second) / (len(first) + len(second))


def character_pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters in a text; a single character stands alone."""
    return {text[at : at + 2] for at in range(len(text) - 1)} or ({text} if text else set())
