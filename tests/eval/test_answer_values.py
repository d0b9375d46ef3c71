"""Which answers say what a label says, and which figures their quotes do not hold."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from eval.answer_values import (
    is_value,
    plain,
    same_unit,
    says,
    stands_in,
    unsupported_figures,
    wrong_extras,
)
from eval.records import Answer as Label
from ingest.records import Measure, MeasureKind


def measure(value: str, unit: str | None = "个工作日", **changes: object) -> Measure:
    fields = {"kind": MeasureKind.DURATION, "subject": "办理", "start": 0, "end": 1, **changes}
    return Measure(value=value, unit=unit, **fields)  # type: ignore[arg-type]


def answer(text: str, quote: str = "", *measures: Measure, language: str = "zh") -> object:
    return SimpleNamespace(
        question=SimpleNamespace(language=language),
        statements=[SimpleNamespace(text=text, citations=(0,))],
        measures=[SimpleNamespace(measure=one, citation=0) for one in measures],
        citations=[SimpleNamespace(citation=SimpleNamespace(quote=quote))],
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("个工作日", "工作日", True),
        ("日", "天", True),
        ("个工作日", "日", False),
        ("小时", "个小时", True),
        ("项", "个", True),
        ("万元", "元", False),
        ("%", "%", True),
    ],
)
def test_units_are_compared_by_what_they_mean(one: str, other: str, same: bool) -> None:
    assert same_unit(one, other) is same


def test_a_measure_is_the_value_only_in_its_unit() -> None:
    assert is_value(measure("4"), Label(value="4", unit="个工作日"))
    assert is_value(measure("2.50"), Label(value="2.5"))
    assert not is_value(measure("4", "天"), Label(value="4", unit="个工作日"))
    assert not is_value(measure("40"), Label(value="4", unit="个工作日"))
    assert is_value(measure("每月25日", None), Label(value="每月25日前"))


def test_a_figure_in_words_or_text_counts_but_not_inside_another() -> None:
    assert says(answer("期限为三个月"), Label(value="3", unit="个月"))
    assert says(answer("首套印章免费"), Label(value="0", unit="元"))
    assert not says(answer("期限为30日"), Label(value="3", unit="日"))
    assert not says(answer("不超过15个工作日"), Label(value="5", unit="个工作日"))


def test_words_are_said_when_half_of_them_are() -> None:
    assert says(answer("由供电企业投资建设"), Label(value="供电企业投资"))
    assert not says(answer("由用户承担"), Label(value="供电企业投资"))


def test_another_value_of_the_same_thing_is_against_a_right_one() -> None:
    labels = [Label(value="4", unit="个工作日")]
    same = answer("", "", measure("4"), measure("9"))
    other = answer("", "", measure("4"), measure("9", condition="高压"))
    assert [one.value for one in wrong_extras(same, labels)] == ["9"]
    assert wrong_extras(other, labels) == []


def test_figures_that_a_quote_does_not_hold_are_found() -> None:
    held = answer("某市：不超过30个工作日", "不超过30个工作日", measure("30"))
    invented = answer("某市：不超过30个工作日", "不超过8个工作日", measure("30"))
    assert unsupported_figures(held) == []
    assert unsupported_figures(invented) == ["30", "30"]


def test_raw_quotes_are_read_as_their_documents_write_figures() -> None:
    assert stands_in("2", plain("發證後兩個(gè)月內"))
    assert stands_in("33.33", plain("压缩三分之一"))
    assert stands_in("50", plain("减半收取"))
    assert stands_in("66.67", plain("不少于2/3"))
    assert stands_in("6.5", plain("下降到6 5小时"))
    assert not stands_in("7", plain("三个月"))


@pytest.mark.parametrize(
    ("figure", "numeral"),
    [
        ("15", "十五"),
        ("20", "二十"),
        ("105", "一百零五"),
        ("112", "一百一十二"),
        ("183", "一百八十三"),
        ("200", "二百"),
        ("1015", "一千零一十五"),
        ("2000", "二千"),
        ("2005", "二千零五"),
    ],
)
def test_figures_are_found_as_laws_write_them(figure: str, numeral: str) -> None:
    assert stands_in(figure, plain(f"处{numeral}元以下罚款"))
    assert not stands_in(figure, plain("处三千三百元以下罚款"))
