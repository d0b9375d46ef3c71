"""What is embedded and indexed of a clause: the clause in its context, then parts of a long one.

A clause is the unit that is found. Its vector blurs when it holds many figures and groups, so a
long clause is also embedded by sentences or rows; a hit on one of them is a hit on the clause.

Parts carry the context of the clause, and so resemble each other; details, which are shorter, carry
none: what is asked is often one phrase of a task, in words that its title and headings drown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from index.words.lexical import LexicalFields
from index.words.tokenize import bigrams, words
from ingest.records import Clause, Part, PartKind, Region
from ingest.text.alignment import Span

PASSAGE_FORMAT = "4"
"""Part of the manifest: another format means other texts, so those that are new are embedded. Raise
it with `index.builder.DETAIL_SHARE` too: vectors are kept at that length."""

CLAUSE_MAX_TOKENS = 400
CONTEXT_MAX_TOKENS = 80
"""Together below the 512 tokens of the default model, prefix and special tokens included."""

PART_MIN_CLAUSE_CHARS = 200
"""Shorter clauses are not given by parts: an article of a law mostly is one thought, and each part
costs 30 ms of embedding."""
PART_TARGET_CHARS = 120
PARTS_MAX = 12

DETAIL_MIN_CLAUSE_CHARS = 100
"""Above it. At 150 and 200 details gain far less on five real plans (docs/decisions/0012)."""
DETAIL_TARGET_CHARS = 50
DETAIL_MIN_CHARS = 6
"""Shorter ones (第一条, 附件1) say nothing by themselves, and lie near to any short question."""
DETAILS_MAX = 30

_BRACKETED = (
    r"[(（〔][^(（)）〔〕\n]{0,120}[)）〕]"  # what ends a sentence does not end it in brackets
)
_SENTENCE = re.compile(rf"(?:{_BRACKETED}|[^。！？!?\n])*(?:[。！？!?\n]+[”’』」）)]*|$)")
_PHRASE = re.compile(rf"(?:{_BRACKETED}|[^。！？；;!?\n])*(?:[。！？；;!?\n]+[”’』」）)]*|$)")
_INNER_TITLE = re.compile(r"《([^《》]{4,})》")
_TOKEN_LIKE = re.compile(r"[A-Za-z]+|[0-9]+|\S")


class DocumentContext(Protocol):
    """What a passage takes from its document; `Document` and `DocumentSummary` have it."""

    @property
    def title(self) -> str:
        """The title."""

    @property
    def region(self) -> Region | None:
        """The place."""


class PassageKind(StrEnum):
    """What a passage holds."""

    CLAUSE = "clause"
    PART = "part"
    """Sentences or rows, below the context of the clause."""
    DETAIL = "detail"
    """A sentence, phrase or row by itself."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to embed for clause.text[start:end]."""

    text: str
    start: int
    end: int
    kind: PassageKind


def passages_of(document: DocumentContext, clause: Clause) -> tuple[Passage, ...]:
    """Return the passages of a clause: all of it first, then parts and details of a long one."""
    context = passage_context(document, clause)
    end = _fitting_end(clause.text, CLAUSE_MAX_TOKENS)
    whole = Passage(_joined(context, clause.text[:end]), 0, end, PassageKind.CLAUSE)
    rows = [part for part in clause.parts if part.kind is PartKind.ROW]
    return (whole, *_parts(clause, rows, context), *details_of(clause.text, rows))


def details_of(text: str, rows: Sequence[Part] = ()) -> Iterator[Passage]:
    """Yield the details of a clause's text, whose table rows are given; none of a short one."""
    if len(text) <= DETAIL_MIN_CLAUSE_CHARS:
        return
    for part in _part_spans(text, rows, DETAIL_TARGET_CHARS, DETAILS_MAX):
        fitted = _fitted(text, part)
        if len(fitted) >= DETAIL_MIN_CHARS:
            joined = _joined(part.context, fitted)
            yield Passage(joined, part.start, part.end, PassageKind.DETAIL)


def _parts(clause: Clause, rows: Sequence[Part], context: str) -> Iterator[Passage]:
    if len(clause.text) <= PART_MIN_CLAUSE_CHARS:
        return
    heading = clause.heading if len(clause.heading) <= PART_TARGET_CHARS else ""
    for part in _part_spans(clause.text, rows, PART_TARGET_CHARS, PARTS_MAX):
        text = _fitted(clause.text, part)
        lead = heading if heading not in text else ""
        joined = _joined(context, lead, part.context, text)
        yield Passage(joined, part.start, part.end, PassageKind.PART)


def _fitted(text: str, part: Part) -> str:
    piece = text[part.start : part.end].strip()
    return piece[: _fitting_end(piece, CLAUSE_MAX_TOKENS)]


def passage_context(document: DocumentContext, clause: Clause) -> str:
    """Return what a passage says before its text: title, place and the headings above."""
    title = short_title(document.title)
    region = document.region
    place = region.name if region and region.name not in title and region.level != "nation" else ""
    context = _joined(place + title, *clause.path)
    return context[: _fitting_end(context, CONTEXT_MAX_TOKENS)]


def short_title(title: str) -> str:
    """Return what a notice announces, else the title: 关于印发《…方案》的通知 gives …方案."""
    inner = _INNER_TITLE.search(title)
    return inner[1] if inner else title


def lexical_fields(document: DocumentContext, clause: Clause) -> LexicalFields:
    """Return the tokens of a clause for the lexical index."""
    place = document.region.full_name if document.region else ""
    context = (place, document.title, *clause.path)
    return LexicalFields(
        words=tuple(words(clause.text)),
        bigrams=tuple(bigrams(clause.text)),
        heading=tuple(words(clause.heading)),
        context=tuple(word for text in context for word in _context_words(text)),
    )


@lru_cache(maxsize=4096)
def _context_words(text: str) -> tuple[str, ...]:
    """Cut a title or heading once for all its clauses."""
    return tuple(words(text))


def sentence_spans(text: str) -> Iterator[Span]:
    """Yield the sentences of a text; they touch and cover it. A line break ends one."""
    return _spans(_SENTENCE, text)


def phrase_spans(text: str) -> Iterator[Span]:
    """Yield the sentences of a text, cut also at semicolons; they touch and cover it."""
    return _spans(_PHRASE, text)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        if match.end() > match.start():
            yield Span(match.start(), match.end())


def _part_spans(text: str, rows: Sequence[Part], target: int, most: int) -> Sequence[Part]:
    """Cut a text along rows and phrases into pieces of about a length; nothing when it is one."""
    pieces = _smallest_parts(text, rows)
    target = max(target, -(-len(text) // most))
    merged: list[Part] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        mergeable = (
            last is not None and last.context == piece.context and piece.end - last.start <= target
        )
        if last is not None and (mergeable or len(merged) == most):
            merged[-1] = Part(kind=last.kind, start=last.start, end=piece.end, context=last.context)
        else:
            merged.append(piece)
    return merged if len(merged) > 1 else ()


def _smallest_parts(text: str, rows: Sequence[Part]) -> list[Part]:
    """Return sentences and table rows in order; together they cover the text."""
    if not rows:
        return _sentences(text, 0, len(text))
    at = {row.start: row for row in rows}
    cuts = sorted({0, len(text), *at, *(row.end for row in rows)})
    pieces: list[Part] = []
    for start, end in pairwise(cuts):
        if start in at:
            pieces.append(at[start])
        elif text[start:end].strip():
            pieces.extend(_sentences(text, start, end))
    return pieces


def _sentences(text: str, start: int, end: int) -> list[Part]:
    return [
        Part(kind=PartKind.SENTENCE, start=start + span.start, end=start + span.end)
        for span in phrase_spans(text[start:end])
    ]


def _joined(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _fitting_end(text: str, max_tokens: int) -> int:
    """Return how much of a text stays below so many tokens, by an estimate that is too high.

    XLM-R pieces hold 1.4 Chinese characters on average; counting each character, word or number
    of up to four letters as one piece never fell short in the laws and plans tried.
    """
    if len(text) <= max_tokens:
        return len(text)
    used = 0.0
    for match in _TOKEN_LIKE.finditer(text):
        piece = match[0]
        used += 0.75 if not piece.isascii() else max(1.0, len(piece) / 3)
        if used > max_tokens:
            return match.start()
    return len(text)
