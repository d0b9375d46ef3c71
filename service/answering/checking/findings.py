"""What a check finds wrong with a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unfounded(StrEnum):
    """What kind of thing the cited spans do not say."""

    FIGURE = "figure"
    """No such number, or only as the value before a change."""
    UNIT = "unit"
    """The number stands there in another unit."""
    BOUND = "bound"
    """The number stands there with another bound: at most is not at least."""
    CONDITION = "condition"
    """The number holds for another group, case or matter."""
    DATE = "date"
    PLACE = "place"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    """A document number or a title."""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Words of a sentence that its cited spans do not bear out."""

    kind: Unfounded
    words: str
    """As the sentence has them, in plain form."""
