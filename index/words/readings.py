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
_RARELY_READ = 4
"""So many characters are enough to tell a word by, even where one was typed by a rarer reading."""


@lru_cache(maxsize=1 << 14)
def readings(character: str) -> frozenset[str]:
    """Return the toneless readings of a character; empty for what is not a common one.

    Sounds that speakers of many regions do not keep apart are one: zh and z, ch and c, sh and s,
    -ng and -n.
    """
    return frozenset(map(_merged, _listed(character)))


def sound_alike(typed: str, meant: str) -> bool:
    """Tell whether a text can be typed for another of its length, character by character.

    Who types by sound takes a character by its usual reading for one that may be read so: 航 for
    行, but not 抵 (di, in old texts zhi) for 子. Among four characters or more a rarer reading will
    do: 医了器械 is 医疗器械.
    """
    read = readings if len(typed) >= _RARELY_READ else _usual
    return len(typed) == len(meant) and all(
        one == other or not read(one).isdisjoint(readings(other))
        for one, other in zip(typed, meant, strict=True)
    )


@lru_cache(maxsize=1 << 14)
def _usual(character: str) -> frozenset[str]:
    """Return the usual reading of a character, as `readings` merges it; empty as there."""
    return frozenset(map(_merged, _listed(character)[:1]))


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
