"""A series is looked for only where a letter of its words stands: nothing is lost by that."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from service.answering.groups import classes
from service.answering.groups.series import SERIES

ROOT = Path(__file__).parents[3]
LINES = sorted(
    {
        line.strip()
        for path in (ROOT / "eval").rglob("*")
        if path.suffix in {".txt", ".md", ".jsonl"}
        for line in path.read_text(encoding="utf-8", errors="ignore").splitlines()
    }
)
LETTERS = sorted({c for s in SERIES for p, _ in (*s.words, *s.hints) for c in p if c.isprintable()})


def _lost(text: str) -> list[str]:
    """Return the series that a text names without a letter of theirs."""
    compiled = (*classes._named_series(), *classes._hinted_series())
    return [
        one.series.name
        for one in compiled
        if one.letters.isdisjoint(text.lower()) and one.pattern.search(text)
    ]


def test_no_line_of_documents_and_questions_loses_a_series() -> None:
    assert len(LINES) > 1000
    assert [(line, _lost(line)) for line in LINES if _lost(line)] == []


@given(st.text(st.sampled_from(LETTERS), max_size=12))
def test_no_text_of_the_words_own_letters_loses_a_series(text: str) -> None:
    assert _lost(text) == []


def test_most_series_are_spared() -> None:
    compiled, lines = classes._named_series(), LINES[::10]
    spared = sum(one.letters.isdisjoint(line.lower()) for line in lines for one in compiled)
    assert spared > 0.4 * len(lines) * len(compiled)
