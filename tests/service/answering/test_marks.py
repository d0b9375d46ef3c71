"""Cuts keep quotation marks and brackets whole."""

from __future__ import annotations

import pytest

from ingest.text.alignment import Span
from service.answering.wording.marks import whole


@pytest.mark.parametrize(
    ("text", "first", "last", "kept"),
    [
        (
            "材料统一,开办压缩为“一表申请、一窗发放”2个环节,1日办结",
            "一窗",
            "1日办结",
            "开办压缩为“一表申请、一窗发放”2个环节,1日办结",
        ),
        ("即3个工作日(不含施工时间),随后通水", "即", "施工", "即3个工作日(不含施工时间)"),
        ("为3天(不含施工", "为", "施工", "为3天"),
        ("一窗发放”2个环节", "一窗", "环节", "2个环节"),
        ("先“受理”后“办结”,3天", "先", "3天", "先“受理”后“办结”,3天"),
    ],
)
def test_split_marks_are_joined_or_left_out(text: str, first: str, last: str, kept: str) -> None:
    cut = Span(text.index(first), text.rindex(last) + len(last))
    start, end = whole(text, cut, Span(0, len(text)))
    assert text[start:end] == kept
