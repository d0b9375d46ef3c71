"""Numbers in characters, and units with another one in brackets, as laws write them."""

from __future__ import annotations

import pytest

from ingest.figures.measures import extract_measures


def read(text: str) -> list[tuple[str, str | None, str, str]]:
    return [(m.value, m.unit, m.comparator, text[m.start : m.end]) for m in extract_measures(text)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("人行道通行宽度不小于一点八米。", ("1.8", "米", ">=", "一点八米")),
        ("物体边缘距车行道不得小于零点二米。", ("0.2", "米", ">=", "零点二米")),
        ("人均耕地不足零点零三三公顷的，可以申请。", ("0.033", "公顷", "<", "零点零三三公顷")),
        ("隔离带宽度为平均树高二十点五倍以上。", ("20.5", "倍", ">=", "二十点五倍")),
    ],
)
def test_decimals_in_characters_are_one_number(
    text: str, figure: tuple[str, str, str, str]
) -> None:
    assert read(text) == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "签到时间不超过八点零五分。",
        "上午九点至下午五点三十分办公。",
        "会议就两点一致意见进行了确认。",
        "以人口为重点一户一策。",
    ],
)
def test_a_time_of_day_and_points_made_are_no_decimals(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "unit", "ends"),
    [
        ("由十五人至二十九人组成。", "人", ("15", "29")),
        ("董事会成员为五人至十九人。", "人", ("5", "19")),
        ("村民代表由村民按每五户至十五户推选。", "户", ("5", "15")),
        ("每一选区选一名至三名代表。", "名", ("1", "3")),
    ],
)
def test_a_range_that_says_its_unit_twice_is_counted(
    text: str, unit: str, ends: tuple[str, str]
) -> None:
    low, high = ends
    assert [one[:3] for one in read(text)] == [(low, unit, ">="), (high, unit, "<=")]


@pytest.mark.parametrize("text", ["七级至十级残疾军人。", "第五人至第九人依次递补。"])
def test_classes_and_ordinals_are_not_counted(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("复制品数量在一千张（份）以上的；", [("1000", "张", ">=")]),
        ("展品超过120件（套）的；", [("120", "件", ">")]),
        (
            "数量在二百张（枚）以上不满二千张（枚）的；",
            [("200", "张", ">="), ("2000", "张", "<")],
        ),
        ("标志合计一百件（副）以上的；", [("100", "件", ">=")]),
        ("由两种（类）以上添加剂组成。", [("2", "种", ">=")]),
        ("从两处以上取得工资的；", [("2", "处", ">=")]),
        ("二十五度以上陡坡地不得开垦。", [("25", "度", ">=")]),
        (
            "20总吨以下的船舶，每名旅客不超过46666计算单位。",
            [("20", "总吨", "<="), ("46666", "计算单位", "<=")],
        ),
        ("书籍二百五十册以上、证件三本以上的。", [("250", "册", ">="), ("3", "本", ">=")]),
    ],
)
def test_units_of_laws_have_their_bounds(text: str, figures: list[tuple[str, str, str]]) -> None:
    assert [one[:3] for one in read(text)] == figures


@pytest.mark.parametrize(
    "text",
    [
        "情节严重的，处以罚款。",
        "25本人身份证",
        "实行两本账合一。",
        "由主管部门统一发放。",
        "总吨位另行规定。",
        "温度计一支五度刻度。",
    ],
)
def test_words_that_begin_like_these_units_are_none(text: str) -> None:
    assert [one for one in read(text) if one[1] in ("处", "本", "发", "总吨", "度", "册")] == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("巡查人员每晚十点三次巡查重点区域。", "3", "次"),
        ("早上七点五名志愿者到岗执勤。", "5", "名"),
        ("上午十一点三名执法人员到场检查。", "3", "名"),
        ("做到第二点三个工作日内办结。", "3", "个工作日"),
        ("每名职工补助三点五元。", "3.5", "元"),
        ("绿道长十二点五公里。", "12.5", "公里"),
    ],
)
def test_a_time_of_day_and_a_point_of_several_are_no_decimals(
    text: str, value: str, unit: str
) -> None:
    assert (value, unit) in [(m.value, m.unit) for m in extract_measures(text)]


@pytest.mark.parametrize("text", ["等候以5分钟为一计算单位。", "加班以半小时为1计算单位。"])
def test_a_unit_that_is_reckoned_by_is_no_money(text: str) -> None:
    assert "计算单位" not in [m.unit for m in extract_measures(text)]
