"""Which figures measure the same thing, and which of them hold for like conditions.

Two places say the same in other words: 平均办电时间 and 用电报装办理时限. So the words of the
question's own matter and words that any time limit has are taken out of a subject, and what is
left must agree. A span that is named (从立项到竣工验收) is part of what is measured: two figures
with different spans never stand in one group, whatever their subjects say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from index import AskedWord
from ingest.records import Measure, MeasureKind
from service.comparing.likeness import likeness
from service.comparing.records import Group, Row
from service.comparing.units import unit_family

LIKE_SHARE: Final = 0.5
"""Of the character pairs of two names, for them to name the same."""

_INTERVAL: Final = re.compile(
    r"[自从由]([^,，;；]{2,24}?)起?(?:直至|[到至])([^,，;；]{2,24}?)(?=[,，;；、(（]|$)"
)
_LEFT_OUT: Final = re.compile(r"不(?:含|包括|计)[^,，;；]*")
_TIMING: Final = (
    r"全流程|全过程|全程|整体|总体|再|均|压缩|压减|缩短|减少|降低|控制|提高|办理|办结|办完|完成|实现|"
    r"达到|保持|登记|总|所需|需要|时间|时限|时长|期限|天数|比例|占比"
)
_GENERIC: Final = re.compile(
    rf"{_TIMING}|平均|最长|最短|一般|实际|法定|承诺|各类|相关|用|日|时|率|的|内|将|为|由"
)
_ANY_LIMIT: Final = re.compile(_TIMING)
_EVERYBODY: Final = re.compile(
    r"用户|客户|项目|企业|业务|事项|登记|申请|情形|类|等|的|全市|全区|全县|全省|范围内?|"
    r"[,，、;；:：“”\"()（）《》〔〕\s]"
)
_MARKS: Final = re.compile(r"[,，、;；:：“”\"()（）《》〔〕\s]")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure measures, without what every such figure says."""

    kind: MeasureKind
    unit: str
    rest: str
    """The subject without the words of the question and of any time limit."""
    interval: tuple[str, str] | None
    """From what to what, when the text says it."""
    is_span: bool = False
    """Whether the subject itself is that span: 从立项到竣工验收."""


def aligned(
    rows: Iterable[Row], words: Iterable[AskedWord]
) -> tuple[tuple[Row, ...], tuple[Group, ...]]:
    """Group rows by what they measure, like conditions together.

    Returns:
        The rows in order, each with its group, and the groups: the one of most places comes first,
        in it the conditions of most places. What has no figure follows, what was not found is last.
    """
    given = list(rows)
    matter = names_of(words)
    measured = [(row, row.measure) for row in given if row.measure is not None]
    numbers = grouped([subject_of(measure, matter) for _, measure in measured])
    members: dict[int, list[tuple[Row, Measure]]] = {}
    for pair, number in zip(measured, numbers, strict=True):
        members.setdefault(number, []).append(pair)
    found = [(_group(pairs), pairs) for pairs in members.values()]
    found.sort(key=lambda item: -item[0].places)  # stable: equal ones as their rows came
    ordered = [
        row for at, (_, pairs) in enumerate(found) for row in _by_condition(pairs, at, matter)
    ]
    others = sorted((row for row in given if row.measure is None), key=lambda row: not row.found)
    return (*ordered, *others), tuple(group for group, _ in found)


def subject_of(measure: Measure, matter: Iterable[str] = ()) -> Subject:
    """Return what a figure measures; `matter` are the names of what the question is about."""
    said = f"{measure.subject},{measure.condition or ''}"
    found = _INTERVAL.search(said)
    interval = (_plain(found[1]), _plain(found[2])) if found else None
    rest = _INTERVAL.sub("", measure.subject)
    names = tuple(matter)
    rest = _MARKS.sub("", _GENERIC.sub("", without(rest, names)))
    if any(likeness(rest, name) >= LIKE_SHARE for name in names):
        rest = ""  # 供电报装 beside 用电报装
    is_span = _INTERVAL.search(measure.subject) is not None
    return Subject(measure.kind, unit_family(measure.unit), rest, interval, is_span)


def names_of(words: Iterable[AskedWord]) -> tuple[str, ...]:
    """Return every name of the question's words, the longest first."""
    names = {name for word in words for name in (word.text, *word.names)}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def same_subject(one: Subject, other: Subject) -> bool:
    """Whether two figures measure the same thing in the same unit."""
    if (one.kind, one.unit) != (other.kind, other.unit) or not _alike(one.rest, other.rest):
        return False
    if one.interval is None or other.interval is None:
        return not (one.is_span or other.is_span)
    ends = zip(one.interval, other.interval, strict=True)
    return all(likeness(end, other_end) >= LIKE_SHARE for end, other_end in ends)


def grouped(subjects: Sequence[Subject]) -> list[int]:
    """Return the number of each subject's group, numbered in order of appearance.

    A subject joins the first group all of whose members measure the same, so that one without a
    span cannot bring together two with different ones.
    """
    members: list[list[Subject]] = []
    numbers: list[int] = []
    for subject in subjects:
        at = 0
        while at < len(members) and not all(same_subject(subject, one) for one in members[at]):
            at += 1
        if at == len(members):
            members.append([])
        members[at].append(subject)
        numbers.append(at)
    return numbers


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
    said = measure.condition or _ANY_LIMIT.sub("", measure.subject)
    return _EVERYBODY.sub("", without(_LEFT_OUT.sub("", _INTERVAL.sub("", said)), names))


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


def side_by_side(one: Measure, other: Measure, matter: Iterable[str] = ()) -> float:
    """Return how well two figures go side by side: one subject, like conditions; 0 if not at all.

    A subject that says no more than any time limit does leaves the condition to tell what it is.
    """
    names = tuple(matter)
    first, second = subject_of(one, names), subject_of(other, names)
    if first.rest and second.rest and not _alike(first.rest, second.rest):
        return 0.0
    if not same_subject(replace(first, rest=""), replace(second, rest="")):
        return 0.0
    return sum(closeness(bare_condition(one, names), bare_condition(other, names)))


def without(text: str, names: Iterable[str]) -> str:
    """Take names out of a text, longer ones first when they come in that order."""
    for name in names:
        text = text.replace(name, "")
    return text


def _group(pairs: Sequence[tuple[Row, Measure]]) -> Group:
    first = pairs[0][1]
    return Group(
        subject=first.subject,
        kind=first.kind,
        unit=unit_family(first.unit),
        places=len({row.region for row, _ in pairs}),
    )


def _by_condition(
    pairs: Sequence[tuple[Row, Measure]], group: int, matter: tuple[str, ...]
) -> list[Row]:
    """Put rows with like conditions together, the condition of most places first."""
    classes = condition_classes([measure for _, measure in pairs], matter)
    places: dict[int, set[str]] = {}
    for (row, _), number in zip(pairs, classes, strict=True):
        places.setdefault(number, set()).add(row.region)
    order = sorted(places, key=lambda number: (-len(places[number]), number))
    ranks = {number: rank for rank, number in enumerate(order)}
    rows = [
        replace(row, group=group, alike=ranks[number])
        for (row, _), number in zip(pairs, classes, strict=True)
    ]
    return sorted(rows, key=lambda row: row.alike)


def _alike(one: str, other: str) -> bool:
    return one == other or bool(one and other and likeness(one, other) >= LIKE_SHARE)


def _plain(text: str) -> str:
    return _MARKS.sub("", text)
