"""Every pattern of the packages takes time in proportion to its text, whatever the text.

Each pattern is run over texts made to keep it busy: what one of its own repeats accepts, alone and
behind what stands before it, over and over. One that needs far more than four times as long for
four times the text tries every place with every length: let its repeat begin only where a run
begins, be possessive, or be bounded.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from ingest.text.lazy_patterns import lazy_pattern

LENGTH = 1600
BUSY_SECONDS = 0.0003
"""For `LENGTH` characters; a pattern that takes less is not measured further."""
MAX_GROWTH = 10.0
"""For four times the text: 4 is in proportion, 16 by the square."""
PUMPS_MAX = 24
RUNS = 5
ALPHABET = "的市零5a A、，。:（(《“”\n\t·.-|第年"
ONE_CHARACTER = (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN)
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)

# Run otherwise than by every place of a text, and not by name: in a loop over several.
RUN_BY: Mapping[str, str] = {
    "ingest.furniture.cues._PATTERNS": "fullmatch",
    "ingest.metadata.document_front._MADE_LINES": "match",
    "service.answering.checking.bounds._BOUND_AFTER": "match",
}
# Why a pattern may take longer.
EXEMPT: Mapping[str, str] = {
    "ingest.figures.wording.VERB_TAIL": "searched in the last 28 characters of words",
}


@pytest.mark.parametrize("package", ["ingest", "index", "service"])
def test_time_grows_with_the_text(package: str) -> None:
    slow = {}
    for name, pattern in _patterns(package):
        holder = name.partition("[")[0]
        if holder in EXEMPT:
            continue
        if pump := _that_keeps_busy(pattern, _run_by(holder)):
            slow[name] = pump
    assert slow == {}


def test_the_square_of_a_text_is_seen() -> None:
    assert _that_keeps_busy(re.compile(r"\s*(?:甲|乙)"), "finditer")
    assert _that_keeps_busy(re.compile("《[^》]+》"), "finditer")
    assert _that_keeps_busy(re.compile(r"(?<!\s)\s*+(?:甲|乙)"), "finditer") is None


def _patterns(package: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    seen = set()
    root = importlib.import_module(package)
    names = [info.name for info in pkgutil.walk_packages(root.__path__, f"{package}.")]
    for module in (importlib.import_module(name) for name in names if "__main__" not in name):
        for name, value in vars(module).items():
            for at, pattern in enumerate(_held(value)):
                source = pattern.pattern
                if isinstance(source, str) and (source, pattern.flags) not in seen:
                    seen.add((source, pattern.flags))
                    yield f"{module.__name__}.{name}[{at}]", pattern


def _held(value: Any) -> Iterator[re.Pattern[str]]:
    """Yield the patterns in a value, those too that are not compiled yet."""
    if isinstance(value, (re.Pattern, type(lazy_pattern("")))):
        yield value
    elif isinstance(value, Mapping):
        yield from _held([*value, *value.values()])
    elif isinstance(value, (tuple, list, set, frozenset)):
        for one in value:
            yield from _held(one)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _held([getattr(value, field.name, None) for field in fields(value)])


def _run_by(holder: str) -> str:
    """Return how a pattern is run: at one place only when every use by its name says so."""
    if holder in RUN_BY:
        return RUN_BY[holder]
    module, _, name = holder.rpartition(".")
    uses = _uses(module if name.startswith("_") else "").get(name, set())
    return next((how for how in ("fullmatch", "match") if uses == {how}), "finditer")


@cache
def _uses(module: str) -> Mapping[str, set[str]]:
    """Return what a module, or any, does with each constant; an empty word where it is handed on."""
    if module:
        paths = [Path(importlib.import_module(module).__file__ or "")]
    else:
        root = Path(importlib.import_module("ingest").__path__[0]).parent
        paths = [p for name in ("ingest", "index", "service") for p in (root / name).rglob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    text = re.sub(r"(?m)^from \S+ import (?:\([^)]*\)|.*)", "", text)
    uses: dict[str, set[str]] = defaultdict(set)
    for name, use in re.findall(r"\b(_?[A-Z][A-Z_\d]*)\b(?!: Final| = )\.?(\w*)", text):
        uses[name].add(use)
    return uses


def _that_keeps_busy(pattern: re.Pattern[str], run_by: str) -> str | None:
    """Return what to repeat for a text that takes more time than in proportion; None for none."""
    for pump in islice(_pumps(pattern), PUMPS_MAX):
        if _seconds(pattern, run_by, pump, LENGTH) < BUSY_SECONDS:
            continue
        # The least of several runs is what the machine does not add to.
        short, long = (
            min(_seconds(pattern, run_by, pump, length) for _ in range(RUNS))
            for length in (LENGTH, 4 * LENGTH)
        )
        if long > MAX_GROWTH * short:
            return pump
    return None


def _seconds(pattern: re.Pattern[str], run_by: str, pump: str, length: int) -> float:
    text = (pump * length)[:length]
    started = time.thread_time()
    if run_by == "finditer":
        for _ in pattern.finditer(text):
            pass
    else:
        getattr(pattern, run_by)(text)
    return time.thread_time() - started


def _pumps(pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield what keeps a pattern busy when repeated; nothing for one without endless repeats."""
    tree, seen = _parser.parse(pattern.pattern, pattern.flags), {""}
    for before, body in _repeats(tree, []):
        bodies = _characters(body[0], pattern.flags) if _is_class(body) else _samples(body, pattern)
        starts = _samples(before, pattern)
        for pump in (*bodies, *starts, *(f"{start}{bodies[0]}" for start in starts)):
            if pump not in seen:
                seen.add(pump)
                yield pump


def _repeats(items: Iterable[Any], before: list[Any]) -> Iterator[tuple[list[Any], list[Any]]]:
    """Yield the endless repeats of a pattern, each with what stands before it."""
    before = [*before]
    for code, value in items:
        if code in REPEATS:
            if value[1] is op.MAXREPEAT:
                yield before, list(value[2])
            yield from _repeats(value[2], before)
        for inner in _inner(code, value):
            yield from _repeats(inner, before)
        before.append((code, value))


def _inner(code: Any, value: Any) -> list[Any]:
    if code is op.SUBPATTERN:
        return [value[3]]
    if code is op.BRANCH:
        return list(value[1])
    if code is op.ATOMIC_GROUP:
        return [value]
    return [value[1]] if code in (op.ASSERT, op.ASSERT_NOT) else []


def _is_class(body: list[Any]) -> bool:
    return len(body) == 1 and body[0][0] in ONE_CHARACTER


def _samples(items: Iterable[Any], pattern: re.Pattern[str]) -> list[str]:
    """Return short texts that the items match, assertions aside, by several alternatives."""
    return list(dict.fromkeys(_sample(items, pattern.flags, turn) for turn in range(4)))


def _sample(items: Iterable[Any], flags: int, turn: int) -> str:
    text = ""
    for code, value in items:
        if code in ONE_CHARACTER:
            choices = _characters((code, value), flags)
            text += choices[turn % len(choices)]
        elif code in REPEATS:
            text += _sample(value[2], flags, turn) * max(value[0], min(value[1], turn % 2))
        elif code not in (op.ASSERT, op.ASSERT_NOT) and (inner := _inner(code, value)):
            text += _sample(inner[turn % len(inner)], flags, turn)
    return text


def _characters(item: Any, flags: int) -> list[str]:
    """Return characters that an item of one character accepts, those first that it names."""
    code, value = item
    named = [chr(one) for kind, one in value if kind is op.LITERAL] if code is op.IN else []
    choices = [chr(value)] if code is op.LITERAL else [*named[:4], *ALPHABET]
    return [one for one in dict.fromkeys(choices) if _accepts(item, flags, one)] or ["\x01"]


def _accepts(item: Any, flags: int, one: str) -> bool:
    code, value = item
    if code is op.IN:
        kinds = [(kind, inner) for kind, inner in value if kind is not op.NEGATE]
        return any(_accepts(kind, flags, one) for kind in kinds) is (len(kinds) == len(value))
    if code is op.RANGE:
        return bool(value[0] <= ord(one) <= value[1])
    if code is op.CATEGORY:
        return _CATEGORIES[value](one) is not None
    if code is op.ANY:
        return one != "\n" or bool(flags & re.DOTALL)
    return (ord(one) == value) is (code is op.LITERAL)


_CATEGORIES: Mapping[Any, Callable[[str], object]] = {
    op.CATEGORY_DIGIT: re.compile(r"\d").match,
    op.CATEGORY_NOT_DIGIT: re.compile(r"\D").match,
    op.CATEGORY_SPACE: re.compile(r"\s").match,
    op.CATEGORY_NOT_SPACE: re.compile(r"\S").match,
    op.CATEGORY_WORD: re.compile(r"\w").match,
    op.CATEGORY_NOT_WORD: re.compile(r"\W").match,
}
