"""Whether Latin letters spell Chinese: ban dian yao duo jiu is no English.

Pinyin without tones names no word of the documents, but syllables of it are English words too (ban,
can, long), and the vector of any of them is near some clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from index import AskedWord

_FINALS: Final = {
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "[gkh]": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "[jqx]": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "[zcs]h": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "[zcsr]": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
    "": "a ai an ang ao e ei en eng er o ou",
}
_SYLLABLE: Final = re.compile(
    "|".join(f"{initial}(?:{finals.replace(' ', '|')})" for initial, finals in _FINALS.items())
)
_LONGEST: Final = 6
"""Letters of a syllable: zhuang."""
_WORD: Final = re.compile(r"[a-z]+")
_LEAST_WORDS: Final = 2
"""A single word may be a name."""


def is_pinyin(text: str, words: Iterable[AskedWord]) -> bool:
    """Whether a question is Chinese in Latin letters.

    Args:
        text: The question, normalised. Hardly a question in English goes without a word such as
            how or the, which no syllables spell.
        words: What it is about, without places: these are romanised in English, too.
    """
    if not text.isascii():
        return False
    about = [word for word in words if _WORD.fullmatch(word.text)]
    if len(about) < _LEAST_WORDS or 2 * sum(bool(word.names) for word in about) >= len(about):
        return False  # change of name: English that syllables happen to spell
    return all(_is_spelt(word) for word in _WORD.findall(text.lower()))


def _is_spelt(word: str) -> bool:
    """Whether syllables spell a word.

    liangan is lian-gan and liang-an: a pattern would try every way to part a long word, so only
    the places that syllables lead to are kept.
    """
    ends = {0}
    for start in range(len(word)):
        if start in ends:
            stops = range(start + 1, min(start + _LONGEST, len(word)) + 1)
            ends |= {stop for stop in stops if _SYLLABLE.fullmatch(word, start, stop)}
    return len(word) in ends
