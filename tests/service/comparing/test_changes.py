"""By how much a figure changes never stands among levels, and says that it is a change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index import Store
from ingest.pipeline import parse
from ingest.records import Clause, Measure, RawDocument, Source
from service.answering.records import Reason
from service.comparing.answers import PlaceAnswers, Told
from service.comparing.changes import is_change, of_one_sort, with_change
from service.comparing.comparing import compare
from service.comparing.subjects import same_subject, subject_of

WAGES = "月最低工资标准由2090元调整为2280元，增加190元，增长9.1%。"
LOANS = "贷款最高额度为90万元。多子女家庭购房的，最高额度在上述标准基础上上浮20%。"
POWER = "企业开办时间压减至4个工作日，比原来减少8个工作日。"
ALLOWANCE = "低保标准每人每月增加40元，提高到每人每月760元。"


def _told(text: str) -> dict[int, Measure]:
    source = Source(uri="a", name="a", sha256="0" * 64)
    whole = f"某市规定\n第一条 {text}\n第二条 本规定自2021年3月1日起施行。\n"
    clauses = parse(RawDocument(source=source, text=whole)).clauses
    clause: Clause = next(one for one in clauses if one.number == "第一条")
    return dict(enumerate(with_change(one, clause) for one in clause.measures))


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        (WAGES, "月最低工资标准是多少", ["2280"]),
        (WAGES, "月最低工资标准提高了多少", ["190", "9.1"]),
        (WAGES, "月最低工资标准提高到多少", ["2280"]),
        (LOANS, "公积金贷款最高额度是多少", ["90"]),
        (LOANS, "多子女家庭公积金贷款额度上浮多少", ["20"]),
        (POWER, "企业开办需要几天", ["4"]),
        (ALLOWANCE, "低保标准是多少", ["760"]),
        (ALLOWANCE, "低保标准提高多少", ["40"]),
    ],
)
def test_a_table_holds_levels_or_changes_as_asked(
    text: str, question: str, values: list[str]
) -> None:
    assert [one.value for one in of_one_sort(_told(text), question).values()] == values


def test_what_a_place_says_alone_is_kept() -> None:
    told = {at: one for at, one in _told(WAGES).items() if is_change(one)}
    assert of_one_sort(told, "月最低工资标准是多少") == told


@pytest.mark.parametrize(
    ("text", "verb"), [(WAGES, "增加"), (LOANS, "上浮"), (POWER, "减少"), (ALLOWANCE, "增加")]
)
def test_a_change_says_its_verb(text: str, verb: str) -> None:
    changes = [one for one in _told(text).values() if is_change(one)]
    assert any(verb in f"{one.subject},{one.condition}" for one in changes)


def test_a_change_and_a_level_are_two_subjects() -> None:
    level = next(one for one in _told(WAGES).values() if one.value == "2280")
    change = replace(level, value="190", condition="增加")
    assert not same_subject(subject_of(level), subject_of(change))


def test_a_document_without_a_place_is_not_given_what_other_places_say(
    places: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Told] = []
    told_by = PlaceAnswers.told_by

    def as_if_placeless(self: PlaceAnswers, place: str, result, hits) -> Told:  # type: ignore[no-untyped-def]
        hits = [hit for hit in hits if "最低工资" not in hit.document.title]
        bare = [replace(hit, document=replace(hit.document, region=None)) for hit in hits]
        told = told_by(self, "", result, bare)
        asked.append(told)
        return told

    monkeypatch.setattr(PlaceAnswers, "told_by", as_if_placeless)
    compare(places, "月最低工资标准是多少")
    assert asked
    assert all(row.source is None or not row.found for told in asked for row in told.rows)
    assert {row.reason for told in asked for row in told.rows} <= {*Reason}
