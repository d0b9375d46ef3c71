"""What a question asks for, read from its words: its kind, the figures and units that answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from index import QueryInfo
from ingest.records import MeasureKind
from service.answering.asked.clauses import asks_whole_clause
from service.answering.asked.kind_words import COUNTED
from service.answering.asked.kinds import FIGURES, asked_kind, canonical
from service.answering.asked.parts import asking_parts
from service.answering.groups.asked import asked_group
from service.answering.places import short_name
from service.answering.records import SUMS_AND_SHARES, AskedForm, AskedKind, AskedQuestion

_COUNTS: Final = re.compile(
    rf"[几数][{COUNTED}]|多少[{COUNTED}]|次数|数量|个数|[人户家总]数|\bhow (?:many|often)"
    r"|(?<![基参指分少多岁系倍算])数(?:目标|要求|指标|目)?[是为有]?\W*\Z|\bnumber of"
)
_AGES: Final = re.compile(r"年[龄纪]|岁数")
# What 多少 by itself is about, from the words beside it.
_OF_MONEY: Final = re.compile(
    r"(?:[交缴收付给发领拿借贷卖赚花退扣赔投掏抵]得?了?|[出投][资钱])多少(?=以[内上下]|[一每]个?[年月天日人户次张]|[,，。?？呢啊吧才就]|\Z)"
    r"|多少[一-鿿]{0,5}(?:[费税价金款息]|补[助贴]|津贴|奖励|资助|支持|优惠|减免)|多少预算"
    r"|(?:[费税价]|费用|价格)(?:标准)?[^,，。?？]{0,4}多少(?![一-鿿])"
)
_OF_THINGS: Final = re.compile(
    r"多少(?=[一-鿿]{2})(?!以[内上下]|[一每]个?[年月天日]|[亿万千百元钱平兆升度瓦吨公毫厘分比期才就算为是的呢]|可以|能够?|时间|面积)"
)
_SUM_CHANGES: Final = re.compile(
    r"(?:[起封]\w?[付顶]线|限额|额度|标准|金额|补[助贴]|工资|待遇|[费金额]|养老金)[^,，。?？]{0,4}"
    r"(?:提高|降低|增加|减少|[上下][调浮]|涨|加)(?:了|到)?多少"
    r"|[电水气房票油][价费租][^,，。?？]{0,4}(?:便宜|优惠|减|降|[上下]调|涨|加价?)(?:了|到)?多少"
)
"""A sum may change by a sum: 封顶线提高多少."""
_OF_TIME: Final = re.compile(r"[时期年月日天龄久快短早省]|提前|[产婚丧病事护儿亲]假")
# 2026年, 每月 and 广东省 say when, how often and where, not that a time is asked for.
_NO_TIME: Final = re.compile(r"(?:19|20)\d\d年度?|[每一]个?[年月日天]|[一-鿿]{2}省")
# What is counted, in the words of the question -> the words that stand beside such a figure.
_UNITS: Final = (
    (re.compile(r"环节|几步|步骤|手续|\b(?:steps?|procedures?)\b"), ("环节", "步骤", "手续")),
    (re.compile(r"材料|资料|\b(?:documents|papers|materials)\b"), ("材料", "资料")),
    (re.compile(r"几[次回趟]|多少[次回趟]|次数|\b(?:times|how often)\b"), ("次",)),
    (re.compile(r"(?:几|多少)[项个种](?!人)"), ("项", "个", "种", "类", "条", "大")),
    (re.compile(r"(?:几|多少)个?[人名]|\bpeople\b"), ("人", "名")),
    (re.compile(r"几家|多少家"), ("家", "所", "间")),
    (re.compile(r"几岁|多少岁|年[龄纪]|岁数|\b(?:age|old)\b"), ("岁", "周岁")),
    (re.compile(r"几枚|多少枚"), ("枚",)),
)

# These say what an answer looks like; no typed figure is one.
_FORMS: Final = tuple(
    (form, re.compile(pattern, re.IGNORECASE))
    for form, pattern in (
        (
            AskedForm.PHONE,
            r"(?:热线|电话|号码)(?:是|号码?)?(?:几号|多少|什么|哪个|\W*\Z)|(?:打|拨打?)(?:几号|哪个|什么|哪里)"
            r"|(?:哪个|什么|哪条)(?:\w{0,4})(?:电话|号码|热线)"
            r"|(?<!what is )\b(?:which|what) (?:\w+ )?(?:phone|telephone|hotline|number do)\b"
            r"|\bphone number\b",
        ),
        (AskedForm.CLOCK, r"几点|\bwhat time\b"),
        (
            AskedForm.FREQUENCY,
            r"(?:多久|多长时间|几个?[天日周月年])[^,。?]{0,3}一[次回遍趟]|频[率次]"
            r"|\bhow (?:often|frequently)\b",
        ),
    )
)

_CHECKABLE: Final = frozenset({AskedKind.WHO, AskedKind.LIST})
"""Beside figures and forms: what a second part asks for that its answer can be seen to be."""


def read_question(info: QueryInfo, *, language: str | None = None) -> AskedQuestion:
    """Read what a question asks for.

    Args:
        info: What the search understood of it.
        language: To answer in, zh or en; the question's own when not given.
    """
    text = canonical(info.normalized)
    whole = AskedQuestion(
        text=info.text,
        normalized=info.normalized,
        language=language or info.language,
        kind=AskedKind.WHAT,
        regions=info.regions,
        whole_clause=asks_whole_clause(text),
        whose=asked_group(text, (*info.regions, *map(short_name, info.regions))),
    )
    main = _read(whole, text)
    return replace(main, also=tuple(_other_parts(main, text)))


def _read(asked: AskedQuestion, text: str) -> AskedQuestion:
    """Set what the words of a canonical question, or of a part of it, ask for."""
    kind = asked_kind(text)
    form = next((form for form, pattern in _FORMS if pattern.search(text)), None)
    if form in (AskedForm.PHONE, AskedForm.FREQUENCY):
        kind = AskedKind.WHAT
    return replace(
        asked,
        kind=kind,
        figures=_figures(text, kind) if form is None else frozenset(),
        units=_units(text) if kind is AskedKind.HOW_MANY else frozenset(),
        form=form,
    )


def _other_parts(main: AskedQuestion, text: str) -> Iterator[AskedQuestion]:
    """Yield what the parts of a question ask for besides what the whole was read to ask for."""
    known = {(main.kind, main.form)}
    parts = asking_parts(text)
    for part in parts if len(parts) > 1 else ():
        asked = _read(replace(main, normalized=part), part)
        checkable = asked.form is not None or asked.figures or asked.kind in _CHECKABLE
        if checkable and (asked.kind, asked.form) not in known:
            known.add((asked.kind, asked.form))
            yield asked


def _figures(text: str, kind: AskedKind) -> frozenset[MeasureKind]:
    """Return what would answer; 多少 by itself asks for any figure that its words do not exclude.

    What is paid (交多少) is no time and no count, what is counted (多少学生) no share.
    """
    if kind is AskedKind.WHAT_SHARE and _SUM_CHANGES.search(text):
        return SUMS_AND_SHARES
    if kind is not AskedKind.HOW_MANY or _COUNTS.search(text) or _AGES.search(text):
        return FIGURES.get(kind, frozenset())
    if _OF_MONEY.search(text):
        return SUMS_AND_SHARES
    if _OF_THINGS.search(text):
        return frozenset({MeasureKind.COUNT})
    unlike = (
        {MeasureKind.DEADLINE}
        if _OF_TIME.search(_NO_TIME.sub("", text))
        else {MeasureKind.DEADLINE, MeasureKind.DURATION}
    )
    return frozenset(MeasureKind) - unlike


def _units(text: str) -> frozenset[str]:
    return frozenset(unit for pattern, units in _UNITS if pattern.search(text) for unit in units)
