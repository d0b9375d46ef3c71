"""The page around a document: what a site put above, below and between its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from ingest.furniture.cues import (
    Cue,
    is_list_entry,
    is_menu_word,
    is_salutation,
    names_document,
    names_office,
    opens_title,
    read_cue,
    says_position,
)
from ingest.furniture.page_marks import find_page_marks
from ingest.furniture.repeated_titles import repeated_titles
from ingest.text.alignment import AlignedText, Span
from ingest.text.cleaning import fold_punctuation

HEAD_MAX_LINES = 80
"""Lines, not counting blank ones, in which the furniture above a document is looked for."""
TAIL_MAX_LINES = 150
"""The same below it; site maps are long."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page taken apart. Everything is aligned to the raw text, so nothing is lost for good."""

    body: AlignedText
    """The document: title, number, text, signature, list of attachments."""
    folded: str
    """The body's text with half-width punctuation."""
    head: AlignedText
    """Whole lines dropped above the text: navigation, and the facts a page states beside the
    document (索引号, 文号, 发布日期, 文章来源). Tells dates, the number and who reposted it."""
    tail: AlignedText
    """Whole lines dropped below it: footers, adverts. Tells whose site it is, not who issued it."""
    dropped: tuple[Span, ...]
    """All that is not in the body, as spans of the text that was split, in order: head, tail, and
    what stood between, such as page numbers and image links."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    """With its newline."""
    words: str
    cue: Cue


def split_furniture(text: AlignedText) -> PageParts:
    """Tell a document from the page around it.

    A cue counts by its place: navigation, credits and records above the first numbered line,
    salutation or sentence; footers, credits and adverts below the last. In between only what can
    never be text goes: page numbers, rules, image links, markdown comments. In doubt a line stays.

    Args:
        text: A clean text, see `ingest.text.cleaning.clean`.
    """
    folded = fold_punctuation(text.text)
    head = _head_spans(folded)
    tail = _tail_spans(folded, after=head[-1].end if head else 0)
    dropped = _union(head, tail, find_page_marks(text.text))
    body = text.without(dropped)
    return PageParts(
        body=body,
        folded=folded if body is text else AlignedText.of(folded).without(dropped).text,
        head=text.keeping(head),
        tail=text.keeping(tail),
        dropped=tuple(dropped),
    )


def _head_spans(folded: str) -> list[Span]:
    lines = list(_opening_lines(folded))
    dropped = [line.cue in (Cue.NAVIGATION, Cue.CREDIT, Cue.RECORD, Cue.RELATED) for line in lines]
    _mark_list_entries(lines, dropped)
    _mark_menu_words(lines, dropped)
    _mark_site_names(lines, dropped)
    _mark_repeated_titles(lines, dropped)
    return [Span(line.start, line.end) for line, drop in zip(lines, dropped, strict=True) if drop]


def _opening_lines(folded: str) -> Iterator[_Line]:
    """Yield the lines above the first numbered line, salutation or sentence."""
    for line in islice(_lines(folded), HEAD_MAX_LINES):
        if line.cue is Cue.CONTENT or (line.cue is Cue.OTHER and is_salutation(line.words)):
            return
        yield line


def _mark_list_entries(lines: Sequence[_Line], dropped: list[bool]) -> None:
    """Drop the list of other documents under a heading such as 相关新闻."""
    in_list = False
    for index, line in enumerate(lines):
        entry = line.cue in (Cue.OTHER, Cue.CLOSING) and is_list_entry(line.words)
        in_list = line.cue is Cue.RELATED or (in_list and entry)
        dropped[index] = dropped[index] or in_list


def _mark_menu_words(lines: Sequence[_Line], dropped: list[bool]) -> None:
    """Drop short lines between navigation above and any other cue below: the rest of a menu.

    A whole title below ends a menu as well; whose title it is, or where it begins, may stand
    above it.
    """
    pending: list[int] = []
    open_menu = False
    for index, line in enumerate(lines):
        if dropped[index]:
            for waiting in pending:
                dropped[waiting] = True
            pending = []
            open_menu = open_menu or line.cue is Cue.NAVIGATION
        elif open_menu and line.cue is Cue.OTHER and is_menu_word(line.words):
            pending.append(index)
        else:
            if open_menu and names_document(line.words):
                while pending and opens_title(lines[pending[-1]].words):
                    pending.pop()
                for waiting in pending:
                    dropped[waiting] = not names_office(lines[waiting].words)
            pending, open_menu = [], False


def _mark_site_names(lines: Sequence[_Line], dropped: list[bool]) -> None:
    """Drop whose site it is, and its menu, above where a page says it stands: 当前位置:…."""
    places = [index for index, line in enumerate(lines) if says_position(line.words)]
    for index in range(places[-1] if places else 0):
        words = lines[index].words
        if lines[index].cue in (Cue.OTHER, Cue.CLOSING) and not names_document(words):
            dropped[index] = dropped[index] or names_office(words) or is_menu_word(words)


def _mark_repeated_titles(lines: Sequence[_Line], dropped: list[bool]) -> None:
    words = [
        line.words if line.cue is Cue.OTHER and not drop else ""
        for line, drop in zip(lines, dropped, strict=True)
    ]
    for index in repeated_titles(words):
        dropped[index] = True


def _tail_spans(folded: str, *, after: int) -> list[Span]:
    lines = _closing_lines(folded, after)
    footer = next((i for i in range(len(lines)) if _opens_footer(lines, i)), len(lines))
    # A postcode right above a footer is part of it; a lone address may be the document's own.
    while footer and footer < len(lines) and _POSTCODE.search(lines[footer - 1].words):
        footer -= 1
    return [
        Span(line.start, line.end)
        for index, line in enumerate(lines)
        if index >= footer or line.cue is Cue.NAVIGATION
    ]


def _closing_lines(folded: str, after: int) -> list[_Line]:
    """Return the lines below the last one that is certainly text, in order."""
    lines: list[_Line] = []
    for line in islice(_lines_upwards(folded, after), TAIL_MAX_LINES):
        if line.cue is Cue.CONTENT:
            break
        lines.append(line)
    return lines[::-1]


def _opens_footer(lines: Sequence[_Line], first: int) -> bool:
    """Tell whether all from a line on is furniture: a cue, and nothing below it says otherwise."""
    if lines[first].cue not in _FOOTER_CUES:
        return False
    strays = 0
    in_list = False
    for line in lines[first:]:
        in_list = in_list or line.cue is Cue.RELATED
        if line.cue in (Cue.CLOSING, Cue.RECORD) and not (in_list and is_list_entry(line.words)):
            return False
        if line.cue is Cue.OTHER and not in_list and not is_menu_word(line.words):
            strays += 1
            if strays > _MAX_STRAY_LINES:
                return False
        elif line.cue is not Cue.OTHER:
            strays = 0
    return True


def _union(*groups: Sequence[Span]) -> list[Span]:
    """Merge spans that overlap or touch, in order."""
    merged: list[Span] = []
    for span in sorted(chain.from_iterable(groups)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _lines(folded: str) -> Iterator[_Line]:
    """Yield the lines that are not blank, from the top."""
    for match in _LINE.finditer(folded):
        if not match[0].isspace():
            yield _line(folded, *match.span())


def _lines_upwards(folded: str, after: int) -> Iterator[_Line]:
    """Yield the lines that are not blank, from the bottom up to an offset."""
    end = len(folded)
    while end > after:
        start = folded.rfind("\n", after, end - 1) + 1 or after
        if not folded[start:end].isspace():
            yield _line(folded, start, end)
        end = start


def _line(folded: str, start: int, end: int) -> _Line:
    words = folded[start:end].strip()
    return _Line(start, end, words, read_cue(words))


_LINE = re.compile(r"[^\n]+\n?")
_FOOTER_CUES = (Cue.NAVIGATION, Cue.RELATED, Cue.FOOTER, Cue.CREDIT)
_MAX_STRAY_LINES = 4
_POSTCODE = re.compile(r"(?:邮编|邮政编码):\d{6}")
