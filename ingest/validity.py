"""From when to when a document holds, and which others it ends: what its own sentences say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.alignment import AlignedText
from ingest.cleaning import fold_punctuation
from ingest.dates import DATE, add_months, add_years, parse_date
from ingest.document_numbers import find_numbers
from ingest.numerals import NUMERAL, numeral_value
from ingest.records import Status, Supersession

_ITSELF = (
    r"(?:本|该)(?:通知|意见|办法|规定|方案|计划|条例|细则|规则|决定|公告|通告|措施|指南|法|解释|标准|制度|政策|文件|实施意见|"
    r"实施办法|实施细则|若干措施|若干规定|管理办法|暂行办法|规程|规范|准则|目录|预案|纲要|规划|要点|清单|指引|行动|行动计划|"
    r"行动方案|实施方案|工作方案|若干政策|章程|批复|令|机制|修正案|[\u4e00-\u9fff]{1,8}(?:办法|规定|措施|意见|细则|方案|政策))"
)
_START = r"(?:正式)?(?:施行|实施|执行|生效|起效|试行)"
_FROM_DAY = (
    rf"(?P<day>(?:{DATE}|(?:发布|公布|印发|下发|颁布|发文|签发|通过|批准|刊登|成文)(?:之)?日))"
)
_EFFECTIVE = re.compile(
    rf"(?:自|从|于){_FROM_DAY}(?:起)?(?:的?(?:第)?\s*(?P<wait>\d{{1,3}}|{NUMERAL}{{1,3}})个?(?P<unit>日|天|工作日|个月|月)(?:之)?后)?"
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

_ENDS = re.compile(
    r"同时废止|即行废止|予以废止|自行废止|相应废止|一并废止|同时失效|自动失效|即行失效|停止执行|不再执行|同时停止|终止执行|"
    r"宣布(?<!未宣布)(?<!不宣布)(?:失效|废止)|随之废止(?=[。;\n]|$)|即废止(?=[。;\n]|$)|废止(?=[。;\n]|$)"
)
"""Every alternative opens with its own character, which lets the search skip all other places."""

_DECIDES = re.compile(
    r"决定(?:自[^。;]{0,24}起)?(?:,)?(?:对[^。;]{0,30})?(?:予以)?(?:废止|宣布失效|停止执行)"
)
_AS_CHANGED_BY = re.compile(
    r"(?:\([^()]*\))?(?:作[^《。]{0,12})?(?:第[一二三四五六七八]次)?(?:修正|修订|修改)"
)
_LISTED = re.compile(r"\n\s*(?:\(?[一二三四五六七八九十\d]{1,3}[、.)]\s*)?《[^\n]*")
_CHANGES = re.compile(
    r"作(?:出)?如下修改|修改为:?|作(?:出)?(?:相应|部分)修改|作(?:出)?以下修改|进行(?:如下)?修改"
)
_AMENDING_TITLE = re.compile(r"关于(?:修改|修订|修正)[《〈](?P<title>[^》]+)[》〉]")
_BOOK = re.compile(r"《(?P<title>[^《》]+(?:〈[^〉]*〉[^《》]*)*)》")
_OF_LAWS = re.compile(r"(?:之前|以前|此前)")

_TAKES_OBJECT = re.compile(r"(?:停止执行|不再执行|终止执行)(?=原?《)")
_NEXT_TITLE = re.compile(r"[、和及与原]{0,3}(?P<book>(?=《))")
# 《…》中关于…的规定, 《…》第三条: what ends is a part, and the document stays.
_IN_PART = re.compile(r"(?:\([^()]*\))?(?:中|里|的?第[^条,。]{1,9}条|有关|关于)")

_REPEALED = re.compile(
    r"已(?:经)?废止|已(?:于|在)[^。]{0,20}废止|[【\[(](?:已)?废止[】\])]|^(?:全文)?废止$"
)
_EXPIRED = re.compile(
    r"已(?:经)?失效|[【\[(](?:已)?失效[】\])]|^(?:全文)?失效$|^无效$|有效期已(?:满|过)"
)
_SENTENCE = re.compile(r"[^。\n;]*[。;]?")


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
    found = None
    for sentence, match in _own_matches(_EFFECTIVE, text, folded):
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
    for sentence, match in _terms(_UNTIL, text, folded):
        day = parse_date(match["day"])
        if day:
            return Term(day, sentence)
    begin = effective_on or issued_on
    if begin is None:
        return None
    for sentence, match in _terms(_TERM, text, folded):
        count = _count(match["count"])
        if not count:
            continue
        end = add_years(begin, count) if match["unit"] == "年" else add_months(begin, count)
        return Term(end - dt.timedelta(days=1), sentence)
    return None


def stated_status(text: str) -> Status | None:
    """Return what a title or a status field says: (已废止), 【失效】, 时效性: 已失效."""
    folded = fold_punctuation(text)
    if _REPEALED.search(folded):
        return Status.REPEALED
    if _EXPIRED.search(folded):
        return Status.EXPIRED
    return None


def find_supersessions(text: AlignedText, folded: str, *, title: str) -> tuple[Supersession, ...]:
    """Find the sentences that end or change other documents, one record for each document named.

    Args:
        text: The clean text; spans of the result count in the raw text it is aligned to.
        folded: The same with half-width punctuation.
        title: The document's own title; 关于修改《…》的决定 changes what it names.
    """
    found = [
        record
        for pattern in (_ENDS, _DECIDES)
        for start, end in _sentences_with(pattern, folded)
        for record in _ended(text, folded, start, end)
    ]
    amending = _AMENDING_TITLE.search(title)
    if amending:
        found += _changed(text, folded, amending["title"])
    return tuple(found)


def _own_matches(
    pattern: re.Pattern[str], text: str, folded: str
) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield matches in sentences in which the document speaks of itself."""
    for match in pattern.finditer(folded):
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
        if _TERM_OF_ITSELF.search(before) or _EFFECTIVE.search(before):
            yield text[start:end].strip(), match


def _sentence_around(folded: str, start: int, end: int) -> tuple[int, int]:
    first = max(folded.rfind(stop, 0, start) for stop in "。;\n") + 1
    last = min((at for stop in "。\n" if (at := folded.find(stop, end)) >= 0), default=len(folded))
    return first, min(last + 1, len(folded))


def _sentences_with(pattern: re.Pattern[str], folded: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences that hold a match; a list of titles after a colon belongs to it."""
    last_end = -1
    for match in pattern.finditer(folded):
        start = max(folded.rfind(stop, 0, match.start()) for stop in "。\n") + 1
        stops = [at for stop in "。\n" if (at := folded.find(stop, match.end())) >= 0]
        end = min(min(stops, default=len(folded)) + 1, len(folded))
        if folded[start:end].rstrip().endswith(":"):
            end = _end_of_list(folded, end)
        start += len(folded[start:end]) - len(folded[start:end].lstrip())
        end = start + len(folded[start:end].rstrip())
        if start >= last_end and end > start:
            last_end = end
            yield start, end


def _end_of_list(folded: str, at: int) -> int:
    """Return where the lines end that each name a document, after 决定废止下列文件:."""
    while listed := _LISTED.match(folded, at - 1 if folded[at - 1] == "\n" else at):
        at = listed.end()
    return at


def _ended(text: AlignedText, folded: str, start: int, end: int) -> Iterator[Supersession]:
    sentence = folded[start:end]
    ends = [match.end() for match in _ENDS.finditer(sentence)]
    stop = len(sentence) if _DECIDES.search(sentence) else max(ends)
    named = [m for m in _BOOK.finditer(sentence, 0, stop) if _is_ended(sentence, m)]
    objects = _objects(sentence)
    if objects:  # 在《…》下不再执行《…》: the verb says itself what it ends
        named, stop = objects, objects[-1].end()
    named = [m for m in named if not _IN_PART.match(sentence, m.end())]
    if objects and not named:
        return
    numbers = find_numbers(sentence[:stop])
    if not named and not numbers and not re.search(r"(?:^|[,。;])\s*原[^,。]{2,}", sentence[:stop]):
        return
    pieces = [(m["title"], _number_after(sentence, m.end())) for m in named]
    if not pieces:
        pieces = [(None, number.key) for number in numbers] or [(None, None)]
    for title, number in pieces:
        yield Supersession(
            kind="repeals",
            title=title,
            document_number=number,
            sentence=text.text[start:end],
            span=text.alignment.raw_span(start, end),
        )


def _objects(sentence: str) -> list[re.Match[str]]:
    """Return the titles right after 不再执行 or 停止执行: 不再执行原《…》、《…》."""
    found: list[re.Match[str]] = []
    verb = _TAKES_OBJECT.search(sentence)
    at = verb.end() if verb else len(sentence)
    while title := _NEXT_TITLE.match(sentence, at):
        book = _BOOK.match(sentence, title.start("book"))
        if book is None:
            break
        found.append(book)
        at = book.end()
    return found


def _is_ended(sentence: str, match: re.Match[str]) -> bool:
    """Say whether a title is what ends, and not the law that the sentence rests on."""
    before = sentence[max(0, match.start() - 8) : match.start()]
    if _AS_CHANGED_BY.match(sentence, match.end()):
        return False  # 根据《…的决定》修正的《旧条例》同时废止
    return not re.search(r"(?:根据|依据|按照|依照|与|执行|适用|参照)\s*\Z", before)


def _number_after(sentence: str, end: int) -> str | None:
    for number in find_numbers(sentence[end : end + 40]):
        if re.fullmatch(r"\s*[(\[〔]?\s*", sentence[end : end + number.start]):
            return number.key
        break
    return None


def _changed(text: AlignedText, folded: str, title: str) -> list[Supersession]:
    span = next(_sentences_with(_CHANGES, folded), None)
    if span is None:
        at = folded.find(title)
        span = (max(at, 0), max(at, 0) + len(title)) if at >= 0 else None
    if span is None:
        return []
    start, end = span
    number = next((m.key for m in find_numbers(folded[start:end])), None)
    return [
        Supersession(
            kind="amends",
            title=title,
            document_number=number,
            sentence=text.text[start:end],
            span=text.alignment.raw_span(start, end),
        )
    ]


def _after(day: dt.date, wait: str | None, unit: str | None) -> dt.date:
    count = _count(wait or "")
    if not count:
        return day
    if unit and "月" in unit:
        return add_months(day, count)
    return day + dt.timedelta(days=count)


def _count(text: str) -> int:
    return int(text) if text.isdigit() else (numeral_value(text) or 0)
