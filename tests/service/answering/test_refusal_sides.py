"""Which side of a matter is asked about, and whether an amount is stated at all."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from ingest.records import MeasureKind
from service.answering.refusing.amounts import is_unstated
from service.answering.refusing.sides import side_missing

MONEY = frozenset({MeasureKind.MONEY, MeasureKind.PERCENTAGE})
ANY = frozenset({MeasureKind.COUNT, MeasureKind.SIZE})
DURATION = frozenset({MeasureKind.DURATION})


@pytest.mark.parametrize(
    ("question", "silent", "speaking"),
    [
        ("装一个水表收多少钱", "用水报装8个工作日办结", "水表工本费120元"),
        ("水表校验收费吗", "5个工作日内出具结果", "校验不收取费用"),
        ("停电太久供电公司赔多少", "年均停电时间不超过40分钟", "按实际损失赔偿"),
        ("逾期申报罚多少", "每月15日前申报", "处一千元以下罚款"),
        ("迁户口要带什么材料", "3个工作日办结", "凭身份证和房产证明办理"),
        ("许可证有效期几年", "现场审查30日内完成", "许可证有效期五年"),
        ("执照丢了怎么补办", "当日核准登记", "遗失的,登报后补领"),
        ("招聘会几点开始", "每周三举办招聘会", "每周三9时开始"),
        ("大厅一共多少个窗口,配几名导办员", "大厅提供导办服务", "配备6名导办人员"),
        ("保证金几天退", "验收后15日内支付资金", "公示后5日内退还"),
        ("期限最多能延几天", "15个工作日办结", "可以延长10日"),
        ("失信信息公示几个月", "2个工作日办结", "公示满三个月"),
        ("对处罚不服多少天内复议", "查封期限不超过30日", "60日内申请行政复议"),
        ("怎么报名当监督员", "聘请60名监督员", "向街道提出申请"),
        ("What is the penalty for late filing?", "每月15日前申报", "处以罚款"),
        ("这个证最多能用几次", "凭证办理验放", "最多不超过六批"),
        ("申请要交哪些证件", "支持企业招用毕业生", "持身份证办理"),
        ("送审要带哪些材料", "5个工作日审完", "送审材料,应当包括说明"),
        ("窗口在哪里", "每天开放", "在首页公示的位置"),
        ("大厅 办公室 地址", "每天开放", "位于三楼"),
        ("积分入学最低得多少分", "计划招生563个", "最低60分"),
        ("女工多少岁能退休", "每年15日前申请", "年满50周岁"),
        ("隧道全长多少公里", "对建设予以支持", "全长8公里"),
        ("预约电话到底是哪个号", "公布预约电话", "电话 5520011"),
    ],
)
def test_a_text_that_is_silent_on_the_side_asked_about_is_seen(
    question: str, silent: str, speaking: str
) -> None:
    assert side_missing(question.lower(), silent) > 0
    assert side_missing(question.lower(), speaking) == 0


@pytest.mark.parametrize(
    "question",
    [
        "用水报装几天办结",
        "哪几家牵头",
        "打了电话几个钟头来人",
        "几个人合住,表该由谁来申报",  # 几: some
        "网店能做登记地址吗",
        "单子没人接,该怎么办",
        "换了名字,旧账号要做什么处理",
        "丢了工作每月能领钱吗",
        "老人走丢了谁来找",
        "老年食堂打几折,8个工作日内有优惠券吗",
        "装电梯能用多少",
        "电梯维保多久到",
        "押金多少日之内给",
        "禁止几天打电话",
        "how long does the penalty stay on record",
        "is an electronic seal legally valid",
    ],
)
def test_a_question_about_no_side_misses_none(question: str) -> None:
    assert side_missing(question, "用水报装8个工作日办结") == 0


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("装电梯要多少人同意", "三分之二以上的业主同意"),
        ("领导一年来几次", "每季度走访企业"),
        ("老年食堂吃饭打几折", "按原价的80%收取"),
        ("公交卡一次借几本书", "一次可借书10册"),
        ("没做到承诺怎么处罚", "撤销许可决定"),
        ("停电超标赔多少", "给予电费减免"),
        ("仲裁裁了公司不服", "裁决为终局裁决"),
        ("补贴去哪里申请", "向户籍所在地街道提出"),
        ("储能项目应具备什么", "投资不低于2亿元"),
        ("晚上几点不许施工", "夜间二十二时至次日六时"),
    ],
)
def test_a_side_is_told_in_other_words_too(question: str, said: str) -> None:
    assert side_missing(question, said) == 0


def test_a_question_that_says_the_same_again_and_again_is_read_at_once() -> None:
    assert side_missing("几天" + "可以内" * 100 + "来", "") == 0
    assert side_missing("几天" + "可以内" * 100 + "退", "5日内送达") > 0


def test_nobody_is_named() -> None:
    assert side_missing("局长叫什么名字", "由局长签字") == 1


def test_one_of_two_sides_is_half() -> None:
    question = "水表收多少钱,要带什么材料"
    assert side_missing(question, "水表费用120元") == 0.5


def _draft(figures: frozenset[MeasureKind], *, found: bool = False) -> Any:
    return SimpleNamespace(
        question=SimpleNamespace(figures=figures, units=frozenset()),
        support={"figure_found": float(found)},
        measures=(),
    )


@pytest.mark.parametrize(
    ("figures", "question", "said", "unstated"),
    [
        (MONEY, "房产税减免一次能减多少", "落实困难性减免优惠政策", True),
        (MONEY, "登记费多少", "小微企业免收登记费", False),
        (MONEY, "补助多少", "每户补助三万元", False),
        (ANY, "目录一共列了多少项", "编制中介服务事项目录", True),
        (ANY, "目录一共列了多少项", "目录共列三十项", False),
        (ANY, "热线一天接多少电话", "完善8120345热线知识库", True),
        (ANY, "2019年完成多少", "2019年底前完成清理", True),
        (DURATION, "多久能办好", "当场办结", False),
        (DURATION, "多久能办好", "及时审核、优化流程", True),
        (DURATION, "陪护假多少天", "2031年5月30日前出生的按原规定办", True),
        (DURATION, "陪护假多少天", "2031年5月30日前出生的休15天", False),
        (MONEY, "签约服务多少钱", "助推“百千万工程”的措施", True),
        (MONEY, "改造费", "拆旧建新要先登记", True),
        (MONEY, "收费标准要不要公开", "中介机构必须明码标价", False),
        (frozenset(), "多少年前的规定", "本规定适用于本市", False),
    ],
)
def test_an_amount_is_stated_settled_or_neither(
    figures: frozenset[MeasureKind], question: str, said: str, unstated: bool
) -> None:
    assert is_unstated(_draft(figures), question, said) is unstated


def test_a_share_is_no_sum_of_money_though_it_was_found_as_a_figure() -> None:
    assert is_unstated(_draft(MONEY, found=True), "加收多少钱", "网上可办率达到98%")
    assert not is_unstated(_draft(MONEY, found=True), "收几个点", "担保费率不超过1%")


@pytest.mark.parametrize(
    ("said", "unstated"),
    [
        ("供养经费由区财政全额负担", True),
        ("供养标准为低保标准的1.6倍", False),
        ("每人每月900元", False),
    ],
)
def test_who_asks_what_somebody_gets_is_told_an_amount(said: str, unstated: bool) -> None:
    assert is_unstated(_draft(MONEY), "特困人员能领多少钱", said) is unstated


def test_what_costs_nothing_or_something_is_said_of_costs() -> None:
    question = "小微企业办电要花钱吗"
    assert side_missing(question, "低压接电容量放宽至160千瓦") == 1
    assert side_missing(question, "用户不需要出钱") == 0
