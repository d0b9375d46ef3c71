"""A document that is meant by its year or as the old rule is searched for more of its clauses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from index import Store
from service.answering.answering import ask
from service.answering.draft import Assessment, Draft
from service.answering.searching import HITS

OLD = """柳堤市热线工单办理办法
柳政发〔2018〕7号
第一条 为规范热线工单办理，制定本办法。
第二条 热线每日8时至18时提供人工服务。
第三条 承办单位应当自收到热线工单之日起9个工作日内办结投诉。
柳堤市人民政府
2018年3月5日
"""
RULES = "".join(
    f"第{number}条 热线工单的第{number}类投诉，承办单位应当自收到热线工单之日起4个工作日内办结投诉。\n"
    for number in "一二三四五六七八九十"
) + "".join(
    f"第十{number}条 热线投诉的第十{number}类工单，热线承办单位4个工作日内办结热线投诉。\n"
    for number in "一二三四五六七八九"
)
NEW = f"""柳堤市热线投诉工单办理规定
柳政发〔2023〕4号
{RULES}第二十条 本规定自2023年6月1日起施行。《柳堤市热线工单办理办法》（柳政发〔2018〕7号）同时废止。
柳堤市人民政府
2023年5月5日
"""


@pytest.fixture(scope="module")
def store(store_of: Callable[..., Store]) -> Store:
    return store_of({"old.txt": OLD, "new.txt": NEW})


def test_what_took_its_place_has_more_clauses_than_are_found() -> None:
    assert RULES.count("\n") > HITS


@pytest.mark.parametrize("named", ["2018年办法里", "老办法里"])
def test_the_rule_that_is_meant_answers(
    store: Store, always: Callable[[Draft], Assessment], named: str
) -> None:
    question = f"柳堤市{named}热线工单投诉几天办结"
    assert "9 个工作日" in ask(store, question, decision=always).text


def test_the_rule_in_force_answers_otherwise(
    store: Store, always: Callable[[Draft], Assessment]
) -> None:
    text = ask(store, "柳堤市热线工单投诉几天办结", decision=always).text
    assert "4 个工作日" in text
    assert "9 个工作日" not in text


@pytest.mark.parametrize(
    "question",
    [
        "柳堤市热线工单投诉几天办结",
        "柳堤市2018年办法里热线工单投诉几天办结",
        "柳堤市老办法里热线工单投诉几天办结",
        "热线工单几天办结？热线几点到几点有人工服务？",
    ],
)
def test_the_list_beside_the_answer_is_that_of_a_search(
    store: Store, always: Callable[[Draft], Assessment], question: str
) -> None:
    """Whatever else was searched for, a reader gets the list of the question as typed."""
    found = ask(store, question, decision=always, listed=5).search
    assert tuple(replace(hit, near=()) for hit in found.listed) == (
        store.search(question, top_k=5).hits
    )
    assert ask(store, question, decision=always).search.listed == ()
