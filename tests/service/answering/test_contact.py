"""Whom to ask: the hotline always, units only where a clause on the subject names them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from index import Store
from ingest.records import Responsible
from service.answering.answering import draft_of
from service.answering.contact import HOTLINE, contact_of, responsible_units
from service.answering.draft import Draft
from service.answering.records import Reason
from service.answering.searching import search_for_answer
from service.raw_texts import RawTexts


@pytest.fixture
def draft(asked_store: Store) -> Callable[[str], Draft]:
    def make(question: str) -> Draft:
        result = search_for_answer(asked_store, question)
        texts = RawTexts()
        return draft_of(
            result, lambda hit: texts.of(asked_store, hit, generation=result.generation)
        )

    return make


@pytest.mark.parametrize("reason", list(Reason))
def test_the_hotline_is_always_named(draft: Callable[[str], Draft], reason: Reason) -> None:
    assert f"黄山市{HOTLINE}" in contact_of(draft("黄山市供暖报装收多少钱"), reason)


def test_the_units_of_the_nearest_clause_are_named(draft: Callable[[str], Draft]) -> None:
    asked = draft("黄山市供暖报装收多少钱")
    assert "市住房城乡建设局" in contact_of(asked, Reason.NO_FIGURE)


def test_no_unit_is_named_when_no_clause_is_on_the_subject(draft: Callable[[str], Draft]) -> None:
    said = contact_of(draft("黄山市护照过期了去哪里换"), Reason.NO_CLAUSE)
    assert "局" not in said


def test_units_of_another_place_are_a_hint_with_its_name(draft: Callable[[str], Draft]) -> None:
    asked = draft("安庆市供暖报装几个工作日")
    said = contact_of(asked, Reason.OTHER_PLACE)
    assert f"安庆市{HOTLINE}" in said
    assert "黄山由市住房城乡建设局负责" in said


def test_it_is_said_in_the_language_of_the_answer(draft: Callable[[str], Draft]) -> None:
    asked = draft("黄山市供暖报装收多少钱")
    english = replace(asked, question=replace(asked.question, language="en"))
    said = contact_of(english, Reason.NO_FIGURE)
    assert said.startswith(f"Call the {HOTLINE}")
    assert "or ask" in said


def test_issuers_answer_where_a_clause_names_nobody(draft: Callable[[str], Draft]) -> None:
    hit = next(
        hit for hit in draft("安庆市高压用户办电").in_place if not hit.clause.responsible.lead
    )
    assert tuple(responsible_units(hit)) == hit.document.issuers[:2]


def test_who_issued_a_document_elsewhere_is_not_said_to_have_the_matter(
    draft: Callable[[str], Draft],
) -> None:
    asked = draft("安庆市供暖报装几个工作日")
    named = asked.elsewhere[0]
    nobody = replace(named.clause, responsible=Responsible())
    asked = replace(asked, elsewhere=(replace(named, clause=nobody),))
    assert contact_of(asked, Reason.OTHER_PLACE) == f"可拨打安庆市{HOTLINE}政务服务便民热线咨询。"
