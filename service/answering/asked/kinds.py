"""The kind of a question, from its wording: formal, spoken, Cantonese and English.

Answer typing is a classic of question answering (Li and Roth 2002); the kind decides whether
figures, units, items or a sentence answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from ingest.records import MeasureKind
from service.answering.asked.kind_words import A_NOT_A, FINAL, KINDS, TIME_UNIT
from service.answering.asked.nouns import without_unasked
from service.answering.records import AskedKind

# Spoken and Cantonese question words, as the patterns below have them.
_SPOKEN: Final = (
    (re.compile("有冇"), "有没有"),
    (re.compile("系咪"), "是不是"),
    (re.compile("唔使"), "不用"),
    (re.compile("唔"), "不"),
    (re.compile("啥|乜嘢|咩"), "什么"),
    (re.compile("咋|点样|怎样"), "怎么"),
    (re.compile("几多"), "多少"),
    (re.compile("几耐|几长时间|多少时间"), "多久"),
    # Some, not how many: 前几天去问过, 等了几个月了, 好几个部门.
    (re.compile(r"(?<=[这那头好近])几(?=[天年次个家])|(?<![提之以]前)(?<=前)几(?=[天年次])"), "数"),
    (re.compile(rf"(?<![满够过到])几(?=个?{TIME_UNIT}(?:了|[未没](?!\w{{0,4}}就)))"), "数"),
    (re.compile(r"边个(?=负责|管|批|来|去|做|话|有权|[\s,，。?？!！]|\Z)|哪位"), "谁"),
    (re.compile("边个"), "哪个"),
    (re.compile("边度|(?:什么|哪个)地方"), "哪里"),
)

_WHETHER: Final = frozenset({AskedKind.MAY, AskedKind.YES_NO})
FIGURES: Final = {
    AskedKind.HOW_LONG: frozenset({MeasureKind.DURATION}),
    AskedKind.BY_WHEN: frozenset({MeasureKind.DEADLINE}),
    AskedKind.HOW_MANY: frozenset({MeasureKind.COUNT}),
    AskedKind.HOW_MUCH: frozenset({MeasureKind.MONEY}),
    AskedKind.WHAT_SHARE: frozenset({MeasureKind.PERCENTAGE}),
    AskedKind.HOW_LARGE: frozenset({MeasureKind.SIZE}),
}
"""The kinds of measure that answer a kind of question."""

_PARTS: Final = re.compile(r"[,，。.?？;；!！]")
# Whoever may have it is told by a list of people, not by who is in charge.
_WHO_MAY: Final = re.compile(
    r"(?:谁|什么人)(?:才)?(?:可以?|能|有资格|符合条件)[^,。?批管定审查]{0,6}(?:申|领|享|报名|参加|参保|办|用|住|买|补|免|减)"
    r"|\bwho (?:is|are) (?:eligible|entitled|exempt|covered)"
    r"|\bwho qualif|\bwho (?:can|may) (?:apply|get|enjoy|join|use|claim|receive|register|enrol)",
    re.IGNORECASE,
)
_OPEN_ENGLISH: Final = re.compile(
    r"\s*(?:(?:in|at|to|by|under|for|on|from) )?(?:where|how|what|which|who|whom)\b", re.IGNORECASE
)
"""Begins an English question that no yes answers, whatever stands after it: where can I apply."""
_WHO_ASKED: Final = re.compile(
    r"(?:由|归|该|找|向|问)谁|谁(?:来|负责|[管定批发审])|(?:哪个|什么|哪些)部门"
)
_FIGURE_ASKED: Final = re.compile(
    r"多久|多长|几[天日个号月点]|多少|何时|什么时候|比例|吗|[要收掏花]\w{0,2}钱|钱"
)
_CLOSED: Final = re.compile(
    rf"{FINAL}\s*\Z|[^要]不\s*\Z|是不是|有没有|能不能|可不可以|是否|{A_NOT_A}"
)
_STAYS_OPEN: Final = re.compile(r"[钱费]|多久|多长|几[天日]|几个(?:工作日|小时|月)|多少")
_ASKS: Final = re.compile(
    r"什么|哪|谁|怎么|如何|多少|多[久长大高快远宽]|几(?!乎)|何时"
    r"|\b(?:how|what|which|who|where)\b|\bwhen (?:is|are|do|does|did|must|should|will|can)\b",
    re.IGNORECASE,
)
# 能收费吗 asks for leave; 能收多少 asks for the sum, 能免费吗 for the price.
_LEAVE_TO_CHARGE: Final = re.compile(
    rf"(?:能不能|可不可以|可以|允许|能)再?(?:另外|额外|加)?[收征][^,。?多几]{{0,8}}{FINAL}|(?:能不能|可不可以|可否|能否)[收征]"
)
_CLOSED_ENGLISH: Final = re.compile(
    r"\s*(?:is|are|do|does|did|must|should|has|have|will|can|could|may)\b"
    r"(?! you (?:tell|say|explain|know)\b)",
    re.IGNORECASE,
)
_MAY_ENGLISH: Final = re.compile(
    r"(?:can|could|may)\b|\b(?:allowed|permitted|possible)\b", re.IGNORECASE
)
_PRICE_ENGLISH: Final = re.compile(
    r"\bhow much|\bcosts?\b|\bfees?\b|\bcharged?\b|\bpay for\b|\bfree of charge", re.IGNORECASE
)
_WHERE_ENGLISH: Final = re.compile(
    r"\s*(?:in|at|to|from)? ?where\b(?!.*\b(?:how (?:long|much|many)|when)\b)", re.IGNORECASE
)


# The sentences of a clause are each held against the same question.
@lru_cache(maxsize=512)
def canonical(text: str) -> str:
    """Put spoken and Cantonese question words as written Chinese has them: 啥 -> 什么."""
    for pattern, word in _SPOKEN:
        text = pattern.sub(word, text)
    return text


def asked_kind(text: str) -> AskedKind:
    """Return the kind of a canonical question; what, when nothing tells.

    A part that asks openly decides before one that a yes would answer (怎么通知,会不会发短信). What
    only a yes answers asks for no figure, though it may hold one: 几个部门一起办吗.
    """
    if _WHO_MAY.search(text) and not _FIGURE_ASKED.search(text):
        return AskedKind.LIST
    text = without_unasked(text)
    if _WHO_ASKED.search(text) and not _FIGURE_ASKED.search(text):
        return AskedKind.WHO  # 谁来定办理期限 asks for no time
    if _LEAVE_TO_CHARGE.search(text):
        return AskedKind.MAY
    if _WHERE_ENGLISH.match(text):
        return AskedKind.HOW  # where a subsidy is applied for is no sum
    parts = [part for part in _PARTS.split(text) if part.strip()]
    closed = [part for part in parts if _is_closed(part)]
    if not closed:
        kinds = [one for one in KINDS if one[0] not in _WHETHER] if _opens(text) else KINDS
        return _first_kind(text, kinds) or AskedKind.WHAT
    asking = [part for part in parts if part not in closed and _ASKS.search(part)]
    found = _first_kind(",".join(asking), KINDS) if asking else None
    if found is not None:
        return found
    if text.isascii():
        return _closed_english(",".join(closed))
    return _first_kind(text, [one for one in KINDS if one[0] not in FIGURES]) or AskedKind.WHAT


def _opens(text: str) -> bool:
    return _OPEN_ENGLISH.match(text) is not None


def _first_kind(text: str, kinds: Iterable[tuple[AskedKind, re.Pattern[str]]]) -> AskedKind | None:
    return next((kind for kind, pattern in kinds if pattern.search(text)), None)


def _is_closed(part: str) -> bool:
    if part.isascii():
        return _CLOSED_ENGLISH.match(part) is not None
    return _CLOSED.search(part) is not None and _STAYS_OPEN.search(part) is None


def _closed_english(text: str) -> AskedKind:
    """Return the kind of a question that begins with a verb; one about a price asks for it."""
    if _MAY_ENGLISH.search(text):
        return AskedKind.MAY
    return AskedKind.HOW_MUCH if _PRICE_ENGLISH.search(text) else AskedKind.YES_NO
