"""Sections that lost the breaks before them, and what only looks like their marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.structure.lines import read_lines
from ingest.structure.run_on_marks import split_run_on
from ingest.text.cleaning import clean, fold_punctuation


def opened(text: str) -> list[str]:
    cleaned = clean(text)
    folded = fold_punctuation(cleaned.text)
    lines = split_run_on(read_lines(cleaned, folded, text), folded, cleaned.text)
    return [line.mark.printed for line in lines if line.mark is not None]


def test_sections_of_one_line_open() -> None:
    text = "为支持养老，制定本方案。一、总体要求（一）指导思想。坚持引导。（二）目标。建成网络。二、主要任务。"
    assert opened(text) == ["一、", "（一）", "（二）", "二、"]


@pytest.mark.parametrize(
    "text",
    [
        "提高管护水平。一、二级公路由县管护。二、三级公路由镇管护。",
        "按类补助。一、二类地区每月百元。二、三类地区每月八十元。",
        "分档收费。一、二档由县定。二、三档由市定。",
        "做好工作。（一）类设施优先。",
    ],
)
def test_classes_side_by_side_are_no_sections(text: str) -> None:
    assert opened(text) == []


def test_marks_that_repeat_cost_no_more_than_their_length(
    assert_linear: Callable[[Callable[[str], object], str], None],
) -> None:
    assert_linear(opened, "工作要做好。一、加强工作（一）明确任务。")
