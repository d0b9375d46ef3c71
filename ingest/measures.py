"""Typed figures of a clause: what is measured, for whom, with which bound.

Policy sentences say the subject once and go on with figures for one group after another. So the
words before a figure are read as subject, condition or both, and what a figure does not say itself
is carried over from the figure before it in the same sentence, or taken from the heading. Where
the words leave it open, less is said: the heading as subject and no condition.
"""

from __future__ import annotations

from ingest.bounds import Cluster, cluster, comparator
from ingest.clause_layout import ClauseLayout
from ingest.figures import find_figures, may_hold_figures
from ingest.records import Measure
from ingest.saying import Reader

_WIDE, _NARROW = "，；：（）！？．％\u3000\xa0", ",;:()!?.%  "
_FOLDED = tuple(zip(_WIDE, _NARROW, strict=True))


def extract_measures(text: str, *, heading: str = "") -> tuple[Measure, ...]:
    """Return the typed figures of a clause in reading order.

    Args:
        text: The clause text; offsets of the result count in it.
        heading: Says the subject where nothing nearer does.
    """
    if not may_hold_figures(text):
        return ()
    folded = fold(text)
    figures = find_figures(folded)
    if not figures:
        return ()
    clusters = cluster(folded, figures)
    reader = Reader(ClauseLayout(folded), heading)
    measures: list[Measure] = []
    for index, group in enumerate(clusters):
        previous = clusters[index - 1] if index else None
        said = reader.read(group, previous)
        for at, figure in enumerate(group.figures):
            measures.append(
                Measure(
                    kind=figure.kind,
                    subject=said[at].subject,
                    condition=said[at].condition,
                    comparator=comparator(folded, group, at),
                    value=figure.value,
                    unit=figure.unit,
                    baseline=_baseline(group),
                    start=figure.start,
                    end=figure.end,
                )
            )
    return tuple(measures)


def fold(text: str) -> str:
    """Give punctuation half width, character for character."""
    for wide, narrow in _FOLDED:
        text = text.replace(wide, narrow)
    return text


def _baseline(group: Cluster) -> str | None:
    """Return the value that a figure comes from, when it is in the figure's own unit."""
    base = group.baseline
    return base.value if base and base.unit == group.figures[0].unit else None
