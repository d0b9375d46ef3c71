"""The parts of a question that each ask for something: 什么时候抽查、谁组织."""

from __future__ import annotations

import re
from typing import Final

_CHINESE = (
    r"(?:由|归|找|向)?谁|什么|何时|多久|多长|多少|几[天日个步次级种]|怎么|如何|哪"
    r"|[要收花]\w{0,2}[钱费]\w{0,2}\Z"
)
_ENGLISH = (
    r"(?:(?:in|by|until|for|to|at) )?\b(?:who|how|what|which|where"
    r"|when (?:is|are|do|does|did|must|should|will|can|may))\b"
)
_PARTS: Final = re.compile(
    rf"[,，;；。?？!！](?:\s*+and\b)?"
    rf"|(?:(?<!\s)\s++|(?:[、和及]|以及|还有|并且)\s*+)(?={_CHINESE})"
    rf"|\band (?={_ENGLISH})"
)
_ASKS: Final = re.compile(f"{_CHINESE}|{_ENGLISH}")
PARTS_MAX: Final = 3


def asking_parts(question: str) -> list[str]:
    """Return the pieces of a canonical question that ask; a question asked at once is one piece."""
    text = question.lower()
    pieces = [piece.strip() for piece in _PARTS.split(text)]
    asking = [piece for piece in pieces if asks(piece)]
    return asking[:PARTS_MAX] if len(asking) > 1 else [text]


def asks(piece: str) -> bool:
    """Whether a canonical piece of text asks for something."""
    return _ASKS.search(piece) is not None
