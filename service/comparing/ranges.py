"""Ranges: 20至25个工作日 is one figure to compare, not a least and a most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.records import Clause, Measure
from service.answering.figures.lines import upper_end


def range_starts(figures: Sequence[tuple[Clause, Measure]]) -> Mapping[int, int]:
    """Return by where the upper end of a range stands in the sequence where the lower one does."""
    starts: dict[int, int] = {}
    for low, (clause, measure) in enumerate(figures):
        inside = [at for at, (other, _) in enumerate(figures) if other.id == clause.id]
        high = upper_end(measure, [figures[at][1] for at in inside], clause)
        if high is not None and high.unit == measure.unit:
            starts[next(at for at in inside if figures[at][1] is high)] = low
    return starts
