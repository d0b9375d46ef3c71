"""Which aspect of a matter is asked about, and which clauses stand in its section."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import QueryInfo
from ingest.records import Clause
from service.answering.asked.aspects import Aspect, aspects_of, is_section_of, names_aspect
from service.answering.asked.question import read_question


@pytest.mark.parametrize(
    ("question", "aspects"),
    [
        ("开店时递交的文件包括哪些", {Aspect.MATERIALS}),
        ("材料交到哪个窗口", {Aspect.PLACE}),
        ("登记办到哪一步了,凭什么号查", set()),
        ("政务外网要铺到哪几级", set()),
    ],
)
def test_the_aspect_asked_about(question: str, aspects: set[Aspect]) -> None:
    info = QueryInfo(text=question, normalized=question, language="zh")
    assert aspects_of(read_question(info)) & (aspects | {Aspect.PLACE}) == aspects


@pytest.mark.parametrize(
    ("heading", "names"),
    [("参保范围", True), ("惠及人群", True), ("下列人员可以参保", True), ("业务范围", False)],
)
def test_headings_that_say_who_may(heading: str, names: bool) -> None:
    assert names_aspect(heading, frozenset({Aspect.CONDITIONS})) is names


def test_a_first_sentence_that_is_a_rule_is_no_section(clause_of: Callable[..., Clause]) -> None:
    heading = "年度内新认定的救助对象家庭，自认定之日起享受门诊减免待遇"
    conditions = frozenset({Aspect.CONDITIONS})
    assert not is_section_of(clause_of(f"{heading}。不含住院。", heading), conditions)
    assert is_section_of(clause_of("救助对象。不含住院。", "救助对象"), conditions)


def test_what_is_provided_is_no_paper() -> None:
    for question, papers in (
        ("银行提供哪些优惠政策", False),
        ("申请人提供哪些材料", True),
        ("养老机构要具备什么条件", False),
        ("新建小区配备哪些设施", False),
        ("工地要配备什么", False),
        ("报名要备什么", True),
    ):
        info = QueryInfo(text=question, normalized=question, language="zh")
        assert (Aspect.MATERIALS in aspects_of(read_question(info))) is papers
