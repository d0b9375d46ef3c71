"""Who does something is asked, and said, in other words than whom to turn to."""

from __future__ import annotations

import pytest

from service.answering.wording.doers import DOES, asks_doer


@pytest.mark.parametrize(
    ("question", "is_asked"),
    [
        ("医保费归谁收", True),
        ("查账得谁点头", True),
        ("剩下的名额由谁说了算", True),
        ("上门照护的机构由哪一方选", True),
        ("补贴该找哪个部门报", False),
        ("这笔钱向谁申请", False),
        ("补贴怎么申请", False),
    ],
)
def test_a_doer_is_asked_for(question: str, is_asked: bool) -> None:
    assert asks_doer(question) is is_asked


@pytest.mark.parametrize(
    ("said", "does"),
    [
        ("保险费由税务机关征收", True),
        ("应当经登记机关主要负责人批准", True),
        ("名单由幼儿园领导班子集体决定", True),
        ("区教育局组织现场评审", True),
        ("公共就业服务机构每两年对实训基地进行评估", True),
        ("要及时告知用人单位", False),
        ("申请人可以自行选择机构", False),
    ],
)
def test_a_doer_is_said(said: str, does: bool) -> None:
    assert (DOES.search(said) is not None) is does
