"""Clues that an answer is on another subject: words other clauses hold, figures of something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from index import AskedWord, Store
from service.answering.answering import ask
from service.answering.draft import Assessment, Draft
from service.answering.refusing.features import refusal_features
from service.answering.refusing.words import said_elsewhere
from service.answering.wording.evidence import Topic

PLAN = """汀州市便民服务办法
汀政规〔2024〕5号
第一条 为方便群众办事，制定本办法。
第二条 居民遗失社会保障卡的，由市人力资源和社会保障局在5个工作日内补发。
第三条 居民申请公证的，公证处应当在15个工作日内出具公证书。
第四条 生育津贴申领可以拨打12345咨询。
第五条 建设单位可以申请分期验收，经第三方机构评估后投入使用。
第六条 加班工资按照小时工资的150%计发。
第七条 不动产登记提供上门服务，登记大厅设帮办窗口。
第八条 工程验收由市住房和城乡建设局组织实施。
第九条 会计档案经第三方机构核对后归档。
汀州市人民政府
2024年3月5日
"""


@pytest.fixture(scope="module")
def store(store_of: Callable[..., Store]) -> Store:
    return store_of({"plan.txt": PLAN})


@pytest.fixture(scope="module")
def features(
    store: Store, drafts_of: Callable[[Store], Callable[[str], Draft]]
) -> Callable[[str], Mapping[str, float]]:
    draft = drafts_of(store)
    return lambda question: refusal_features(draft(question))


def _topic(*words: AskedWord) -> Topic:
    return Topic(words, (1.0,) * len(words))


def test_a_word_of_other_clauses_that_the_quote_lacks_speaks_against_it() -> None:
    known, unknown = AskedWord(text="身份证", clauses=3), AskedWord(text="老板", clauses=0)
    assert said_elsewhere("社会保障卡", _topic(known)) == 1
    assert said_elsewhere("社会保障卡", _topic(unknown)) == 0
    assert said_elsewhere("凭身份证", _topic(known)) == 0
    named = AskedWord(text="身份证", names=("居民身份证件",), clauses=3)
    assert said_elsewhere("居民身份证件", _topic(named)) == 0


def test_what_a_figure_leaves_untold_weighs_more_than_what_a_sentence_does(
    features: Callable[[str], Mapping[str, float]],
) -> None:
    figure = features("护照遗失几个工作日换发")
    assert figure["untold_figure"] == figure["untold"] > 0
    sentence = features("护照分期验收")
    assert sentence["untold"] > sentence["untold_figure"] == 0


def test_a_figure_asked_for_is_missed_where_none_is_told(
    features: Callable[[str], Mapping[str, float]],
) -> None:
    assert features("分期验收要几个工作日")["figureless"] == 1
    assert features("社会保障卡几个工作日补发")["figureless"] == 0
    assert features("分期验收可以申请吗")["figureless"] == 0


def test_who_is_not_answered_where_nobody_is_named(
    features: Callable[[str], Mapping[str, float]],
) -> None:
    assert features("会计档案归档由哪个部门核对")["silent"] == 1
    assert features("社会保障卡由哪个部门补发")["silent"] == 0


def test_how_it_is_worked_out_is_not_answered_by_whom_to_call(
    features: Callable[[str], Mapping[str, float]],
) -> None:
    assert features("生育津贴怎么算")["silent"] == 1
    assert features("加班工资怎么算")["silent"] == 0


@pytest.mark.parametrize("question", ["不动产登记天数", "不动产登记办理周期", "不动产登记税率"])
def test_a_noun_that_asks_for_a_figure_is_not_answered_without_one(
    features: Callable[[str], Mapping[str, float]], question: str
) -> None:
    assert features(question)["silent"] == 1


def test_a_clause_that_names_an_authority_answers_before_one_that_names_none(store: Store) -> None:
    def always(_: Draft) -> Assessment:
        return Assessment(confidence=1.0, answered=True)

    text = ask(store, "建设单位分期验收由哪个部门负责", decision=always).text
    assert "住房和城乡建设局" in text
