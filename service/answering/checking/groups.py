"""Whether the words around a claimed figure are those of the source: for whom, and of what."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.records import Measure
from ingest.text.characters import HAN
from ingest.text.numerals import NUMERAL
from service.answering.checking.plain import plain

# Words a sentence may add to those of its source without saying anything else.
_NEUTRAL = re.compile(
    r"办理|办结|办好|办完|完成|时间|时限|期限|时长|用时|需要|所需|须|应当|应|可以|可|能够|获得|享受|得到|申请|规定|要求|明确|提出|承诺|根据|按照|依据|其中"
    r"|一般|大约|左右|总共|一共|合计|全部|目前|现行|标准|金额|数量|比例|最高|最低|最多|最少|最长|最短|最快|不超过|不少于|不低于|不高于|多于|少于|不足|不满|超过|低于"
    r"|压缩|压减|缩短|减少|精简|降低|提高|提升|增加|达到|控制|给予|发放|支付|提供|分别|而|则|即|就|约|为|是|在|至|到|由|从|内|的|了|对|对于|和|与|及|或|等|将|要|会|给|其|该|之|以|于|并|且|也|均|都|各|共|需|得|这|当地|本|市|省|区|县"
)
# Numbers are checked apart; 前2年 keeps its 前 beside the number, 有三分之一 its 有.
_FIGURE_WORDS = re.compile(
    rf"(?:有|(?<!{NUMERAL})){NUMERAL}++分之{NUMERAL}++"
    rf"|(?<!{NUMERAL}){NUMERAL}++(?:个|项|件|份|次|家|种|类|条|名|人|枚|套)|[前近每满达有](?=,|\Z)"
)
_HAN_RUN = re.compile(f"[{HAN}]+")
_MOSTLY = 0.6
"""Words that have so much of what only one subject says mean that one: 生活补贴, not 补贴."""
_POLAR = "非未无不"
_JOINED = re.compile(r"、|以及|[和与及或](?!时)")
"""Between groups that a figure is said of together: 高压用户、居民用户."""
_ANYBODY = re.compile(r"(?:用户|客户|人员|家庭|企业|单位|对象|职工|学生|群体)\Z")


def strange_words(words: str, source: str, *, places: Iterable[str] = ()) -> str | None:
    """Return the first stretch of the words that the source never says; None when it says all.

    Every character must be part of a stretch of two or more that the source has too, since 高 of
    高压用户 alone is also found in 提高. Neutral words and places are left out.
    """
    for place in sorted(places, key=len, reverse=True):
        words = words.replace(place, "。")
    words = _FIGURE_WORDS.sub("。", words)
    covered = [False] * len(words)
    for match in _NEUTRAL.finditer(words):
        _mark(covered, match.start(), match.end())
    for run in _HAN_RUN.finditer(words):
        _cover(words, run.start(), run.end(), source, covered)
        if run.end() - run.start() == 1 and run[0] in source:
            covered[run.start()] = True
    for run in _HAN_RUN.finditer(words):
        open_ = [at for at in range(run.start(), run.end()) if not covered[at]]
        if open_ == [run.end() - 1] and words[open_[0]] in source:
            continue  # a verb of which the tail was taken for an auxiliary: 响 of 响应
        if open_:
            return words[max(run.start(), open_[0] - 1) : min(run.end(), open_[-1] + 2)]
    return _other_polarity(words, source)


def _cover(words: str, start: int, end: int, source: str, covered: list[bool]) -> None:
    for at in range(start, end - 1):
        reach = at + 2
        if words[at:reach] not in source:
            continue
        while reach < end and words[at : reach + 1] in source:
            reach += 1
        _mark(covered, at, reach)


def _mark(covered: list[bool], start: int, end: int) -> None:
    covered[start:end] = [True] * (end - start)


def _other_polarity(words: str, source: str) -> str | None:
    """居民用户 is not said by a source that only has 非居民用户."""
    for run in _HAN_RUN.finditer(words):
        for at in range(run.start(), run.end() - 2):
            piece = words[at : at + 3]
            stated = source.count(piece)
            before = words[at - 1] if at else ""
            if not stated or before in _POLAR or piece[0] in _POLAR:
                continue
            if sum(source.count(mark + piece) for mark in _POLAR) == stated:
                return piece
    return None


def fits(words: str, measure: Measure, other: Measure) -> bool:
    """Say whether words go with one figure at least as well as with another.

    Compared are the pairs of characters that only one of the two figures has around it: in their
    conditions, and where these are the same, in what they measure.
    """
    said = _pairs(words)
    if measure.condition and other.condition and measure.condition != other.condition:
        mine, others = special(measure.condition, other.condition)
        own = _share(said, mine)
        # 低压用户 is named by how it begins, even beside 低压用户,有外部工程.
        named = own > 0.0 or not mine or "^" + plain(measure.condition)[0] in said
        return named and own >= _share(said, others)
    if measure.condition == other.condition:
        own = _share(said, special(measure.subject, other.subject)[0])
        return own >= _MOSTLY or _closer(said, measure.subject, other.subject) >= 0.0
    return _closer(said, _around(measure), _around(other)) >= 0.0


def joined_group(words: str, measure: Measure, other: Measure) -> str | None:
    """Return a group that words join to a figure's own and that only the other figure is of.

    高压用户、居民用户40个工作日, where 居民用户 have a figure of their own.
    """
    if {measure.comparator, other.comparator} == {"<=", ">="}:
        return None  # 13日内完成核验和公示(其中公示不少于5日) bound each other
    own, others = _around(measure), _around(other)
    mine, theirs = special(own, others)
    parts = [part for part in _JOINED.split(words) if part]
    if len(parts) < 2 or not any(_pairs(part) & mine for part in parts):
        return None
    for part in parts:
        said = _pairs(part)
        name = _ANYBODY.sub("", part)
        named = len(name) > 1 and name in plain(others) and name not in plain(own)
        if not said & mine and (named or _share(said, theirs) >= _MOSTLY):
            return part
    return None


def special(ours: str, theirs: str) -> tuple[set[str], set[str]]:
    """Return the pairs of characters that each of two phrases has and the other lacks."""
    mine, others = _pairs(plain(ours)), _pairs(plain(theirs))
    return mine - others, others - mine


def _closer(said: set[str], ours: str, theirs: str) -> float:
    mine, others = special(ours, theirs)
    return _share(said, mine) - _share(said, others)


def _share(said: set[str], pairs: set[str]) -> float:
    return len(said & pairs) / len(pairs) if pairs else 0.0


def _around(measure: Measure) -> str:
    return f"{measure.condition or ''},{measure.subject}"


def _pairs(words: str) -> set[str]:
    """Return neighbouring characters, and how each run begins: 居民 is not the end of 非居民."""
    marked = ["^" + run for run in _HAN_RUN.findall(words)]
    return {run[at : at + 2] for run in marked for at in range(len(run) - 1)}
