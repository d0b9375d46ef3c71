"""Layouts that documents of new kinds brought: standards, urgent notices, tenders, notices of funds."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.pipeline import parse
from ingest.readers import read_bytes
from ingest.records import ParsedDocument
from ingest.text.cleaning import clean


def read(text: str | bytes, name: str = "a.txt") -> ParsedDocument:
    data = text if isinstance(text, bytes) else text.encode()
    return parse(read_bytes(data, uri=name, name=name))


def numbers(parsed: ParsedDocument) -> list[str | None]:
    return [clause.number for clause in parsed.clauses]


NOTICE = """南江市水务局关于调整水价的通知
各用水单位：
现将有关事项通知如下。
一、水价标准
居民生活用水每立方米3元，非居民用水每立方米5元。
二、执行时间
本通知自2025年3月1日（抄见水量）起执行。
联系电话：0771-2233445
南江市水务局
2025年2月10日
"""


def test_whom_to_ask_belongs_to_the_text_above_the_signature() -> None:
    parsed = read(NOTICE)
    assert parsed.clauses[-1].text.endswith("0771-2233445")
    below = read(NOTICE.replace("联系电话：0771-2233445\n", "") + "（联系人：李明，电话：2233445）")
    assert not any("李明" in clause.text for clause in below.clauses)


def test_a_remark_may_stand_between_a_day_and_what_begins_on_it() -> None:
    assert str(read(NOTICE).document.effective_on) == "2025-03-01"


def test_urgency_above_a_title_is_no_part_of_it() -> None:
    parsed = read("特 急\n" + NOTICE)
    assert parsed.document.title == "南江市水务局关于调整水价的通知"
    assert parsed.document.issuers == ("南江市水务局",)
    assert not any("特急" in clause.text for clause in parsed.clauses)


def test_demands_that_words_number_are_tasks() -> None:
    parsed = read(
        "关于加强作业安全的通知\n各单位：\n现就有关要求通知如下：\n一要立即开展排查，发现隐患一律挂牌督办。\n"
        "二要严格作业审批，未经检测不得进入作业场所。\n三要强化培训演练，考核不合格的人员不得上岗。\n"
    )
    assert numbers(parsed) == [None, "一要", "二要", "三要"]


def test_rules_of_a_standard_are_clauses_and_its_annex_is_one() -> None:
    parsed = read(
        "口袋公园建设技术导则\n1 总则\n1.1 为规范公园建设，制定本导则。\n1.2 本导则适用于新建公园。\n2 选址\n"
        "2.1 服务半径不宜大于500米。\n2.2 绿地率不应低于60%。\n附录A 设施配置表\n| 设施 | 数量 |\n| 座椅 | 6个 |\n"
    )
    assert parsed.document.title == "口袋公园建设技术导则"
    assert numbers(parsed)[:4] == ["1.1", "1.2", "2.1", "2.2"]
    assert parsed.clauses[4].path == ("附录A 设施配置表",)


def test_items_that_have_headings_elsewhere_are_tasks_where_they_are_sentences() -> None:
    body = "对象应当符合条件并且通过审核，由乡镇人民政府负责受理和初审，县民政局负责审批。"
    parsed = read(
        f"关于社会救助的通知\n一、救助标准\n（一）低保标准。{body}\n（二）特困标准。{body}\n二、资金发放\n"
        "（一）低保金按月发放，于每月10日前足额打入保障对象本人的账户，不得以现金形式发放。\n（二）县财政局按季度拨付资金，每季度首月将资金全部拨付到位，不得滞留挪用资金。\n"
    )
    assert numbers(parsed) == ["（一）", "（二）", "（一）", "（二）"]
    assert parsed.clauses[2].path == ("二、资金发放",)


def test_whom_to_ask_is_one_clause_however_it_is_numbered() -> None:
    parsed = read(
        "某项目磋商公告\n一、公告期限\n自发布之日起3个工作日。\n二、凡对本次采购提出询问，请按以下方式联系\n"
        "1.采购人信息\n名称：滨河新区城市管理局，地址：云帆路6号\n2.代理机构信息\n名称：锦川招标代理公司，地址：文昌路2号\n"
    )
    assert numbers(parsed) == ["一、", "二、"]


def test_a_menu_ends_at_the_title_and_an_office_above_it_stays() -> None:
    page = (
        "<html><body><ul><li>首页</li><li>信息公开</li><li>{}</li></ul><h1>{}关于做好学校招生工作的通知</h1>"
        "<p>各学校：</p><p>现就做好学校招生工作通知如下，请认真贯彻执行，不得提前招生。</p></body></html>"
    )
    read_page = read(page.format("招生考试", "江左区教育局"), "a.html")
    assert read_page.document.title == "江左区教育局关于做好学校招生工作的通知"
    with_office = read(page.format("江左区教育局", ""), "a.html")
    assert with_office.document.title == "江左区教育局关于做好学校招生工作的通知"


def test_the_day_of_an_announcement_is_when_it_was_made_known() -> None:
    parsed = read(
        "设备采购项目竞争性磋商公告\n公告日期：2025年02月17日\n一、项目\n预算金额为286万元。\n"
    )
    assert str(parsed.document.issued_on) == "2025-02-17"
    assert numbers(parsed) == ["一、"]


@pytest.mark.parametrize(
    ("raw", "whole"),
    [
        ("交付前 3 0日通知，4 8小时内上门。", "交付前30日通知，48小时内上门。"),
        ("平均用时13 7小时。", "平均用时13 7小时。"),
    ],
)
def test_a_number_split_before_a_zero_says_that_others_are_split_too(raw: str, whole: str) -> None:
    assert clean(raw).text == whole


def test_a_split_number_says_nothing_of_the_other_lines() -> None:
    line = "各县区应当按照职责分工抓好落实，确保各项任务按期完成。\n"
    raw = f"{line * 9}A类 5 0人，共1 5 0元。\n一类区 8 12 30\n平均用时13 7小时。"
    assert clean(raw).text == f"{line * 9}A类50人，共150元。\n一类区8 12 30\n平均用时13 7小时。"


def test_dots_that_lead_to_a_page_end_a_line(pdf: Any) -> None:
    page = pdf.page()
    for at, name in enumerate(("1　总则", "2　选址与规模", "3　场地设计")):
        page.text(90, 740 - 28 * at, f"{name}{'…' * (25 - len(name))}{at + 1}")
    page.text(90, 600, "1　总则")
    page.text(90, 572, "1.1　为规范公园建设提升城市品质满足居民需要制定本导则。")
    page.text(90, 544, "1.2　本导则适用于城区规划建设用地范围内的新建公园项目。")
    parsed = read(pdf.data(), "a.pdf")
    assert numbers(parsed) == ["1.1", "1.2"]


def test_a_term_below_a_section_that_only_mentions_one_is_a_clause() -> None:
    parsed = read(
        "关于延长产假的意见\n各部门：\n提出以下意见。\n一、延长产假。符合规定的增加奖励假。\n"
        "二、加强检查。用人单位未按规定安排假期的，责令改正。\n本意见自2024年6月1日起施行。\n"
    )
    assert parsed.clauses[-1].text == "本意见自2024年6月1日起施行。"


def test_a_telephone_below_the_last_demand_leaves_all_of_them_tasks() -> None:
    parsed = read(
        "关于召开会议的通知\n各单位：\n现将有关事项通知如下：\n一、有关要求\n"
        "（一）请各单位于5月14日12:00前将参会人员名单书面报送市政府值班室，逾期不候。\n"
        "（二）参会人员提前15分钟入场，原则上不得请假，确需请假的须经分管领导批准同意。\n"
        "联系人：周强　电话：8223344\n宁湖市人民政府办公室\n2025年5月12日\n"
    )
    assert numbers(parsed)[1:] == ["（一）", "（二）"]


def test_what_a_meeting_adopted_is_issued_when_it_is_signed() -> None:
    parsed = read(
        "云岭县引进人才若干措施\n（2025年1月15日县委常委会会议审议通过）\n制定如下措施。\n1. 补贴。按规定发放。\n"
        "本措施自印发之日起施行，有效期3年。\n云岭县人民政府\n2025年1月20日\n"
    )
    document = parsed.document
    assert str(document.issued_on) == "2025-01-20"
    assert str(document.effective_on) == "2025-01-20"
    assert str(document.expires_on) == "2028-01-19"


def test_a_label_over_verbs_says_who_leads_by_the_verbs() -> None:
    (clause,) = read(
        "一、整合流程。\n（责任单位：区市场监管局牵头，区税务局、区人社局配合；完成时限：6月底前）"
    ).clauses
    assert clause.responsible.lead == ("区市场监管局",)
    assert clause.responsible.with_ == ("区税务局", "区人社局")


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        (
            "每人补贴500元【含两种情形：一是参保。两者须同时满足】，按月发放。逾期不补。",
            ["每人补贴500元【含两种情形：一是参保。两者须同时满足】，按月发放。", "逾期不补。"],
        ),
        ("提交材料（须本人办理。或者委托代理）。", ["提交材料（须本人办理。或者委托代理）。"]),
        ("提交【身份证。】原件。", ["提交【身份证。】", "原件。"]),
    ],
)
def test_no_sentence_is_half_a_bracket(line: str, sentences: list[str]) -> None:
    clause = read(f"一、补贴标准\n{line}\n").clauses[0]
    found = [clause.text[part.start : part.end] for part in clause.parts if part.kind == "sentence"]
    assert found[1:] == sentences


def test_brackets_take_no_longer_than_their_length(assert_linear: Any) -> None:
    for piece in ("（须本人。或者。代理）", "（须本人。", "或者）。"):
        assert_linear(lambda text: read(f"一、补贴\n{text}"), piece)


def test_a_letterhead_in_a_heading_is_no_title() -> None:
    parsed = read(
        "# 河东县河湖长制工作领导小组办公室文件\n\n河湖长办〔2025〕2号\n\n## 关于印发《河东县河湖长制工作要点》的通知\n\n"
        "各乡镇党委、政府：\n\n现印发给你们，请抓好落实。\n\n河东县河湖长制工作领导小组办公室\n2025年3月5日\n",
        "a.md",
    )
    assert parsed.document.title == "关于印发《河东县河湖长制工作要点》的通知"
    assert parsed.document.issuers == ("河东县河湖长制工作领导小组办公室",)


def test_rules_that_fit_a_city_are_not_those_of_the_country() -> None:
    parsed = read(
        "海澜市消防安全管理规定\n第一条 根据《中华人民共和国消防法》，结合本市实际，制定本规定。\n"
        "第二条 高层建筑应当设置消防控制室。\n第三条 国务院应急管理部门另有规定的，从其规定。\n"
    )
    assert parsed.document.region is None or parsed.document.region.name != "中国"


@pytest.mark.parametrize("own", ["本省、自治区、直辖市的实际情况", "本区域实际"])
def test_a_law_that_leaves_its_fitting_to_all_places_is_of_the_country(own: str) -> None:
    parsed = read(
        "消防安全管理规定\n第一条 国务院应急管理部门负责全国的消防工作。\n"
        f"第二条 省级人民政府可以结合{own}制定办法。\n"
        "第三条 海南省的试点由海南省确定，报海南省有关部门备案。\n"
    )
    assert parsed.document.region is not None
    assert parsed.document.region.name == "中国"


def test_a_leaflet_is_of_those_who_made_it() -> None:
    parsed = read(
        "小额贷款明白卡\n★ 谁能贷？\n高校毕业生、退役军人等人员。\n★ 能贷多少？\n个人最高30万元。\n"
        "洛岭市人力资源和社会保障局制\n2025年4月\n"
    )
    assert parsed.document.issuers == ("洛岭市人力资源和社会保障局",)


def test_a_whole_title_below_what_its_page_is_called_is_the_title() -> None:
    parsed = read(
        "<html><head><title>云台湖景区门票优惠公告</title></head><body><h1>云台湖景区关于实施门票优惠政策的公告</h1>"
        "<p>为回馈广大游客，决定实施以下优惠政策：</p><p>一、优惠内容：门票由120元调整为80元。</p></body></html>",
        "a.html",
    )
    assert parsed.document.title == "云台湖景区关于实施门票优惠政策的公告"
    assert not parsed.clauses[0].text.startswith("云台湖景区")
