"""Numbers run on across sections, and headings begin with years."""

from __future__ import annotations

from ingest.pipeline import parse
from ingest.readers import read_bytes
from ingest.records import ParsedDocument


def parsed(text: str, name: str = "a.txt") -> ParsedDocument:
    return parse(read_bytes(text.encode(), uri=f"folder/{name}", name=name))


def marks(text: str) -> list[str | None]:
    return [clause.number for clause in parsed(text).clauses]


def test_items_numbered_through_the_sections_are_tasks_in_all_of_them() -> None:
    text = (
        "关于规范公用事业收费的通知\n一、取消不合理收费\n"
        "（一）供水环节。取消供水企业在用水报装工程验收接入环节向用户收取的接水费、增容费等类似名目费用。\n"
        "（二）供气环节。取消燃气企业应当通过配气价格回收成本的收费项目，与建筑区划红线内的用户无关的一律取消。\n"
        "二、加强价格管理\n（三）供水企业应当每年公开上一年度的供水成本，公开时间不少于30日。\n"
        "（四）居民阶梯气价的各档价格之比，按照现行的价格文件执行，不得提高。\n"
    )
    assert marks(text) == ["（一）", "（二）", "（三）", "（四）"]


def test_items_that_begin_again_stay_in_their_sections() -> None:
    text = (
        "许可事项指南\n一、申请人条件\n（一）具有本市户籍或者持有本市居住证，并且已满一年的人员；\n"
        "（二）在本市有固定的住所，并能够提供相应证明材料的；\n二、申请提交的材料\n"
        "（一）身份证件原件和复印件，由窗口当场核对以后退还；\n（二）住所证明材料，可以由社区居委会出具；\n"
    )
    assert marks(text) == ["一、", "二、"]


def test_a_heading_may_begin_with_a_year_or_a_hotline() -> None:
    text = (
        "补贴发放情况的通告\n一、2025年发放情况\n全年共发放补贴800万元，惠及2万人。\n"
        "二、12345热线受理情况\n全年共受理来电3000件，办结率为98%。\n"
    )
    assert marks(text) == ["一、", "二、"]
    assert parsed(text).clauses[0].heading == "2025年发放情况"


def test_what_a_meeting_stressed_stands_below_all_that_it_agreed() -> None:
    text = (
        "石笏县人民政府办公室专题会议纪要\n一、关于范围。同意将两个街道纳入改造。\n"
        "二、关于工期。项目5月开工，年内完成主干管更换。\n会议强调，各单位要倒排工期，每月通报进度。\n"
    )
    assert marks(text) == ["一、", "二、", None]


def test_the_rules_of_a_standard_are_clauses_at_its_third_level_too() -> None:
    rules = "1.1.1 控制率不应低于75%。\n1.1.2 铺装率不应低于40%。\n"
    text = f"云桥市建设技术导则\n第1章 设计\n1.1 一般规定\n{rules}1.2 绿地\n1.2.1 绿地率不宜低于50%。\n"
    assert marks(text) == ["1.1.1", "1.1.2", "1.2.1"]
    # Items that have names, or are no sentences, are a list.
    items = "1.1.1 申请表；\n1.1.2 身份证。\n"
    assert marks(f"云桥市指南\n第1章 设计\n1.1 一般规定\n{items}1.2 绿地\n1.2.1 证明；\n") == [
        "1.1",
        "1.2",
    ]
