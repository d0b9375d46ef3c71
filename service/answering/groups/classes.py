"""Which classes of which series a text names: 低压, 本科及以上, 二级, 甲类, AAA级, 第二套."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from ingest.text.numerals import NUMERAL, numeral_value
from service.answering.groups.negations import left_out
from service.answering.groups.records import Series, Words
from service.answering.groups.series import SERIES, TOPICS


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name classes of a series; no class where they name all, or it is not known."""

    series: str
    classes: frozenset[str]
    start: int
    end: int


_ALL: Final[frozenset[str]] = frozenset()
_WITH_BOUND: Final = re.compile(
    r"(?:研究生|学历|学位|文凭|职称|资格|证书|教育|毕业生?|级别|等级|级|医疗机构|医院|资质|伤残|残疾|人才|企业)*"
    r"(?:[(（]?含[^()（）]{0,4}[)）])?(?:及其?|或者?)?(?P<bound>以[上下])"
)
_N: Final = rf"(?:{NUMERAL}{{1,3}}|\d{{1,2}}|[ⅠⅡⅢⅣⅤ])"
_COUNTED: Final = re.compile(
    rf"(?<![统万唯专零〇一二三四五六七八九十\d.])(?<!分[为成])(?<![分共])(?P<first>第)?(?P<n>{_N}(?:[级类档年]?(?:[、至到~\-—]|和|或者?)第?{_N}){{0,20}})"
    r"(?P<suffix>级|类|档|阶梯?|等(?=奖|功|舱|品)|星|套|次|[孩胎](?!子)|层次|年级|年(?![级度终底末初]))"
)
_ORDINAL_ONLY: Final = frozenset({"套", "次", "孩", "胎", "层次", "年"})
"""三次 counts; 第三次, 二套 and 三孩 tell which."""
_ORDINAL: Final = re.compile(r"[二三]套\Z|[一二三四][孩胎]\Z")
_FIRST: Final = (
    (re.compile(r"首次|初次|首度"), "次", ("1",)),
    (
        re.compile(r"再次|重新(?=认定|评[定审]|申[报请])|二次(?=认定|申请|鉴定|创业|评)|复次"),
        "次",
        ("2", "3"),
    ),
    (re.compile(r"(?:以后|之后|此后)每年|次年(?=起|以后|开始)"), "年", ("2", "3", "4", "5")),
    (re.compile(r"首套"), "套", ("1",)),
    (re.compile(r"多套"), "套", ("3", "4")),
    (re.compile(r"特级(?!技师|教师)"), "级", ("0",)),
    (re.compile(r"特等(?=奖|功)"), "等", ("0",)),
    (re.compile(r"三甲|三乙"), "级", ("3",)),
    (re.compile(r"二甲|二乙"), "级", ("2",)),
)
_STEM: Final = re.compile(
    r"(?P<n>[甲乙丙丁](?:(?:[、和至到]|或者?)[甲乙丙丁]){0,10})(?P<suffix>类|级|等|种)"
)
_LETTER: Final = re.compile(
    r"(?<![A-Za-z])(?P<n>\dA|A{1,5}|B{1,3}|C{1,3}|[DEF]|[A-D]\d)(?=驾?[类级档型证照]|等(?!等))"
    r"|等级(?:评定|评价)?(?:结果)?[为是]?(?P<m>A{1,5}|B{1,3}|C{1,3}|[DEF])(?![A-Za-z])",
    re.IGNORECASE,
)
_SPLIT: Final = re.compile(r"[、和或者]+")
_RANGE: Final = re.compile(r"[至到~\-—]")
_ROMAN: Final = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5}
# Of hospitals the third grade is the highest; of qualifications and degrees of harm the first.
_RISING: Final = re.compile(r"医|等保|保护")
_FALLING: Final = re.compile(r"资质|伤残|残疾|响应|建造|造价|能力|企业")
_UPWARD: Final = frozenset({"星", "套", "次", "孩", "胎"})
"""Suffixes that count upwards whatever they are said of: 二孩及以上, 三星级以上."""
_HIGHEST: Final = 12
_AROUND: Final = re.compile(r"\(\?<?[=!](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
"""What a pattern asks of the text around a word; no part of the word."""


@lru_cache(maxsize=8192)
def mentions(text: str) -> tuple[Mention, ...]:
    """Return what a text names of all series, in the order of the table."""
    return (*_of_series(text, _named_series()), *_counted(text), *_stems(text), *_letters(text))


@lru_cache(maxsize=16384)
def mentions_of(series: str, text: str) -> tuple[Mention, ...]:
    """Return what a text names of one series: what `mentions` has of it, in a tenth of the time."""
    named = _series_by_name().get(series)
    if named is not None:
        return tuple(_of_series(text, (named,)))
    counted = (*_counted(text), *_stems(text), *_letters(text))
    return tuple(one for one in counted if one.series == series)


def other_class(mention: Mention, text: str) -> Mention | None:
    """Return what names another class of the same series in a text."""
    return next(
        (
            m
            for m in mentions(text)
            if m.series == mention.series and m.classes and not m.classes & mention.classes
        ),
        None,
    )


def excluded(text: str, found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return those of the mentions that the text leaves out: 不是住家, but not 非居民 itself."""
    mentioned = tuple(m for m in found if m.series not in TOPICS)
    out = []
    for one in left_out(text):
        inside = [m for m in mentioned if one.span.start <= m.start < one.span.end]
        first = min(inside, key=lambda m: m.start, default=None)
        if first is not None and first.start > one.span.start:
            out += [m for m in inside if m.start - first.end <= 1]
    return tuple(out)


@lru_cache(maxsize=4096)
def hinted(text: str) -> tuple[Mention, ...]:
    """Return the classes that the everyday words of a question hint at."""
    return tuple(_of_series(text, _hinted_series()))


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The words of a series as one pattern, a group for each."""

    series: Series
    pattern: re.Pattern[str]
    classes: tuple[tuple[str, ...], ...]
    letters: frozenset[str]
    """One of which, in small letters, stands in whatever the pattern finds."""


# Compiled when first needed: importing stays fast.
@cache
def _named_series() -> tuple[_Compiled, ...]:
    return tuple(_compiled(series, series.words) for series in SERIES if series.words)


@cache
def _series_by_name() -> dict[str, _Compiled]:
    return {one.series.name: one for one in _named_series()}


@cache
def _hinted_series() -> tuple[_Compiled, ...]:
    return tuple(_compiled(series, series.hints) for series in SERIES if series.hints)


def _compiled(series: Series, words: Words) -> _Compiled:
    pattern = "|".join(f"(?P<w{at}>{words_})" for at, (words_, _) in enumerate(words))
    classes = tuple(classes for _, classes in words)
    written = _AROUND.sub("", "".join(words_ for words_, _ in words)).lower()
    letters = frozenset(filter(str.isalpha, written))
    return _Compiled(series, re.compile(pattern, re.IGNORECASE), classes, letters)


def _of_series(text: str, compiled: Iterable[_Compiled]) -> list[Mention]:
    found = []
    letters = set(text.lower())
    for one in compiled:
        if one.letters.isdisjoint(letters):
            continue  # two series of three: a third of the time
        for match in one.pattern.finditer(text):
            named = one.classes[int((match.lastgroup or "w0")[1:])] or (match[0],)
            classes = _widened(text, match.end(), named, one.series)
            found.append(Mention(one.series.name, classes, *match.span()))
    return found


def _widened(text: str, end: int, classes: tuple[str, ...], series: Series) -> frozenset[str]:
    """Take in what 及以上 and 以下 after a class take in."""
    bound = _WITH_BOUND.match(text, end) if series.order else None
    if bound is None:
        return frozenset(classes)
    places = [series.order.index(one) for one in classes]
    if bound["bound"] == "以上":
        return frozenset(series.order[min(places) :])
    return frozenset(series.order[: max(places) + 1])


def _counted(text: str) -> Iterator[Mention]:
    for pattern, suffix, classes in _FIRST:
        for match in pattern.finditer(text):
            yield Mention(suffix, frozenset(classes), *match.span())
    for match in _COUNTED.finditer(text):
        suffix = match["suffix"]
        if suffix in _ORDINAL_ONLY and not (match["first"] or _ORDINAL.search(match[0])):
            continue
        yield Mention("档" if "阶" in suffix else suffix, _grades(text, match), *match.span())


def _grades(text: str, match: re.Match[str]) -> frozenset[str]:
    grades: set[int] = set()
    for part in _SPLIT.split(match["n"]):
        ends = [_number(end) for end in _RANGE.split(part) if end]
        if any(end is None for end in ends) or not ends:
            return _ALL
        known = [end for end in ends if end is not None]
        grades |= set(range(min(known), max(known) + 1))
    bound = _WITH_BOUND.match(text, match.end())
    if bound is not None:
        around = text[match.end() : match.end() + 14]
        rising = match["suffix"] in _UPWARD or _RISING.search(around) is not None
        if not (rising or _FALLING.search(around)):
            return _ALL  # whether the first or the last grade is the highest is not said
        up = (bound["bound"] == "以上") == rising
        grades = set(range(min(grades), _HIGHEST) if up else range(max(grades) + 1))
    return frozenset(map(str, grades))


def _number(text: str) -> int | None:
    text = text.lstrip("第").rstrip("级类档年")
    if text in _ROMAN:
        return _ROMAN[text]
    return int(text) if text.isdigit() else numeral_value(text)


def _stems(text: str) -> Iterator[Mention]:
    for match in _STEM.finditer(text):
        stems = _SPLIT.split(match["n"])
        if any(len(stem) > 1 for stem in stems):
            yield Mention("甲乙丙丁", _ALL, *match.span())
        else:
            yield Mention("甲乙丙丁", frozenset(stems), *match.span())


def _letters(text: str) -> Iterator[Mention]:
    for match in _LETTER.finditer(text):
        name = (match["n"] or match["m"]).upper()
        if name[0].isdigit():
            name = "A" * int(name[0])
        yield Mention("A", frozenset({name}), *match.span())
