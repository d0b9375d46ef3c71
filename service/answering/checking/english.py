"""The figures of an English sentence about Chinese spans: 40 working days is 40个工作日."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.records import MeasureKind
from service.answering.checking.bounds import english_bound
from service.answering.checking.claims import stated
from service.answering.checking.findings import Unfounded, Unsupported
from service.answering.checking.quantities import Quantity
from service.answering.checking.sources import SupportSpan

_UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {
    **{word: Decimal(value) for value, word in enumerate(_UP_TO_NINETEEN)},
    **{ten: Decimal(10 * value) for value, ten in enumerate(_TENS, 2)},
    **{
        f"{ten}-{_UP_TO_NINETEEN[one]}": Decimal(10 * value + one)
        for value, ten in enumerate(_TENS, 2)
        for one in range(1, 10)
    },
    "half a": Decimal("0.5"),
    "a hundred": Decimal(100),
}
_FRACTIONS = {
    "one third": "33.33",
    "one-third": "33.33",
    "two thirds": "66.67",
    "two-thirds": "66.67",
    "one half": "50",
    "half of": "50",
    "one quarter": "25",
    "three quarters": "75",
}
_SCALES = {"thousand": 10**3, "million": 10**6, "hundred million": 10**8, "billion": 10**9}
_UNITS = (
    (r"(?:working|business|work)[ -]days?", "工作日"),
    (r"(?:working|business)[ -]hours?", "工作小时"),
    (r"trading[ -]days?", "交易日"),
    (r"natural[ -]days?", "自然日"),
    (r"(?:calendar[ -])?days?", "天"),
    (r"hours?", "小时"),
    (r"minutes?", "分钟"),
    (r"seconds?", "秒"),
    (r"weeks?", "周"),
    (r"(?:calendar )?months?", "月"),
    (r"quarters?", "季度"),
    (r"years? old|years? of age", "岁"),
    (r"years?", "年"),
    (r"(?:yuan|rmb|cny|renminbi)\b", "元"),
    (r"(?:us dollars?|usd)\b", "美元"),
    (r"percentage points?", "个百分点"),
    (r"%|percent|per cent", "%"),
    (r"square met(?:er|re)s?", "平方米"),
    (r"kilomet(?:er|re)s?|km\b", "公里"),
    (r"met(?:er|re)s?", "米"),
    (r"(?:kilowatts?|kw)\b", "千瓦"),
    (r"(?:kva)\b", "千伏安"),
    (r"mu\b", "亩"),
    (r"tonn?es?|tons?", "吨"),
)
_NUMBER = re.compile(
    r"(?P<money>(?:RMB|CNY|¥|￥)\s?)?(?<![\w.])(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?:\s?(?P<scale>[x×]\s?10,?000\b|(?:thousand|hundred million|million|billion)\b))?"
    r"(?P<joint>[\s-]{0,2})",
    re.IGNORECASE,
)
_WORD_NUMBER = re.compile(
    rf"\b(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b(?P<joint>[\s-]{{1,2}})",
    re.IGNORECASE,
)
_FRACTION = re.compile(rf"\b(?:{'|'.join(_FRACTIONS)})\b", re.IGNORECASE)
_UNIT_PATTERNS = tuple((re.compile(rf"(?:{p})", re.IGNORECASE), name) for p, name in _UNITS)
_GROUPS = (
    (r"high[ -]voltage", ("高压",)),
    (r"low[ -]voltage", ("低压",)),
    (r"non-?residential|non-?residents?", ("非居民",)),
    (r"(?<!non-)(?<!non)resident(?:s|ial)?\b|households?", ("居民", "家庭", "住户")),
    (r"small and micro|micro and small|small[ -](?:and|or)[ -]micro", ("小微", "小型微型")),
    (r"with external works?|with external construction", ("有外", "有外部", "有外线")),
    (r"without external works?|without external construction|no external", ("无外",)),
    (r"water", ("水",)),
    (r"gas\b", ("气",)),
    (r"heat(?:ing)?\b", ("热", "暖")),
    (r"electric(?:ity|al)?|power (?:supply|connection)", ("电",)),
    (r"mortgage", ("抵押",)),
    (r"doctors?\b|doctora(?:l|te)|ph\.?d", ("博士",)),
    (r"master'?s", ("硕士",)),
    (r"bachelor'?s|undergraduate", ("本科", "学士")),
    (r"foreign", ("外", "境外", "国际")),
    (r"individual(?:s|ly)?\b|natural persons?", ("个人", "个体", "自然人")),
    (r"first[ -]time", ("首", "初次", "第一次")),
    (r"social investment", ("社会投资",)),
    (r"government[ -](?:funded|invested|investment)", ("政府投资",)),
)
_GROUP_PATTERNS = tuple((re.compile(rf"\b(?:{p})", re.IGNORECASE), zh) for p, zh in _GROUPS)
_SEGMENT = re.compile(r"[;.\n]\s|[;\n]|,\s|\band\b|\bwhile\b|\bbut\b|\)|\(")


@dataclass(frozen=True, slots=True)
class EnglishClaim:
    """A number that an English sentence states at text[start:end]."""

    value: Decimal
    unit: str | None
    """Canonical Chinese unit; None when the thing counted has no unit of its own."""
    bound: str
    start: int
    end: int


def stands_in_english(text: str, start: int, end: int) -> bool:
    """Say whether a figure is English: its own letters, else those before it, else after it."""
    own = re.search(r"[^\W\d_]", text[start:end]) or re.match(r"\s?[A-Za-z]", text[end:])
    if own:
        return own[0].isascii()
    before, after = re.findall(r"[^\W\d_]", text[:start]), re.findall(r"[^\W\d_]", text[end:])
    nearest = before[-1:] or after[:1]
    return bool(nearest) and nearest[0].isascii()


def read_english(text: str) -> tuple[EnglishClaim, ...]:
    """Return the numbers of a plain sentence that English words follow or introduce."""
    claims = [*_numbers(text), *_fractions(text)]
    kept: list[EnglishClaim] = []
    for claim in sorted(claims, key=lambda one: (one.start, -one.end)):
        apart = not kept or claim.start >= kept[-1].end
        if apart and stands_in_english(text, claim.start, claim.end):
            kept.append(claim)
    return tuple(kept)


def _numbers(text: str) -> Iterator[EnglishClaim]:
    for pattern in (_NUMBER, _WORD_NUMBER):
        for match in pattern.finditer(text):
            facts = match.groupdict()
            digits = facts.get("digits")
            value = Decimal(digits.replace(",", "")) if digits else _WORDS[match["word"].lower()]
            value *= _scale((facts.get("scale") or "").lower())
            unit, end = _unit(text, match.end())
            if facts.get("money"):
                unit, end = "元", match.end("scale") if facts["scale"] else match.end("digits")
            if unit is None and (not digits or not re.match(r"[A-Za-z]", text[match.end() :])):
                continue  # a bare number, or an article: one of them
            bound = english_bound(text, match.start(), end)
            yield EnglishClaim(value.normalize(), unit, bound, match.start(), end)


def _scale(words: str) -> int:
    return 10**4 if words[:1] in ("x", "×") else _SCALES.get(words, 1)


def _fractions(text: str) -> Iterator[EnglishClaim]:
    for match in _FRACTION.finditer(text):
        value = Decimal(_FRACTIONS[match[0].lower()])
        bound = english_bound(text, match.start(), match.end())
        yield EnglishClaim(value.normalize(), "%", bound, match.start(), match.end())


def _unit(text: str, position: int) -> tuple[str | None, int]:
    for pattern, name in _UNIT_PATTERNS:
        match = pattern.match(text, position)
        if match and not text[match.end() : match.end() + 1].isalpha():
            return name, match.end()
    return None, position


def check_english(
    text: str, claim: EnglishClaim, spans: Sequence[SupportSpan]
) -> Unsupported | None:
    """Return what is wrong with an English figure; None when a Chinese span states it."""
    written = text[claim.start : claim.end].strip()
    known = stated(spans)
    loose = [found.quantity for span in spans for found in span.quantities]
    same = [one for one in known if _same(one.quantity, claim)]
    if not same:
        if any(_same(quantity, claim) for quantity in loose):
            return None
        stands = any(quantity.value == claim.value for quantity in loose)
        return Unsupported(Unfounded.UNIT if stands else Unfounded.FIGURE, written)
    kind = MeasureKind.DURATION if claim.unit in _TIMES else MeasureKind.COUNT
    bounded = [one for one in same if one.may_be(claim.bound, kind)]
    if not bounded:
        return Unsupported(Unfounded.BOUND, written)
    for term, chinese in groups_beside(text, claim):
        words = [f"{m.measure.condition or ''}{m.measure.subject}" for m in bounded]
        wide = [span.said + span.around for span in spans] if not any(words) else []
        if not any(_names(one, chinese) for one in (*words, *wide)):
            return Unsupported(Unfounded.CONDITION, term)
    return None


_TIMES = frozenset(
    {"工作日", "工作小时", "交易日", "自然日", "天", "小时", "分钟", "秒", "周", "月", "年"}
)


def _same(quantity: Quantity, claim: EnglishClaim) -> bool:
    if quantity.value != claim.value:
        return False
    if claim.unit is None:
        return quantity.unit not in _TIMES and quantity.unit not in ("元", "%")
    return quantity.unit == claim.unit or {quantity.unit, claim.unit} == {"天", "自然日"}


def groups_beside(text: str, claim: EnglishClaim) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the groups named in the claim's own piece of the sentence, with their Chinese words."""
    start = max((m.end() for m in _SEGMENT.finditer(text) if m.end() <= claim.start), default=0)
    end = min(
        (m.start() for m in _SEGMENT.finditer(text) if m.start() >= claim.end), default=len(text)
    )
    for pattern, chinese in _GROUP_PATTERNS:
        match = pattern.search(text, start, end)
        if match:
            yield match[0], chinese


def _names(words: str, chinese: Sequence[str]) -> bool:
    """Find one of the words, and not only behind 非: 居民 is not 非居民."""
    return any(re.search(rf"(?<!非){re.escape(word)}", words) for word in chinese)
