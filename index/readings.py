"""How Chinese characters are read, without tones, so that words that sound alike can be found."""

from __future__ import annotations

import importlib.util
import json
import re
import unicodedata
from functools import cache
from pathlib import Path

_DIAERESIS = "\u0308"
_RETROFLEX = re.compile(r"^([zcs])h")


def readings(character: str) -> frozenset[str]:
    """Return the toneless readings of a character; empty for what is not a common one.

    Sounds that speakers of many regions do not keep apart are one: zh and z, ch and c, sh and s,
    -ng and -n.
    """
    return _readings().get(character, frozenset())


def sound_alike(first: str, second: str) -> bool:
    """Tell whether two texts of equal length can be read alike, character by character."""
    return len(first) == len(second) and all(
        one == other or readings(one) & readings(other)
        for one, other in zip(first, second, strict=True)
    )


def homophones(character: str) -> tuple[str, ...]:
    """Return the other common characters whose usual reading is this one's, tones apart."""
    alike = _characters().get(_usual().get(character, ""), ())
    return tuple(other for other in alike if other != character)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Read the table that comes with pypinyin; importing the package would read all its phrases."""
    spec = importlib.util.find_spec("pypinyin")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pypinyin is not installed: its table says what sounds alike")
    path = Path(spec.origin).parent / "pinyin_dict.json"
    table: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return {
        character: tuple(map(_toneless, marked.split(",")))
        for character, marked in ((chr(int(code)), marked) for code, marked in table.items())
        if _is_common(character)
    }


@cache
def _usual() -> dict[str, str]:
    """Return the first reading of each character: the table lists the commonest first."""
    return {character: listed[0] for character, listed in _table().items()}


@cache
def _characters() -> dict[str, tuple[str, ...]]:
    by_reading: dict[str, list[str]] = {}
    for character, reading in _usual().items():
        by_reading.setdefault(reading, []).append(character)
    return {reading: tuple(characters) for reading, characters in by_reading.items()}


@cache
def _readings() -> dict[str, frozenset[str]]:
    return {character: frozenset(map(_merged, listed)) for character, listed in _table().items()}


def _is_common(character: str) -> bool:
    """Tell whether GB2312 has it: the 6,763 characters that simplified text is written with."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _merged(reading: str) -> str:
    """Return zhang as zan: what many speakers do not keep apart."""
    return _RETROFLEX.sub(r"\1", reading).removesuffix("g")


@cache
def _toneless(marked: str) -> str:
    """Return lǜ as lü, zhàng as zhang."""
    parts = unicodedata.normalize("NFD", marked)
    kept = "".join(mark for mark in parts if not unicodedata.combining(mark) or mark == _DIAERESIS)
    return unicodedata.normalize("NFC", kept)
