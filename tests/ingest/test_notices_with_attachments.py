"""Notices as they close: signatures without a date, of what is attached, broken over lines."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.pipeline import parse
from ingest.readers.registry import read_bytes
from ingest.records import ParsedDocument

NOTICE = """松原县商务局关于做好复工服务的通知
各镇人民政府：
为做好企业复工服务，现就有关事项通知如下：
一、主动服务
各镇要安排专人联系企业，及时解决企业在用工、物流、资金等方面的困难。
"""


def read(text: str) -> ParsedDocument:
    return parse(read_bytes(text.encode(), uri="a.txt", name="a.txt"))


def test_what_is_attached_has_a_signature_of_its_own() -> None:
    parsed = read(
        NOTICE
        + """附件：商务部办公厅关于服务企业的通知
2031年2月15日
附件
商务部办公厅关于进一步服务企业复工复产
加强招商引资工作的通知
各省商务主管部门：
为服务企业，现通知如下：
（一）帮助企业恢复经营。协助企业做好复工前各项准备工作，解决防护物资和用工困难。
（二）加强项目服务。密切跟踪项目进展，推动在建项目尽早投产，保障各项要素供应。
商务部办公厅
2031年2月7日
"""
    )
    document = parsed.document
    assert document.issuers == ("松原县商务局",)
    assert document.issued_on == dt.date(2031, 2, 15)
    assert "2031年2月7日" not in "".join(clause.text for clause in parsed.clauses)
    title = "附件 商务部办公厅关于进一步服务企业复工复产加强招商引资工作的通知"
    assert parsed.clauses[-1].path == (title,)


def test_who_signs_without_a_date_is_in_no_clause() -> None:
    parsed = read(f"{NOTICE}松原县商务局\n")
    assert parsed.clauses[-1].text.endswith("方面的困难。")
    assert parsed.document.issuers == ("松原县商务局",)


def test_a_name_broken_over_lines_is_in_no_clause() -> None:
    parsed = read(
        """松原县推进企业复工工作领导小组办公室关于做好服务的通知
各镇人民政府：
一、各镇要安排专人联系企业，及时解决企业在用工、物流、资金等方面的困难。
松原县推进企业复工
工作领导小组办公室
2031年2月7日
"""
    )
    assert parsed.clauses[-1].text.endswith("方面的困难。")


@pytest.mark.parametrize(
    "closing",
    [
        "本意见中“小微企业”按国家有关标准认定。上述条款的执行期限自发布之日起3个月止。",
        "本通知自印发之日起施行。",
        "以上措施在防控期间有效，由县农业农村局会同相关部门负责政策解释。",
        "本通知适用截止时间为2031年6月30日，届时将及时调整。",
        "本政策措施的支持对象为小微企业，执行期限至一级响应结束。",
    ],
)
def test_what_says_the_term_closes_the_document(closing: str) -> None:
    parsed = read(
        f"{NOTICE}二、减免租金。对小微企业减免两个月租金。（责任单位：县财政局）\n{closing}\n"
    )
    assert parsed.clauses[-1].text == closing


def test_a_title_told_again_with_other_small_words_is_no_clause() -> None:
    parsed = read(
        """松原县人民政府关于印发支持企业若干措施的通知
各镇人民政府：
现将《关于支持企业的若干措施》印发给你们，请认真执行。
松原县人民政府
2031年2月6日
关于支持企业的若干措施
为支持企业，制定以下措施。
一、减免租金。对小微企业减免两个月租金，由县财政局按照规定及时拨付补助资金。
"""
    )
    assert [clause.text.split("\n")[0][:6] for clause in parsed.clauses] == [
        "各镇人民政府",
        "为支持企业，",
        "一、减免租金",
    ]


def test_a_headline_is_the_title_of_a_report() -> None:
    parsed = read(
        "松原：一手抓防控，一手抓复工\n"
        "记者从松原县新闻发布会上了解到，全县已有120家企业恢复生产，各镇安排专人联系企业，解决用工困难。\n"
        "县商务局表示，下一步将继续做好服务。\n"
    )
    assert parsed.document.title == "松原：一手抓防控，一手抓复工"


def test_whose_page_it_is_is_no_part_of_the_title() -> None:
    parsed = read(
        "松原县人民政府\n部门解读｜《关于支持企业的若干措施》\n"
        "为支持企业，县政府办公室印发了《关于支持企业的若干措施》。现解读如下：\n一、出台背景\n企业需要支持。\n"
    )
    assert parsed.document.title == "部门解读｜《关于支持企业的若干措施》"


def test_a_number_before_the_title_is_set_apart_by_a_dash() -> None:
    parsed = read(
        "松政发〔2031〕3号-松原县人民政府关于支持企业的通知\n各镇人民政府：\n"
        "一、各镇要安排专人联系企业，及时解决企业在用工、物流、资金等方面的困难。\n"
    )
    assert parsed.document.title == "松原县人民政府关于支持企业的通知"
    assert parsed.document.issuers == ("松原县人民政府",)


def test_the_day_above_a_text_says_when_it_takes_effect() -> None:
    head = "松原省高级法院关于审理案件的解释\n2031年12月24日 松原省高级法院公告公布\n"
    text = "第一条 受理案件应当符合规定。\n第二条 本解释自公布之日起施行。\n"
    assert read(f"{head}2031年12月27日 施行\n{text}").document.effective_on == dt.date(2031, 12, 27)
    assert read(f"{head}{text}").document.effective_on == dt.date(2031, 12, 24)


PRAISE = NOTICE + "松原县商务局\n2031年2月15日\n附件\n松原县%s\n"


@pytest.mark.parametrize("title", ["典型经验做法\n（共12项）", "典型经验做法（共12项）"])
def test_how_many_are_listed_belongs_to_the_title_of_a_list(title: str) -> None:
    done = "\n".join(f"{at}.山河镇第{at}社区推进设施建设，提升服务水平。" for at in range(1, 13))
    clauses = read(PRAISE % title + done).clauses[-12:]
    assert [clause.number for clause in clauses] == [f"{at}." for at in range(1, 13)]
    assert {clause.path for clause in clauses} == {("附件 松原县典型经验做法（共12项）",)}


def test_a_list_of_names_is_one_clause_with_its_title() -> None:
    names = "\n".join(f"{at}.山河镇第{at}社区" for at in range(1, 13))
    last = read(PRAISE % "先进集体名单\n（共12个）" + names).clauses[-1]
    assert (last.number, last.heading) == ("附件", "松原县先进集体名单（共12个）")
    assert last.text.endswith("12.山河镇第12社区")
