"""By how much a figure goes up or down (增加100元, 提高5%) is no level to put beside levels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ingest.records import Clause, Measure, MeasureKind

_VERB: Final = (
    "提高|增加|增长|增发|加发|增收|上浮|上调|上涨|降低|下降|减少|减发|下浮|下调|缩短|压缩|压减|延长"
)
_KINDS: Final = frozenset({MeasureKind.MONEY, MeasureKind.PERCENTAGE, MeasureKind.DURATION})
_SAID: Final = re.compile(rf"(?:{_VERB})(?:幅度)?了?\Z|基础上\Z")
_WRITTEN: Final = re.compile(rf"(?P<by>{_VERB})(?:了|约|各|最高|不超过)?(?:每[人户月年]){{0,2}}\Z")
_LEVEL: Final = re.compile(r"[到至为](?:每[人户月年日生]){0,2}\Z")
_OF_CHANGE: Final = re.compile(rf"(?<=.{{2}})(?:每[人户月年日生]){{0,2}}(?:{_VERB})(?:幅度)?了?\Z")
_WRITTEN_CHARS: Final = 12
_ASKED: Final = re.compile(
    rf"(?:{_VERB}|涨|增幅|涨幅|降幅|幅度)(?![到至为后])"
    r"|\b(?:increas|reduc|rais|lower|cut|more|less)"
)


def is_change(measure: Measure) -> bool:
    """Say whether a figure is by how much another goes up or down, as its words say."""
    last = (measure.condition or "").rpartition(",")[2]
    told = _SAID.search(last) or _SAID.search(measure.subject)
    return measure.kind in _KINDS and told is not None


def with_change(measure: Measure, clause: Clause) -> Measure:
    """Return a change with the verb among its conditions: 上浮 of 在上述标准基础上上浮20%.

    A level after a change is of what changes: 760元 of 低保标准每人每月增加40元,提高到760元.
    """
    before = clause.text[max(0, measure.start - _WRITTEN_CHARS) : measure.start]
    if measure.kind in _KINDS and _LEVEL.search(before):
        return replace(measure, subject=_OF_CHANGE.sub("", measure.subject))
    written = _WRITTEN.search(before) if measure.kind in _KINDS else None
    if written is None or measure.baseline is not None:
        return measure
    if written["by"] in f"{measure.subject},{measure.condition or ''}":
        return measure
    condition = ",".join(filter(None, (measure.condition, written["by"])))
    return replace(measure, condition=condition)


def of_one_sort(told: Mapping[int, Measure], question: str) -> dict[int, Measure]:
    """Leave out changes beside levels; leave out levels beside changes where these are asked for.

    Where a place says nothing else, what it says is kept.
    """
    wanted = _ASKED.search(question) is not None
    kept = {at: measure for at, measure in told.items() if is_change(measure) is wanted}
    return kept or dict(told)
