"""How old a thing may be that has to be brought is no time that anything takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ingest.figures.measures import extract_measures
from ingest.records import Clause, MeasureKind
from service.answering.figures.roles import in_role

BROUGHT = "申请人提交近3个月内一寸免冠照片一张、最近6个月的社会保险缴费清单，15日内发放登记卡。"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("居住登记卡办理时间", ["15"]),
        ("居住登记卡几天发放", ["15"]),
        ("要最近几个月的社保缴费清单", ["3", "6", "15"]),
        ("要几个月以内的照片", ["3", "6", "15"]),
    ],
)
def test_it_is_told_to_who_asks_for_it_only(
    clause_of: Callable[..., Clause], question: str, told: list[str]
) -> None:
    clause = replace(clause_of(BROUGHT), measures=extract_measures(BROUGHT))
    durations = [m for m in clause.measures if m.kind is MeasureKind.DURATION]
    assert [m.value for m in in_role(durations, clause, question)] == told
