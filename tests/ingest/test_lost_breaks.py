"""Texts that a crawler wrote down as one line, with spaces where the lines ended."""

import pytest

from ingest.pipeline import parse
from ingest.readers.registry import read_bytes
from ingest.records import ParsedDocument
from ingest.text.lost_breaks import lost_breaks

LINES = (
    "梅岭市人民政府关于支持小微商户渡过难关的通知",
    "梅政发〔2031〕7号",
    "各县（市、区）人民政府，市政府各部门：",
    "为帮助小微商户平稳经营，结合本市实际，现就有关事项通知如下：",
    "一、减轻租金负担",
    "承租国有房屋的小微商户，免收两个月租金，其他房屋由双方协商，鼓励业主适当减免，减免情况列入诚信记录。",
    "二、加大金融支持",
    "1. 降低担保费率。各级担保机构的担保费率不超过1%，对首次贷款的商户减半收取，所需资金由财政安排。",
    "责任单位：市财政局、市金融局",
    "2. 延长还款期限。对到期还款困难的小微商户，可以展期六个月，展期内不收罚息，不影响其信用记录。",
    "三、做好组织实施",
    "各部门要按照职责分工抓好落实，每月底前把进展情况报市政府办公室，重要情况随时报告。联系电话： 12345678",
    "本通知自印发之日起施行，有效期两年。",
    "梅岭市人民政府",
    "2031年2月6日",
    "（此件公开发布）",
)


def read(text: str) -> ParsedDocument:
    return parse(read_bytes(text.encode(), uri="a.txt", name="a.txt"))


@pytest.mark.parametrize("gap", [" ", "  ", "\u3000\u3000", "\xa0 "])
def test_a_text_in_one_line_is_read_as_the_lines_it_was(gap: str) -> None:
    lines, one_line = read("\n".join(LINES)), read(gap.join(LINES))
    assert one_line.document.title == "梅岭市人民政府关于支持小微商户渡过难关的通知"
    for field in ("title", "document_number", "issuers", "issued_on", "effective_on", "expires_on"):
        assert getattr(one_line.document, field) == getattr(lines.document, field), field
    assert [c.number for c in one_line.clauses] == [c.number for c in lines.clauses]
    assert [c.heading for c in one_line.clauses] == [c.heading for c in lines.clauses]
    assert [c.responsible for c in one_line.clauses] == [c.responsible for c in lines.clauses]
    assert [c.text for c in one_line.clauses] == [c.text for c in lines.clauses]


def test_the_words_are_those_of_the_raw_text() -> None:
    text = " ".join(LINES)
    for clause in read(text).clauses:
        raw = "".join(text[start:end] for start, end in clause.spans)
        assert raw.replace(" ", "") == clause.text.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize(
    ("words", "broken"),
    [
        ("市财政局 市商务局", True),
        ("《市财政局 市商务局关于支持商户的通知》", False),
        ("（市财政局 市商务局）", False),
        ("，姓 名：张三，", False),
        ("联系人： 张三", False),
        ("现通知如下： 各单位", True),
        ("费率不超过 1%", False),
        ("市商务局 2031年2月6日", True),
        ("2031年2月6日 市商务局", True),
        ("共 18 台", False),
        ("网上办理业务 在“松原公积金”上公布", True),
        ("附件1 项目清单", True),
        ("第一， 市商务局", False),
        ("APP 下载", False),
    ],
)
def test_what_a_space_between_words_stands_for(words: str, broken: bool) -> None:
    sentence = "各部门要抓好落实，及时报告进展情况，确保各项措施落到实处，让商户尽快受益。"
    text = f"{sentence} {sentence} {sentence} {sentence} 甲乙丙丁{words}戊己庚辛"
    at = text.index(words) + words.index(" ")
    assert (at in lost_breaks(text)) is broken


def test_spaces_inside_words_are_no_breaks() -> None:
    sentence = "各部门 要抓好 落实，及时 报告进展 情况，确保各 项措施落 到实处，让商户 尽快受益。"
    text = " ".join([sentence] * 5)
    assert [text[at - 1] for at in lost_breaks(text)] == ["。"] * 4


def test_a_text_that_has_its_lines_keeps_its_spaces() -> None:
    text = "\n".join([*LINES, "财政部 税务总局决定： 各地照办。 其他事项 另行通知。 二、其他"])
    assert lost_breaks(text) == []


def test_what_a_line_begins_with_keeps_its_value_or_heading() -> None:
    article = (
        "为做好考核工作，结合本市实际，制定本细则，各县区和有关部门应当遵照执行，不得擅自变更。"
    )
    text = (
        "梅岭市考核工作实施细则 【发文单位】 梅岭市人民政府 【发布文号】 梅政发〔2031〕9号 "
        f"第一章 总则 第一条 {article} 第二条 {article} 第二章 附则 第三条 {article} 第四条 {article}"
    )
    parsed = read(text)
    assert [(c.number, c.path) for c in parsed.clauses] == [
        ("第一条", ("第一章 总则",)),
        ("第二条", ("第一章 总则",)),
        ("第三条", ("第二章 附则",)),
        ("第四条", ("第二章 附则",)),
    ]
    assert parsed.document.document_number == "梅政发〔2031〕9号"
    assert parsed.document.issuers == ("梅岭市人民政府",)
    assert "\n" not in parsed.clauses[0].text
