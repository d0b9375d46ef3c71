"""Figures are found, bounded, and said of the right thing, against labels read by hand."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import IngestError
from ingest.pipeline import parse
from ingest.records import Clause, Measure
from ingest.sources.stream import read_sources

_ROOT = Path(__file__).parents[2]
_DATA = Path(__file__).parent / "data"
_SAMPLE = _ROOT / "eval" / "corpus" / "documents"
# Just below what is reached; raise them with the rules, never the other way.
FLOOR_F1, FLOOR_SUBJECT, FLOOR_CONDITION, FLOOR_SEEDS = 0.98, 0.92, 0.91, 0.96
_SEEDS = _ROOT.parent / "shared" / "seeds"


@dataclass(frozen=True)
class Scores:
    """Agreement of found measures with labels."""

    labelled: int
    found: int
    right: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.labelled + self.found)


def labels(name: str) -> list[dict[str, Any]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def clauses(path: Path) -> tuple[Clause, ...]:
    (raw,) = read_sources([path])
    assert not isinstance(raw, IngestError)
    return parse(raw).clauses


def key(clause: Clause, measure: Measure) -> tuple[object, ...]:
    """What must be right of a figure: value, unit, bound and span."""
    before = clause.text[max(0, measure.start - 6) : measure.start]
    figure = clause.text[measure.start : measure.end]
    return (before, figure, measure.value, measure.unit, measure.comparator)


def agrees(label: str | None, found: str | None) -> bool:
    """A phrase is right when one holds the other: 办理时间 for 平均办理时间."""
    if not label or not found:
        return not label and not found
    return label in found or found in label


def test_sample_corpus_figures_are_right() -> None:
    by_file: dict[str, list[dict[str, Any]]] = {}
    for label in labels("measures.jsonl"):
        by_file.setdefault(label["file"], []).append(label)
    found_total = right = subjects = conditions = 0
    for file, expected in by_file.items():
        found = {
            (position, *key(clause, measure)): measure
            for position, clause in enumerate(clauses(_SAMPLE / file))
            for measure in clause.measures
        }
        found_total += len(found)
        for label in expected:
            fields = ("clause", "before", "figure", "value", "unit", "comparator")
            measure = found.get(tuple(label[field] for field in fields))
            if measure:
                right += 1
                subjects += agrees(label["subject"], measure.subject)
                conditions += agrees(label["condition"], measure.condition)
    labelled = sum(map(len, by_file.values()))
    scores = Scores(labelled, found_total, right)
    summary = f"{scores} {scores.f1:.3f} subject {subjects}/{right} condition {conditions}/{right}"
    assert labelled >= 150
    assert scores.f1 >= FLOOR_F1, summary
    assert subjects / right >= FLOOR_SUBJECT, summary
    assert conditions / right >= FLOOR_CONDITION, summary


def test_seed_figures_are_right() -> None:
    if not _SEEDS.is_dir():
        pytest.skip("the seed documents are not part of the repository")
    expected: Counter[tuple[object, ...]] = Counter()
    read: set[tuple[str, int]] = set()
    for label in labels("measures_seeds.jsonl"):
        place = (label["file"], label["clause"])
        read.add(place)
        for value, unit, comparator in label["measures"]:
            expected[(*place, value, unit, comparator)] += 1
    found: Counter[tuple[object, ...]] = Counter()
    for prefix in {file for file, _ in read}:
        (path,) = _SEEDS.glob(f"{prefix}_*")
        found.update(_keys(prefix, clauses(path), read))
    scores = Scores(expected.total(), found.total(), (expected & found).total())
    assert scores.labelled >= 40
    wrong = f"too much: {found - expected}, missing: {expected - found}"
    assert scores.f1 >= FLOOR_SEEDS, f"{scores} {scores.f1:.3f} {wrong}"


def _keys(
    prefix: str, read: Iterable[Clause], places: set[tuple[str, int]]
) -> Iterable[tuple[object, ...]]:
    for position, clause in enumerate(read):
        if (prefix, position) in places:
            for measure in clause.measures:
                yield (prefix, position, measure.value, measure.unit, measure.comparator)
