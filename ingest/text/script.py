"""Traditional script to simplified, one character for one character."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from opencc import OpenCC

from ingest.text.lazy_patterns import lazy_pattern

# Forms of Hong Kong and Taiwan that OpenCC's plain table leaves as they are.
_REGIONAL_FORMS = str.maketrans("敍枱粧糭衞衹痺簷", "叙台妆粽卫只痹檐")

# 著 is 着 except where it means to write, a work, or remarkable.
_WRITTEN_BEFORE = "显昭卓专原编论译合遗巨土拙撰"
_WRITTEN_AFTER = "作名称述者录书"
_PARTICLE = re.compile(
    f"著(?<=[随沿味]著)(?!作权|名)|著(?<![{_WRITTEN_BEFORE}名]著)(?![{_WRITTEN_AFTER}])"
)
# The words of policy prose in which a careless conversion left 著; others stay as they are.
_CLEAR_PARTICLE = lazy_pattern(
    f"著(?<![{_WRITTEN_BEFORE}名]著)(?=[力眼手重实急陆装火迷])"
    f"|著(?<=[接随沿本朝沉执附穿胶味有绕临]著)(?![{_WRITTEN_AFTER}])"
)


def to_simplified(text: str) -> str:
    """Return a text in simplified script, of the same length.

    Words decide where a character has two simplified forms (乾燥 干燥, 乾隆 乾隆). A line whose
    words convert to another length is converted by single characters.
    """
    text = text.translate(_REGIONAL_FORMS)
    converted = _converter("t2s").convert(text)
    if len(converted) != len(text):
        lines = text.split("\n")
        converted = "\n".join(_line_to_simplified(line) for line in lines)
    return _PARTICLE.sub("着", converted)


def is_traditional(text: str) -> bool:
    """Tell whether a text is in traditional script, from the characters only one script uses.

    A traditional name in a simplified document does not make it traditional.
    """
    scripts = one_script_characters()
    counts = Counter(text)
    traditional, simplified = (
        sum(counts[char] for char in counts.keys() & scripts[script])
        for script in ("traditional", "simplified")
    )
    return traditional > simplified


def repair_particles(text: str) -> str:
    """Put 着 for a 著 that a conversion to simplified script left in a clear word: 着力, 接着."""
    return _CLEAR_PARTICLE.sub("着", text) if "著" in text else text


def _line_to_simplified(line: str) -> str:
    converted = _converter("t2s").convert(line)
    return converted if len(converted) == len(line) else line.translate(_character_table())


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


@cache
def _character_table() -> dict[int, str]:
    return {ord(char): form for char, form in _conversions("t2s").items() if len(form) == 1}


@cache
def one_script_characters() -> Mapping[str, frozenset[str]]:
    """Return the characters that only `traditional`, and only `simplified` text uses.

    A character that changes on conversion may still be in use on the other side (后, 里, 干; 乾,
    於): those that the other side's national character set holds say nothing.
    """
    to_simplified, to_traditional = _conversions("t2s"), _conversions("s2t")
    return {
        "traditional": frozenset(
            char for char in to_simplified if not _encodes(char, "gb2312") and char != "著"
        ),
        "simplified": frozenset(
            char
            for char in to_traditional
            if char not in to_simplified and not _encodes(char, "big5")
        ),
    }


@cache
def _conversions(name: str) -> Mapping[str, str]:
    """Return every ideograph that a conversion changes, with what it becomes."""
    ranges = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x2A6E0))
    chars = [chr(code) for first, end in ranges for code in range(first, end)]
    converted = _converter(name).convert("\n".join(chars)).split("\n")
    return {char: form for char, form in zip(chars, converted, strict=True) if char != form}


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
