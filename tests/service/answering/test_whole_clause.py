"""Who asks for a clause by its number is told its text, or that there is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import Store
from service.answering.answering import ask as answered
from service.answering.asked.clauses import asks_whole_clause
from service.answering.records import Answer
from service.answering.refusing.refusal import RefusalModel, assess

Ask = Callable[[str], Answer]


@pytest.fixture
def ask(asked_store: Store) -> Ask:
    """Ask as a user does, with the packaged decision."""
    return lambda question: answered(asked_store, question, decision=assess)


@pytest.mark.parametrize(
    "typed",
    [
        "安徽省政务服务热线管理规定第四条",
        "安徽省政务服务热线管理规定第4条的内容是什么",
        "《安徽省政务服务热线管理规定》第四条规定了什么",
    ],
)
def test_all_of_it_is_told(ask: Ask, typed: str) -> None:
    answer = ask(typed)
    assert answer.answered
    assert [source.clause.number for source in answer.citations] == ["第四条"]
    assert "工单可以不予受理" in answer.text
    assert "已经进入诉讼程序的" in answer.text
    assert "内容不具体、无法办理的" in answer.text


@pytest.mark.parametrize(
    "typed",
    ["安徽省政务服务热线管理规定第四十条", "热线规定第三条", "第三条", "火星热线管理条例第三条"],
)
def test_what_there_is_not_or_may_be_of_another_document_is_not_told(ask: Ask, typed: str) -> None:
    answer = ask(typed)
    assert not answer.answered
    assert answer.not_found is not None
    assert answer.not_found.nearest


def test_a_model_that_is_never_sure_does_not_withhold_it(asked_store: Store) -> None:
    unsure = RefusalModel(intercept=-30.0, coefficients={}, threshold=0.5)
    whole = answered(asked_store, "安徽省政务服务热线管理规定4条", decision=unsure.assess)
    assert whole.answered
    assert whole.confidence >= unsure.threshold
    assert not answered(asked_store, "安徽省政务热线几天办结", decision=unsure.assess).answered


def test_what_is_asked_in_it_is_answered_from_it(ask: Ask) -> None:
    answer = ask("安徽省政务服务热线管理规定第三条，几个工作日办结")
    assert answer.answered
    assert "5 个工作日" in answer.text


@pytest.mark.parametrize(
    "typed",
    [
        "劳动合同法第三十九条第二款",
        "你好，劳动合同法第三十九条的内容是什么？谢谢",
        "劳动合同法第39条是什么意思，请领导尽快答复",
        "What does Article 39 of the Labor Contract Law say?",
        "Labor Contract Law Article 39",
        "what does the Labor Contract Law, article 39 say",
    ],
)
def test_nothing_else_is_asked(typed: str) -> None:
    assert asks_whole_clause(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "劳动合同法第十九条试用期最长多久",
        "劳动合同法第三十九条和经济补偿的关系",
        "劳动合同法第三十九条，赔多少？谢谢",
        "劳动合同法",
        "采取39条措施",
        "how long is probation under article 19",
        "how long is probation under Labor Contract Law Article 19",
        "Labor Contract Law Article 19 probation",
    ],
)
def test_something_else_is_asked(typed: str) -> None:
    assert not asks_whole_clause(typed)
