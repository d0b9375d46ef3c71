from __future__ import annotations

from collections.abc import Callable

import pytest

from index import DocumentSummary
from ingest.records import Clause
from service.knowledge.records import Entry
from service.knowledge.selecting import tells_caller

Read = Callable[[str], list[tuple[DocumentSummary, str, Clause]]]
RULES = "澄浦市停车管理办法\n澄政规〔2021〕3号\n澄浦市人民政府\n2021年3月5日\n"
PLAN = """澄浦市优化营商环境实施方案
澄政办发〔2021〕12号
澄浦市人民政府办公室
2021年3月5日
为进一步优化营商环境，制定本方案。
一、总体要求
坚持问题导向，提升服务质效。
二、主要任务
（一）优化获得电力服务。高压用户办电时间不超过40个工作日。（牵头单位：市发展改革委）
（二）畅通投诉渠道。企业可以拨打12345投诉，5个工作日内答复。
三、保障措施
（一）加强组织领导。各部门要落实责任，每月25日前报送进展情况。
（二）加强舆论引导。充分利用各类媒体宣传解读。
（三）接受社会监督。群众可以拨打监督电话反映问题，10日内答复。
"""


def test_tasks_make_entries_and_how_a_plan_is_run_does_not(read_text: Read) -> None:
    kept = [clause.heading for _, _, clause in read_text(PLAN) if tells_caller(clause)]
    assert kept == ["优化获得电力服务", "畅通投诉渠道", "接受社会监督"]


@pytest.mark.parametrize(
    ("article", "kept"),
    [
        ("为规范停车管理，根据有关法律法规，制定本办法。", False),
        ("本办法适用于本市行政区域内的停车管理。", False),
        ("本市行政区域内停车的规划、建设和管理，适用本办法。", False),
        ("本办法自2021年5月1日起施行，有效期5年。", False),
        ("本办法由市公安局负责解释。", False),
        ("本办法自2021年5月1日起施行。原停车管理办法同时废止。", False),
        ("公共停车场每小时收费不超过5元。", True),
        ("停车凭证的有效期不得低于2年。", True),
        ("本办法所称道路停车泊位，是指在道路上划定的机动车停放区域。", True),
        ("劳动争议仲裁不收费。仲裁委员会的经费由财政予以保障。", True),
    ],
)
def test_articles_about_the_document_itself_make_none(
    read_text: Read, article: str, kept: bool
) -> None:
    clauses = [c for _, _, c in read_text(f"{RULES}第一条 {article}\n第二条 车辆应当有序停放。\n")]
    found = next(clause for clause in clauses if clause.number == "第一条")
    assert tells_caller(found) is kept


def test_nothing_but_a_name_makes_no_entry(read_text: Read) -> None:
    text = "关于表扬典型经验的通报\n一、典型经验\n1.甲省乙市探索集群登记新模式。\n2.丙省丁市打造宜居乡村新名片。\n"
    assert not [c.heading for _, _, c in read_text(text) if tells_caller(c) and c.number != "一、"]


def test_names_of_files_make_no_entry(read_text: Read) -> None:
    text = (
        f"{RULES}一、附件\n附件1.docx\n附件2 招生计划表.xls\n二、申请条件\n申请人应当有固定住所。\n"
    )
    assert [c.heading for _, _, c in read_text(text) if tells_caller(c)] == ["申请条件"]


def test_most_clauses_of_the_sample_make_an_entry(sample_entries: list[Entry]) -> None:
    assert 190 <= len(sample_entries) <= 230
    assert {entry.clause.kind.value for entry in sample_entries} >= {"task", "article", "table"}
