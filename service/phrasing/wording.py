"""What the wording of a sentence must not hold, whatever its figures say.

The check of figures reads ordinary digits and Chinese numerals. A sentence that hides a figure in
other signs, denies what its spans do not deny, or adds half a sentence of its own goes by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from ingest.text.characters import HAN
from service.answering.verification import SupportSpan

PIECE_SHARE: Final = 1 / 3
"""Each part of a sentence between commas takes at least so many of its pairs of characters from
what it cites; a paraphrase adds words of its own, but no part that says something else."""
PIECE_PAIRS: Final = 3
"""A shorter part, such as 目前, says nothing alone."""

_LINK: Final = re.compile(
    r"https?:|www\.|[\w.]@\w|[\w-]\.(?:com|cn|net|org|gov|info|top|xyz)\b|[<>`|]|\]\("
)
_HIDING: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_OTHER_NUMBERS: Final = frozenset({"No", "Nl", "Nd"})
_FORMAL_NUMBERS: Final = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟萬億廿卅卌")
_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_LETTERS: Final = re.compile(r"[A-Za-z]+")
_DENIAL: Final = re.compile(
    rf"不(?!超|[大高多少低小早晚迟]于|[足满到含计]|包括)[{HAN}]|[无未][{HAN}]|免[{HAN}]?|"
    r"禁止?|取消|停[止办用]|暂停|废止|作废|拒绝"
)
_NEEDLESS: Final = re.compile(r"不需要?|不必|不用|无[须需]|没有必要")
_PIECE: Final = re.compile(r"[^，,；;。！!？?：:]+")
_RUN: Final = re.compile(f"[{HAN}]+")


def character_pairs(text: str) -> list[str]:
    """Return the pairs of neighbouring Chinese characters in a text, one after the other."""
    runs = _RUN.findall(text)
    return [run[at : at + 2] for run in runs for at in range(len(run) - 1)]


def hides_something(text: str, cited: Sequence[SupportSpan]) -> bool:
    """Say whether a text has links, markup, signs that do not show, or numbers in other signs."""
    told = "".join(f"{span.quote}{span.text}{span.label}" for span in cited)
    return _LINK.search(unicodedata.normalize("NFKC", text)) is not None or any(
        _hides(one) and one not in told for one in text
    )


def says_more(text: str, source: str) -> bool:
    """Say whether a Chinese sentence denies or adds what its source does not.

    Args:
        text: The sentence, plain.
        source: What it cites, with what gives that its meaning, plain.
    """
    folded, denied = source.casefold(), _one_way_to_deny(source)
    return (
        any(word[0] not in denied for word in _DENIAL.finditer(_one_way_to_deny(text)))
        or any(word.casefold() not in folded for word in _LETTERS.findall(text))
        or any(not _is_from(piece, source) for piece in _PIECE.findall(text))
    )


def _one_way_to_deny(text: str) -> str:
    """Say 无 for 没有 and 无需 for 不需要, as official texts do."""
    return _NEEDLESS.sub("无需", text).replace("没有", "无").replace("没", "无")


def _hides(character: str) -> bool:
    kind = unicodedata.category(character)
    if kind in _OTHER_NUMBERS:
        return character not in _DIGITS
    return kind in _HIDING or character in _FORMAL_NUMBERS


def _is_from(piece: str, source: str) -> bool:
    pairs = character_pairs(piece)
    shared = sum(pair in source for pair in pairs)
    return len(pairs) < PIECE_PAIRS or shared >= PIECE_SHARE * len(pairs)
