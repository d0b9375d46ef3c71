"""Which figures stand side by side: of one subject in one unit, like conditions together.

Two figures with different spans never stand in one group, whatever their subjects say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from index import AskedWord
from ingest.records import Measure
from service.comparing.conditions import (
    condition_classes,
    condition_nearness,
    exclude_each_other,
    holds_for_all,
)
from service.comparing.likeness import character_pairs
from service.comparing.records import Group, Row
from service.comparing.subjects import (
    Subject,
    alike,
    matters_of,
    names_of,
    of_matters,
    same_subject,
    subject_of,
)
from service.comparing.units import unit_family

PLAIN_NEARNESS: Final = 1.0
"""Of figures of one subject without conditions, whatever words their subjects have."""
TOLD_NEARNESS: Final = 0.3
"""Of figures where the condition of one is the subject of the other, which says no more."""


TOLD_SHARE: Final = 0.3
"""Of the character pairs of a subject or a condition, for the one to say what the other does."""


def aligned(
    rows: Iterable[Row], words: Iterable[AskedWord], question: str = ""
) -> tuple[tuple[Row, ...], tuple[Group, ...]]:
    """Group rows by what they measure, like conditions together.

    Args:
        rows: Of all places, place by place.
        words: Those of the question whose names are known.
        question: As it was understood.

    Returns:
        The rows in order, each with its group, and the groups: the one of most places comes first,
        in it the conditions of most places. What has no figure follows, what was not found is last.
    """
    given = list(rows)
    asked = list(words)
    measured = [(row, row.measure) for row in given if row.measure is not None]
    matter, matters = names_of(asked), matters_of(asked, [measure for _, measure in measured])
    subjects = [
        of_matters(subject_of(measure, matter, question), measure, matters)
        for _, measure in measured
    ]
    numbers = grouped(subjects)
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


def side_by_side(one: Measure, other: Measure, matter: Iterable[str] = ()) -> float:
    """Return how well two figures go side by side: one subject, like conditions; 0 if not at all.

    A subject that says no more than any time limit does leaves the condition to tell what it is:
    办结 of 抵押登记 goes with 抵押登记办理时间, 办电时间 of 高压用户 not with their 方案答复时限.
    """
    names = tuple(matter)
    first, second = subject_of(one, names), subject_of(other, names)
    told = _told(first, second) or _told(second, first)
    if not (alike(first.rest, second.rest) or told) or exclude_each_other(one, other):
        return 0.0
    if not same_subject(replace(first, rest=""), replace(second, rest="")):
        return 0.0
    near = condition_nearness(one, other, names)
    plain = not told and all(holds_for_all(measure, names) for measure in (one, other))
    return max(near, PLAIN_NEARNESS if plain else TOLD_NEARNESS if told else 0.0)


def _told(one: Subject, other: Subject) -> bool:
    """Whether a condition tells what the words of the other's subject tell."""
    if one.rest or not other.rest:
        return False
    named, told = character_pairs(other.rest), character_pairs(one.condition)
    shared = len(named & told)
    return shared > 0 and shared >= TOLD_SHARE * min(len(named), len(told))


def _group(pairs: Sequence[tuple[Row, Measure]]) -> Group:
    # What is done at once has no unit of its own.
    first = next((measure for _, measure in pairs if measure.value != "0"), pairs[0][1])
    named = (measure.subject for measure in (first, *(one for _, one in pairs)))
    return Group(
        subject=next(filter(None, named), "") or _title(pairs[0][0]),
        kind=first.kind,
        unit=unit_family(first.unit),
        places=len({row.region for row, _ in pairs}),
    )


def _title(row: Row) -> str:
    """Return what the clause of a row is called, for figures that nothing names."""
    if row.source is None:
        return ""
    clause = row.source.clause
    return clause.heading or (clause.path[-1] if clause.path else row.source.document.title)


def _by_condition(
    pairs: Sequence[tuple[Row, Measure]], group: int, matter: tuple[str, ...]
) -> list[Row]:
    """Put rows with like conditions together, the condition of most places first."""
    clauses = [row.source.clause.id if row.source else "" for row, _ in pairs]
    classes = condition_classes([measure for _, measure in pairs], matter, clauses)
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
