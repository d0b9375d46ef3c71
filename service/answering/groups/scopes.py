"""The words that say for whom a figure holds, the nearest first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingest.records import Clause, Measure
from ingest.text.alignment import Span
from service.answering.found import holding, phrases, sentences
from service.answering.groups.quantities import group_quantities

_PIECE_END: Final = re.compile(r"[,，、;；。:：)）\n|]")
_AFTER_END: Final = re.compile(r"[,，、;；。\n|]")
_COLON: Final = re.compile(r"[:：]")
_SENTENCE_END: Final = re.compile(r"[。\n;；]")
_FIRST_COMMA: Final = re.compile(r"[,，]")
_OTHERS: Final = re.compile(r"(?:其他|其它|其余)([一-鿿]{2,8})")
_ROW_CHARS: Final = 4
"""Between two figures of one row (5000元以上5万元以下, 3万元、2万元) stands no more than this."""


@dataclass(frozen=True, slots=True)
class Scopes:
    """Texts that may name the group of a figure."""

    own: str
    """What stands with the figure and no other."""
    condition: str
    """What reading made of it, with the subject."""
    around: tuple[str, ...]
    """What leads in to it, the heading and those above it, the nearest first."""


def scopes_of(measure: Measure, clause: Clause) -> Scopes:
    """Return the words around a figure."""
    text = clause.text
    start = _own_start(measure, clause)
    after = _AFTER_END.search(text, measure.end)
    own = text[start : measure.start] + "…" + text[measure.end : after.start() if after else None]
    said = [part for part in (measure.condition, measure.subject) if part]
    around = (
        _others_after(text, measure, clause),
        _head(text, measure, clause, start),
        _announced(text, start),
    )
    return Scopes(
        own, "，".join(said), tuple(filter(None, (*around, clause.heading, *reversed(clause.path))))
    )


def is_threshold(measure: Measure, clause: Clause) -> bool:
    """Whether a figure is no answer but says for whom one holds: 300人以上的企业."""
    return any(start <= measure.start < end for start, end in _thresholds(clause.text))


@lru_cache(maxsize=1024)
def _thresholds(text: str) -> tuple[Span, ...]:
    return tuple(Span(one.start, one.end) for one in group_quantities(text))


def _own_start(measure: Measure, clause: Clause) -> int:
    """Return where the words of a figure begin: after the figure of its kind before it."""
    phrase = holding(phrases(clause), measure.start) or Span(measure.start, measure.end)
    start = phrase.start
    for other in clause.measures:
        before = phrase.start <= other.start and other.end + _ROW_CHARS < measure.start
        if other.kind is measure.kind and before and not is_threshold(other, clause):
            end = _PIECE_END.search(clause.text, other.end, measure.start)
            start = max(start, end.end() if end else other.end)
    return start


def _others_after(text: str, measure: Measure, clause: Clause) -> str:
    """Return what a figure is of where the sentence goes on with the others of that kind.

    工业项目10日;其他社会投资项目50日: 工业项目, too, are 社会投资.
    """
    if "其" not in text:
        return ""
    sentence = holding(sentences(clause), measure.start)
    found = _OTHERS.search(text, measure.end, sentence.end) if sentence else None
    return found[1] if found else ""


def _head(text: str, measure: Measure, clause: Clause, start: int) -> str:
    """Return the first piece of the sentence, where it holds no figure: it is said of them all.

    What a semicolon parts from the figure goes with the figures before the semicolon.
    """
    sentence = holding(sentences(clause), measure.start)
    phrase = holding(phrases(clause), measure.start)
    if sentence is None or phrase is None or sentence.start >= start:
        return ""
    if any(
        sentence.start <= m.start < phrase.start and not is_threshold(m, clause)
        for m in clause.measures
    ):
        return ""
    comma = _FIRST_COMMA.search(text, sentence.start, start)
    end = comma.start() if comma else start
    figured = any(
        sentence.start <= m.start < end and not is_threshold(m, clause) for m in clause.measures
    )
    return "" if figured else text[sentence.start : end]


def _announced(text: str, start: int) -> str:
    """Return what a colon before the figure's own words announces: 高压用户：…"""
    colons = [m.start() for m in _COLON.finditer(text, max(0, start - 200), start)]
    if not colons or "。" in text[colons[-1] : start]:
        return ""
    begins = [m.end() for m in _SENTENCE_END.finditer(text, 0, colons[-1])]
    return text[max(begins, default=0) : colons[-1]]
