"""Whether two sums that bound a group are sums of the same thing."""

from __future__ import annotations

import re
from typing import Final

from service.answering.groups.asked import AskedGroup
from service.answering.groups.quantities import Quantity, group_quantities
from service.answering.groups.scopes import Scopes

_CHINESE: Final = re.compile(r"[一-鿿]")
_NOUN_CHARS: Final = 8
_PIECE: Final = re.compile(r"[,，;；。]")
_NO_NOUN: Final = frozenset("为对给有是在达以的于从约及和或")


def are_alike(told: Quantity, wanted: Quantity, scopes: Scopes, asked: AskedGroup) -> bool:
    """Whether two sums are sums of the same thing: 年营收 and 年营业收入, not a loan."""
    theirs = next((t for t in (scopes.own, scopes.condition) if told in group_quantities(t)), "")
    piece = _PIECE.split(theirs[: told.start])[-1]
    said = set(_CHINESE.findall(piece[-_NOUN_CHARS:]))
    ours = set(_CHINESE.findall(asked.text[max(0, wanted.start - _NOUN_CHARS) : wanted.start]))
    return not said or not ours - _NO_NOUN or bool(said & ours)
