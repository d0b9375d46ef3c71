"""Ordinary passages that rules for other ones once took for theirs."""

from __future__ import annotations

import pytest

from ingest.pipeline import parse
from ingest.records import ParsedDocument, RawDocument, Source


def read(text: str) -> ParsedDocument:
    return parse(RawDocument(source=Source(uri="x", name="x.txt", sha256="0" * 64), text=text))


def numbers(text: str) -> list[str | None]:
    return [clause.number for clause in read(text).clauses]


TASKS = """云桥市优化营商环境实施方案
一、主要任务
1.优化获得电力。高压用户办电时间不超过7个工作日。
2.优化不动产登记。一般登记5个工作日内办结。
3.压缩企业开办时间。企业开办一日办结。(责任单位:市市场监管局)
二、保障措施
1.加强组织领导。各县市区成立工作专班。
2.强化督促检查。市政府督查室定期督查。
3.做好宣传引导。广泛宣传政策措施。
云桥市人民政府
2021年3月5日
"""


def test_tasks_of_a_line_each_are_clauses_of_their_own() -> None:
    clauses = read(TASKS).clauses
    assert [clause.number for clause in clauses] == ["1.", "2.", "3.", "1.", "2.", "3."]
    assert clauses[0].heading == "优化获得电力"
    assert clauses[0].path == ("一、主要任务",)


@pytest.mark.parametrize(
    "items",
    [
        (
            "营业执照复印件。加盖公章。",
            "法定代表人身份证。提供复印件。",
            "经营场所证明。租赁合同也可以。",
        ),
        (
            "具有本市户籍。外地户籍的应有居住证。",
            "年满十八周岁。不超过六十周岁。",
            "无不良信用记录。以查询为准。",
        ),
        (
            "新建公园20个。年底前完成。",
            "改造老旧小区15个。明年完成。",
            "新增车位3000个。年底前完成。",
        ),
    ],
)
def test_items_of_a_list_stay_together(items: tuple[str, ...]) -> None:
    listed = "\n".join(f"{at}.{item}" for at, item in enumerate(items, 1))
    text = f"云桥市办事须知\n一、申请材料\n{listed}\n二、咨询电话\n拨打12345咨询。\n云桥市人民政府\n2021年3月5日\n"
    assert len(read(text).clauses) == 2


def test_a_short_line_inside_a_list_heads_nothing() -> None:
    text = """云桥市人才公寓申请指南
申请条件：
（一）具有本科以上学历。
（二）在本市就业并缴纳社会保险。
办理流程：
（一）申请。申请人向窗口提出。
受理时间：工作日9时至17时。
受理地点：市政务服务中心二楼。
（二）审核。市住房保障中心3个工作日内审核。
（三）发证。审核通过的当场发证。
收费标准：
不收费。
"""
    held = [clause for clause in read(text).clauses if "（三）发证" in clause.text]
    assert "（二）审核" in held[0].text
    assert "（一）申请" in held[0].text


@pytest.mark.parametrize(
    ("above", "number"),
    [("临江市人民政府通告", "临政通〔2024〕3号"), ("临江市人民政府公告", "临政告〔2024〕3号")],
)
def test_a_kind_of_document_above_its_number_is_no_part_of_it(above: str, number: str) -> None:
    text = f"{above}\n{number}\n关于禁止燃放烟花爆竹的事项如下。\n一、全市禁止燃放烟花爆竹。\n二、违者依法处罚。\n"
    assert read(text).document.document_number == number


def test_fields_in_bold_are_read_behind_a_sign_of_quoting() -> None:
    text = """# 云桥市公园管理办法

> **文号**：云政发〔2024〕5号
> **成文日期**：2024-03-05

第一条 为加强公园管理，制定本办法。

第二条 公园免费开放。
"""
    document = read(text).document
    assert document.document_number == "云政发〔2024〕5号"
    assert all("**" not in clause.text for clause in read(text).clauses)
