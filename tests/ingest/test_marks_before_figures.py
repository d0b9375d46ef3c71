"""The number of a list's item is no figure; a list of bare numbers is one."""

from __future__ import annotations

import pytest

from ingest.figures.measures import extract_measures


def _read(text: str) -> list[str]:
    return [f"{m.comparator}{m.value}{m.unit}" for m in extract_measures(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1、80至89周岁老人每人每月60元。", [">=80周岁", "<=89周岁", "=60元"]),
        (
            "津贴标准为：1、80至89周岁老人每月60元；2、90至99周岁老人每月90元。",
            [">=80周岁", "<=89周岁", "=60元", ">=90周岁", "<=99周岁", "=90元"],
        ),
        (
            "奖励标准如下。1、10至20人的企业奖励1万元，2、30至50人的企业奖励2万元。",
            [">=10人", "<=20人", "=1万元", ">=30人", "<=50人", "=2万元"],
        ),
        (
            "奖励：\n  1、10—20人的企业奖励1万元\n  2、30—50人的企业奖励2万元",
            [">=10人", "<=20人", "=1万元", ">=30人", "<=50人", "=2万元"],
        ),
    ],
    ids=["text", "sentence", "item", "indented"],
)
def test_the_mark_of_an_item_is_no_figure(text: str, found: list[str]) -> None:
    assert _read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1、2、3年以内的贷款均可申请。", ["<=1年", "<=2年", "<=3年"]),
        ("办理时限分别为：10、15个工作日。", ["=10个工作日", "=15个工作日"]),
        ("分别补助：3、5万元；5、8万元。", ["=3万元", "=5万元", "=5万元", "=8万元"]),
    ],
)
def test_bare_numbers_are_a_list(text: str, found: list[str]) -> None:
    assert _read(text) == found
