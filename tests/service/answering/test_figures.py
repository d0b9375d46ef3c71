"""A figure that answers is of the year, bound, size and purpose that the question names."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index import QueryInfo, SearchFilters, Store
from ingest.pipeline import parse
from ingest.records import MeasureKind, RawDocument, Source
from service.answering.answering import ask
from service.answering.asked.question import read_question
from service.answering.draft import Assessment, Draft
from service.answering.figures.bounding import is_cap, without_other_bound
from service.answering.figures.carrying import carried_measures
from service.answering.figures.lines import Line, without_repeated
from service.answering.figures.picking import of_asked_time
from service.answering.figures.purposes import Purpose, asked_purpose, of_purpose
from service.answering.figures.words import words_of
from service.answering.figures.years import asked_years, document_year
from service.answering.refusing.refusal import assess

Decision = Callable[[Draft], Assessment]

DATA = Path(__file__).parent / "data"
DOCUMENTS = json.loads((DATA / "figure_documents.json").read_text(encoding="utf-8"))
SOURCE = Source(uri="a", name="a", sha256="0" * 64)
PAIR = "某市规定\n第一条 补贴800元，罚款50元。\n第二条 本规定自2021年3月1日起施行。\n"
QUESTIONS = [
    json.loads(line)
    for line in (DATA / "figure_questions.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def figure_store(store_of: Callable[..., Store]) -> Store:
    return store_of(DOCUMENTS)


def says(text: str, figure: str) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(figure)}", re.sub(r"\s", "", text)) is not None


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: str(row["question"]))
def test_the_figure_chosen_is_the_one_asked_for(
    figure_store: Store, always: Decision, row: dict[str, Any]
) -> None:
    decision = always if "says" in row else assess
    answer = ask(figure_store, row["question"], decision=decision)
    assert [figure for figure in row.get("says", []) if not says(answer.text, figure)] == []
    assert [figure for figure in row.get("never", []) if says(answer.text, figure)] == []


def test_figures_of_several_years_are_said_with_their_years(
    figure_store: Store, always: Decision
) -> None:
    text = ask(figure_store, "青榆市公共充电桩目标是多少个", decision=always).text
    assert says(text, "3000个") == ("2023年" in text)
    assert says(text, "9500个")
    assert "2025年" in text or not says(text, "3000个")


@pytest.mark.parametrize(
    ("question", "years", "document"),
    [
        ("2025年目标是多少", [(2025, 2025)], None),
        ("2022年至2024年每年新建多少", [(2022, 2024)], None),
        ("2018年办法规定几天办结", [], 2018),
        ("2024年版指南里收多少钱", [], 2024),
        ("比2020年提高多少", [], None),
        ("2023年建成高标准农田多少亩", [(2023, 2023)], None),
        ("how many stations by 2025", [(2025, 2025)], None),
    ],
)
def test_a_year_is_of_the_figure_or_of_the_document(
    question: str, years: list[tuple[int, int]], document: int | None
) -> None:
    assert [tuple(one) for one in asked_years(question)] == years
    assert document_year(question) == document


@pytest.mark.parametrize(
    ("question", "purpose"),
    [
        ("租金补贴多少钱", Purpose.GRANT),
        ("收费减免多少", Purpose.RELIEF),
        ("不交垃圾处理费罚多少", Purpose.FINE),
        ("收多少保证金", Purpose.DEPOSIT),
        ("学费多少", Purpose.FEE),
        ("What fine does a shop face?", Purpose.FINE),
        ("注册资本多少万元", None),
        ("免费吗", None),
    ],
)
def test_the_noun_beside_a_sum_says_what_it_is_for(question: str, purpose: Purpose | None) -> None:
    assert asked_purpose(question) is purpose


def test_the_document_of_the_year_named_is_searched_where_another_was_found(
    store_of: Callable[..., Store], always: Decision
) -> None:
    """A repealed rule comes after the clauses of the one in force."""
    old = DOCUMENTS["hotline_2018.txt"]
    numerals = "三四五六七八九"
    lines = [
        f"第{tens}{ones}条 {kind}类紧急事项的热线工单应当在{n + 5}小时内到达现场处置。"
        for tens in ("", "十")
        for n, (ones, kind) in enumerate(zip(numerals, "水电气暖路桥树", strict=True))
    ]
    new = DOCUMENTS["hotline_2023.txt"].replace("第三条", "\n".join(lines) + "\n第二十条")
    store = store_of({"old.txt": old, "new.txt": new})
    question = "望岭2018年办法规定紧急事项几小时到场"
    answer = ask(store, question, decision=always)
    later = SearchFilters(issued_from=dt.date(2020, 1, 1))
    filtered = ask(store, question, decision=always, filters=later)
    assert says(answer.text, "4小时")
    assert {source.document.source.name for source in answer.citations} == {"old.txt"}
    assert {hit.document.source.name for hit in filtered.search.hits} == {"new.txt"}


def test_what_is_carried_to_the_other_case_ends_in_no_comma() -> None:
    text = (
        "某市规定\n第一条 高压客户平均接电时间压缩至25个工作日以内；400伏及以下低压客户平均接电时间，"
        "涉及外线工程的压缩至15个工作日以内，不涉及外线工程的压缩至5个工作日以内。\n"
    )
    clause = parse(RawDocument(source=SOURCE, text=text)).clauses[0]
    last = carried_measures(clause)[-1]
    assert "低压" in f"{last.subject},{last.condition}"
    assert "" not in (last.condition or "").split(",")


def test_what_is_not_called_a_fine_is_none() -> None:
    text = "某市规定\n第一条 租金每月900元，可扣除800元；违反的罚款50元。\n"
    clause = parse(RawDocument(source=SOURCE, text=text)).clauses[0]
    assert [m.value for m in of_purpose(clause.measures, clause, "会被罚多少")] == ["50"]


def test_a_sum_per_month_is_of_whom_its_piece_names() -> None:
    text = (
        "某市规定\n第一条 租住中心城区的纳税人，扣除标准为每月1300元；租住其他城区的，每月900元。\n"
    )
    clause = parse(RawDocument(source=SOURCE, text=text)).clauses[0]
    conditions = [m.condition or "" for m in carried_measures(clause)]
    assert [one.partition(",")[0] for one in conditions] == [
        "租住中心城区的纳税人",
        "租住其他城区",
    ]


def test_what_recurs_is_no_single_date() -> None:
    text = "某市规定\n第一条 2027年9月底前完成首次评估。2028年起，每年3月底前完成评估。\n"
    clause = parse(RawDocument(source=SOURCE, text=text)).clauses[0]
    question = QueryInfo(text="", normalized="评估每年几月底前完成", language="zh")
    dates = [m for m in clause.measures if m.kind is MeasureKind.DEADLINE]
    kept = of_asked_time(dates, clause, read_question(question))
    assert len(dates) > len(kept) == 1
    assert "3月" in kept[0].value


def test_a_share_of_time_or_of_what_is_done_is_no_price() -> None:
    text = (
        "某市规定\n第一条 平均停电时间压减10%，按期办结率达到98%，年费率不超过2%，"
        "按设备投资额的30%给予补贴。\n"
    )
    clause = parse(RawDocument(source=SOURCE, text=text)).clauses[0]
    shares = [m for m in clause.measures if m.kind is MeasureKind.PERCENTAGE]
    question = QueryInfo(text="", normalized="办电能不能不要钱", language="zh")
    kept = of_asked_time(shares, clause, read_question(question))
    assert [m.value for m in shares] == ["10", "98", "2", "30"]
    assert [m.value for m in kept] == ["2", "30"]


def test_a_cap_after_a_remark_in_brackets_is_of_what_stands_before_it() -> None:
    text = (
        "某市规定\n第一条 每招用1人补贴1500元（再次申请的，按净增人数算），总额最高不超过2万元。\n"
    )
    clause = parse(RawDocument(source=SOURCE, text=text)).clauses[0]
    assert "招用" in words_of(clause.measures[-1], clause)


def test_words_that_are_not_in_the_clause_hold_no_other_figure() -> None:
    clause = parse(RawDocument(source=SOURCE, text=PAIR)).clauses[0]
    grant, fine = clause.measures
    lines = [
        Line(grant, "", "", "力争 800元，年年如此，一直到老", ""),
        Line(fine, "", "罚款", "50元", ""),
    ]
    assert without_repeated(lines, clause) == lines


def test_a_cap_is_told_by_few_words_however_many_stand_before_it() -> None:
    cap = parse(RawDocument(source=SOURCE, text=PAIR)).clauses[0].measures[0]
    cap = replace(cap, comparator="<=")
    assert is_cap(cap, "单站最高")
    assert not is_cap(cap, "按比例")
    assert not is_cap(cap, "每年" * 200 + "另")


def test_a_sum_is_paid_in_one_rhythm() -> None:
    text = (
        "某市规定\n第一条 按照小学每生每学年4800元（每生每学期2400元）、"
        "初中每生每学年5600元（每生每学期2800元）的标准补贴。\n第二条 本规定自2021年3月1日起施行。\n"
    )
    document = parse(RawDocument(text=text, source=SOURCE))
    told = [m for clause in document.clauses for m in carried_measures(clause)]
    half = [m for m in told if m.value in ("2400", "2800")]
    assert len(half) == 2
    assert [m for m in half if "每学年" in (m.condition or "")] == []


@pytest.mark.parametrize(
    ("text", "shares"),
    [("申请材料平均压减60%。", []), ("低收入家庭租金按照市场租金的30%收取。", ["30"])],
)
def test_a_share_is_a_fee_only_where_it_is_called_one(text: str, shares: list[str]) -> None:
    document = parse(RawDocument(text=f"某市规定\n第一条 {text}\n第二条 略。\n", source=SOURCE))
    clause = next(one for one in document.clauses if one.measures)
    assert [m.value for m in of_purpose(clause.measures, clause, "收费多少")] == shares


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("个人每月最多缴多少", ["2700", "1350"]),
        ("个人每月最低缴多少", ["96"]),
        ("个人每月缴多少", ["2700", "96", "1350"]),
        ("最低生活保障标准是多少", ["2700", "96", "1350"]),
    ],
)
def test_what_the_text_calls_the_other_bound_is_left_out(question: str, told: list[str]) -> None:
    text = "某市规定\n第一条 个人月缴存额上限2700元,月缴存额下限96元,最高可代缴1350元。\n"
    clause = parse(RawDocument(source=SOURCE, text=text)).clauses[0]
    kept = without_other_bound(clause.measures, clause, question)
    assert [m.value for m in kept] == told
