"""Compare modes with each other, and with the rows that an earlier run wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from eval.datasets import read_json_lines
from eval.errors import DataFileError, NothingToScore
from eval.records import Values
from eval.scoring import ModeScores, Scores
from eval.significance import PairedTest, holm, paired_test

REPORTED = ("ndcg@10", "mrr@10", "hit@1", "recall@10")
"""The metrics of the report, the one that decides first."""

SLICE_METRIC = "ndcg@10"
"""The metric that slices are compared by."""

Rows = Mapping[str, Mapping[str, Values]]
"""Mode -> query id -> metrics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One metric of two systems on the same questions."""

    first: str
    second: str
    metric: str
    test: PairedTest
    adjusted_p: float
    """Holm's, over all rows of the same table."""
    part: str = ""
    """The slice; empty for all questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstBaseline:
    """This run against the rows of an earlier one."""

    name: str
    """File name of the rows."""
    digest: str
    """First characters of the SHA-256 of the file, to know it again."""
    overall: tuple[Compared, ...]
    slices: tuple[Compared, ...]
    """Of the first mode."""
    missing: int
    """Questions of this run that the baseline did not ask; they are not compared."""


def compare_modes(modes: Mapping[str, ModeScores]) -> tuple[Compared, ...]:
    """Test every metric of every pair of modes."""
    return _adjusted(
        [
            _compared(modes[a].queries, modes[b].queries, (a, b), metric)
            for a, b in combinations(modes, 2)
            for metric in REPORTED
        ]
    )


def compare_with_baseline(scores: Scores, path: Path) -> AgainstBaseline:
    """Test every mode that an earlier run asked as well, and the slices of the first of them.

    Raises:
        DataFileError: If the file holds no rows as `--rows` writes them.
        NothingToScore: If no mode and question are in both.
    """
    earlier = read_rows(path)
    shared = [name for name in scores.modes if _common(scores.modes[name].queries, earlier, name)]
    if not shared:
        raise NothingToScore(f"{path}: no mode and question of this run is in the baseline")
    first = scores.modes[shared[0]]
    overall = [
        _compared(scores.modes[name].queries, earlier[name], (name, "baseline"), metric)
        for name in shared
        for metric in REPORTED
    ]
    parts = [
        _compared(
            {query_id: first.queries[query_id] for query_id in members},
            earlier[shared[0]],
            (shared[0], "baseline"),
            SLICE_METRIC,
            part=part,
        )
        for part, members in scores.members.items()
    ]
    return AgainstBaseline(
        name=path.name,
        digest=hashlib.sha256(path.read_bytes()).hexdigest()[:12],
        overall=_adjusted(overall),
        slices=_adjusted([part for part in parts if part.test.n]),
        missing=len(set(first.queries) - set(earlier[shared[0]])),
    )


def read_rows(path: Path) -> dict[str, dict[str, Values]]:
    """Read what `zhengda-eval questions --rows` wrote; unanswerable questions have no metrics.

    Raises:
        DataFileError: At the first line that is no such row.
    """
    rows: dict[str, dict[str, Values]] = {}
    for line, row in read_json_lines(path):
        mode, query_id = row.get("mode"), row.get("id")
        if not isinstance(mode, str) or not isinstance(query_id, str):
            raise DataFileError(path, line, "has no mode and id: not a line of --rows")
        values = {name: row[name] for name in REPORTED if name in row}
        if not values:
            continue
        if len(values) < len(REPORTED) or not all(
            isinstance(value, int | float) for value in values.values()
        ):
            raise DataFileError(path, line, f"needs numbers for {', '.join(REPORTED)}")
        rows.setdefault(mode, {})[query_id] = values
    return rows


def _common(queries: Mapping[str, Values], earlier: Rows, mode: str) -> bool:
    return not queries.keys().isdisjoint(earlier.get(mode, {}))


def _compared(
    first: Mapping[str, Values],
    second: Mapping[str, Values],
    names: tuple[str, str],
    metric: str,
    *,
    part: str = "",
) -> Compared:
    shared = sorted(first.keys() & second.keys())
    test = paired_test(
        [first[query_id][metric] for query_id in shared],
        [second[query_id][metric] for query_id in shared],
    )
    return Compared(
        first=names[0], second=names[1], metric=metric, test=test, adjusted_p=test.p, part=part
    )


def _adjusted(rows: Sequence[Compared]) -> tuple[Compared, ...]:
    adjusted = holm([row.test.p for row in rows])
    return tuple(
        Compared(
            first=row.first,
            second=row.second,
            metric=row.metric,
            test=row.test,
            adjusted_p=p,
            part=row.part,
        )
        for row, p in zip(rows, adjusted, strict=True)
    )
