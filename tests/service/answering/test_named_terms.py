"""A length of time that has a name is told only where the text calls it so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import Store
from service.answering.records import Answer

RULES = """汀州市行业许可管理办法
汀政规〔2024〕3号
第一条 为规范行业许可，制定本办法。
第二条 申请人在有效期内未提出续展的，可以给予6个月的宽展期。
第三条 印刷经营许可证有效期为5年。有效期届满30日前，持证人应当申请延续。
第四条 拟许可名单应当在网站公示，公示时间不少于7个工作日；公示期满无异议的，2个工作日内作出决定。
第五条 质量保证金在工程竣工后预留，缺陷责任期24个月，期满后14日内返还。
第六条 新设企业简易注销的，公告期届满无异议的，登记机关在1个工作日内准予注销。
第七条 合伙人退伙应当在10日前通知；退伙后3个月内不得另行合伙。
第八条 认购预付卡的，冷静期为7日；退款在3日内办理。
第九条 自收到解除收养申请之日起30日内，任何一方不愿意解除收养的，可以撤回申请。
前款期限届满后15日内，双方应当到场领取解除收养证明。
汀州市人民政府
2024年3月5日
"""


@pytest.fixture(scope="module")
def store(store_of: Callable[..., Store]) -> Store:
    return store_of({"rules.txt": RULES})


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("印刷经营许可证有效期", "5 年", "30"),
        ("印刷经营许可证有效期多久", "5 年", "6 个月"),
        ("拟许可名单公示期", "7 个工作日", "2 个工作日"),
        ("公示要多久", "7 个工作日", "2 个工作日"),
        ("工程质保期多长", "24 个月", "14"),
        ("宽展期多久", "6 个月", "5 年"),
        ("认购预付卡冷静期", "7 日", "3 日"),
        ("解除收养冷静期几天", "30 日", "15 日"),
        # What is due before, within or after a term is asked for as before.
        ("印刷经营许可证有效期届满前多久申请延续", "30 日", "24 个月"),
        ("公示期满后几天作出决定", "2 个工作日", "7 个工作日"),
    ],
)
def test_the_figure_that_the_text_calls_so_is_told(
    answers: Callable[[str], Answer], question: str, said: str, unsaid: str
) -> None:
    text = answers(question).text
    assert said in text
    assert unsaid not in text


def test_a_term_of_which_the_matter_says_nothing_is_not_another_time_of_it(
    answers: Callable[[str], Answer],
) -> None:
    assert not any(found.measure.unit == "个月" for found in answers("合伙人退伙冷静期").measures)


def test_another_figure_is_not_told_for_a_term_that_is_only_mentioned(
    answers: Callable[[str], Answer],
) -> None:
    answer = answers("企业简易注销公告期几天")
    assert not any(found.measure.unit == "个工作日" for found in answer.measures)
