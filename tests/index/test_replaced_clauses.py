"""A clause with other words is found in the place of the one it was."""

from __future__ import annotations

import time

import pytest

from index.storage.replaced_clauses import replaced_clauses

POWER = "优化获得电力服务。高压用户办电时间不超过40个工作日，居民用户不超过5个工作日。"
WATER = "优化用水用气报装。用水报装时限压缩至5个工作日，用气报装时限压缩至10个工作日。"
TITLE = "便利不动产登记。一般登记业务3个工作日内办结，抵押登记1个工作日内办结。"


def test_a_clause_with_another_figure_is_in_its_place() -> None:
    gone = {"power": POWER, "water": WATER}
    come = {"new water": WATER.replace("10", "8"), "new power": POWER.replace("40", "30")}
    assert replaced_clauses(gone, come) == [("power", "new power"), ("water", "new water")]


def test_a_clause_on_another_matter_is_not() -> None:
    assert replaced_clauses({"power": POWER}, {"title": TITLE}) == []


def test_none_is_in_the_place_of_two() -> None:
    gone = {"draft": POWER + WATER, "power": POWER}
    assert replaced_clauses(gone, {"new power": POWER.replace("40", "30")}) == [
        ("power", "new power")
    ]


@pytest.mark.parametrize(
    ("gone", "come"), [({}, {"a": POWER}), ({"a": POWER}, {}), ({"a": ""}, {"b": ""})]
)
def test_nothing_has_no_counterpart(gone: dict[str, str], come: dict[str, str]) -> None:
    assert replaced_clauses(gone, come) == []


def test_a_long_document_written_anew_takes_no_time() -> None:
    gone = {f"old {at}": POWER.replace("40", f"{at}") for at in range(2000)}
    come = {f"new {at}": POWER.replace("40", f"{at}").replace("居民", "住户") for at in range(2000)}
    started = time.process_time()
    assert len(replaced_clauses(gone, come)) == 2000
    assert time.process_time() - started < 10
