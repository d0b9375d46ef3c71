"""Times of steps, shares given, sizes and boarders, apart from what only looks like them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from index import Store
from ingest.records import Clause, Measure, MeasureKind
from service.answering.asked.kinds import asked_kind
from service.answering.figures.steps import of_step
from service.answering.groups.asked import asked_group
from service.answering.records import Answer, AskedKind

RULES = """松岭县支持企业发展若干规定
第一条 为支持企业发展，制定本规定。
第二条 对产值增长超过10%的企业，给予扩产奖励，最高20万元。
第三条 残疾人比例达到25%以上的福利企业，给予设备补助，最高30万元。
第四条 团队持股不低于30%的创业项目，给予启动资助，最高50万元。
第五条 登记机关应当自受理之日起10个工作日内发给社团登记证书，社团登记证书有效期3年。
第六条 食品许可自受理之日起8个工作日内核查，自核查合格之日起6个工作日内发给许可证，\
许可证有效期不超过5年。
第七条 小微企业的检验费减半收取。困难职工的体检费由单位承担四分之一。残疾人乘车票价为一半。
第八条 培训补贴按培训费的百分之六十发放，最高2000元。
第九条 户外广告设置申请自受理之日起7个工作日内批准。车身广告长度不得超过6米。
第十条 摊位证自受理之日起9日内发给，应当在有效期届满前30日内申请换发摊位证。
松岭县人民政府
2025年2月1日
"""
SPEED_CHARS = 6000
MAX_GROWTH = 10.0
"""For four times the text: 4 is in proportion, 16 by the square."""


@pytest.fixture(scope="module")
def store(store_of: Callable[..., Store]) -> Store:
    return store_of({"rules.txt": RULES})


@pytest.mark.parametrize(
    ("question", "says", "never"),
    [
        ("松岭县扩产奖励多少钱", "20 万元", "≥ 10%"),
        ("松岭县福利企业设备补助多少钱", "30 万元", "≥ 25%"),
        ("松岭县创业项目启动资助多少钱", "50 万元", "30%"),
        ("松岭县社团登记证书从申请到发证一共要多久", "10 个工作日", "3 年"),
        ("松岭县社团登记证书要多久", "10 个工作日", "3 年"),
        ("松岭县社团登记证书能管几年", "3 年", "10 个工作日"),
        ("松岭县食品许可从申请到发证一共要多久", "8 个工作日", "5 年"),
        ("松岭县食品许可从申请到发证一共要多久", "6 个工作日", "5 年"),
        ("松岭县摊位证有效期届满前多少日内申请换发", "30 日", "9 日"),
        ("松岭县小微企业检验费收多少", "减半", "50%"),
        ("松岭县困难职工体检费单位承担多少", "四分之一", "25%"),
        ("松岭县残疾人乘车票价多少", "一半", "50%"),
        ("松岭县培训补贴多少钱", "60%", "百分之"),
        ("松岭县车身广告多长时间能批", "7 个工作日", "6 米"),
    ],
)
def test_a_figure_is_none_of_what_only_stands_beside_it(
    answers: Callable[[str], Answer], question: str, says: str, never: str
) -> None:
    text = answers(question).text
    assert says in text
    assert never not in text


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("车身广告多长时间能批", AskedKind.HOW_LONG),
        ("道路施工多长的时间", AskedKind.HOW_LONG),
        ("跳绳测试多长", AskedKind.HOW_LONG),
        ("遛狗绳子多长", AskedKind.HOW_LARGE),
        ("隧道有多长", AskedKind.HOW_LARGE),
    ],
)
def test_what_is_so_long_may_be_a_time(question: str, kind: AskedKind) -> None:
    assert asked_kind(question) is kind


@pytest.mark.parametrize(
    ("question", "is_day_pupil"),
    [
        ("出差没有住宿费发票怎么报销", False),
        ("旅馆没有住宿登记怎么罚", False),
        ("不住宿的学生补助多少", True),
        ("孩子没有住宿，补助多少", True),
    ],
)
def test_who_lacks_a_bill_is_no_day_pupil(question: str, is_day_pupil: bool) -> None:
    assert ("boarding" in asked_group(question).wanted) is is_day_pupil


def test_the_step_of_many_times_is_found_in_time(clause_of: Callable[..., Clause]) -> None:
    short, long = (min(_seconds(clause_of, size) for _ in range(5)) for size in (1, 4))
    assert long < MAX_GROWTH * short


def _seconds(clause_of: Callable[..., Clause], size: int) -> float:
    said = "材料5日内审核"
    text = f"{said}，" * (size * SPEED_CHARS // len(said))
    starts = range(2, len(text), len(said) + 1)
    measures = [
        Measure(
            kind=MeasureKind.DURATION,
            subject="材料",
            value="5",
            unit="日",
            comparator="<=",
            start=at,
            end=at + 3,
        )
        for at in starts
    ]
    clause = replace(clause_of(text), measures=tuple(measures))
    started = time.thread_time()
    assert of_step(measures, clause, "多少天审核") == measures
    return time.thread_time() - started
