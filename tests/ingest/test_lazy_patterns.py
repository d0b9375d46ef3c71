from __future__ import annotations

import re

import pytest

from ingest.text import lazy_patterns
from ingest.text.lazy_patterns import lazy_pattern


def test_a_lazy_pattern_finds_what_the_pattern_finds() -> None:
    source = r"(?P<number>\d+)(?=[a-z])"
    lazy, plain = lazy_pattern(source, re.IGNORECASE), re.compile(source, re.IGNORECASE)
    text = "12A 3 4b"
    assert lazy.findall(text) == plain.findall(text)
    assert [m["number"] for m in lazy.finditer(text)] == ["12", "4"]
    assert (lazy.sub("x", text), lazy.pattern) == (plain.sub("x", text), source)
    assert lazy.match(text, 4) is None


def test_it_is_compiled_on_first_use_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_now = re.compile

    def counting(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return compile_now(source, flags)

    monkeypatch.setattr(lazy_patterns.re, "compile", counting)
    lazy = lazy_pattern("[山水]+区")
    assert compiled == []
    assert lazy.search("山水区")
    assert lazy.fullmatch("山区")
    assert compiled == ["[山水]+区"]


def test_a_mistake_shows_on_first_use() -> None:
    with pytest.raises(re.error):
        lazy_pattern("(").search("")
