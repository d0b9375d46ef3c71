from __future__ import annotations

import pytest

from index.ranking.answer_type import asked_kinds
from index.ranking.fusion import Fused, lifted
from ingest.records import MeasureKind


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("办电要多久", {MeasureKind.DURATION}),
        ("开公司几天能办好", {MeasureKind.DURATION}),
        ("一般登记要多少个工作日", {MeasureKind.DURATION}),
        ("How long does power connection take", {MeasureKind.DURATION}),
        ("processing time for a construction permit", {MeasureKind.DURATION}),
        ("最迟什么时候申报", {MeasureKind.DEADLINE}),
        ("When is the deadline", {MeasureKind.DEADLINE}),
        ("高新企业补贴多少", {MeasureKind.MONEY}),
        ("how much is the subsidy", {MeasureKind.MONEY}),
        ("投标保证金比例是多少", {MeasureKind.PERCENTAGE}),
        ("护理补贴每月补多少", {MeasureKind.MONEY}),
        ("居民医保自己交多少", {MeasureKind.MONEY}),
        ("擅自开工罚多少", {MeasureKind.MONEY}),
        ("要几多钱", {MeasureKind.MONEY}),
        ("租金补贴 上限", set()),
        ("清单几时公布", {MeasureKind.DEADLINE}),
        ("每月几号前报送", {MeasureKind.DEADLINE}),
        ("网办事项占比", {MeasureKind.PERCENTAGE}),
        ("担保费收几个点", {MeasureKind.PERCENTAGE}),
        ("信息公开要多久", {MeasureKind.DURATION}),
        ("要提前几天报备", {MeasureKind.DURATION}),
        ("优待卡有效期", {MeasureKind.DURATION}),
        ("How many working days may it take", {MeasureKind.DURATION}),
        ("Must I sign by hand when I apply online?", set()),
        ("前几天交的材料去哪查", set()),
        ("奖补资金多久发一次", set()),
        ("how often are they reviewed", set()),
        ("要花钱请代办吗", set()),
        ("谁负责办电", set()),
        ("怎么注销公司", set()),
        ("showhow longer", set()),
        ("", set()),
    ],
)
def test_the_kind_of_figure_asked_for(question: str, kinds: set[MeasureKind]) -> None:
    assert asked_kinds(question) == kinds


def test_a_lift_raises_a_score_and_keeps_it_bounded_and_in_order() -> None:
    low, high = Fused(1, 0.4), Fused(2, 0.6)
    assert lifted(low, 0.0, "figure").score == pytest.approx(0.4)
    assert low.score < lifted(low, 0.25, "figure").score < lifted(high, 0.25, "figure").score < 1
    assert lifted(Fused(3, 1.0), 0.25, "figure").score <= 1
    assert lifted(low, 0.25, "figure").scores["figure"] == 0.25
