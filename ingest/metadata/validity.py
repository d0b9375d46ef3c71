"""From when to when a document holds: what its own sentences say, or a page says of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.metadata.dates import DATE, add_months, add_years, parse_date
from ingest.records import Status
from ingest.text.cleaning import fold_punctuation
from ingest.text.numerals import NUMERAL, numeral_value

_ITSELF = (
    r"(?:本|该)(?:通知|意见|办法|规定|方案|计划|条例|细则|规则|决定|公告|通告|措施|指南|法|解释|标准|制度|政策|文件|实施意见|"
    r"实施办法|实施细则|若干措施|若干规定|管理办法|暂行办法|规程|规范|准则|目录|预案|纲要|规划|要点|清单|指引|行动|行动计划|"
    r"行动方案|实施方案|工作方案|若干政策|章程|批复|令|机制|修正案|基准|须知|公约|[\u4e00-\u9fff]{1,8}(?:办法|规定|措施|意见|细则|方案|政策))"
)
_START = r"(?:正式)?(?:施行|实施|执行|生效|起效|试行)"
_FROM_DAY = (
    rf"(?P<day>(?:{DATE}|(?:发布|公布|印发|下发|颁布|发文|签发|通过|批准|刊登|成文)(?:之)?日))"
    r"(?:\([^()\n]{1,12}\))?"  # 2031年1月1日(抄见水量)起
)
_EFFECTIVE = re.compile(
    rf"(?:自|从|于|(?<=[一-鿿])(?=[发公印下颁][布发]之日)){_FROM_DAY}(?:起)?(?:的?(?:第)?\s*(?P<wait>\d{{1,3}}|{NUMERAL}{{1,3}})个?(?P<unit>日|天|工作日|个月|月)(?:之)?后)?"
    rf"(?:起)?{_START}"
)
_TERM_OF_ITSELF = re.compile(
    rf"{_ITSELF}(?:\([^()]{{1,12}}\))?(?:的|自|从)?[^,。;]{{0,16}}?(?<![证照册])\Z"
)
_OWN_SENTENCE = re.compile(
    rf"{_ITSELF}|现予(?:以)?(?:公布|发布|印发)|现(?:将|予)|经[^。]{{0,40}}通过|^(?:第[^条]{{1,9}}条\s*)?自|以上|上述"
)
_NUMBER = rf"(?P<count>\d{{1,2}}|{NUMERAL}{{1,3}})"
_TERM = re.compile(
    rf"(?:有效期|有效期限|试行期|试行期限|施行期限|实施期限|执行期限|暂定)(?:为|是|暂定|暂定为)?[:]?\s*{_NUMBER}\s*(?P<unit>年|个月)"
)
_UNTIL = re.compile(
    rf"(?:有效期(?:限)?(?:截)?(?:至|到|为至)|(?:施行|实施|执行|有效|延续|延长|试行)(?:期限)?(?:截止)?,?(?:至|到)|有效期(?:限)?"
    rf"(?:为|自)?[^。;,]{{0,24}}?(?:至|到))\s*(?P<day>{DATE})"
)

# ,试行2年 and ,2027年12月31日废止 after the day on which a document takes effect.
_RUNS = re.compile(rf"[,定](?:试行|执行|实施|施行){_NUMBER}\s*(?P<unit>年|个月)(?![内后以])")
_ENDS_ON = re.compile(
    rf",\s*(?:至|到)?(?P<day>{DATE})(?:起)?(?:自动|自行)?(?:废止|失效|停止执行|终止)"
)
# 执行期限为2023年1月1日至2027年12月31日, 自2024年1月1日至2025年12月31日执行.
_PERIOD = re.compile(
    rf"(?:期限?|时间)(?:[为是自从:]|暂?定为|起止)*\s*(?P<first>{DATE})起?\s*(?:至|到|-|—|–|~)+\s*(?P<last>{DATE})"
)
_FROM_TO = re.compile(
    rf"[自从](?P<first>{DATE})起?\s*(?:至|到|-|—|–)+\s*(?P<last>{DATE})(?:止|期间)?,?(?:施行|实施|执行|有效|试行)"
)
_OF_VALIDITY = re.compile(r"(?:有效|执行|实施|施行|试行|适用)\Z")
_PERIOD_OF = re.compile(rf"(?:{_ITSELF}|(?:以上|上述|本|该)[^,。;]{{0,6}}政策)[^,。;]{{0,12}}\Z")

# What no period and no last day goes without; it opens with one class of characters, which is
# fast to find. Most documents hold none, and need not be searched for the whole.
_TO_DAY = re.compile(rf"[至到—–~-]\s*{DATE}")
_MAY_BE_EFFECTIVE = re.compile(
    r"[自从于发公印下颁](?:(?<=[自从于])(?=[12一二发公印下颁签通批刊成])|(?=[布发]之日))"
)
"""Where `_EFFECTIVE` can match at all."""
_EXPIRED_WORDS = ("失效", "无效", "有效期已")
_REPEALED = re.compile(
    r"已(?:经)?废止|已(?:于|在)[^。]{0,20}废止|[【\[(](?:已)?废止[】\])]|^(?:全文)?废止$"
)
_EXPIRED = re.compile(
    r"已(?:经)?失效|[【\[(](?:已)?失效[】\])]|^(?:全文)?失效$|^无效$|有效期已(?:满|过)"
)

# How far a sentence reaches from a hit in it, so that a text without full stops is read in time
# that grows with its length.
_REACH = 1000
# No match of `_TERM_OF_ITSELF` is longer.
_TERM_REACH = 48


# In all functions `folded` is `text` with half-width punctuation, of the same length.


@dataclass(frozen=True, slots=True)
class Term:
    """A date with the sentence it rests on."""

    date: dt.date
    sentence: str


def effective_from(
    text: str, folded: str, *, issued_on: dt.date | None, published_on: dt.date | None
) -> Term | None:
    """Return when a document came into force, by the last of its sentences that says so.

    自印发之日起施行 counts from `issued_on`, 自公布之日起施行 from `published_on`. Sentences about
    other documents do not count.
    """
    period = _period(text, folded)
    found = Term(period[0], period[2]) if period else None
    for sentence, match in _own_matches(text, folded):
        made_known = match["day"].startswith(("发布", "公布", "颁布", "刊登"))
        day = parse_date(match["day"]) or (published_on if made_known else issued_on)
        if day is not None:
            found = Term(_after(day, match["wait"], match["unit"]), sentence)
    return found


def expires_on(
    text: str, folded: str, *, effective_on: dt.date | None, issued_on: dt.date | None
) -> Term | None:
    """Return the last day on which a document holds, when it says one.

    有效期5年 counts from the day it came into force, and ends on the day before the anniversary.
    """
    for pattern in (_UNTIL, _ENDS_ON) if _names_last_day(folded) else (_ENDS_ON,):
        for sentence, match in _terms(pattern, text, folded):
            day = parse_date(match["day"])
            if day:
                return Term(day, sentence)
    if period := _period(text, folded):
        return Term(period[1], period[2])
    begin = effective_on or issued_on
    if begin is None:
        return None
    for pattern in (_TERM, _RUNS):
        for sentence, match in _terms(pattern, text, folded):
            count = _count(match["count"])
            if not count:
                continue
            end = add_years(begin, count) if match["unit"] == "年" else add_months(begin, count)
            return Term(end - dt.timedelta(days=1), sentence)
    return None


@lru_cache(maxsize=2)
def _names_last_day(folded: str) -> bool:
    """Tell whether a text names a day until which something holds; asked thrice a document."""
    return _TO_DAY.search(folded) is not None


def _period(text: str, folded: str) -> tuple[dt.date, dt.date, str] | None:
    """Return the first and last day of a period that the document gives itself."""
    if not _names_last_day(folded):
        return None
    for pattern in (_PERIOD, _FROM_TO):
        for match in pattern.finditer(folded):
            start, end = _sentence_around(folded, match.start(), match.end())
            before = folded[start : match.start()]
            if pattern is _PERIOD:
                validity = _OF_VALIDITY.search(before)
                if validity is None:
                    continue
                before = before[: validity.start()]
            first, last = parse_date(match["first"]), parse_date(match["last"])
            if first and last and _PERIOD_OF.search(before):
                return first, last, text[start:end].strip()
    return None


def stated_status(text: str) -> Status | None:
    """Return what a title or a status field says: (已废止), 【失效】, 时效性: 已失效."""
    folded = fold_punctuation(text)
    if "废止" in folded and _REPEALED.search(folded):
        return Status.REPEALED
    if any(word in folded for word in _EXPIRED_WORDS) and _EXPIRED.search(folded):
        return Status.EXPIRED
    return None


def _effective(folded: str) -> Iterator[re.Match[str]]:
    """Yield what `_EFFECTIVE.finditer` finds, trying only the places where it can match."""
    end = 0
    for place in _MAY_BE_EFFECTIVE.finditer(folded):
        at = place.start()
        if at >= end and (match := _EFFECTIVE.match(folded, at)):
            end = match.end()
            yield match


def _own_matches(text: str, folded: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield when a document takes effect, in sentences in which it speaks of itself."""
    for match in _effective(folded):
        start, end = _sentence_around(folded, match.start(), match.end())
        sentence = folded[start:end]
        before = sentence[: match.start() - start]
        if _OWN_SENTENCE.search(before.lstrip()) or not before.strip(" \u3000第条(（"):
            yield text[start:end].strip(), match
        elif re.match(r"\s*第[^条]{1,9}条\s*\Z", before):
            yield text[start:end].strip(), match


def _terms(pattern: re.Pattern[str], text: str, folded: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield terms of the document itself; that of a licence (许可证有效期5年) is none."""
    for match in pattern.finditer(folded):
        start, end = _sentence_around(folded, match.start(), match.end())
        before = folded[start : match.start()]
        follows = not before.strip() and _EFFECTIVE.search(folded, max(0, start - 60), start)
        if follows or _TERM_OF_ITSELF.search(before[-_TERM_REACH:]) or _EFFECTIVE.search(before):
            yield text[start:end].strip(), match


def _sentence_around(folded: str, start: int, end: int) -> tuple[int, int]:
    least, most = max(0, start - _REACH), min(len(folded), end + _REACH)
    first = max(least, *(folded.rfind(stop, least, start) + 1 for stop in "。;\n"))
    stops = (folded.find(stop, end, most) for stop in "。\n")
    return first, min((at + 1 for at in stops if at >= 0), default=most)


def _after(day: dt.date, wait: str | None, unit: str | None) -> dt.date:
    count = _count(wait or "")
    if not count:
        return day
    if unit and "月" in unit:
        return add_months(day, count)
    return day + dt.timedelta(days=count)


def _count(text: str) -> int:
    return int(text) if text.isdigit() else (numeral_value(text) or 0)
