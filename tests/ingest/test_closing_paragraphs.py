"""A paragraph below the last of items that are one paragraph each closes the document."""

from __future__ import annotations

import pytest

from ingest.pipeline import parse
from ingest.readers import read_bytes

HEAD = "关于加强井盖管理的通知\n云市监〔2024〕3号\n各县（市、区）人民政府：\n为加强管理，现就有关事项通知如下：\n"
ITEMS = (
    "一、摸清底数。各单位要逐一登记辖区内的井盖，建立台账，明确管护单位。",
    "二、及时整改。对缺失破损的井盖，要及时补装更换，消除安全隐患。",
    "三、加强巡查。要定期开展巡查，发现问题及时处置并做好记录。",
)
HEADED = tuple(item.replace("。", "\n", 1) for item in ITEMS)
CLOSING = "请各地结合实际认真抓好贯彻落实，工作中遇到的问题及时报市城管局。"
SIGNED = "云市城市管理局\n2024年3月5日\n"


def starts(*lines: str) -> list[str]:
    text = HEAD + "\n".join(lines) + "\n" + SIGNED
    parsed = parse(read_bytes(text.encode(), uri="notice.txt", name="notice.txt"))
    return [clause.text[:4] for clause in parsed.clauses]


@pytest.mark.parametrize("items", [ITEMS, HEADED])
def test_the_paragraph_below_the_last_item_is_a_clause(items: tuple[str, ...]) -> None:
    assert starts(*items, CLOSING) == ["各县（市", "一、摸清", "二、及时", "三、加强", "请各地结"]


@pytest.mark.parametrize(
    "lines",
    [
        (ITEMS[0], "台账一式两份，由管护单位和主管部门分别保存。", *ITEMS[1:], CLOSING),
        (*ITEMS, CLOSING, "各管护单位要落实人员和经费，确保整改到位。"),
        (*ITEMS, "但是，私有小区的井盖由产权人负责管理维护和更换。"),
        (*ITEMS, "联系人：李某，电话：0700-1234567，请工作时间联系。"),
        (*ITEMS, "巡查期满后，符合条件的可以续聘一次，续聘期限不超过二年。"),
        (*ITEMS, "未完成任务的镇，取消年度评优资格，并在全市通报批评。"),
        (*ITEMS, "各镇可以根据实际情况增加巡查次数，所需经费由区财政承担。"),
        (*ITEMS, "以上台账一式三份，于六月三十日前报送市局，逾期不予受理。"),
        (*ITEMS[:2], CLOSING),
    ],
)
def test_other_paragraphs_stay_in_their_item(lines: tuple[str, ...]) -> None:
    assert starts(*lines)[-1] in ("三、加强", "二、及时")


def test_a_heading_for_what_is_said_last_keeps_its_paragraph() -> None:
    assert starts(*ITEMS, "结束语", CLOSING)[-2:] == ["三、加强", "结束语\n"]
