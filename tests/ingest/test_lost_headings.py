"""Headings and marks that lost their own line, and what is passed on under its own title."""

from __future__ import annotations

from ingest.pipeline import parse
from ingest.readers.registry import read_bytes
from ingest.records import ParsedDocument

NOTICE = """松原县人民政府关于支持企业的通知
各镇人民政府：
现就支持企业有关事项通知如下：
"""


def read(text: str) -> ParsedDocument:
    return parse(read_bytes(text.encode(), uri="a.txt", name="a.txt"))


def test_a_heading_behind_a_task_heads_the_tasks_below_it() -> None:
    parsed = read(
        NOTICE
        + """一、鼓励科技防疫
（一）支持科研攻关。对研发试剂的企业给予支持。（联系人：张某；联系电话：12345678）二、减轻企业负担
（二）减免房租。对承租国有房屋的企业减免两个月房租，减免部分由县财政局按规定补助。三、加大金融支持
（三）增加贷款投放。鼓励金融机构增加信用贷款，对首次贷款的企业降低利率和担保费率。
"""
    )
    tasks = [(c.number, c.path[-1]) for c in parsed.clauses if c.number]
    assert tasks == [
        ("（一）", "一、鼓励科技防疫"),
        ("（二）", "二、减轻企业负担"),
        ("（三）", "三、加大金融支持"),
    ]
    assert all("减轻企业负担" not in clause.text for clause in parsed.clauses)


def test_a_number_that_does_not_follow_heads_nothing() -> None:
    parsed = read(
        NOTICE
        + "一、减免租金。减免两个月房租，由县财政局补助（详见附件）五、加大金融支持\n二、其他。照办。\n"
    )
    assert [clause.number for clause in parsed.clauses][1:] == ["一、", "二、"]


def test_the_number_of_the_document_stands_before_its_attachment() -> None:
    parsed = read(
        NOTICE
        + """一、各镇要安排专人联系企业，及时解决企业在用工、物流、资金等方面的困难。
松原县人民政府
2031年2月9日
松政发〔2031〕9号附件1
复工管理工作指引
为做好复工管理，制定本指引。
一、组织领导
各项目应成立专班，由项目经理任组长，统筹负责复工和防控工作，及时报告情况。
"""
    )
    assert parsed.clauses[-1].path == ("附件1 复工管理工作指引",)
    assert parsed.clauses[-1].number == "一、"


def test_a_notice_that_is_passed_on_tells_its_title_in_no_clause() -> None:
    parsed = read(
        """松原县教育局转发市教育局关于做好春季开学准备
工作的通知
各学校：
现将通知转发给你们，请认真执行。
一、各学校要提前做好校舍检查和物资储备，明确专人负责，及时报告准备情况。
松原县教育局
2031年2月9日
市教育局关于做好
春季开学准备工作的通知
各县教育局：
现就做好开学准备工作通知如下：
一、各地要制定开学工作方案，统筹安排教学、后勤和安全工作，确保平稳有序开学。
"""
    )
    assert all("春季开学准备工作的通知" not in clause.text for clause in parsed.clauses)


def test_whose_page_it_is_stands_above_the_title() -> None:
    parsed = read(
        "松原省人民政府\n松原省人民政府办公厅关于支持企业的通知\n各市人民政府：\n"
        "一、各市要安排专人联系企业，及时解决企业在用工、物流、资金等方面的困难。\n"
    )
    assert parsed.document.title == "松原省人民政府办公厅关于支持企业的通知"
    assert [clause.text[:4] for clause in parsed.clauses] == ["各市人民", "一、各市"]


def test_the_basis_of_a_measure_is_a_list_of_its_clause_and_no_contents() -> None:
    basis = (
        "【政策依据】\n（1）《关于支持企业税收政策的公告》（2031年第8号）\n"
        "（2）《关于支持企业征收管理的公告》（2031年第4号）\n"
    )
    first = "1.运输重点物资免征增值税\n纳税人运输重点物资取得的收入，免征增值税，可自主申报，无需办理备案手续。\n"
    second = "2.居民快递免征增值税\n纳税人提供居民快递服务取得的收入，免征增值税，可自主申报，资料留存备查。\n"
    parsed = read(f"支持企业税收政策指引\n一、支持物资供应\n{first}{basis}{second}{basis}")
    assert [clause.number for clause in parsed.clauses] == ["1.", "2."]
    assert all(clause.text.endswith("（2031年第4号）") for clause in parsed.clauses)


def test_who_made_a_plan_stands_below_its_title() -> None:
    parsed = read(
        """松原省人民政府办公厅转发省教育厅、财政厅关于做好保障工作若干措施的通知
各市人民政府：
现将《关于做好保障工作的若干措施》转发给你们，请认真执行。
松原省人民政府办公厅
2031年2月9日
关于做好保障工作的若干措施
省教育厅
省财政厅
为做好保障工作，提出以下措施。
一、各市要安排专人联系学校，及时解决学校在物资、经费等方面的困难。
"""
    )
    assert [clause.text[:5] for clause in parsed.clauses] == [
        "各市人民政",
        "为做好保障",
        "一、各市要",
    ]
