from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.responsibility import find_responsible


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
        ("推进改革。【责任单位：市卫健委】", [], ["市卫健委"]),
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
