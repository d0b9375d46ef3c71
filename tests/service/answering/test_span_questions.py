"""Who, list, how, where, may I and what-is questions, on a guide, rules, a plan and a page of replies."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import Store
from service.answering.answering import ask
from service.answering.draft import Assessment, Draft
from service.answering.records import Answer
from service.answering.spans.announcing import is_announcement
from service.answering.wording.cues import defines_asked

DATA = Path(__file__).parent / "data"
DOCUMENTS = json.loads((DATA / "span_documents.json").read_text(encoding="utf-8"))
QUESTIONS = [
    json.loads(line)
    for line in (DATA / "span_questions.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def said(
    store_of: Callable[..., Store], always: Callable[[Draft], Assessment]
) -> Callable[[str], Answer]:
    store = store_of(DOCUMENTS)
    return lambda question: ask(store, question, decision=always)


@pytest.mark.parametrize("case", QUESTIONS, ids=[case["question"] for case in QUESTIONS])
def test_the_span_that_answers_is_said(said: Callable[[str], Answer], case: dict[str, Any]) -> None:
    text = re.sub(r"\s", "", said(case["question"]).text)
    assert [words for words in case["says"] if words not in text] == [], text
    assert [words for words in case.get("silent", ()) if words in text] == [], text


def test_steps_say_their_place_once_and_are_cited_each(said: Callable[[str], Answer]) -> None:
    answer = said("澄江数字化转型补助怎么申报")
    assert answer.text.count("澄江市：") == 1
    assert len(answer.citations) == len({c.citation.start for c in answer.citations}) == 3


def test_an_item_is_said_after_its_line_with_the_mark_between(
    said: Callable[[str], Answer],
) -> None:
    text = said("梓川二次供水管道能不能接到消防管道上").text
    assert "不得实施下列行为：（三）将二次供水管道与消防管道连接" in text


def test_what_a_penalty_punishes_is_read_in_the_article_it_names(
    said: Callable[[str], Answer],
) -> None:
    first = said("棠浦卖拼装电动车由哪个部门处罚").statements[0].text
    assert "由市场监督管理部门没收违法所得" in first


@pytest.mark.parametrize(
    ("text", "question", "idle"),
    [
        ("现就有关事项通知如下", "补助怎么申报", True),
        ("《供水办法》已经审议通过，现予印发。", "供水由谁管", True),
        ("《供水办法》已经审议通过，现予印发。", "为什么印发供水办法", False),
        ("对公示无异议的，现予公布的名单作为发放依据。", "名单作什么用", False),
        ("为规范供水活动，制定本办法。", "供水归谁管", True),
        ("经市委同意，现提出以下意见。", "文件由谁审查", True),
        ("为规范供水活动，制定本办法。", "制定这个办法的目的是什么", False),
        ("制定安全管理制度", "企业要做什么", False),
        ("本办法适用于本市户外招牌的设置。", "招牌归谁管", True),
        ("本办法适用于本市户外招牌的设置。", "村里的招牌适用吗", False),
        ("乡村的招牌设置，不适用本办法。", "村里的招牌归谁管", False),
        ("《店招管理规定》同时废止。", "招牌能挂在树上吗", True),
        ("《店招管理规定》同时废止。", "以前的店招规定还有效吗", False),
    ],
)
def test_a_sentence_that_only_announces(text: str, question: str, *, idle: bool) -> None:
    assert is_announcement(text, question) is idle


@pytest.mark.parametrize(
    ("text", "defined"),
    [
        ("本办法所称港澳青年，是指四十五周岁以下的港澳居民。", True),
        ("港澳青年企业是指以港澳青年为主要创办人的企业。", False),
        ("港澳青年可以申请补贴。", False),
    ],
)
def test_the_meaning_of_a_longer_term_is_no_definition_of_the_one_asked(
    text: str, *, defined: bool
) -> None:
    assert defines_asked("港澳青年是指哪些人", text) is defined
