"""Whether a draft is of the scale, the year and the class asked for.

A clause on the subject is no answer when it holds a figure of another scale (30 日 for 几年有效),
or is of another class (A级) or year than the question.
"""

from __future__ import annotations

import re
from typing import Final

from service.answering.refusing.sides import is_some

# How long, in a unit -> the units that answer it.
_SCALES: Final = tuple(
    (re.compile(asked), re.compile(answer))
    for asked, answer in (
        (
            r"[几多][少]?年|\bhow many years",
            r"[\d一二两三四五六七八九十半]年|个月|长期|\byears?|\bmonths?",
        ),
        (r"年限", r"[\d一二两三四五六七八九十半]\s*个?[年月]|长期|永久|终身"),
        (r"(?:几|多少)个?月(?!份)|\bhow many months", r"[月年日天]|\b(?:years?|months?|days?)\b"),
        (
            r"(?:几|多少)(?:分钟|秒)|\bhow many minutes",
            r"分钟|秒|小时|[即当]时|当场|\bminutes?|\bhours?",
        ),
    )
)

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年|[-—至]|[^\w元]|$)")
_CLASS: Final = re.compile(
    r"([一二三四五六七八九十a-e]{1,9}(?:[、和及或][一二三四五六七八九十a-e]{1,9}){0,9})([类级档])"
)
"""One class, or several with one word for them: 三、四级, 三四级."""


def off_scale(text: str, said: str) -> bool:
    """Say whether years, months or minutes are asked for and a text holds none of that scale."""
    return any(
        (found := asked.search(text)) is not None
        and not is_some(text, found)
        and held.search(said) is None
        for asked, held in _SCALES
    )


def lacks_year(text: str, dated: str) -> bool:
    """Say whether a year is asked about that neither a clause nor its document is of."""
    return any(year not in dated for year in _YEAR.findall(text))


def other_class(text: str, clause: str) -> bool:
    """Say whether a class is asked about, and the clause speaks of other classes only."""
    others = _classes(clause)
    return bool(others) and not _classes(text) <= others


def _classes(text: str) -> set[str]:
    return {
        f"{class_}{word}"
        for classes, word in _CLASS.findall(text)
        for class_ in classes
        if class_ not in "、和及或"
    }
