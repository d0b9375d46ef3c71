"""One made-up notice in the many shapes in which such notices come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from ingest.pipeline import parse
from ingest.readers.registry import read_bytes
from ingest.records import ParsedDocument

TITLE = "云桥市人民政府关于支持养老服务发展的通知"
BODY = "各县区要建设社区养老服务设施，每个街道至少设置一处，配备专职服务人员，保证正常运行。"
NAMES = ("加强设施建设", "完善补贴制度", "强化监督管理")
SIGNED = "云桥市人民政府\n2031年3月5日\n"


def notice(*tasks: str, signed: str = SIGNED) -> ParsedDocument:
    text = "\n".join(
        (
            TITLE,
            "云政发〔2031〕9号",
            "各县（市、区）人民政府，市政府各部门：",
            "为支持养老服务发展，现就有关事项通知如下：",
            *tasks,
            signed,
        )
    )
    return parse(read_bytes(text.encode(), uri="a.txt", name="a.txt"))


def tasks_of(parsed: ParsedDocument) -> list[tuple[str | None, str]]:
    return [(clause.number, clause.heading) for clause in parsed.clauses[1:]]


def in_form(form: str) -> list[str]:
    return [form.format("一二三"[at], at + 1, name, BODY) for at, name in enumerate(NAMES)]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("{0}、{2}\n{3}", ("一、", "二、", "三、")),
        ("{0} 、{2}。{3}", ("一、", "二、", "三、")),
        ("{0}、{2}　　{3}", ("一、", "二、", "三、")),
        ("{0}、{2}\t{3}", ("一、", "二、", "三、")),
        ("（{0}）{2}。{3}", ("（一）", "（二）", "（三）")),
        ("({0}）{2}。{3}", ("(一）", "(二）", "(三）")),
        ("（ {0} ）{2}。{3}", ("（一）", "（二）", "（三）")),
        ("{1}．{2}。{3}", ("1．", "2．", "3．")),
        ("{1} . {2}。{3}", ("1.", "2.", "3.")),
        ("（{1})、{2}。{3}", ("（1)、", "（2)、", "（3)、")),
        ("第{0}，{2}。{3}", ("第一，", "第二，", "第三，")),
        ("第{0}、{2}。{3}", ("第一、", "第二、", "第三、")),
        ("{0}是{2}。{3}", ("一是", "二是", "三是")),
        ("**{0}、{2}**\n{3}", ("一、", "二、", "三、")),
    ],
)
def test_tasks_in_every_form_of_mark(form: str, numbers: tuple[str, ...]) -> None:
    parsed = notice(*in_form(form))
    assert tasks_of(parsed) == list(zip(numbers, NAMES, strict=True))
    assert parsed.document.title == TITLE
    assert parsed.document.issued_on == dt.date(2031, 3, 5)


def test_words_number_nothing_where_sections_are_numbered() -> None:
    parsed = notice("一、主要措施", *in_form("{0}是{2}。{3}"), "二、其他", BODY)
    assert tasks_of(parsed) == [("一、", "主要措施"), ("二、", "其他")]


def test_words_that_do_not_run_on_number_nothing() -> None:
    (clause,) = notice(f"第一，{BODY}", f"第三，{BODY}").clauses
    assert clause.number is None


def test_a_stray_space_in_a_heading_is_no_gap() -> None:
    parsed = notice(f"一、加强 设施建设。{BODY}", f"二、完善补贴制度。{BODY}")
    assert tasks_of(parsed) == [("一、", "加强设施建设"), ("二、", "完善补贴制度")]


@pytest.mark.parametrize(
    "signed",
    [
        "云桥市人民政府\n2 0 3 1 年 3 月 5 日\n",
        "云桥市人民政府　　2031年3月5日\n",
        "云桥市人民政府\n二〇三一年三月五日\n（此件公开发布）\n",
        f"{SIGNED}抄送：市委各部门。\n云桥市人民政府办公室 2031年3月6日印发\n",
        f"{SIGNED}附件：1．设施清单\n2．申请表\n",
    ],
)
def test_every_form_of_signature(signed: str) -> None:
    parsed = notice(*in_form("{0}、{2}。{3}"), signed=signed)
    assert parsed.document.issued_on == dt.date(2031, 3, 5)
    assert parsed.document.issuers == ("云桥市人民政府",)
    third = parsed.clauses[3]
    assert third.text.endswith(BODY)


def _in_one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def _indented(text: str) -> str:
    return "\n".join(f"　　{line}" for line in text.split("\n"))


def _with_returns(text: str) -> str:
    return text.replace("\n", "\r\n\r\n")


def _with_rules(text: str) -> str:
    return text.replace("各县（市", "————————\n各县（市", 1)


@pytest.mark.parametrize("change", [_in_one_line, _indented, _with_returns, _with_rules])
def test_the_same_notice_in_another_layout(change: Callable[[str], str]) -> None:
    tasks = in_form("{0}、{2}\n{3}\n（一）落实{2}的经费。{3}\n（二）落实{2}的责任。{3}")
    text = "\n".join((TITLE, "云政发〔2031〕9号", "各县（市、区）人民政府：", *tasks, SIGNED))
    parsed = parse(read_bytes(change(text).encode(), uri="a.txt", name="a.txt"))
    document = parsed.document
    assert (document.title, document.issued_on) == (TITLE, dt.date(2031, 3, 5))
    assert document.document_number == "云政发〔2031〕9号"
    found = [(clause.number, clause.path) for clause in parsed.clauses if clause.kind == "task"]
    assert found == [
        (number, (f"{section}、{name}",))
        for section, name in zip("一二三", NAMES, strict=True)
        for number in ("（一）", "（二）")
    ]
