"""Which of several figures the words of a question tell from the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from service.answering.figures.modifiers import modified_words
from service.answering.figures.spells import of_asked_spell
from service.answering.found import holding, is_heading_fallback, sentences
from service.answering.records import AskedKind, AskedQuestion
from service.answering.wording.evidence import Topic

TELLING_DIFFERENCE: Final = 0.2
"""Words that all figures cover alike, up to this, do not choose among them."""
TELLING_SHARE: Final = 0.12
"""Of the topic's weight, for words to choose at all."""
KEPT_SHARE: Final = 0.8
"""Of the best figure's cover of the telling words, for another figure to be kept."""

NEXT_SENTENCE_CHARS: Final = 60
"""How far on an extension is still one of the figure before."""

EXCEPTION_CHARS: Final = 200
"""How far on, within a sentence, the special case is looked for."""

STRICT: Final = frozenset({"<", ">"})
_COUNTED_ASKED: Final = re.compile(r"(?:几|多少)([所间套批台座辆])")
"""The word of counting tells what is counted: 多少所学校 stands beside 150个专业."""
_NOT_AT_ONCE: Final = re.compile(
    r"(?:不能|不可|没法|没能?|无法|未能?|不是)(?:在?当[场日天]|即时|立即|立刻|马上|现场)"
    r"|(?:当[场日天]|马上|立刻|现场)[^,，。?]{0,3}(?:不了|不成|不出|没)"
)
"""Who asks what holds when a thing cannot be done at once is not told that it is: 当场登不了的."""
_NO_PRICE: Final = re.compile(
    r"时间|时限|时长|工期|周期|天数|(?<![费税利息佣贴助扣惠免还销付偿])率"
)
"""What a share is of that is no money: 停电时间压减10%, 办结率100%."""
_LONG_UNITS: Final = frozenset({"年", "个月", "月", "个季度", "学年"})
_DAYS_ASKED: Final = re.compile(r"[几多少]个?(?:工作)?[天日]|小时|\b(?:days|hours)\b")
# The unit that a question names -> the units that a figure of it has.
_UNIT_ASKED: Final = (
    (re.compile(r"小时|钟头|\bhours\b"), ("小时", "个小时", "工作小时", "个工作小时")),
    (re.compile(r"(?:几|多少)分钟|\bminutes\b"), ("分钟",)),
    (re.compile(r"(?:几|多少)个?月|\bmonths\b"), ("个月", "月")),
    (re.compile(r"(?:几|多少)年|\bhow many years\b"), ("年",)),
    (re.compile(r"(?:几|多少)个?(?:工作)?[天日]|\bdays\b"), ("天", "日", "个工作日", "工作日")),
)
_FULL_ASKED: Final = re.compile(r"[满够足](?:几|多少|多久|多长)")
"""How long it must be at least: 交满几年."""
_RHYTHM_ASKED: Final = re.compile(
    r"每个?(?:月|季度|周|星期|年|天|日)|\bevery (?:month|year|quarter)"
)
_RHYTHM: Final = re.compile(r"每|逢")
# What is said of the special case belongs to what is said of the usual one.
_EXCEPTIONAL: Final = re.compile(
    r"延长|情节(?:特别)?[严较]重|另有约定|特殊|复杂|疑难|紧急|确需|逾期|情况|法律.{0,6}另有|经.{0,12}批准|最长"
)


_ANY_FIGURE: Final = re.compile(
    r"(?:最[高低])?(?:比例|比率|占比|标准|金额|数额|额度|限额|上限|幅度|时限|期限|数量)"
)
"""Words that say what sort of figure is asked for, not of what."""
HEARD: Final = 0.6
"""Of a word, for a figure to be said of it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure, with how well the words around it cover those of the question."""

    measure: Measure
    covers: tuple[float, ...]
    words: str = ""
    """Those words."""


def is_case(measures: Sequence[Measure]) -> bool:
    """Whether figures are no limits but cases: 超过五年的,不予受理."""
    return all(m.comparator in STRICT for m in measures)


def of_asked_time(measures: list[Measure], clause: Clause, asked: AskedQuestion) -> list[Measure]:
    """Return the figures of the length, the rhythm or the word of counting that is asked for."""
    if asked.kind is AskedKind.HOW_MUCH:
        measures = [m for m in measures if not _is_no_price(m, clause)]
    if _FULL_ASKED.search(asked.normalized):
        measures = [m for m in measures if _is_least(m, clause)] or measures
    measures = of_asked_spell(_of_asked_length(measures, asked), clause, asked.normalized)
    return _of_rhythm(measures, clause, asked)


def _is_no_price(measure: Measure, clause: Clause) -> bool:
    share = measure.kind is MeasureKind.PERCENTAGE and not is_heading_fallback(measure, clause)
    return share and _NO_PRICE.search(measure.subject) is not None


def _of_asked_length(measures: list[Measure], asked: AskedQuestion) -> list[Measure]:
    """Who asks for days does not mean the years within which something must be claimed."""
    if _NOT_AT_ONCE.search(asked.normalized):
        measures = [m for m in measures if m.value != "0"] or measures
    if counted := _COUNTED_ASKED.search(asked.normalized):
        return [m for m in measures if (m.unit or "").endswith(counted[1])] or measures
    units = _units_asked(asked)
    if named := [m for m in measures if m.unit in units]:
        if not _DAYS_ASKED.search(asked.normalized) or "小时" in units:
            return named
    if not _DAYS_ASKED.search(asked.normalized):
        return measures
    return [m for m in measures if (m.unit or "") not in _LONG_UNITS] or measures


def _of_rhythm(measures: list[Measure], clause: Clause, asked: AskedQuestion) -> list[Measure]:
    """Who asks for what recurs (每年几月) means no single date, where the clause has both."""
    if asked.kind is not AskedKind.BY_WHEN or not _RHYTHM_ASKED.search(asked.normalized):
        return measures
    return [m for m in measures if is_as_asked([m], clause, asked)] or measures


def is_as_asked(measures: Sequence[Measure], clause: Clause, asked: AskedQuestion) -> bool:
    """Whether figures are in the unit or of the rhythm that the question names."""
    if _RHYTHM_ASKED.search(asked.normalized):
        return any(
            "每" in m.value or is_in_rhythm(clause.text[max(0, m.start - 4) : m.end], asked)
            for m in measures
        )
    units = _units_asked(asked)
    if _FULL_ASKED.search(asked.normalized):
        return any(m.unit in units and _is_least(m, clause) for m in measures)
    return any(m.unit in units for m in measures)


def _is_least(measure: Measure, clause: Clause) -> bool:
    """Whether a length of time must be full: 缴费满2年的."""
    return measure.comparator == ">=" or clause.text[: measure.start].endswith(("满", "达", "达到"))


def _units_asked(asked: AskedQuestion) -> tuple[str, ...]:
    return next((units for ask, units in _UNIT_ASKED if ask.search(asked.normalized)), ())


def is_in_rhythm(text: str, asked: AskedQuestion) -> bool:
    """Whether it is asked for what recurs (每个月几号), and a text says that something does."""
    return _RHYTHM_ASKED.search(asked.normalized) is not None and _RHYTHM.search(text) is not None


def of_all_facets(
    candidates: Sequence[Candidate], topic: Topic, question: str
) -> tuple[list[Candidate], bool]:
    """Choose for each part of the question that tells the figures apart, else for all of it."""
    kept, chosen = _of_all_facets(candidates, topic)
    meant = _of_modified(kept, modified_words(question, [word.text for word in topic.words]))
    return meant, chosen or len(meant) < len(kept)


def _of_modified(kept: list[Candidate], modified: Iterable[tuple[str, str]]) -> list[Candidate]:
    """Leave out what is said of a word modified otherwise, where it is as asked: 全护理, 半护理."""
    for run, word in modified:
        if any(run in one.words for one in kept):
            kept = [one for one in kept if run in one.words or word not in one.words]
    return kept


def _of_all_facets(candidates: Sequence[Candidate], topic: Topic) -> tuple[list[Candidate], bool]:
    everything = frozenset(range(len(topic.words)))
    picked: list[Candidate] = []
    for facet in topic.facets:
        kept, chosen = _chosen(candidates, topic, facet)
        picked += [one for one in kept if chosen and one not in picked]
    if picked:
        return sorted(picked, key=lambda one: one.measure.start), len(picked) < len(candidates)
    return _chosen(candidates, topic, everything)


def with_exceptions(
    kept: Sequence[Candidate], candidates: Sequence[Candidate], clause: Clause
) -> list[Candidate]:
    """Add what the sentence goes on to say of the special case: 特殊情况可延长,不超过3年."""
    added = [
        one
        for one in candidates
        if one not in kept and any(_is_exception(one, usual, clause) for usual in kept)
    ]
    return sorted((*kept, *added), key=lambda one: one.measure.start)


def _is_exception(one: Candidate, usual: Candidate, clause: Clause) -> bool:
    first, then = usual.measure, one.measure
    if not first.end <= then.start <= first.end + EXCEPTION_CHARS:
        return False
    sentence = holding(sentences(clause), first.start)
    if sentence is None:
        return False
    said = clause.text[first.end : then.start]
    # The usual figure may be named again: 二十日内不能作出决定的,可以延长十日.
    between = [m for m in clause.measures if first.end <= m.start < then.start]
    if any((m.value, m.unit) != (first.value, first.unit) for m in between):
        return False
    if then.start < sentence.end:
        return _EXCEPTIONAL.search(said) is not None
    return len(said) <= NEXT_SENTENCE_CHARS and said.rstrip("至到不超过最长为多").endswith("延长")


def _chosen(
    candidates: Sequence[Candidate], topic: Topic, words: frozenset[int]
) -> tuple[list[Candidate], bool]:
    """Keep the figures that the telling words of the question fit best, all when there are none."""
    columns = list(zip(*(candidate.covers for candidate in candidates), strict=True))
    differing = [
        at
        for at, column in enumerate(columns)
        if at in words and max(column) - min(column) > TELLING_DIFFERENCE
    ]
    telling = _of_matter(differing, candidates, topic)
    total = sum(topic.weights) or 1.0

    def score(candidate: Candidate) -> float:
        return sum(topic.weights[at] * candidate.covers[at] for at in telling) / total

    best = max(map(score, candidates))
    if best < TELLING_SHARE:
        return list(candidates), False
    kept = [candidate for candidate in candidates if score(candidate) >= KEPT_SHARE * best]
    kept = [one for one in kept if not any(_beats(other, one, telling) for other in kept)]
    return kept, len(kept) < len(candidates)


def _of_matter(
    telling: Sequence[int], candidates: Sequence[Candidate], topic: Topic
) -> Sequence[int]:
    """Return the telling words but those for any figure, where others tell: 投标保证金的比例."""
    named = [at for at in telling if not _ANY_FIGURE.fullmatch(topic.words[at].text)]
    heard = any(one.covers[at] >= HEARD for at in named for one in candidates)
    return named if heard else telling


def _beats(one: Candidate, other: Candidate, telling: Sequence[int]) -> bool:
    """Whether a figure fits every telling word as well, and one of them far better."""
    gains = [one.covers[at] - other.covers[at] for at in telling]
    return min(gains) >= -TELLING_DIFFERENCE / 4 and max(gains) > TELLING_DIFFERENCE
