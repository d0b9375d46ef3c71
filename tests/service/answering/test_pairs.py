"""Two things asked of one matter by their nouns are both told, or it is said which was not found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import Store
from service.answering.answering import ask
from service.answering.asked.pairs import questions_of_pair
from service.answering.records import Answer
from service.answering.refusing.refusal import assess

LOANS = """枫桥市创业担保贷款办法
第一条 申请创业担保贷款的，应当具备下列条件：
（一）在本市登记注册并正常经营3个月以上；
（二）信用记录良好。
第二条 申请创业担保贷款，应当提交下列材料：
（一）身份证；
（二）营业执照；
（三）贷款申请表。
第三条 创业担保贷款额度最高35万元。
第四条 创业担保贷款期限最长3年。
第五条 经营者应当亮照经营。
枫桥市人民政府
2026年1月5日
"""


@pytest.fixture(scope="module")
def store(store_of: Callable[..., Store]) -> Store:
    return store_of({"loans.txt": LOANS})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("枫桥市创业担保贷款申请条件和材料", ("信用记录良好", "营业执照")),
        ("枫桥市创业担保贷款的最高额度和期限是多少？", ("35 万元", "3 年")),
    ],
)
def test_both_things_are_told(
    answers: Callable[[str], Answer], question: str, said: tuple[str, ...]
) -> None:
    text = answers(question).text
    assert [words for words in said if words not in text] == []


def test_what_is_not_found_of_them_is_said(store: Store) -> None:
    answer = ask(store, "枫桥市创业担保贷款期限和投诉电话", decision=assess)
    assert "3 年" in answer.text
    assert answer.notes == ("没有找到“枫桥市创业担保贷款投诉电话”的答案",)


def test_each_statement_cites_its_own_clause(answers: Callable[[str], Answer]) -> None:
    answer = answers("枫桥市创业担保贷款的最高额度和期限")
    cited = [answer.citations[one.citations[0]].clause.number for one in answer.statements]
    assert cited == ["第三条", "第四条"]


def test_what_one_sentence_answers_is_told_once(answers: Callable[[str], Answer]) -> None:
    texts = [one.text for one in answers("枫桥市创业担保贷款申请材料和证件").statements]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("居住证的办理条件和时限", ["居住证办理条件", "居住证办理时限"]),
        ("贷款最高额度和期限分别是多少", ["贷款最高额度", "贷款期限"]),
        ("担保贷款期限和投诉电话", ["担保贷款期限", "担保贷款投诉电话"]),
        ("小餐饮登记的流程、材料有哪些", ["小餐饮登记流程", "小餐饮登记材料"]),
        ("申请条件是什么", []),
        ("低保标准和特困标准", []),
        ("什么时间和地点考试", []),
        ("报名时间和考试时间", []),
        ("材料和时限", []),
    ],
)
def test_only_two_nouns_at_the_end_make_two_questions(question: str, parts: list[str]) -> None:
    assert questions_of_pair(question) == parts
