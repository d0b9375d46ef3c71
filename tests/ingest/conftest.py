"""Short ways from raw text to lines and clauses, without metadata."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.clauses import ClauseBuilder
from ingest.cleaning import clean, fold_punctuation
from ingest.lines import Line, read_lines
from ingest.outline import build_outline
from ingest.records import Clause


@pytest.fixture
def read() -> Callable[[str], tuple[Clause, ...]]:
    """Return a function from raw text to its clauses."""

    def clauses_of(raw: str) -> tuple[Clause, ...]:
        text = clean(raw)
        folded = fold_punctuation(text.text)
        root = build_outline(read_lines(text, folded, raw), folded)
        return ClauseBuilder(text, folded, "d").build(root)

    return clauses_of


@pytest.fixture
def read_lines_of() -> Callable[[str], list[tuple[str, Line]]]:
    """Return a function from raw text to (words, line) pairs."""

    def lines_of(raw: str) -> list[tuple[str, Line]]:
        text = clean(raw)
        folded = fold_punctuation(text.text)
        return [(text.text[line.start : line.end], line) for line in read_lines(text, folded, raw)]

    return lines_of
