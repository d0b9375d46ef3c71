"""For whom or what a figure holds, and which figures hold for like conditions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Final

from ingest.records import Measure
from service.comparing.likeness import likeness
from service.comparing.subjects import ANY_LIMIT, INTERVAL, LIKE_SHARE, without

_LEFT_OUT: Final = re.compile(r"不(?:含|包括|计)[^,，;；]*")
_EVERYBODY: Final = re.compile(
    r"用户|客户|项目|企业|业务|事项|登记|申请|情形|类|等|的|全市|全区|全县|全省|范围内?|"
    r"[,，、;；:：“”\"()（）《》〔〕\s]"
)


def condition_classes(measures: Sequence[Measure], matter: Iterable[str] = ()) -> list[int]:
    """Return the number of each figure's class of like conditions, in order of appearance.

    The nearest ones come together first, and only where each is like all the others: 低压居民 goes
    with 居民, and so not with 低压, in whatever order they come.
    """
    names = tuple(matter)
    said = [bare_condition(measure, names) for measure in measures]
    kinds = list(dict.fromkeys(said))
    near = {
        (at, other): closeness(kinds[at], kinds[other])
        for other in range(len(kinds))
        for at in range(other)
    }
    members = {at: [at] for at in range(len(kinds))}
    home = list(range(len(kinds)))
    for at, other in sorted(near, key=lambda pair: (-near[pair][0], -near[pair][1], pair)):
        first, second = sorted((home[at], home[other]))
        pairs = [(min(p), max(p)) for p in product(members[first], members[second])]
        if first != second and all(any(near[pair]) for pair in pairs):
            members[first] += members.pop(second)
            for one in members[first]:
                home[one] = first
    numbers = {name: at for at, name in enumerate(dict.fromkeys(home))}
    return [numbers[home[kinds.index(one)]] for one in said]


def bare_condition(measure: Measure, names: Iterable[str] = ()) -> str:
    """Return for whom a figure holds, without words that every condition has.

    A figure without a condition may have it for a subject: 一般登记 is a kind of registration.
    """
    said = measure.condition or ANY_LIMIT.sub("", measure.subject)
    return _EVERYBODY.sub("", without(_LEFT_OUT.sub("", INTERVAL.sub("", said)), names))


def closeness(one: str, other: str) -> tuple[float, int]:
    """Return how near two bare conditions are; (0, 0) when they are unlike, as 高压 and 低压 are.

    Chinese puts the head last, so 低压居民 is nearer to 居民 than to 低压; 非居民 is not 居民.
    """
    if one == other:
        return 2.0, 1
    if not one or not other or one.count("非") != other.count("非"):
        return 0.0, 0
    shorter, longer = sorted((one, other), key=len)
    if longer.endswith(shorter):
        return 1.5, 1
    if longer.startswith(shorter):
        return 1.0, 0
    near = likeness(one, other)
    return (near, 0) if near >= LIKE_SHARE else (0.0, 0)
