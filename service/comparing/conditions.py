"""For whom or what a figure holds, and which figures hold for like conditions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product
from typing import Final, NamedTuple

from ingest.records import Measure
from service.answering.figures.classes_beside import WITH_OR_WITHOUT
from service.answering.groups.classes import hinted, mentions
from service.answering.groups.series import MATTERS
from service.answering.wording.utilities import utilities
from service.comparing.likeness import likeness
from service.comparing.subjects import ANY_LIMIT, INTERVAL, LIKE_SHARE, without

CLASSES_ALIKE: Final = 0.3
CLASS_ALIKE: Final = 0.1
"""For conditions in other words that name the same class of a series, and for each such series;
less than for words that are alike."""
_SUPPLY: Final = "supply"
_HAVING: Final = "having"
_LEFT_OUT: Final = re.compile(r"不(?:含|包括|计)[^,，;；]*")
_WHAT_IS_LIMITED: Final = re.compile(
    r"(?:平均)?(?:办理|接电|办电)?(?:时限|时间|期限|时长)(?=[,，]|\Z)"
)
"""抵押登记业务办理时限 is that of 抵押登记."""
_EVERYBODY: Final = re.compile(
    r"全程|全流程|全部环节|各环节|用户|客户|项目|企业|业务|事项|登记|申请|情形|类|等|的|年度|全年|全市|全区|全县|全省|范围内?|"
    r"[,，、;；:：“”\"()（）《》〔〕\s]"
)


def condition_classes(
    measures: Sequence[Measure], matter: Iterable[str] = (), clauses: Sequence[str] = ()
) -> list[int]:
    """Return the number of each figure's class of like conditions, in order of appearance.

    The nearest ones come together first, and only where each is like all the others: 低压居民 goes
    with 居民, and so not with 低压, in whatever order they come. What one clause tells apart is
    unlike: `clauses` are the ids of those that the figures stand in.
    """
    names = tuple(matter)
    said = [(bare_condition(one, names), _whole(one)) for one in measures]
    kinds = list(dict.fromkeys(said))
    near = {
        (at, other): _nearness(kinds[at], kinds[other])
        for other in range(len(kinds))
        for at in range(other)
    }
    for pair in _told_apart([kinds.index(one) for one in said], clauses):
        if kinds[pair[0]][0] != kinds[pair[1]][0]:
            near[pair] = (0.0, 0)
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


def _told_apart(kinds: Sequence[int], clauses: Sequence[str]) -> set[tuple[int, int]]:
    """Return the pairs of kinds that stand in one clause, the lower number first."""
    by_clause: dict[str, set[int]] = {}
    for clause, kind in zip(clauses, kinds, strict=False):
        by_clause.setdefault(clause, set()).add(kind)
    return {pair for found in by_clause.values() for pair in combinations(sorted(found), 2)}


def condition_nearness(one: Measure, other: Measure, names: Iterable[str] = ()) -> float:
    """Return how near the conditions of two figures are; 0 when they are unlike."""
    given = tuple(names)
    return sum(
        _nearness(
            (bare_condition(one, given), _whole(one)), (bare_condition(other, given), _whole(other))
        )
    )


def exclude_each_other(one: Measure, other: Measure) -> bool:
    """Whether two figures are of classes that exclude each other: 高压 and 低压, water and gas."""
    return _shared_classes(_whole(one), _whole(other)) is None


def _whole(measure: Measure) -> str:
    return f"{measure.subject},{measure.condition or ''}"


def _nearness(one: tuple[str, str], other: tuple[str, str]) -> tuple[float, int]:
    """Return how near two conditions are, given bare and with their subjects.

    Classes of one series decide before likeness of words does: 单电源 is not 双电源, however alike,
    and 10千伏高压 is 高压, however unlike.
    """
    if one == other:
        return 2.0, 1
    shared = _shared_classes(one[1], other[1])
    if shared is None:
        return 0.0, 0
    near = closeness(one[0], other[0])
    if any(near) or not shared:
        return near
    return CLASSES_ALIKE + shared * CLASS_ALIKE, 0


def _shared_classes(one: str, other: str) -> int | None:
    """Return in how many series two texts name the same classes; None if in one they differ."""
    first, second = _classes(one), _classes(other)
    series = first.keys() & second.keys()
    if any(not first[name].meant & second[name].meant for name in series):
        return None
    return sum(first[name].tells and second[name].tells for name in series)


class _Classes(NamedTuple):
    meant: frozenset[str]
    tells: bool
    """Whether for whom a figure holds is named, rather than hinted at or what it is of."""


@lru_cache(maxsize=4096)
def _classes(text: str) -> Mapping[str, _Classes]:
    """Return by series the classes that a text is of."""
    classes: dict[str, _Classes] = {}
    for tells, found in ((True, mentions(text)), (False, hinted(text))):
        for one in found:
            known = classes.get(one.series, _Classes(frozenset(), tells))
            if one.classes and one.series not in MATTERS and known.tells is tells:
                classes[one.series] = _Classes(known.meant | one.classes, tells)
    if supplies := utilities(text):
        classes[_SUPPLY] = _Classes(supplies, tells=False)
    if said := WITH_OR_WITHOUT.search(text):
        classes[_HAVING] = _Classes(frozenset({said.lastgroup or ""}), tells=False)
    return classes


def bare_condition(measure: Measure, names: Iterable[str] = ()) -> str:
    """Return for whom a figure holds, without words that every condition has.

    A figure without a condition may have it for a subject: 一般登记 is a kind of registration.
    """
    said = _LEFT_OUT.sub("", INTERVAL.sub("", measure.condition or measure.subject))
    given = tuple(names)
    bare = without(_WHAT_IS_LIMITED.sub("", _of_names(said, given)), given)
    return _EVERYBODY.sub("", bare if measure.condition else ANY_LIMIT.sub("", bare))


def _of_names(said: str, names: Sequence[str]) -> str:
    """Return a condition with what of a row is asked about: 抵押登记 of 转移登记、抵押登记."""
    told = []
    for part in said.split(","):
        things = part.split("、")
        asked = [one for one in things if any(name in one for name in names)]
        told.append("、".join(asked or things))
    return ",".join(told)


def holds_for_all(measure: Measure, names: Iterable[str] = ()) -> bool:
    """Whether a figure has no condition, or one that leaves nobody out: 全区范围内企业."""
    return not measure.condition or not bare_condition(measure, names)


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
