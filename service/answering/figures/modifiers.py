"""Words of a question with a single character before them that tells kinds apart: 半护理, 市财政.

Cutting a question into words leaves such a character over, and 护理 alone is in 全护理 as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

_NO_MODIFIER: Final = frozenset("的每个和与及在为是有")
_HEAD_CHARS: Final = 2
"""Of a word, to know it by: 护理 of 护理人员."""


def modified_words(question: str, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what a question says of a word with the character before it, and without it."""
    starts = [(at, word) for word in words for at in _places(question, word)]
    covered = {at + step for at, word in starts for step in range(len(word))}
    for at, word in starts:
        before = question[at - 1 : at]
        if "一" <= before <= "鿿" and at - 1 not in covered and before not in _NO_MODIFIER:
            yield before + word[:_HEAD_CHARS], word[:_HEAD_CHARS]


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
