"""What holds of every document: linear time, stable ids, and one id for one correction."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import NoClauses
from ingest.pipeline import parse
from ingest.records import ParsedDocument, RawDocument, Source

WORDS = (
    "压缩时限",
    "减少材料",
    "推行网上办理",
    "公开收费标准",
    "开展专项检查",
    "设立专门窗口",
    "优化办理流程",
)
BODIES = st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map("，".join)
AssertLinear = Callable[[Callable[[str], object], str], None]


def read(text: str) -> ParsedDocument:
    source = Source(uri="plan.txt", name="plan.txt", sha256="0")
    return parse(RawDocument(source=source, text=text))


def plan(bodies: list[str]) -> str:
    head = "云桥市优化办事流程工作方案\n云政办发〔2022〕5号\n一、总体要求\n坚持便民利企，提升办事质效。\n二、主要任务\n"
    tasks = [f"{at}.任务{at}。{body}，{at}个工作日内办结。" for at, body in enumerate(bodies, 1)]
    return head + "\n".join(tasks) + "\n云桥市人民政府办公室\n2022年3月1日\n"


@settings(max_examples=30)
@given(st.lists(BODIES, min_size=2, max_size=8), st.data())
def test_a_correction_of_one_character_changes_one_id(
    bodies: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(bodies) - 1))
    place = data.draw(st.integers(0, len(bodies[at]) - 1).filter(lambda i: bodies[at][i] != "，"))
    corrected = [*bodies]
    corrected[at] = f"{bodies[at][:place]}改{bodies[at][place + 1 :]}"
    before, after = read(plan(bodies)), read(plan(corrected))
    assert before.document.id == after.document.id
    changed = [
        (old.number, new.number)
        for old, new in zip(before.clauses, after.clauses, strict=True)
        if old.id != new.id
    ]
    assert changed == [(f"{at + 1}.", f"{at + 1}.")]


@settings(max_examples=30)
@given(st.lists(BODIES, min_size=1, max_size=6))
def test_reading_twice_gives_the_same_ids(bodies: list[str]) -> None:
    first, second = read(plan(bodies)), read(plan(bodies))
    assert first == second
    assert len({clause.id for clause in first.clauses}) == len(first.clauses)


HARD = {
    "brackets that never close": "（",
    "brackets in brackets": "（牵头单位：",
    "damaged marks": "□办理\n",
    "marks in one line": "1.",
    "marked lines": "1.办理。\n",
    "bare numbers": "1 总则\n1.1 目的\n",
    "book marks": "《甲》、",
    "figures": "至少至少3至5天、",
    "dates": "2020年底前、",
    "rows": "| a | 5天 |\n",
    "links": "[a](http://x) ",
    "glosses": "規(guī)",
    "labels": "责任单位：",
    "short lines": "办理事项\n",
    "one sentence": "办理时间，",
    "days of expiry": "有效期至2020年1月1日，",
    "days of effect": "自发布之日起施行，",
    "days of effect of others": "甲，自发布之日起施行，",
    "terms of others": "许可证有效期5年，",
    "documents ended in one sentence": "、《a》废止；",
    "documents ended in turn": "《a》同时废止。",
    "documents ended in a list": "决定废止下列文件：\n",
    "periods": "执行期限为2023年1月1日至2027年12月31日，",
    "document numbers": "〔2020〕1号 ",
    "limits": "不超过5天，",
    "articles": "x\n\n第一条 a\n",
}


@pytest.mark.parametrize("piece", HARD.values(), ids=HARD.keys())
def test_time_grows_with_the_length_and_no_faster(assert_linear: AssertLinear, piece: str) -> None:
    def work(text: str) -> None:
        with suppress(NoClauses):
            read(text)

    assert_linear(work, piece)


def test_titles_in_a_title_that_never_closes_are_read_in_one_way() -> None:
    (clause,) = read(f"一、甲办法《{'〈乙〉' * 60}同时废止。").clauses
    assert "同时废止" in clause.text


def test_a_sentence_as_long_as_a_document_is_not_kept_with_each_title() -> None:
    names = [f"第{at}号办法" for at in range(4000)]
    text = "一、" + "、".join(f"《{name}》" for name in names) + "同时废止。"
    ended = read(text).document.supersedes
    assert [one.title for one in ended] == names
    assert sum(len(one.sentence) for one in ended) < 4000 * 10_001
    assert all(f"《{one.title}》" in one.sentence for one in ended)


def test_a_line_of_five_megabytes_is_read() -> None:
    nested = "（" * 800_000 + "）" * 800_000
    (clause,) = read(f"一、压缩时限{nested}，五个工作日内办结。").clauses
    assert len(clause.text) > 1_600_000
    assert [measure.value for measure in clause.measures] == ["5"]
