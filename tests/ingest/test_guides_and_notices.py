"""Whole documents: what a guide lists is one clause, what is printed about a notice is none."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.pipeline import parse
from ingest.readers import read_bytes
from ingest.records import ParsedDocument


def parsed(text: str, name: str = "a.txt") -> ParsedDocument:
    return parse(read_bytes(text.encode(), uri=f"folder/{name}", name=name))


def marks(text: str) -> list[str | None]:
    return [clause.number for clause in parsed(text).clauses]


STEPS = """1.申请。申请人登录政务服务网或者到政务服务中心综合窗口提交全部申请材料。
2.受理。窗口工作人员当场审查材料，齐全的予以受理，不齐全的一次性告知补正内容。
3.决定。审批机关自受理之日起8个工作日内作出是否准予许可的书面决定。
"""


def test_steps_of_a_guide_are_one_clause() -> None:
    text = f"特种行业许可办事指南\n一、办理流程\n{STEPS}二、收费标准\n本事项不收取任何费用。\n"
    assert marks(text) == ["一、", "二、"]


def test_steps_below_a_heading_that_orders_something_are_tasks() -> None:
    text = f"某某市窗口服务提升方案\n一、优化办理流程\n{STEPS}二、加强督查\n每季度开展一次督查。\n"
    assert marks(text) == ["1.", "2.", "3.", "二、"]


def test_conditions_with_labels_that_a_sentence_announces_are_one_clause() -> None:
    text = (
        "养老待遇申领指南\n一、受理条件\n申领人应当同时符合以下年龄条件和缴费条件：\n"
        "（一）年龄条件：达到国家规定的退休年龄。\n"
        "（二）缴费条件：达到退休年龄时累计缴费满15年。选择提前退休的，达到所选年龄时累计缴费满15年，并符合其他规定。\n"
        "二、受理单位\n各区社保经办机构。\n"
    )
    assert marks(text) == ["一、", "二、"]


def test_a_second_list_below_a_field_is_not_taken_for_the_first() -> None:
    text = (
        f"许可办事指南\n一、办理流程\n{STEPS}注意事项：\n{STEPS}二、收费标准\n本事项不收取费用。\n"
    )
    assert len(marks(text)) > 2


@pytest.mark.parametrize("remark", ["（此件公开发布）", "（本文有删减）"])
def test_a_remark_between_a_notice_and_its_plan_is_no_clause(remark: str) -> None:
    result = parsed(
        "辽源市人民政府关于印发辽源市夜间经济发展方案的通知\n辽府发〔2022〕8号\n各县（区）人民政府：\n"
        "现将《辽源市夜间经济发展方案》印发给你们，请认真组织实施。\n附件：1.任务分工\n2.街区名单\n"
        f"辽源市人民政府\n2022年3月4日\n{remark}\n辽源市夜间经济发展方案\n为发展夜间经济，制定本方案。\n"
        "一、目标\n到2024年，建成夜间消费街区12条，带动就业3000人以上。\n"
    )
    texts = [clause.text for clause in result.clauses]
    assert not any("此件" in text or "删减" in text for text in texts)
    assert "为发展夜间经济，制定本方案。" in texts  # the title above it stands in no clause


def test_an_issued_list_below_its_mark_keeps_its_title_as_path() -> None:
    result = parsed(
        "七台河市人民政府办公室关于公布七台河市即办事项清单的通知\n七政办〔2023〕9号\n各有关单位：\n"
        "《七台河市即办事项清单》已经市政府同意，现予公布。\n七台河市人民政府办公室\n2023年4月6日\n附件：\n"
        "七台河市即办事项清单\n| 序号 | 事项名称 | 承诺时限 |\n| 1 | 企业设立登记 | 1个工作日 |\n"
    )
    assert result.clauses[-1].path == ("附件：七台河市即办事项清单",)


@pytest.mark.parametrize(
    "line",
    ["抄送：市委各部门，市监委。", "（第21期）", "A类", "2024年3月"],
)
def test_what_is_printed_about_a_paper_is_no_clause(line: str) -> None:
    top, end = ("", f"{line}\n") if line.startswith("抄送") else (f"{line}\n", "")
    result = parsed(
        f"鹤岗市人民政府办公室关于加强供暖保障的通知\n{top}鹤政办〔2024〕5号\n各区人民政府：\n为做好供暖保障，现通知如下：\n"
        f"一、提前检修\n各供热企业应当在10月1日前完成全部管网检修。\n鹤岗市人民政府办公室\n2024年3月8日\n{end}"
    )
    assert not any(line.strip("。") in clause.text for clause in result.clauses)


def test_those_who_issue_a_notice_stand_above_it_and_in_no_clause() -> None:
    result = parsed(
        "关于做好稳岗返还工作的通知\n白城市人力资源和社会保障局\n白城市财政局\n白人社发〔2023〕31号\n"
        "各县（市、区）人力资源和社会保障局、财政局：\n为落实援企政策，现通知如下：\n"
        "一、返还标准\n中小微企业按上年度实际缴费的60%返还。\n白城市人力资源和社会保障局 白城市财政局\n2023年5月9日\n"
    )
    assert result.clauses[0].text.startswith("各县")


def test_a_page_named_after_what_it_issues_is_titled_with_the_notice() -> None:
    page = (
        "<html><head><title>绥化市北林区2023年联办事项清单 - 北林区政府网</title></head><body><h2>"
        "绥化市北林区人民政府办公室关于公布2023年联办事项清单的通知</h2><p>绥北政办〔2023〕6号</p>"
        "<p>各乡镇人民政府：</p><p>现将2023年联办事项清单予以公布，请各牵头部门于6月底前编制办事指南，并向社会公开。</p></body></html>"
    )
    assert parsed(page, "a.html").document.title.endswith("的通知")


def test_a_translated_title_is_no_part_of_the_title() -> None:
    result = parsed(
        "Measures for Encouraging Investment\n黑河市鼓励投资若干办法\n第一条 为鼓励投资，制定本办法。\n"
    )
    assert result.document.title == "黑河市鼓励投资若干办法"


def test_a_greeting_above_a_page_is_furniture() -> None:
    result = parsed(
        "您好，今天是2024年5月6日 星期一 繁体版\n双鸭山市养犬管理办法\n第一条 为规范养犬，制定本办法。\n"
    )
    assert [clause.number for clause in result.clauses] == ["第一条"]


def test_what_closes_a_document_is_no_part_of_its_last_task() -> None:
    result = parsed(
        "朔州市支持设施农业若干措施\n一、加大补助\n（一）新建补助。对新建连片大棚的，按规定给予一次性补助，每亩800元。\n"
        "二、强化保障\n（一）加强领导。各县（市、区）要明确专人负责，每季度调度一次进展情况。\n"
        "（二）严格考核。将设施农业发展情况列入年度考核，对进度滞后的进行约谈。\n牵头单位：市农业农村局\n"
        "本措施自2024年5月1日起施行，有效期3年。\n朔州市人民政府\n2024年4月20日\n"
    )
    last, closing = result.clauses[-2:]
    assert last.responsible.lead == ("市农业农村局",)
    assert (closing.number, closing.path) == (None, ())
    assert closing.text == "本措施自2024年5月1日起施行，有效期3年。"


@pytest.mark.parametrize(
    ("closing", "apart"),
    [
        ("以上意见如无不妥，请批转各县（区）、各部门贯彻执行。", True),
        ("现将有关部门的报告一并报送您，供审阅。", True),
        ("以上单位请于每月底前报送进展情况。", False),
        ("现将任务分解到各县（区），请抓好落实。", False),
    ],
)
def test_what_a_report_is_sent_for_closes_it(closing: str, apart: bool) -> None:
    result = parsed(
        "关于加强防灾工作意见的报告\n朔州市人民政府：\n现将有关意见报告如下：\n"
        "一、完善预案。各县（区）要抓紧修订应急预案，储备救灾物资，落实值班制度。\n"
        f"二、加强宣传。各部门要广泛宣传防灾知识，组织开展演练。\n{closing}\n"
        "朔州市应急管理局\n2024年4月20日\n"
    )
    last = result.clauses[-1]
    assert (last.number is None) is apart
    assert closing in last.text


@pytest.mark.parametrize(
    "text",
    [
        "一、适用范围\n全市范围内适用。\n二、施行时间\n政策分步执行。\n本通知自2024年5月1日起施行。\n",
        "第一条 为规范管理，制定本办法。\n第二条 违反规定的，责令改正。\n本办法自2024年5月1日起施行。\n",
    ],
)
def test_a_section_or_article_that_says_since_when_keeps_it(text: str) -> None:
    assert len(parsed(f"朔州市设施管理办法\n{text}").clauses) == 2


LEAFLET = """忻州市高龄津贴明白纸
★哪些人可以领？
具有本市户籍、年满80周岁的老年人。
★怎么申请？
①到村（居）委会申请，也可以在手机上自助申领。
②村（居）委会3个工作日内上报，乡镇7个工作日内审核。
★何时停发？
户籍迁出的，家属应当在30日内告知，自次月起停发。
"""


def test_signs_before_headings_part_a_leaflet() -> None:
    clauses = parsed(LEAFLET).clauses
    assert [clause.heading for clause in clauses] == ["哪些人可以领？", "怎么申请？", "何时停发？"]
    assert [clause.number for clause in clauses] == [None] * 3
    assert "7个工作日" in clauses[1].text


def test_signs_before_the_items_of_a_list_part_nothing() -> None:
    text = (
        "老年优待卡办理指南\n办理时请携带下列材料：\n●户籍老年人提供居民身份证原件和近期免冠照片。\n"
        "●外地老年人另外提供居住证原件。\n办理结果可以在手机上查询，也可以到窗口领取。\n"
    )
    assert len(parsed(text).clauses) == 1


def test_who_had_a_plan_printed_and_when_stand_in_for_a_signature() -> None:
    document = parsed(
        "乌海市减证便民行动计划\n为方便群众，制定本计划。\n一、目标\n2024年底前，全部事项免提交证明。\n"
        "乌海市人民政府办公室\n2023年3月15日印发\n"
    ).document
    assert document.issuers == ("乌海市人民政府办公室",)
    assert document.issued_on == dt.date(2023, 3, 15)


def test_a_tag_above_a_title_is_no_part_of_it() -> None:
    result = parsed(
        "【规范性文件】\n石嘴山市创新券管理办法\n石政规发〔2023〕7号\n第一条 【目的】为鼓励创新，制定本办法。\n"
    )
    assert result.document.title == "石嘴山市创新券管理办法"
    assert [clause.heading for clause in result.clauses] == ["目的"]


def test_attachments_are_named_after_a_line_that_does_not_end() -> None:
    result = parsed(
        "固原市中小企业申报指南\n一、支持政策\n对首次认定的企业一次性奖励10万元，有效期3年。\n"
        "联系人：市工信局中小企业科，0954-2000000，工作日可以咨询\n附件：1.申请书模板.docx\n2.评价指标.docx\n"
    )
    assert [clause.number for clause in result.clauses] == ["一、", "附件："]


def test_a_number_and_a_date_may_share_a_bracket_and_a_signature_may_have_none() -> None:
    document = parsed(
        "关于支持冰雪经济发展的若干政策\n（吉市政办〔2024〕9号 2024年4月18日）\n为支持冰雪经济，制定本政策。\n"
        "一、对年飞行不少于500架次的企业，每架次补贴40元。\n二、本政策自发布之日起施行，有效期三年。\n吉林市人民政府办公室\n"
    ).document
    assert document.document_number == "吉市政办〔2024〕9号"
    assert document.issued_on == dt.date(2024, 4, 18)
    assert document.issuers == ("吉林市人民政府办公室",)
    assert document.region is not None
    assert document.region.name == "吉林市"


def test_the_stage_of_a_text_below_its_title_belongs_to_the_title() -> None:
    result = parsed(
        "阜新市医疗保障局关于印发《阜新市医疗救助细则（试行）》的通知\n阜医保发〔2023〕2号\n各县（区）医疗保障局：\n"
        "现将《阜新市医疗救助细则（试行）》印发给你们，请遵照执行。\n阜新市医疗保障局\n2023年11月20日\n"
        "阜新市医疗救助细则\n（试行）\n第一条 为规范医疗救助，制定本细则。\n"
    )
    assert [clause.number for clause in result.clauses] == [None, "第一条"]
    assert result.clauses[0].text.startswith("各县")
