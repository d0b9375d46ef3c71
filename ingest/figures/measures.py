"""Typed figures of a clause: what is measured, for whom, with which bound.

Policy sentences say the subject once and go on with figures for one group after another. So the
words before a figure are read as subject, condition or both, and what a figure does not say itself
is carried over from the figure before it in the same sentence, or taken from the heading. Where
the words leave it open, less is said: the heading as subject and no condition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.figures.bounds import Cluster, cluster, comparator
from ingest.figures.clause_layout import ClauseLayout
from ingest.figures.in_text import find_figures
from ingest.figures.places import may_hold_figures
from ingest.figures.saying import Reader
from ingest.records import Measure
from ingest.text.numerals import NUMERAL

_WIDE, _NARROW = "，；：（）！？．％\u3000\xa0", ",;:()!?.%  "
_GROUP_HEADING = re.compile(
    r"(?:用户|客户|企业|居民|项目|工程|家庭|人员|群众|纳税人|学生|单位|小区|[一二三四五甲乙丙丁A-E]类)\Z"
)
_NUMBERED = re.compile(
    rf"^[(（]?第?(?:{NUMERAL}|\d)+[)）、.．]?(?:编|篇|分编|部分|章|节|条)?[、.．]?\s*|^附[件表录]\d{{0,2}}[:：]?"
)
_FOLDED = tuple(zip(_WIDE, _NARROW, strict=True))


def extract_measures(
    text: str, *, heading: str = "", above: Sequence[str] = ()
) -> tuple[Measure, ...]:
    """Return the typed figures of a clause in reading order.

    Args:
        text: The clause text; offsets of the result count in it.
        heading: Says the subject where nothing nearer does.
        above: The headings over it, the nearest last; say it where the heading names a group only.
    """
    if not may_hold_figures(text):
        return ()
    folded = fold(text)
    figures = find_figures(folded)
    if not figures:
        return ()
    clusters = cluster(folded, figures)
    reader = Reader(ClauseLayout(folded), _naming(heading, above))
    measures: list[Measure] = []
    for index, group in enumerate(clusters):
        previous = clusters[index - 1] if index else None
        said = reader.read(group, previous)
        for at, figure in enumerate(group.figures):
            sign = comparator(folded, group, at)
            if sign == "=":
                sign = reader.rows.upper_or_lower(figure.start) or sign
            measures.append(
                Measure(
                    kind=figure.kind,
                    subject=said[at].subject,
                    condition=said[at].condition,
                    comparator=sign,
                    value=figure.value,
                    unit=figure.unit,
                    baseline=_baseline(group),
                    start=figure.start,
                    end=figure.end,
                )
            )
    return tuple(measures)


def _naming(heading: str, above: Sequence[str]) -> str:
    """Return the nearest heading that says more than for whom: 压减办电时间 over 高压用户."""
    if heading and not _GROUP_HEADING.search(heading):
        return heading
    for outer in reversed(above):
        words = _NUMBERED.sub("", outer).strip()
        if words and not _GROUP_HEADING.search(words) and not outer.startswith("第"):
            return words  # a chapter is too wide to say what a figure in it measures
    return heading


def fold(text: str) -> str:
    """Give punctuation half width, character for character."""
    for wide, narrow in _FOLDED:
        text = text.replace(wide, narrow)
    return text


def _baseline(group: Cluster) -> str | None:
    """Return the value that a figure comes from, when it is in the figure's own unit."""
    base = group.baseline
    own = group.figures[0]
    changes = base is not None and base.unit == own.unit and base.value != own.value
    return base.value if base and changes else None
