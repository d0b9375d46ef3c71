"""Bounds that words set, wherever in their piece of a sentence they stand."""

from __future__ import annotations

import re

from ingest.records import MeasureKind

_UPPER = re.compile(r"最[高多长迟晚](?!跑)|至多|上限|封顶|不超过|不[高多长]于|控制在")
_LOWER = re.compile(r"最[低少短]|至少|下限|不[低少短]于")
_BOUNDS = (
    (
        "<=",
        re.compile(
            r"\b(?:within|no (?:more|longer|later|higher|greater) than|not (?:to )?exceed(?:ing)?"
            r"|(?:may|must|shall|does|do|can)(?: ?not) exceed|up to|at most|maximum(?: of)?"
            r"|not more than|capped at|at the latest)\b[^\d.;]{0,24}\Z",
            re.IGNORECASE,
        ),
    ),
    (
        ">=",
        re.compile(
            r"\b(?:at least|no (?:less|fewer|lower|shorter) than|not (?:less|fewer) than"
            r"|minimum(?: of)?|a minimum)\b[^\d.;]{0,24}\Z",
            re.IGNORECASE,
        ),
    ),
    ("<", re.compile(r"\b(?:less than|fewer than|under|below)\b[^\d.;]{0,16}\Z", re.IGNORECASE)),
    (
        ">",
        re.compile(r"\b(?:more than|over|above|exceed(?:s|ing)?)\b[^\d.;]{0,16}\Z", re.IGNORECASE),
    ),
)
_BOUND_AFTER = (
    ("<=", re.compile(r"\s*(?:or (?:less|fewer|below)|at most|maximum)\b", re.IGNORECASE)),
    (">=", re.compile(r"\s*(?:or (?:more|above|longer)|at least|minimum)\b", re.IGNORECASE)),
)


def bound_of(words: str) -> str:
    """Return the bound that the words before a figure set, in either language."""
    if _UPPER.search(words):
        return "<="
    if _LOWER.search(words):
        return ">="
    return english_bound(words, len(words), len(words))


def english_bound(text: str, start: int, end: int) -> str:
    """Return the bound that English words around text[start:end] give a figure."""
    before = text[max(0, start - 50) : start]
    for sign, pattern in _BOUNDS:
        if pattern.search(before):
            return sign
    for sign, pattern in _BOUND_AFTER:
        if pattern.match(text, end):
            return sign
    return "="


def bound_holds(claimed: str, source: str, kind: MeasureKind) -> bool:
    """Say whether a claim keeps the bound of its source.

    A time limit may drop its 不超过 or gain it (压缩至7个工作日 is a limit); an amount may not:
    最高50万元 is no promise of 50万元.
    """
    if claimed == source:
        return True
    if kind is MeasureKind.DURATION:
        return {claimed, source} == {"=", "<="}
    return False
