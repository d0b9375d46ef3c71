"""Which of the two languages a reader gets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Language = Literal["zh", "en"]
DEFAULT_LANGUAGE: Language = "zh"


def choose_language(wanted: str | None, accept_language: str) -> Language:
    """Return the language asked for, else the browser's favourite of the two, else Chinese."""
    if wanted in ("zh", "en"):
        return "zh" if wanted == "zh" else "en"
    best: tuple[float, Language] | None = None
    for item in accept_language.split(","):
        tag, *parameters = item.split(";")
        primary = tag.strip().lower().partition("-")[0]
        if primary not in ("zh", "en"):
            continue
        weight = quality_of(parameters)
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, "zh" if primary == "zh" else "en")
    return best[1] if best else DEFAULT_LANGUAGE


def quality_of(parameters: Iterable[str]) -> float:
    """Return how much one item of an Accept header is liked (RFC 9110, 12.4.2); 0 is not at all."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
