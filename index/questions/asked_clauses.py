"""The clauses that a question names by number: 劳动合同法第三十九条, 民诉法119条, article 39 of ….

Whose clause it is stands before the number, as a rule the end of a title as people cite it. What is
named may be no clause of the store, which does no harm: it counts only where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from index.storage.document_rows import title_key
from ingest.text.numerals import NUMERAL, numeral_value

_DIGITS: Final = rf"(?:{NUMERAL}{{1,9}}|\d{{1,4}})"
_ARTICLE: Final = re.compile(
    # Without 第 it takes the end of a title: 采取39条措施 counts.
    rf"(?:第\s?|(?<=[法典例定则令程章释排》])\s?)(?P<number>{_DIGITS})\s?条(?!例)"
    rf"(?:\s?之\s?(?P<sub>{_DIGITS}))?"
)
_ENGLISH: Final = re.compile(r"\barticle\s+(?P<number>\d{1,4})\b", re.IGNORECASE)
_PRINTED: Final = re.compile(
    rf"第?\s?(?P<number>{_DIGITS})\s?(?:(?P<article>条)(?:\s?之\s?(?P<sub>{_DIGITS}))?|[、.．])"
)

_MARKS: Final = re.compile(r"[,;:?!，。；：？！]")
"""No title holds one: 在上海市,工伤保险条例第14条 names no rules of Shanghai."""


class ClauseNumber(NamedTuple):
    """The number of a clause, however it is written: 第十二条之一 is (12, 1)."""

    number: int
    sub: int = 0


class ClauseMention(NamedTuple):
    """Where a text names a clause by number."""

    number: ClauseNumber
    start: int
    end: int


class AskedClause(NamedTuple):
    """A clause as a question names it."""

    number: ClauseNumber
    before: str
    """What stands before the number, as `title_key` folds it, marks of a sentence as blanks: a
    title may end there."""
    titles: tuple[str, ...] = ()
    """Where the question is in English, the laws that it names."""


def asked_clauses(text: str, titles: Sequence[str] = ()) -> tuple[AskedClause, ...]:
    """Return the clauses that a normalised question may name, each once.

    Args:
        text: The question.
        titles: Of the laws that it names in English, which may stand on either side of a number.
    """
    mentions = clause_mentions(text)
    return tuple(
        dict.fromkeys(
            AskedClause(one.number, _folded(text[: one.start]), tuple(titles)) for one in mentions
        )
    )


def clause_mentions(text: str) -> tuple[ClauseMention, ...]:
    """Return where a normalised text names clauses by number, in order."""
    found = []
    for pattern in (_ARTICLE, _ENGLISH):
        for match in pattern.finditer(text):
            number = _value(match["number"], match.groupdict().get("sub"))
            if number is not None:
                found.append(ClauseMention(number, match.start(), match.end()))
    return tuple(sorted(found, key=lambda one: one.start))


def printed_number(printed: str) -> tuple[ClauseNumber, bool] | None:
    """Return the number of a clause as printed and whether it is an article; None for others."""
    match = _PRINTED.match(printed)
    number = _value(match["number"], match["sub"]) if match else None
    return (number, bool(match["article"])) if match and number is not None else None


def _folded(before: str) -> str:
    return " ".join(map(title_key, _MARKS.split(before)))


def _value(number: str, sub: str | None) -> ClauseNumber | None:
    values = [int(one) if one.isdecimal() else numeral_value(one) for one in (number, sub or "0")]
    whole, part = values
    return ClauseNumber(whole, part) if whole and part is not None else None
