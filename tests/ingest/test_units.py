"""Every unit that is known is found in a clause that holds no other figure."""

from __future__ import annotations

import re

import pytest

from ingest.figures.measures import extract_measures
from ingest.figures.places import figure_places, may_hold_figures
from ingest.figures.units import UNIT, UNIT_STARTS

UNITS = (
    "个工作小时 个自然日 个日历日 个日历天 个交易日 小时 分钟 个月 个季度 季度内 星期 周 天 日 年 秒 个百分点 个基点 个 项 件 架次 人次 户次 份 次 家 户 人 周岁 岁 名 "
    "枚 套 张 台 辆 种 类 处 座 所 倍 间 栋 幢 艘 笔 宗 批次 批 例 双 盒 起 支 组 头 株 盏 轮 篇 学时 课时 步 折 层 部 分 "
    "万亿元 千万元 百万元 亿港元 美元 分钱 分/度 欧元 万平方米 平方公里 立方米 公里/小时 海里 千米 毫米 厘米 公分 cm mm km kg 万多吨 平米 亩 公顷 副以上 席以上 班次 车次 吨 公斤 千克 毫克 克 毫升 升 "
    "亿立方米 亿吨 吨标准煤 年一遇 摄氏度 ℃ 场次 场 根 万总吨 度以上 万册 本以上 发以上 计算单位 万计算单位 亿千瓦时 兆瓦 万千伏安 千伏 kVA Kv kW Kw 微克/立方米 mg/m3 μg/m³ mg/L ㎡ 兆帕 分贝 "
    "马力 蒸吨 蒸吨/小时 微克每立方米 毫克每立方米 克每升 元/辆.次 元/车.次 元/辆·次"
).split()
OF_DIGITS_ONLY = ("条", "只", "位", "斤")  # 三条 is as a rule the third, or a name; 只 is only
AROUND = re.compile(
    r"\(\?<?[=!][^()]*\)|\(\?P<\w+>|\(\?:/(?:\(\?:\(\?![^)]*\))?\[[^\]]*\]\)?\{1,3\}(?:\(\?:·\[[^\]]*\](?:\{1,2\}|\[[^\]]*\]\?)\)\?)?\)\?"
)


def test_the_list_above_holds_every_unit() -> None:
    known = set(re.findall(r"[一-鿿㎡kKvVwWA]", AROUND.sub("", UNIT.pattern)))
    assert known - set("多余") - set("".join((*UNITS, *OF_DIGITS_ONLY))) == set()


@pytest.mark.parametrize("unit", UNITS)
def test_a_clause_is_looked_at_for_every_unit(unit: str) -> None:
    assert UNIT.match(unit)
    assert unit[0] in UNIT_STARTS
    for text in (f"不超过三{unit}", f"不超过3{unit}"):
        assert may_hold_figures(text), text
        assert figure_places(text), text


@pytest.mark.parametrize("number", ["三", "3"])
def test_cases_are_counted_where_nothing_else_is(number: str) -> None:
    assert [(m.value, m.unit) for m in extract_measures(f"全年事故不超过{number}起。")] == [
        ("3", "起")
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("细颗粒物年均浓度控制在29微克每立方米以下。", "29", "微克每立方米"),
        ("不再新建每小时35蒸吨以下燃煤锅炉。", "35", "蒸吨"),
        ("不再新建35蒸吨/小时以下燃煤锅炉。", "35", "蒸吨/小时"),
        ("小型客车停放收费4元/辆.次;", "4", "元/辆.次"),
        ("小型客车停放收费4元/辆．次收取", "4", "元/辆.次"),
        ("停放收费4元/辆.次日另计", "4", "元/辆"),
    ],
)
def test_units_of_several_words_are_read_whole(text: str, value: str, unit: str) -> None:
    assert [(m.value, m.unit) for m in extract_measures(text)] == [(value, unit)]
