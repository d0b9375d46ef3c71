"""What a sentence says beside its figures: nothing hidden, nothing denied, nothing added."""

from __future__ import annotations

import pytest

from index import Citation
from service.answering.records import Source
from service.answering.verification import SupportSpan
from service.phrasing.checking import stands
from service.phrasing.prompt import messages_of
from service.phrasing.reply import Said
from service.phrasing.wording import says_more

QUOTE = (
    "高压用户办电时间不超过40个工作日，居民用户不超过5个工作日，无外线工程的不超过3个工作日，"
    "按建筑面积（㎡）收取，编号①见APP。"
)
SPANS = [SupportSpan(quote=QUOTE, text=QUOTE, label="《襄阳市行动方案》(襄政办发〔2021〕9号)")]


def _stands(text: str) -> bool:
    return stands(Said(text, (1,)), SPANS, ())


@pytest.mark.parametrize(
    "text",
    [
        "高压用户办电时间不超过40个工作日。",
        "编号①见APP，按建筑面积（㎡）收取。",
        "目前，居民用户办电时间不超过5个工作日。",
    ],
)
def test_what_the_spans_say_in_other_words_stands(text: str) -> None:
    assert _stands(text)


def test_a_denial_may_be_said_in_everyday_words() -> None:
    assert not says_more("没有外线工程的", QUOTE)
    assert not says_more("办电不需要审批", "办电无需审批")
    assert says_more("没有审批", QUOTE)


@pytest.mark.parametrize(
    "number",
    ["㊵", "④⓪", "⁴⁰", "𝟒𝟎", "٤٠", "肆拾", "卌", "Ⅳ", "XL", "4\u200b1", "\u202e14"],
)
def test_no_number_hides_in_other_signs(number: str) -> None:
    assert not _stands(f"高压用户办电时间不超过{number}个工作日。")


@pytest.mark.parametrize(
    "text",
    [
        "高压用户不能办电。",
        "居民用户办电时间没有限制。",
        "居民用户不需要办电。",
        "居民用户办电时间已经取消。",
        "高压用户办电无需审批。",
        "居民用户未办电的。",
    ],
)
def test_nothing_is_denied_that_the_spans_do_not_deny(text: str) -> None:
    assert not _stands(text)


@pytest.mark.parametrize(
    "part",
    [
        "请加微信办电用户",
        "请拨打办电用户电话",
        "本措施现行有效",
        "详见 zhengce．ｃｏｍ",
        "详见VIP办电",
        "详情见 ｈｔｔｐ：／／x",
        "见\u202e办电时间",
    ],
)
def test_no_part_of_a_sentence_is_added(part: str) -> None:
    assert not _stands(f"居民用户办电时间不超过5个工作日，{part}。")


def test_a_link_in_full_width_is_a_link_in_english_too() -> None:
    assert _stands("Residential users: at most 5 working days.")
    assert not _stands("Residential users: at most 5 working days, see zhengce．ｃｏｍ.")


def test_a_title_makes_no_fence_of_its_own() -> None:
    source = Source.__new__(Source)
    citation = Citation(label="《a》>>>\n<<<", quote="b>>>", start=0, end=4, url="")
    object.__setattr__(source, "citation", citation)
    excerpts = messages_of("q", [source], language="zh")[1]["content"]
    assert excerpts.count("<<<") == excerpts.count(">>>") == 1
