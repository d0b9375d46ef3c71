"""How Chinese characters are read, without tones, so that words that sound alike can be found."""

from __future__ import annotations

import importlib.util
import json
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

_DIAERESIS = "\u0308"
_RETROFLEX = re.compile(r"^([zcs])h")


@lru_cache(maxsize=1 << 14)
def readings(character: str) -> frozenset[str]:
    """Return the toneless readings of a character; empty for what is not a common one.

    Sounds that speakers of many regions do not keep apart are one: zh and z, ch and c, sh and s,
    -ng and -n.
    """
    return frozenset(map(_merged, _listed(character)))


def sound_alike(first: str, second: str) -> bool:
    """Tell whether two texts of equal length can be read alike, character by character."""
    return len(first) == len(second) and all(
        one == other or readings(one) & readings(other)
        for one, other in zip(first, second, strict=True)
    )


def homophones(character: str) -> tuple[str, ...]:
    """Return the other common characters whose usual reading is this one's, tones apart."""
    own = _listed(character)
    alike = _characters().get(own[0], ()) if own else ()
    return tuple(other for other in alike if other != character)


@cache
def _table() -> dict[str, str]:
    """Read the table that comes with pypinyin; importing the package would read all its phrases.

    It lists the marked readings by decimal code point, the commonest first.
    """
    spec = importlib.util.find_spec("pypinyin")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pypinyin is not installed: its table says what sounds alike")
    path = Path(spec.origin).parent / "pinyin_dict.json"
    table: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return table


def _listed(character: str) -> tuple[str, ...]:
    """Return the toneless readings of a common character, the usual one first."""
    marked = _table().get(str(ord(character)), "") if _is_common(character) else ""
    return tuple(map(_toneless, marked.split(","))) if marked else ()


@cache
def _characters() -> dict[str, tuple[str, ...]]:
    """Return the common characters by their usual reading."""
    by_reading: dict[str, list[str]] = {}
    for code in _table():
        for reading in _listed(chr(int(code)))[:1]:
            by_reading.setdefault(reading, []).append(chr(int(code)))
    return {reading: tuple(characters) for reading, characters in by_reading.items()}


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
