"""What a page sets above a document, and marks that run on, as sites show documents of others."""

from __future__ import annotations

import pytest

from ingest.metadata.fields import Field, find_fields
from ingest.pipeline import parse
from ingest.readers.registry import read_bytes
from ingest.records import ParsedDocument
from ingest.structure.marks import match_mark
from ingest.structure.responsibility import find_responsible

TITLE = "松原县人民政府关于支持养老服务的意见"
OPENING = "各镇人民政府，县直各单位：\n为支持养老服务，提出如下意见。\n"
SECTIONS = "一、总体要求\n坚持政府引导、社会参与。\n二、其他事项\n本意见由县民政局解释。\n"


def read(text: str) -> ParsedDocument:
    return parse(read_bytes(text.encode(), uri="a.txt", name="a.txt"))


@pytest.mark.parametrize(
    "above",
    [
        "开始寻找\n法规数据库会员专享\n",
        "政策提示：依据清理结果，继续有效\n",
        "本站栏目\n• 县委办公室供稿专栏\n",
    ],
)
def test_words_of_a_page_above_the_salutation_are_in_no_clause(above):
    parsed = read(f"{TITLE}\n松政发〔2031〕4号\n{above}{OPENING}{SECTIONS}")
    assert parsed.clauses[0].text.startswith("各镇人民政府")
    assert parsed.document.title == TITLE


def test_words_of_a_page_above_a_title_that_stands_again_are_in_no_clause():
    parsed = read(
        f"{TITLE}\n资料栏一览\n条目检视\n{TITLE}\n为支持养老服务，提出如下意见。\n{SECTIONS}"
    )
    assert parsed.clauses[0].text.startswith("为支持养老服务")


def test_a_sentence_above_the_salutation_stays():
    parsed = read(f"日前，县政府就养老服务提出意见。\n{TITLE}\n{OPENING}{SECTIONS}")
    assert parsed.clauses[0].text.startswith("日前")


def test_a_title_that_names_its_issuer_does_not_begin_above():
    parsed = read(f"资料寻找\n开始寻找\n{TITLE}\n{OPENING}{SECTIONS}")
    assert parsed.document.title == TITLE
    assert parsed.document.issuers == ("松原县人民政府",)


def test_a_title_told_again_on_two_lines_is_in_no_clause():
    parsed = read(
        "松原县民政局2031年度养老服务绩效评价报告\n\n栏目内容\n松原县民政局2031年度\n养老服务绩效评价报告\n"
        "为检验养老服务的成效，我局进行了评价。\n一、部门概况\n我局设三个科室，共有二十人。\n"
    )
    assert parsed.clauses[0].text.startswith("为检验")


def test_whose_site_it_is_above_the_position_issues_nothing():
    parsed = read(
        "松原县第八次代表大会\n当前位置：首页>>通知公告\n关于清理占道车辆的通告\n广大市民：\n"
        "请将车辆移走。\n松原县公安局\n2031年5月6日\n"
    )
    assert parsed.document.title == "关于清理占道车辆的通告"
    assert parsed.document.issuers == ("松原县公安局",)


def test_who_announces_under_its_own_name_issues():
    parsed = read(
        "襄阳市襄州区人民政府拟征收土地启动公告\n现将有关事项公告如下：\n一、范围\n位于某村。\n"
        "二、目的\n用于建设道路。\n"
    )
    assert parsed.document.issuers == ("襄阳市襄州区人民政府",)


@pytest.mark.parametrize("year", ["[2031]", "〔2031〕", "(2031)"])
def test_a_number_is_a_field_in_any_brackets_and_behind_another_value(year):
    fields = dict(find_fields(f"类别:经济法规文号:松政办发{year}12号颁发日期:2031-07-22"))
    assert fields[Field.NUMBER] == f"松政办发{year}12号"
    assert fields[Field.ISSUED_ON] == "2031-07-22"


def test_contents_of_a_text_that_breaks_off_are_left_out():
    parsed = read(
        "松原县消防办法\n目录\n第一章 总则\n第二章 预防\n第三章 附则\n第一章 总则\n"
        "第一条 为了预防火灾，制定本办法。\n第二条 本县的消防工作适用本办法。\n"
    )
    assert [clause.number for clause in parsed.clauses] == ["第一条", "第二条"]


def test_a_line_of_nothing_but_marks_is_no_article():
    assert match_mark("第十一条 第二十一条 第三十条", 0, 15) is None
    assert match_mark("第十一条 第二十一条所称机构", 0, 14) is not None


def test_sections_that_lost_their_lines_open_again():
    parsed = read(
        "松原县养老服务实施方案\n为支持养老服务，制定本方案。一、总体目标到2031年建成二十所机构。二、重点任务"
        "(一)建设机构。新建养老机构十所，改建十所，优先安排偏远乡镇，建成后由县民政局会同有关部门组织验收，并给予建设补助。"
        "(二)培训人员。每年培训护理员二百人，由职业学校承担，培训合格的发给证书，所需费用由县财政局安排并按季拨付。\n"
    )
    assert [c.number for c in parsed.clauses] == [None, "一、", "(一)", "(二)"]


def test_items_behind_the_headings_of_sections_open_again():
    parsed = read(
        "松原县学前教育意见\n一、明确目标1、普及程度。\n全县入园率达到96%以上，其中城区达到98%以上，乡镇达到90%以上。\n"
        "2、办园条件。\n每个乡镇建成一所公办中心幼儿园，配齐教师和保育人员，落实经费。\n"
        "二、改革体制3、理顺管理。\n实行政府负责、分级管理、部门分工负责的管理体制，健全网络。\n"
    )
    assert [c.number for c in parsed.clauses] == ["1、", "2、", "3、"]


@pytest.mark.parametrize(
    "text",
    [
        "按照该法第十条第一款(一)项的规定办理。二、三产业同步发展。\n",
        "法院判决：一、撤销原判。二、驳回请求。\n",
    ],
)
def test_numbers_in_a_sentence_open_nothing(text):
    parsed = read(f"松原县情况说明\n{text}")
    assert [c.number for c in parsed.clauses] == [None]


def test_items_that_say_who_does_them_are_tasks():
    parsed = read(
        "松原县人才实施意见\n一、主要行动\n（一）产业人才行动。围绕主导产业引进和培养人才，实施如下项目：\n"
        "1.企业家培养。每年选派十人研修。（牵头单位：县委组织部，配合单位：县国资局）\n"
        "2.技能人才资助。每年资助三十人。（牵头单位：县人社局，配合单位：县教育局）\n"
    )
    assert [c.number for c in parsed.clauses] == ["（一）", "1.", "2."]
    assert parsed.clauses[1].responsible.lead == ("县委组织部",)


@pytest.mark.parametrize(
    ("bracket", "units"),
    [
        ("县教育局，各区、县级市按职责分工负责", ("县教育局", "各区、县级市")),
        ("县级各有关部门及各镇政府按职责分工负责", ("县级各有关部门", "各镇政府")),
        ("县教育局，各市、县配合", ("县教育局", "各市、县")),
    ],
)
def test_levels_together_are_one_unit_and_others_another(bracket, units):
    assert find_responsible(f"照此办理。（{bracket}）").with_ == units


@pytest.mark.parametrize(
    "note", ["（第一责任单位为牵头单位，下同）", "（排在第一位的为牵头单位，下同）"]
)
def test_a_note_that_the_first_leads_is_no_part_of_a_name(note):
    parsed = read(
        f"松原县实施方案\n一、优化服务\n（一）推进简政放权。公布清单。\n责任单位：县发改局、县财政局{note}\n"
        "（二）严格监管。统一标准，公开结果。\n责任单位：县住建局、各镇政府\n"
    )
    named = [
        (c.responsible.lead, c.responsible.with_) for c in parsed.clauses if c.responsible.lead
    ]
    assert named == [
        (("县发改局",), ("县财政局",)),
        (("县住建局",), ("各镇政府",)),
    ]


def test_records_that_lost_their_colons_are_above_the_document():
    parsed = read(
        "组配分类 县府办文件 发布机构 松原县政府办\n生成日期 2031-05-08 公开方式 主动公开\n"
        f"{TITLE}\n文件有效性 有效\n文件编号 松政办发〔2031〕11号\n{OPENING}{SECTIONS}"
    )
    assert parsed.document.title == TITLE
    assert parsed.document.number_key == "松政办发〔2031〕11号"


def test_a_date_that_lost_its_characters_is_in_no_clause():
    parsed = read(
        f"{TITLE}\n{OPENING}松原县人民政府\n2031109\n松原县养老服务方案\n"
        f"为支持养老服务，制定本方案。\n{SECTIONS}"
    )
    assert all("2031109" not in clause.text for clause in parsed.clauses)


def test_a_unit_list_ends_where_a_note_on_the_first_begins():
    text = "（一）加强保障。依规落实。（县税务局、县财政局，各县市、区政府，列第一位的为牵头单位，下同。以下均需各县市、区政府落实）"
    found = find_responsible(text, first_leads=True)
    assert found.lead == ("县税务局",)
    assert found.with_ == ("县财政局", "各县市、区政府")


def test_a_standing_committee_is_known_by_its_short_name_too():
    parsed = read(
        "松原市港区审批规定\n松原市人大常委会\n"
        "（1993年10月28日松原市第十二届人民代表大会常务委员会第三次会议通过）\n"
        "第一条 为规范审批，制定本规定。\n第二条 本规定适用于港区。\n"
    )
    assert [clause.number for clause in parsed.clauses] == ["第一条", "第二条"]


def test_what_stands_above_the_records_of_a_page_is_in_no_clause():
    parsed = read(f"{TITLE}\n政策\n状态：有效\n为支持养老服务，提出如下意见。\n{SECTIONS}")
    assert parsed.clauses[0].text.startswith("为支持")


def test_a_title_in_a_record_may_carry_its_status():
    parsed = read(
        "文  号: 松政发〔2031〕4号\n名  称: 【已失效】松原县人民政府关于印发《养老办法》的通知\n"
        f"发布日期: 2031-04-06\n{OPENING}养老办法\n第一条 为支持养老，制定本办法。\n"
    )
    assert parsed.document.title == "松原县人民政府关于印发《养老办法》的通知"
    assert parsed.document.status != "in_force"


@pytest.mark.parametrize(
    "lines",
    [
        "补贴对象为八十周岁以上老人\n补贴标准为每月二百元\n各档次标准如下：\n",
        "改造范围为县城城区\n改造对象为老旧小区\n服务对象：县城居民\n联系人：张三\n",
        "各镇人民政府：\n现将《养老办法》印发给你们，自2031年5月1日起施行\n养老办法\n",
        "为支持养老，制定本办法。\n适用范围\n本县城区的养老机构\n各部门职责如下：\n",
    ],
    ids=["figures", "contacts", "issuing", "headings"],
)
def test_what_a_document_says_without_a_full_stop_stays(lines: str) -> None:
    parsed = read(f"{TITLE}\n{lines}{SECTIONS}")
    told = "".join(clause.text for clause in parsed.clauses).replace("\n", "")
    second = lines.split("\n")[1]
    assert second in told
