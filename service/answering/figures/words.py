"""The words that are said of a figure: its own, what leads in to them, and what a row shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.records import Clause, Measure, MeasureKind, PartKind
from ingest.text.alignment import Span
from service.answering.figures.bounding import is_cap
from service.answering.figures.rows import AND, other_groups, row_of
from service.answering.found import holding, is_heading_fallback, phrases, sentences

BREAK: Final = re.compile(r"[,，;；。、\n()（）|]")
"""What ends the words that go with a figure."""
HEAD_CHARS: Final = 30
"""A longer first line of an item is a rule of its own."""
_PIECE_END: Final = re.compile(r"[,，;；。\n]")
_OPENING: Final = re.compile(r"[,，;；、(（:：“]")
_COLON: Final = re.compile(r"[:：]")
_COMMA: Final = re.compile(r"[,，;；(（]")
_FURTHER: Final = re.compile(r"[,，]?(?:并|且)(?=在|于|自|应|须|将)")
_CHINESE: Final = re.compile(r"[一-鿿]")
_NO_NAME: Final = re.compile(
    r"(?:到|至)?(?:19|20)\d\d年(?:度?[底末初]?前?)|第[\d一二三四五六七八九十][年套次个档]|首[套次年]"
    r"|(?<![\d.])[\d.]++(?:万|亿)?[一-鿿]{1,3}以[上下内]|其中|分别|达到|以[上下内]"
)


def words_of(measure: Measure, clause: Clause) -> str:
    """Return what is said of a figure: its own words, and what leads in to all of its phrase."""
    text = clause.text
    phrase = holding(phrases(clause), measure.start) or Span(measure.start, measure.end)
    start = _own_start(text, phrase.start, measure.start)
    piece = _own_start(text, phrase.start, measure.start, _COMMA)
    if not any(m.kind is measure.kind and piece <= m.start < start for m in clause.measures):
        start = piece  # 小型项目的审批环节不超过6个、用时不超过20天: both are of 小型项目
    if start > phrase.start and is_cap(measure, text[start : measure.start]):
        # 按15%补助(首次的按实有数),单站最高150万元
        start = _own_start(text, phrase.start, _before_aside(text, start - 1), _COMMA)
    same = (m for m in clause.measures if m.kind is measure.kind and phrase.start <= m.start)
    first = next(same, measure)
    lead = text[phrase.start : _own_start(text, phrase.start, first.start)]
    own = _without_value(text[start : _own_end(measure, clause)], measure, start)
    subject = "" if is_heading_fallback(measure, clause) else measure.subject
    subject = subject if _names(subject) else f"{subject}，{_subject_before(measure, clause)}"
    row = row_of(measure, clause)
    announced = f"{_item_head(measure, clause)}\n{_announced(measure, phrase, clause)}"
    around = "\n".join((announced, lead, own, *_shared(row, measure, clause, phrase)))
    for group in other_groups(row, measure):
        subject, around = subject.replace(group, ""), around.replace(group, "")
    return "\n".join((subject, measure.condition or "", around))


def _without_value(said: str, measure: Measure, start: int) -> str:
    """Blank the number that is asked for: who is 80 is not told of 80%. A date names its year."""
    if measure.kind is MeasureKind.DEADLINE:
        return said
    at = measure.start - start
    return f"{said[:at]}…{(measure.unit or '')}{said[at + measure.end - measure.start :]}"


def _announced(measure: Measure, phrase: Span, clause: Clause) -> str:
    """Return what a colon announces for all that semicolons part: 分两档：一档5元；二档3元."""
    sentence = holding(sentences(clause), measure.start)
    if sentence is None or sentence.start == phrase.start:
        return ""
    first = min(m.start for m in clause.measures if m.start >= sentence.start)
    colon = _COLON.search(clause.text, sentence.start, first)
    return clause.text[sentence.start : colon.start()] if colon else ""


def _item_head(measure: Measure, clause: Clause) -> str:
    """Return the first line of the item that holds a figure, with the line before all items.

    （一）失能评估费用 says of what the figures in the lines below it are.
    """
    items = [part for part in clause.parts if part.kind is PartKind.ITEM]
    held = next((one for one in items if one.start <= measure.start < one.end), None)
    if held is None:
        return ""
    end = clause.text.find("\n", held.start, measure.start)
    head = clause.text[held.start : end] if 0 <= end - held.start <= HEAD_CHARS else ""
    intro = clause.text[clause.body_start : items[0].start].strip()
    told = head and len(intro) <= HEAD_CHARS and intro.endswith((":", "："))
    return f"{intro}\n{head}" if told else head


def _before_aside(text: str, end: int) -> int:
    """Return where a remark in brackets that ends here begins; where none does, here."""
    if text[end - 1] not in "）)":
        return end
    return max(text.rfind("（", 0, end), text.rfind("(", 0, end), 0) or end


def _own_end(measure: Measure, clause: Clause) -> int:
    """Return where the words of a figure end: 2小时内停用 of 2小时内停用并在48小时内修复."""
    found = BREAK.search(clause.text, measure.end)
    end = found.start() if found else len(clause.text)
    then = min((m.start for m in clause.measures if measure.end <= m.start < end), default=end)
    further = _FURTHER.search(clause.text, measure.end, then)
    return further.start() if further and then < end else end


def _names(subject: str) -> bool:
    """Whether a subject names a thing, rather than only a year or for whom: 2025年, 5年以上."""
    return _CHINESE.search(_NO_NAME.sub("", subject)) is not None


def _subject_before(measure: Measure, clause: Clause) -> str:
    """Return what the figure before measures, without its year: 满意度2023年88%,2025年92%."""
    sentence = holding(sentences(clause), measure.start)
    alike = (
        m
        for m in clause.measures
        if sentence and sentence.start <= m.start < measure.start and m.kind is measure.kind
    )
    named = [
        m.subject
        for m in alike
        if m.unit == measure.unit and _names(m.subject) and not is_heading_fallback(m, clause)
    ]
    return _NO_NAME.sub("，", named[-1]) if named else ""


def _shared(
    row: Sequence[Measure], measure: Measure, clause: Clause, phrase: Span
) -> tuple[str, str]:
    """Return what figures in a row share: before the first and, where no comma ends it, after.

    购房的分别补贴15万元、5万元、2万元 and 工作日5天、节假日3天内告知.
    """
    text, first = clause.text, row[0]
    before = ""
    if first is not measure:
        before = text[_own_start(text, phrase.start, first.start) : first.start]
    return before, _shared_end(clause, measure)


def _shared_end(clause: Clause, measure: Measure) -> str:
    """Return what figures in a row share after the last: 工作日5天、节假日3天内告知."""
    text = clause.text
    if not text.startswith(AND, measure.end):
        return ""
    end = _PIECE_END.search(text, measure.end)
    stop = end.start() if end else len(text)
    last = max(m.end for m in clause.measures if measure.end <= m.end <= stop)
    return text[last:stop]


def _own_start(text: str, start: int, end: int, mark: re.Pattern[str] = _OPENING) -> int:
    """Return where the last piece of text[start:end] begins."""
    return max([start, *(match.end() for match in mark.finditer(text, start, end))])
