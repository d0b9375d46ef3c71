from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pipeline import parse
from ingest.readers.registry import read_bytes
from ingest.structure.first_unit_leads import says_first_leads
from ingest.structure.responsibility import find_responsible


@pytest.mark.parametrize(
    ("text", "lead", "with_"),
    [
        (
            "压缩时限。（市住建局牵头，市水务局、市城管局按职责分工落实）",
            ["市住建局"],
            ["市水务局", "市城管局"],
        ),
        ("推进改革。（市教育局负责）", ["市教育局"], []),
        ("推进改革。（市法院、市司法局按职责分工负责）", [], ["市法院", "市司法局"]),
        ("推进改革。（市水务局、市城管局等有关单位按职责分工落实）", [], ["市水务局", "市城管局"]),
        (
            "推进改革。〔牵头单位：市发改委；责任单位：市公安局，各县（市、区）人民政府〕",
            ["市发改委"],
            ["市公安局", "各县（市、区）人民政府".replace("（", "(").replace("）", ")")],
        ),
        (
            "推进改革。（牵头单位:市工商局,责任单位:市税务局、市公安局）",
            ["市工商局"],
            ["市税务局", "市公安局"],
        ),
        ("推进改革(。牵头单位:市商务局,责任单位:海关)", ["市商务局"], []),
        ("推进改革。(责任单位:市公安局、各区政府", [], ["市公安局", "各区政府"]),
        (
            "推进改革。（区政务办牵头，各街镇按职责分工负责；2020年12月底前完成）",
            ["区政务办"],
            ["各街镇"],
        ),
        (
            "推进改革。\n牵头单位：市发改委\n配合单位：市财政局、市人社局",
            ["市发改委"],
            ["市财政局", "市人社局"],
        ),
        ("推进改革。（市发改委会同市财政局负责）", ["市发改委"], ["市财政局"]),
        ("推进改革。（市教育局、市财政局等负责）", [], ["市教育局", "市财政局"]),
        (
            "推进改革。（市商务局、市邮政局等和各有关区政府负责）",
            [],
            ["市商务局", "市邮政局", "各有关区政府"],
        ),
        ("推进改革。（市教育局、市财政局分别负责）", ["市教育局", "市财政局"], []),
        ("推进改革。（市教育局、市财政局共同牵头负责）", ["市教育局", "市财政局"], []),
        ("推进改革。【责任单位：市卫健委】", [], ["市卫健委"]),
        ("即时办结。牵头单位：市市监局；配合单位：市数据局", ["市市监局"], ["市数据局"]),
        ("抽查比例不超过2%。责任单位：市司法局、市市监局等", [], ["市司法局", "市市监局"]),
        ("压缩时限。（负责部门：税务总局，适用范围：全部片区）", [], ["税务总局"]),
        ("推进改革。（市人社局、市医保局）", [], ["市人社局", "市医保局"]),
        ("推进改革。（市人社局、试点地区名单）", [], []),
        (
            "由市住建局牵头，江北区政府、江南区政府配合，年内新增泊位500个。",
            ["市住建局"],
            ["江北区政府", "江南区政府"],
        ),
        ("由区资规局牵头组织，对问题进行回访。", ["区资规局"], []),
        (
            "推进改革。（商务部、发展改革委等和各有关省级政府按职责分工负责）",
            [],
            ["商务部", "发展改革委", "各有关省级政府"],
        ),
        ("推进改革。\n责任单位：市金融局、人行，各区政府", [], ["市金融局", "人行", "各区政府"]),
        (
            "推进改革。（省财政厅牵头，各市、县〔区〕人民政府、赣江新区管委会配合）",
            ["省财政厅"],
            ["各市、县〔区〕人民政府", "赣江新区管委会"],
        ),
        ("推进改革。（各区、市、县政府负责）", ["各区、市、县政府"], []),
        ("推进改革。（省总工会、妇联牵头）", ["省总工会", "妇联"], []),
        ("由一个部门牵头，开展联合检查。", [], []),
        ("建立由民政部门牵头、相关部门组成的协调机制。", [], []),
        ("由市住建局（含消防）牵头的项目库应当公开（电子版）。", [], []),
        ("设立窗口（企业开办、注销）。各单位负责落实。", [], []),
        ("本办法由市司法局负责解释。", [], []),
        ("", [], []),
    ],
)
def test_units_are_read_from_every_bracket_style(
    text: str, lead: list[str], with_: list[str]
) -> None:
    found = find_responsible(text)
    assert (list(found.lead), list(found.with_)) == (lead, with_)


@given(st.text(alphabet="（）()〔〕牵头单位:：责任，、；。市局负\n按职责分工", max_size=60))
def test_any_text_is_read_without_error_and_names_no_unit_twice(text: str) -> None:
    found = find_responsible(text)
    units = found.lead + found.with_
    assert len(units) == len(set(units))


FIRST = "推广试点。（税务总局、财政部、海关总署负责，排在第一位的部门为牵头部门，下同）"


@pytest.mark.parametrize(
    ("text", "lead", "with_"),
    [
        (FIRST, ["税务总局"], ["财政部", "海关总署"]),
        ("促进内销。（商务部、海关总署等有关部门负责）", ["商务部"], ["海关总署"]),
        ("优化管理。（海关总署负责）", ["海关总署"], []),
        ("优化管理。（商务部、海关总署牵头，财政部配合）", ["商务部", "海关总署"], ["财政部"]),
        ("优化管理。（牵头单位：商务部、财政部）", ["商务部", "财政部"], []),
    ],
)
def test_the_first_leads_where_the_document_says_so(
    text: str, lead: list[str], with_: list[str]
) -> None:
    found = find_responsible(text, first_leads=True)
    assert (list(found.lead), list(found.with_)) == (lead, with_)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (FIRST, True),
        ("（列第一位的为牵头单位，下同）", True),
        ("排在第一位的学校录取结束后，录取第二位。", False),
        ("把质量放在第一位，由商务部牵头。", False),
        ("推进改革。（商务部、海关总署负责）", False),
    ],
)
def test_a_document_says_once_that_the_first_leads(text: str, says: bool) -> None:
    assert says_first_leads(text) is says


def test_what_one_bracket_says_holds_for_all() -> None:
    text = (
        f"关于促进开放的意见\n1.拓展市场。{FIRST}\n2.促进内销。允许内销。（商务部、海关总署负责）\n"
    )
    parsed = parse(read_bytes(text.encode(), uri="a.txt", name="a.txt"))
    assert [clause.responsible.lead for clause in parsed.clauses] == [("税务总局",), ("商务部",)]
