"""Notes that are numbered below a table open no tasks, wherever their label stands."""

from __future__ import annotations

import pytest

from ingest.pipeline import parse
from ingest.records import Clause, RawDocument, Source

TABLE = """某市办理时限公开办法
一、公开范围。各部门公开办理时限。
二、责任。各部门负责落实。
附件：办理时限表
| 事项 | 时限 |
| --- | --- |
| 企业开办 | 1个工作日 |
"""
NOTES = "1.时限从受理之日起计算。\n2.公示时间不少于5日，不计算在内。\n3.特殊情况可以延长。"


def clauses(text: str) -> list[Clause]:
    source = Source(uri="plan.txt", name="plan.txt", sha256="0")
    return list(parse(RawDocument(source=source, text=text)).clauses)


@pytest.mark.parametrize("label", ["注：\n", "备注：\n", "说明：\n", "填表说明：\n", "注："])
def test_notes_belong_to_what_they_stand_below(label: str) -> None:
    found = clauses(f"{TABLE}{label}{NOTES}")
    assert [clause.number for clause in found] == ["一、", "二、", None]
    assert NOTES.splitlines()[-1] in found[-1].text
    assert [measure.value for measure in found[-1].measures] == ["1", "5"]


def test_tasks_go_on_where_notes_end() -> None:
    found = clauses(f"某市工作要点\n注：\n1.本要点逐年修订。\n{NOTES}")
    assert [clause.number for clause in found] == [None, "1.", "2.", "3."]


@pytest.mark.parametrize(
    "above",
    [
        "说明：",  # below no table it heads what follows
        "注意事项：",
        "备注",
        "注：\n以下各项逐年修订。",  # its note is said already
    ],
)
def test_other_lines_leave_tasks_alone(above: str) -> None:
    found = clauses(f"某市工作要点\n{above}\n{NOTES}")
    assert [clause.number for clause in found][-3:] == ["1.", "2.", "3."]
