"""What a search box is typed: a noun alone asks for what it names, beside other words it does not."""

from __future__ import annotations

import pytest

from service.answering.asked.kinds import asked_kind, canonical
from service.answering.records import AskedKind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("用气报装天数", AskedKind.HOW_LONG),
        ("办理天数 不动产登记", AskedKind.HOW_LONG),
        ("企业开办的天数是多少", AskedKind.HOW_LONG),
        ("施工许可办理周期", AskedKind.HOW_LONG),
        ("护照有效期", AskedKind.HOW_LONG),
        ("简易注销公告期", AskedKind.HOW_LONG),
        ("义务教育年限是什么", AskedKind.HOW_LONG),
        ("民事诉讼时效", AskedKind.HOW_LONG),
        ("公租房租金", AskedKind.HOW_MUCH),
        ("居民水价", AskedKind.HOW_MUCH),
        ("贷款利率", AskedKind.WHAT_SHARE),
        ("襄阳 公共资源交易 电子化率", AskedKind.WHAT_SHARE),
        ("个人缴费费率是什么", AskedKind.WHAT_SHARE),
        ("中小企业预留份额", AskedKind.WHAT_SHARE),
        ("食品经营审批机关", AskedKind.WHO),
        ("应该向哪个机关申请复议", AskedKind.WHO),
        ("向哪个登记机关申请", AskedKind.WHO),
        ("满几周岁可以领补贴", AskedKind.HOW_MANY),
        ("多大年纪能领老年卡", AskedKind.HOW_MANY),
        ("门卫年龄限制", AskedKind.HOW_MANY),
        ("异地入学的条件", AskedKind.LIST),
        ("附条件", AskedKind.WHAT),
        ("低保户应当符合的条件", AskedKind.LIST),
        ("我是否符合低保条件", AskedKind.YES_NO),
        ("年入五万算不算低保条件", AskedKind.YES_NO),
        ("我符不符合低保条件？", AskedKind.YES_NO),
        ("家里不满足低保条件", AskedKind.WHAT),
        ("未成年子女抚养费标准", AskedKind.HOW_MUCH),
        ("青苗能拿多少补偿", AskedKind.HOW_MUCH),
    ],
)
def test_a_noun_asks_for_what_it_names(question: str, kind: AskedKind) -> None:
    assert asked_kind(canonical(question)) is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("怎么定水价", AskedKind.HOW),
        ("如何确定租金", AskedKind.HOW),
        ("如何申请降低利率", AskedKind.HOW),
        ("空气质量优良天数比率要达到多少", AskedKind.WHAT_SHARE),
        ("怎么提高网办率", AskedKind.HOW),
        ("提高办事效率", AskedKind.WHAT),
        ("谁来定水价", AskedKind.WHO),
        ("可以降低税率吗", AskedKind.MAY),
        ("审批周期长怎么投诉", AskedKind.HOW),
        ("怎么延长有效期", AskedKind.HOW),
        ("哪些证要看有效期", AskedKind.LIST),
        ("谁可以延长过渡期", AskedKind.WHO),
        ("有没有过渡期", AskedKind.YES_NO),
        ("什么是诉讼时效", AskedKind.WHAT),
        ("逾期天数超过一个月怎么办", AskedKind.HOW),
        ("什么是登记机关", AskedKind.WHAT),
        ("怎么联系登记机关", AskedKind.HOW),
        ("登记机关会不会上门核查", AskedKind.YES_NO),
        ("不服登记机关的决定怎么办", AskedKind.HOW),
        ("哪些情形登记机关不予受理", AskedKind.LIST),
        ("交多少份材料", AskedKind.HOW_MANY),
        ("给多少天婚假", AskedKind.HOW_LONG),
        ("单位缴多少比例", AskedKind.WHAT_SHARE),
        ("几周能办好", AskedKind.HOW_LONG),
        ("多大的房子", AskedKind.HOW_LARGE),
    ],
)
def test_beside_other_words_it_does_not(question: str, kind: AskedKind) -> None:
    assert asked_kind(canonical(question)) is kind
