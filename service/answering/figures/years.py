"""The year that a figure holds for, and the year that a question asks about.

Who asks what is aimed at for 2025 is not told what was aimed at for 2023: figures of several years
stand in one sentence, each after its year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from index import DocumentSummary
from ingest.records import Clause, Measure, MeasureKind
from ingest.text.alignment import Span
from service.answering.found import holding, sentences

_YEAR: Final = r"(?<!\d)(?:19|20)\d\d"
_MENTION: Final = re.compile(
    rf"(?:(?P<first>{_YEAR})年?[至到~～\-—]+)?(?P<last>{_YEAR})年(?P<rest>度?[底末初]?)"
)
_ENGLISH: Final = re.compile(rf"\b(?:by|in|for|of|until) (?:the end of )?(?P<last>{_YEAR})\b")
_PAPER: Final = r"办法|规定|方案|条例|通知|意见|细则|措施|规划|文件|指南"
_NAMES_PAPER: Final = re.compile(
    rf"(?P<year>{_YEAR})(?:年?版|年?(?:印发|发布|出台|公布|制定)?的?[^,，。;；?？\d]{{0,8}}?(?:{_PAPER}))"
)
_ALONE: Final = re.compile(rf"{_YEAR}(?!\d)")
_TITLE: Final = re.compile(r"《[^》]*》?|〔\d+〕")
# What a year is not the year of: 比2020年提高, 在2017年基础上, 自2024年3月1日起, 由2020年的38%.
_COMPARED: Final = re.compile(r"(?:[比较由从自与同]|对比|相比|相较于?|截至|不及)\Z")
_NO_TARGET: Final = re.compile(
    r"(?:的?(?:基础|水平|同期|基数)|版|(?:\d{1,2}月)?(?:\d{1,2}日)?(?:起|以后|以来|之后|以前实行))"
)


_EDITION: Final = re.compile(
    rf"[(（]{_YEAR}年?[^()（）]{{0,8}}(?:修[订正改]|版|本)[^()（）]{{0,6}}[)）]"
)
"""The year in which a rule was last changed is none that it is for."""


class Years(NamedTuple):
    """The first and last year that something holds for."""

    first: int
    last: int

    def meets(self, other: Years) -> bool:
        """Whether the two have a year in common."""
        return self.first <= other.last and other.first <= self.last


@lru_cache(maxsize=1024)
def asked_years(text: str) -> tuple[Years, ...]:
    """Return the years that a question asks about; the year of a document named is none."""
    said = _NAMES_PAPER.sub("", _TITLE.sub("", text))
    found = [years for _, years in _mentions(said)]
    if not found and text.isascii():
        found = [Years(int(m["last"]), int(m["last"])) for m in _ENGLISH.finditer(said)]
    return tuple(found)


@lru_cache(maxsize=1024)
def document_year(text: str) -> int | None:
    """Return the year by which a question names a document: 2018年办法, 2024年版指南."""
    named = _NAMES_PAPER.search(_TITLE.sub("", text))
    return int(named["year"]) if named else None


def years_of_document(document: DocumentSummary) -> set[int]:
    """Return the years by which a document may be named: its dates, its title, its number."""
    dates = (document.issued_on, document.effective_on)
    said = f"{document.title}{document.number_key or ''}"
    return {date.year for date in dates if date} | {int(year) for year in _ALONE.findall(said)}


def is_of_other_year(question: str, title: str, *texts: str) -> bool:
    """Whether a title names its years, and the one asked about is not among them nor in the texts.

    What is given in 2025 says nothing of 2026; a paper without a year in its title holds on.
    """
    own = [years for _, years in _mentions(_EDITION.sub("", title))]
    asked = asked_years(question)
    if not own or not asked or any(one.meets(year) for one in own for year in asked):
        return False
    said = [years for text in texts for _, years in _mentions(text)]
    return not any(one.meets(year) for one in said for year in asked)


def of_year(measures: Sequence[Measure], clause: Clause, question: str) -> list[Measure]:
    """Return the figures that are not of another year than the question asks about."""
    asked = asked_years(question)
    if not asked:
        return list(measures)
    return [m for m in measures if _holds_in(m, clause, asked)]


def year_words(measure: Measure, clause: Clause) -> Span | None:
    """Return where a figure's year stands in its clause; None where no year governs it."""
    found = _governing(measure, clause)
    return found[0] if found else None


def years_of(measure: Measure, clause: Clause) -> Years | None:
    """Return the years that a figure holds for, as far as its sentence says."""
    found = _governing(measure, clause)
    return found[1] if found else None


def _holds_in(measure: Measure, clause: Clause, asked: Sequence[Years]) -> bool:
    years = years_of(measure, clause)
    return years is None or any(years.meets(one) for one in asked)


def _governing(measure: Measure, clause: Clause) -> tuple[Span, Years] | None:
    """Return the last year said before a figure in its sentence; of a date, its own."""
    if measure.kind is MeasureKind.DEADLINE:
        own = _mentions(clause.text[measure.start : measure.end])
        return (Span(measure.start, measure.end), own[-1][1]) if own else None
    if column := _mentions(f"{measure.condition or ''}年".replace("年年", "年")):
        return Span(measure.start, measure.start), column[-1][1]
    sentence = holding(sentences(clause), measure.start)
    if sentence is None:
        return None
    mentions = _mentions(clause.text[sentence.start : measure.start])
    if not mentions:
        return None
    (start, end), years = mentions[-1]
    return Span(sentence.start + start, sentence.start + end), years


@lru_cache(maxsize=2048)
def _mentions(text: str) -> tuple[tuple[tuple[int, int], Years], ...]:
    titles = [match.span() for match in _TITLE.finditer(text)]
    found = []
    for match in _MENTION.finditer(text):
        quoted = any(start <= match.start() < end for start, end in titles)
        compared = _COMPARED.search(text, 0, match.start()) is not None
        if quoted or compared or _NO_TARGET.match(text, match.end()):
            continue
        last = int(match["last"])
        found.append((match.span(), Years(int(match["first"] or last), last)))
    return tuple(found)
