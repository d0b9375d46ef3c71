"""Citations: where exactly a text stands, with a label to print beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from index.records import Citation, DocumentSummary
from ingest.records import Clause, Document

HEADING_MAX_CHARS = 30
"""A heading stands in for a missing number; a whole sentence would be no label."""

_SPELLED_STARTS = ("第", "附")
_ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百千万\d]+条")
_PATH_MARK = re.compile(
    r"\s*(第[零〇一二三四五六七八九十百千万\d]+[编章节部分]+"
    r"|附[件则录表][零〇一二三四五六七八九十\d]*"
    r"|[(（][零〇一二三四五六七八九十百\d]+[)）]"
    r"|[零〇一二三四五六七八九十百]+(?=[、.．,，\s:：])|\d+(?:\.\d+)*(?=[、.．)）\s]))"
)


class RawSlices(Protocol):
    """A raw text, or what reads slices of one from where it is kept."""

    def __getitem__(self, where: slice, /) -> str:
        """Return raw[where]."""


def label(document: Document | DocumentSummary, clause: Clause) -> str:
    """Name document and clause: 《…》(襄阳市人民政府办公室, 2020-06-19) 二(二)21.

    The document number follows the issuer; the date is the day of issue, else of effect. An
    article is named by its own number alone, since that is unique in a law.
    """
    day = document.issued_on or document.effective_on
    facts = [
        "、".join(document.issuers),
        document.document_number or "",
        day.isoformat() if day else "",
    ]
    known = ", ".join(fact for fact in facts if fact)
    place = clause_mark(clause)
    return (
        f"《{_plain(document.title)}》" + (f"({known})" if known else "") + (place and f" {place}")
    )


def clause_mark(clause: Clause) -> str:
    """Return the marks that lead to a clause: 二(二)21, 第二十三条; its heading if it has none."""
    number = (clause.number or "").strip().rstrip("、.．,，:：")
    if _ARTICLE.match(number):
        return number
    above = [match[1] for match in map(_PATH_MARK.match, clause.path) if match]
    heading = clause.heading.strip()[:HEADING_MAX_CHARS]
    return _chained([*above, number] if number else above) or heading


def cite(
    document: Document | DocumentSummary, raw_text: RawSlices, clause: Clause, start: int, end: int
) -> Citation:
    """Cite clause.text[start:end] by its place in the raw text.

    Args:
        document: The clause's document.
        raw_text: The document's text as read, which the offsets of the citation count in.
        clause: The clause.
        start: Offset in the clause text.
        end: Offset in the clause text, exclusive.
    """
    raw = clause.alignment.raw_span(start, end)
    return Citation(
        label=label(document, clause),
        quote=raw_text[raw.start : raw.end],
        start=raw.start,
        end=raw.end,
        url=f"/documents/{document.id}#{clause.id}",
    )


def _plain(title: str) -> str:
    """Return a title for inside book marks, whose inner marks are 〈〉 by GB/T 15834."""
    title = title.strip()
    if title.startswith("《") and title.endswith("》") and title.count("《") == 1:
        title = title[1:-1]
    return title.replace("《", "〈").replace("》", "〉")


def _chained(marks: Iterable[str]) -> str:
    """Join marks; a blank keeps 第二章 apart from what follows it, and 1 apart from 2."""
    chain, before = "", ""
    for mark in marks:
        spelled = before.startswith(_SPELLED_STARTS)
        touching = before[-1:].isdigit() and mark[:1].isdigit()
        chain += f" {mark}" if spelled or touching else mark
        before = mark
    return chain
