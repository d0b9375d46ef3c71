"""What goes up or down for some: 报销比例提高5个百分点, 起付线降低50%, 起付标准减半.

Such a figure says something only together with the one that it changes. Who asks for that one gets
it, and after it the change, where the question names for whom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.records import Clause, Measure
from ingest.text.alignment import Span
from service.answering.figures.carrying import ADDED
from service.answering.found import holding, phrases, sentences
from service.answering.records import SUMS_AND_SHARES
from service.answering.wording.evidence import Topic

NAMED: Final = 0.8
"""Of a word of the question, for a phrase to name it."""
NOT_NAMED: Final = 0.3
"""Of the same word, for the figures to leave it out."""
PHRASE_MAX: Final = 90
"""Characters; a longer phrase is no change of one figure."""
_VERB = "(?:提高|增加|上浮|上调|降低|下降|减少|下浮|下调)"
_BY: Final = re.compile(rf"(?<!再)(?<!另)(?<!并){_VERB}(?:了|约|各)?\Z")
_BY_CHARS: Final = 6
_WHAT: Final = (
    "(?:比例|标准|起付线|起付金额|起付标准|限额|封顶线|额度|待遇|费率|租金|补[贴助]|津贴|奖励)"
)
_CHANGE: Final = re.compile(
    rf"(?P<what>[一-鿿]{{0,2}}{_WHAT})(?:[一-鿿]{{0,6}}的?基础上)?(?:相应|再|均|各|按[^,，。;；\n]{{0,8}})?(?:减半|{_VERB}(?:了|约|各)?[\d一二三四五六七八九十百])"
)
_PIECE: Final = re.compile(r"[^,，;；。\n|]+")
_POINTS: Final = re.compile(rf"{_VERB}(?:了|约|各)?[\d.]+个?百分点")
_ASKED: Final = re.compile(
    r"(?:提高|增加|上浮|上调|降低|下降|减少|下浮|下调|(?<![最至])[多少高低]|涨|降|加)(?:了|出|发|报|领|给)?(?:多少|几(?![岁层]))"
    r"|\b(?:increas|reduc|rais|lower|cut|more|less)"
)


def without_changes(measures: Sequence[Measure], clause: Clause, question: str) -> list[Measure]:
    """Leave out what only changes another figure, or leave nothing else where that is asked."""
    changes = [m for m in measures if is_change(m, clause)]
    if _ASKED.search(question):
        return changes or list(measures)
    return [m for m in measures if m not in changes] or list(measures)


def is_change(measure: Measure, clause: Clause) -> bool:
    """Whether a figure is by how much another one goes up or down for somebody."""
    if measure.kind not in SUMS_AND_SHARES:
        return False
    near = max(0, measure.start - _BY_CHARS)
    by = _BY.search(clause.text, near, measure.start) is not None
    said = clause.text[max(0, measure.start - 24) : measure.end]
    return by and _CHANGE.search(said) is not None


def changed_by(picked: Sequence[Measure], clause: Clause, question: str) -> list[Measure]:
    """Return what the figures picked change, said before them: 不超过14400元,多子女家庭上浮50%.

    And what they come on top of: 每部补助18万元,六层以上的每部再补助3万元, though that is said of
    all. Who asks by how much it goes up is told that alone.
    """
    if _ASKED.search(question):
        return []
    found: list[Measure] = []
    for change in picked:
        if _changes(change, clause):
            before = [m for m in clause.measures if _is_base(m, change, clause)]
            found += [m for m in before[-1:] if m not in (*picked, *found)]
    return found


def _changes(measure: Measure, clause: Clause) -> bool:
    before = clause.text[max(0, measure.start - _BY_CHARS) : measure.start]
    return _BY.search(before) is not None or ADDED.search(before) is not None


def _is_base(measure: Measure, change: Measure, clause: Clause) -> bool:
    """Whether a figure is said before a change in its sentence, and is no change itself."""
    sentence = holding(sentences(clause), change.start)
    within = sentence is not None and sentence.start <= measure.start < change.start
    alike = measure.unit == change.unit or {measure.kind, change.kind} <= SUMS_AND_SHARES
    return within and alike and not _changes(measure, clause)


def changes_of(
    cited: Sequence[Span], covers: Sequence[float], clause: Clause, topic: Topic, named: str
) -> tuple[Span, ...]:
    """Return the phrases that change a figure for whom the question names and it does not.

    Args:
        cited: Where the figures are said.
        covers: How well their words cover each word of the question.
        clause: The clause that says them.
        topic: The words of the question.
        named: The question and what the figures measure: a change of something else is none.
    """
    if not any(
        m.kind in SUMS_AND_SHARES and span.start <= m.start < span.end
        for span in cited
        for m in clause.measures
    ):
        return ()
    left = [at for at, cover in enumerate(covers) if cover < NOT_NAMED]
    apart = (
        phrase
        for phrase in _changing(clause, named)
        if not any(span.start < phrase.end and phrase.start < span.end for span in cited)
    )
    return tuple(
        span
        for span in (*_beside(clause, cited), *apart)
        if any(topic.covers(clause.text[slice(*span)])[at] >= NAMED for at in left)
    )


def _beside(clause: Clause, cited: Sequence[Span]) -> Iterator[Span]:
    """Yield the pieces between commas of what is cited that say by how many points it changes."""
    for span in cited:
        for piece in _PIECE.finditer(clause.text, *span):
            if _POINTS.search(piece[0]):
                yield Span(*piece.span())


def _changing(clause: Clause, named: str) -> Iterator[Span]:
    for phrase in phrases(clause):
        if phrase.end - phrase.start > PHRASE_MAX:
            continue
        changed = (m["what"] for m in _CHANGE.finditer(clause.text, *phrase))
        if any(what[at : at + 2] in named for what in changed for at in range(len(what) - 1)):
            yield phrase
