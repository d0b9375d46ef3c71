"""Questions that ask for several things, and what each part asks for."""

from __future__ import annotations

import pytest

from index import QueryInfo
from service.answering.asked.kinds import asked_kind, canonical
from service.answering.asked.parts import asking_parts
from service.answering.asked.question import read_question
from service.answering.records import AskedForm, AskedKind, AskedQuestion


def _read(question: str) -> AskedQuestion:
    return read_question(QueryInfo(text=question, normalized=question, language="zh", words=()))


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("年度检查什么时候 谁组织", ["年度检查什么时候", "谁组织"]),
        ("办电要几个环节和多少天", ["办电要几个环节", "多少天"]),
        ("登记谁负责,几天办完", ["登记谁负责", "几天办完"]),
        (
            "Which hotline do people call, and who operates it?",
            ["which hotline do people call", "who operates it"],
        ),
    ],
)
def test_each_asking_part_stands_alone(question: str, parts: list[str]) -> None:
    assert asking_parts(canonical(question)) == parts


@pytest.mark.parametrize(
    "question",
    [
        "办电要多久",
        "企业开办时间,现在压减到几天",
        "how many days may they take when the matter is complicated?",
    ],
)
def test_a_question_asked_at_once_is_one_part(question: str) -> None:
    assert len(asking_parts(question)) == 1


def test_other_parts_are_read_as_questions_of_their_own() -> None:
    asked = _read("办电要几个环节和多少天")
    assert {asked.kind, *(part.kind for part in asked.also)} == {
        AskedKind.HOW_LONG,
        AskedKind.HOW_MANY,
    }
    english = _read("Which number do I call and when do I get a reply?")
    assert english.form is AskedForm.PHONE
    assert [part.kind for part in english.also] == [AskedKind.BY_WHEN]


def test_the_same_thing_asked_twice_has_no_other_part() -> None:
    assert _read("多久查一回、多久评一回").also == ()


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("谁来定工单的办理期限", AskedKind.WHO),
        ("放宽市场准入是哪两家牵头", AskedKind.WHO),
        ("找谁办,多久", AskedKind.HOW_LONG),
        ("收费标准由谁定", AskedKind.WHO),
    ],
)
def test_who_decides_a_limit_asks_for_no_figure(question: str, kind: AskedKind) -> None:
    assert asked_kind(question) is kind
