"""Questions that a figure answers: the clause's own words, with what is asked in its place.

高压用户办电时间不超过40个工作日 answers 高压用户办电需要多少个工作日？ Nothing is worded anew
that the clause does not say, so a question can name no condition that the clause does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from service.answering.figures.validity import is_validity
from service.answering.found import heading_is_rule, holding, is_heading_fallback, phrases
from service.knowledge.rule_questions import OPEN_BRACKET, is_pointing

QUESTION_MAX_CHARS: Final = 64
_CONDITION_MAX_CHARS: Final = 24
_SUBJECT_MAX_CHARS: Final = 14
_CORE_MIN_CHARS, _UNDER_HEADING_MIN_CHARS = 10, 8
_ALONE_MIN_CHARS: Final = 22
"""Fewer words around a figure do not say what it is of; those before the comma may."""
_PIECE_MIN_CHARS: Final = 4
"""Fewer words behind a date do not say what is due by then."""

TELLING: Final = (MeasureKind.DURATION, MeasureKind.MONEY, MeasureKind.PERCENTAGE)
"""What callers ask for first."""
FURTHER: Final = (MeasureKind.COUNT, MeasureKind.SIZE, MeasureKind.DEADLINE)
_NUMBER: Final = re.compile(r"[\d０-９零〇一二两三四五六七八九十百千万亿.．·, ]+")
_AT_ONCE: Final = re.compile(r"(?:当[日天场时]|即时|立即|即刻)")
_COMMA: Final = re.compile(r"[,，:：(（〔\[|\n]")
_END: Final = re.compile(r"[,，;；。:：、|\n)）〕\]]")
_WHOLE_END: Final = re.compile(r"[,，;；。:：|\n]")
_MEASURED: Final = re.compile(r"(?:及?以[上下内外])?[^,，]{0,2}")
_GIVEN: Final = (
    "罚款|奖|补|资助|扶持|价格|额度|比例|标准|利率|费|租金|优惠|滞纳金|违约金|赔偿|一次性|时间|假"
    "|有期徒刑|拘留"
)
_CASE: Final = re.compile(
    rf"(?:及?以[上下外])(?=[一-鿿])(?!的?(?:{_GIVEN}))|(?:及?以[上下内外])?的(?![0-9]|\Z|{_GIVEN})|内[一-鿿]{{0,3}}毕业"
)
"""After a figure that only names a case: 1亿元以上的项目."""
_RANGE: Final = re.compile(r"(?:以上|至|到|[-—~～－–]{1,2})\s*\Z")
_SPAN_NOUN: Final = re.compile(r"(?:平均)?(?:办理)?(?:时间|时限|用时|时长)\Z")
_GENERIC: Final = frozenset({"承诺", "法定", "平均", "办理", "审批", "受理", "使用", "总", "延长"})
_OPENING: Final = re.compile(
    r"\A(?:答[:：]|其中|并且?|同时|而|且|但是?|则|即|就|[(（]?[一二三四五六七八九十\d]+[)）、.．](?!\d)|[①-⑳]|[-—·•●\s,，、:：]"
    r"|确保|力争|争取)+"
)
_EXCEPTION: Final = re.compile(r"(?:不含|不包括|不计|除外|[(（〔])")
_GRADE: Final = re.compile(r"(?:情节|可以?并?处|拒不|逾期|按照职责|由[^,，]{2,20}责令|造成|并?处)")
"""How a penalty goes on: of what, another sentence says."""
_MODAL_START: Final = re.compile(r"应当?|可以|不得|必须|须|最[高低多少长短]|不[超高低少]")
_COMPARED: Final = re.compile(
    r"(?:不(?:得|应|能)?(?:超过|高于|低于|少于|多于|大于|小于)|最[高低多少长短]|至[多少]|应|须|[由控压缩下提降达增减])"
)
_PERIOD: Final = re.compile(r"每[年月季周日半]")


def figure_questions(clause: Clause, kinds: Sequence[MeasureKind]) -> Iterator[str]:
    """Yield a question for each figure of the kinds that says what it is of, kind after kind."""
    measures = [m for m in clause.measures if m.kind in kinds and _is_told(m, clause)]
    for measure in sorted(measures, key=lambda one: (kinds.index(one.kind), one.start)):
        question = _typed(measure, clause) or _in_own_words(measure, clause)
        least = _UNDER_HEADING_MIN_CHARS if clause.heading else _CORE_MIN_CHARS
        if question and least <= len(question) <= QUESTION_MAX_CHARS:
            yield question + "？"


def _is_told(measure: Measure, clause: Clause) -> bool:
    """Whether a figure tells something; one that only names a case does not: 1亿元以上的项目."""
    if is_validity(measure, clause) or measure.comparator in "<>":
        return False
    if _range_before(measure, clause) is not None:
        return False
    after = clause.text[_range_end(measure, clause) :][:10]
    return measure.kind is MeasureKind.PERCENTAGE or not _CASE.match(after)


def _range_before(measure: Measure, clause: Clause) -> Measure | None:
    """Return the figure that begins the range which a figure ends: 3个月至6个月."""
    for other in clause.measures:
        between = clause.text[other.end : measure.start]
        if 0 < measure.start - other.end <= 4 and _RANGE.match(between):
            return other
    return None


def _range_end(measure: Measure, clause: Clause) -> int:
    """Return where the range ends that a figure begins, or the figure itself."""
    for other in clause.measures:
        if _range_before(other, clause) is measure:
            return other.end
    return measure.end


def _typed(measure: Measure, clause: Clause) -> str:
    """Ask for what a figure measures where its subject is a span of time or a column's name."""
    if _is_in_table(measure, clause):
        return _of_row(measure)
    if measure.kind is not MeasureKind.DURATION or not _has_number(measure, clause):
        return ""
    matter = _SPAN_NOUN.sub("", measure.subject)
    if matter == measure.subject or len(matter) < 2 or matter in _GENERIC:
        return ""
    conditions = _conditions(measure)
    if any(matter in condition for condition in conditions):
        matter = ""
    return f"{'，'.join(conditions)}{matter}需要多少{measure.unit}"


def _of_row(measure: Measure) -> str:
    conditions = _conditions(measure)
    if not conditions or not measure.subject or measure.unit is None:
        return ""
    return f"{'，'.join(conditions)}的{measure.subject}是多少{measure.unit}"


def _in_own_words(measure: Measure, clause: Clause) -> str:
    """Put what is asked in the place of the figure, between the commas around it."""
    asked = _asked(measure, clause)
    bounds = _piece(measure, clause)
    if not asked or bounds is None:
        return ""
    start, end = bounds
    stop = _range_end(measure, clause)
    others = [
        m for m in clause.measures if start <= m.start < end and not measure.start <= m.start < stop
    ]
    if len(others) > 1 or (others and measure.kind is MeasureKind.DEADLINE):
        return ""
    before = _OPENING.sub("", clause.text[start : measure.start])
    after = clause.text[stop:end]
    if "负责" in before + after:
        return ""
    if measure.kind is MeasureKind.DEADLINE and len(after) < _PIECE_MIN_CHARS:
        return ""
    if is_pointing(before + after) or "下列" in (measure.condition or "") or "下列" in before:
        return ""
    if _GRADE.match(before) or _GRADE.match(measure.condition or ""):
        return ""
    after = OPEN_BRACKET.sub("", asked + after).removesuffix("的")
    return _with_context(before, after, measure, clause)


def _asked(measure: Measure, clause: Clause) -> str:
    """Return what to say instead of a figure: 多少个工作日, 什么时候; empty when it cannot be."""
    printed = clause.text[measure.start : measure.end]
    if measure.kind is MeasureKind.DEADLINE:
        period = _PERIOD.match(printed)
        return (period[0] if period else "") + ("几号前" if period else "什么时候")
    if _AT_ONCE.match(printed):
        return "多长时间"
    number = _NUMBER.match(printed)
    if number is None:
        return ""
    unit = printed[number.end() :]
    return "多少" + ("" if unit.strip() in {"%", "％", "‰"} else unit)


def _has_number(measure: Measure, clause: Clause) -> bool:
    printed = clause.text[measure.start : measure.end]
    return measure.unit is not None and _NUMBER.match(printed) is not None


def _piece(measure: Measure, clause: Clause) -> tuple[int, int] | None:
    """Return where the words of a figure begin and end: between commas, in one phrase."""
    phrase = holding(phrases(clause), measure.start)
    if phrase is None:
        return None
    first = phrase.start
    if clause.heading and not heading_is_rule(clause):
        first = max(first, min(clause.body_start + len(clause.heading), measure.start))
    starts = [first, *(m.end() for m in _COMMA.finditer(clause.text, first, measure.start))]
    ends = _END.search(clause.text, _range_end(measure, clause))
    end = min(ends.start() if ends else len(clause.text), phrase.end)
    if clause.text[end : end + 1] == "、" and not _MEASURED.fullmatch(
        clause.text, measure.end, end
    ):
        ends = _WHOLE_END.search(clause.text, end)  # 将清算组成员、负责人名单公告: no two figures
        end = min(ends.start() if ends else len(clause.text), phrase.end)
    if clause.text[end - 1] in "内前起后" and clause.text[end : end + 1] in (",", "，"):
        ends = _END.search(clause.text, end + 1)  # what is done by then stands behind the comma
        end = min(ends.start() if ends else len(clause.text), phrase.end)
    start = starts.pop()
    words = clause.text[start:end]
    unled = _MODAL_START.match(words) or len(words) < _ALONE_MIN_CHARS
    if starts and unled and all(part in words for part in (measure.condition or "").split(",")):
        before = starts.pop()  # whose words those are stands before the comma
        figures = any(before <= m.start < start for m in clause.measures)
        plain = "\n" not in clause.text[before:start] and clause.text[start - 1] in ",，"
        if plain and not figures and end - before <= QUESTION_MAX_CHARS - 12:
            start = before
    return start, end


def _with_context(before: str, after: str, measure: Measure, clause: Clause) -> str:
    """Add the subject and the condition that were carried to a figure from further before."""
    said = before + after
    conditions = [condition for condition in _conditions(measure) if condition not in said]
    subject = "" if is_heading_fallback(measure, clause) else measure.subject
    if subject and subject not in said and len(subject) <= _SUBJECT_MAX_CHARS:
        compared = _COMPARED.search(before)
        at = compared.start() if compared else 0
        if not compared and not before:
            before = subject
        elif compared:
            before = before[:at].removesuffix("的") + subject + before[at:]
    # 每人 belongs where it stands; a condition without a sentence of its own leads it.
    lead = "，".join(condition for condition in conditions if condition[0] != "每")
    return f"{lead}，{before}{after}" if lead else before + after


def _conditions(measure: Measure) -> list[str]:
    parts = [part.strip() for part in (measure.condition or "").split(",")]
    return [
        part
        for part in parts
        if 1 < len(part) <= _CONDITION_MAX_CHARS and not _EXCEPTION.search(part)
    ][:2]


def _is_in_table(measure: Measure, clause: Clause) -> bool:
    line = clause.text.rfind("\n", 0, measure.start) + 1
    return clause.text.startswith("|", line)
