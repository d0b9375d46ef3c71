"""Ordinary sentences, each with a word that elsewhere says that a figure is another one's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import Store
from service.answering.answering import ask
from service.answering.records import Answer
from service.answering.refusing.refusal import decision

RULES = {
    "枫桥市关于调整最低工资标准的通知": "一、全日制用工月最低工资标准为2490元/月，非全日制用工小时最低工资标准为23.8元/小时。",
    "枫桥市物业管理条例（2021年修订）": "第一条 普通住宅物业服务费每平方米每月不超过2元。",
    "枫桥市职工医疗保险办法": "第一条 职工住院报销比例为80%，退休人员报销比例提高5个百分点。",
    "枫桥市证照办理办法": "第一条 新办、变更、延续食品经营许可证的，应当自受理之日起20个工作日内作出决定。",
    "枫桥市停车收费办法": "第一条 小型车首小时5元，之后每小时3元，24小时内30元封顶。",
    "枫桥市租房补贴办法": "第一条 家庭年收入低于10万元的，可以申请公租房租金补贴，每月补贴800元。",
}


@pytest.fixture(scope="module")
def answers(store_of: Callable[..., Store]) -> Callable[[str], Answer]:
    store = store_of({f"{title}.txt": f"{title}\n\n{text}\n" for title, text in RULES.items()})
    return lambda question: ask(store, question, decision=decision())


@pytest.mark.parametrize(
    ("question", "says", "never"),
    [
        ("枫桥市最低工资标准是多少", "2490 元", "23.8"),
        ("枫桥市小时工最低工资多少钱", "23.8 元", "2490"),
        ("枫桥市2026年物业服务费每平方米每月多少钱", "2 元", "2021"),
        ("枫桥市职工住院最多报多少", "80%", "5 个百分点"),
        ("枫桥市办食品经营许可证要多久", "20 个工作日", "2490"),
        ("枫桥市停车24小时最多收多少钱", "30元封顶", "2490"),
        ("枫桥市家庭年收入多少可以申请租金补贴", "10万元", "800"),
        ("枫桥市公租房租金补贴每月多少钱", "800 元", "10万元"),
    ],
)
def test_a_sentence_says_what_it_says(
    answers: Callable[[str], Answer], question: str, says: str, never: str
) -> None:
    answer = answers(question)
    assert answer.answered
    assert says in answer.text
    assert never not in answer.text
