"""Everyday words are heard in what official texts say for them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import Store
from service.answering.records import Answer
from service.answering.wording.everyday import EVERYDAY
from service.answering.wording.sought import sought

FUND = """枫桥市住房公积金和养老保险办法
第一条 购买自住住房的，应当自购房合同备案之日起2年内提出提取申请；建造、翻建自住住房的，应当自批准建设之日起1年内提出提取申请。
第二条 租赁商品住房的，单身职工每月提取限额为1700元，已婚家庭每月提取限额为2900元。
第三条 首次申领居民身份证免费，换领每证20元，遗失补领每证40元。户口簿丢失补办每本6元。
第四条 养老保险缴费满15年的，按月领取养老金。养老保险缴费不足15年的，可以延长缴费至满15年。
第五条 有下列情形之一的，可以申请提取住房公积金：
（一）购买自住住房的；
（二）离休、退休的。
第六条 有下列情形之一的，不予提取住房公积金：
（一）贷款逾期尚未还清的；
（二）账户被冻结的。
枫桥市人民政府
2026年1月5日
"""


@pytest.fixture(scope="module")
def store(store_of: Callable[..., Store]) -> Store:
    return store_of({"fund.txt": FUND})


@pytest.mark.parametrize(
    ("question", "said", "never"),
    [
        ("枫桥市盖房多久内申请提取公积金", "1 年", "2 年"),
        ("枫桥市结了婚租房公积金一个月提多少", "2900", "1700"),
        ("枫桥市身份证丢了补办多少钱", "40 元", "6 元"),
        ("枫桥市养老保险缴费不够15年怎么办", "延长缴费", "\0"),
        ("枫桥市哪些情况不能提取公积金", "冻结", "退休"),
        ("枫桥市哪些情况可以提取公积金", "退休", "冻结"),
    ],
)
def test_official_words_answer_everyday_ones(
    answers: Callable[[str], Answer], question: str, said: str, never: str
) -> None:
    text = answers(question).text
    assert said in text
    assert never not in text


def test_what_is_said_for_a_word_counts_whole_only() -> None:
    asked = sought("不够", (), ("不足", "不满"))
    assert asked.cover("缴费不足15年") > 0.9
    assert asked.cover("不予受理") < 0.2


@pytest.mark.parametrize(
    ("word", "text"),
    [("单台", "单机补贴额"), ("疫苗", "狂犬病免疫"), ("起付线", "住院起付标准")],
)
def test_official_words_are_heard_for_everyday_ones(word: str, text: str) -> None:
    assert sought(word, (), EVERYDAY.get(word, ())).cover(text) > 0.9


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("领钱", "可以按月领取"),
        ("盖房", "建造、翻建自住住房"),
        ("没结婚", "非婚生育的"),
    ],
)
def test_an_everyday_word_is_heard_in_the_official_one(word: str, said: str) -> None:
    assert sought(word, (), EVERYDAY[word]).cover(said) > 0.9
