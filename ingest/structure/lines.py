"""Lines of a clean text: which open with a mark, and which only continue the line above.

Web pages and PDF files break lines inside sentences, and a broken line can begin with words that
look like a mark (第五条规定的期限…). Both questions are answered together, in reading order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from ingest.structure.marks import Family, Mark, match_mark
from ingest.structure.statements import Statements
from ingest.text.alignment import AlignedText
from ingest.text.line_spans import line_spans

_TERMINAL = frozenset("。!?;:.…”’》）)]〕】」』|")
_SENTENCE_MARK = re.compile(r"[。;!?]")
_CLAUSE_MARK = re.compile(r"[。;,:]")

# What follows 第五条 when the words refer to an article instead of opening one.
_REFERENCE = re.compile(
    r"(?:之)?(?:规定的|规定[,、]|的规定|所称|所列|所述|所指|第[^条章节]{1,4}[款项目]|至第|和第|与第|或第|或者第|及第|以及第|、第|[、,和]|中的|的)"
)
_NOTE_FAMILIES = frozenset({Family.DECIMAL_1, Family.DIGIT_PAREN})
_ORDINAL_FAMILIES = frozenset({Family.PART, Family.CHAPTER, Family.SECTION, Family.ARTICLE})

# 注:1.… above 2.…: the notes below a table number on from their label, and open no task.
_NUMBERED_NOTE = re.compile(r"(?:备?注|说明)[:](?:1[.、]|\(1\))")
_CONTACT = re.compile(r"(?:联系人|联系电话|咨询电话|电话|手机|传真|电子邮[箱件]|邮箱|地址|邮编)[:]")
_CONTACT_STARTS = frozenset("联咨电手传邮地")
_NOTE_STARTS = frozenset("备注说")
_BOX_HEADING_CHARS = 60
_MIN_WRAPPED_CHARS = 20
_MIN_WRAP_EVIDENCE = 6
_WIDTH_SLACK = 4


class Line(NamedTuple):
    """A line that is not blank; offsets in the clean text."""

    start: int
    end: int
    mark: Mark | None = None
    continues: bool = False
    """Whether it goes on with the sentence of the line above."""
    is_row: bool = False
    """Whether it is a table row, `| cell | cell |`."""


_line: Callable[[tuple[int, int, Mark | None, bool, bool]], Line] = partial(tuple.__new__, Line)


def read_lines(text: AlignedText, folded: str, raw: str) -> list[Line]:
    """Split a text into lines, each with its mark or joined to the one above.

    Args:
        text: The clean body, newlines kept.
        folded: The same with half-width punctuation, of the same length.
        raw: The raw text that `text` is aligned to; white space removed from it still counts as
            evidence that a number stands apart from the words after it.
    """
    clean = text.text
    spans = _line_spans(folded)
    page = _Printed(text, raw)
    wrap_width = _wrap_width(folded, spans, page)
    statements = Statements(folded, spans, page.width)
    lines: list[Line] = []
    last_value: dict[Family, tuple[int, int]] = {}
    terminal, unfinished, next_note = _TERMINAL, False, 0
    for start, end in spans:
        mark = match_mark(folded, start, end)
        if mark is not None and mark.value == next_note and mark.family in _NOTE_FAMILIES:
            mark, next_note = None, next_note + 1
        elif mark is not None:
            next_note = 0
            if _opens(folded, mark, end, unfinished, last_value, page):
                family, value, folded_form, at, _, suffix = mark
                last_value[family] = (value, suffix)
                printed = clean[at : at + len(folded_form)]
                if printed != folded_form:
                    mark = Mark(family, value, printed, at, mark.end, suffix)
            else:
                mark = None
        elif folded[start] in _NOTE_STARTS and _NUMBERED_NOTE.match(folded, start, end):
            next_note = 2
        is_row = folded[start] == "|"
        continues = unfinished and mark is None and not is_row
        if continues and folded[start] in _CONTACT_STARTS:
            continues = _CONTACT.match(folded, start, end) is None
        if continues:
            above = _without_mark(lines[-1])
            cut = _is_cut(lines[-1], wrap_width, page)
            continues = not statements.begins(above, (start, end), is_cut=cut)
        line = _line((start, end, mark, continues, is_row))
        lines.append(line)
        # Most lines end a sentence, which takes no more than a look.
        unfinished = folded[end - 1] not in terminal and _is_unfinished(
            folded, line, wrap_width, page
        )
    return lines


def without_breaks(text: AlignedText, lines: Sequence[Line]) -> AlignedText:
    """Join the lines that go on with the sentence above, for patterns that a break would part."""
    return text.without([(a.end, b.start) for a, b in pairwise(lines) if b.continues])


class _Printed:
    """How words stood in the raw text, with the white space that was removed since."""

    def __init__(self, text: AlignedText, raw: str) -> None:
        self._alignment = text.alignment
        self._raw_starts = {run.text_start: run.raw_start for run in text.alignment.runs}
        self._text = text.text
        self._raw = raw

    def spaced(self, position: int) -> bool:
        """Tell whether white space stood before a position."""
        if position >= len(self._text):
            return True
        # Inside a run the raw text has white space where the clean text has it.
        offset = self._raw_starts.get(position)
        if offset is None:
            return self._text[position - 1].isspace()
        return offset > 0 and self._raw[offset - 1].isspace()

    def width(self, start: int, end: int) -> int:
        """Return how wide a line was to its last character, in halves of a Chinese character."""
        first, last = self._alignment.raw_offset(start), self._alignment.raw_offset(end - 1)
        broken = self._text.rfind("\n", 0, start)  # a break that the raw text lost counts too
        after = self._alignment.raw_offset(broken) + 1 if broken >= 0 else 0
        words = self._raw[max(self._raw.rfind("\n", 0, first) + 1, after) : last + 1]
        return 2 * len(words) - len(words.encode("ascii", "ignore"))


# Markdown headings and bold text: the signs are noise around a line.
_MARKDOWN = re.compile(r"(?:#{1,6}\s+|#{2,6}(?=第)|\*\*)\s*")


def _line_spans(folded: str) -> list[tuple[int, int]]:
    """Return the lines that are not blank, without the spaces and Markdown signs around them."""
    spans: Iterable[tuple[int, int]] = line_spans(folded)
    if "号附件" in folded:
        spans = _without_numbers(folded, spans)
    return [
        bare
        for span in spans
        if (bare := _without_markdown(folded, *span) if folded[span[0]] in "#*" else span)
    ]


# 某政发〔2031〕9号附件1: whose attachment it is stands before the mark.
_NUMBER_BEFORE = re.compile(r"[一-鿿]{2,10}[〔\[(]\d{4}[〕\])]\d{1,4}号(?=附件\s?\d{0,2}:?\s?\Z)")


def _without_numbers(folded: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Cut off the document's number where it stands before the mark of an attachment."""
    for start, end in spans:
        match = (
            _NUMBER_BEFORE.match(folded[start:end]) if end - start < _BOX_HEADING_CHARS else None
        )
        yield (start + match.end() if match else start), end


def _without_markdown(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a line without the sign it begins with; None when nothing is left."""
    match = _MARKDOWN.match(folded, start, end)
    start = match.end() if match else start
    return (start, end) if start < end else None


def _wrap_width(folded: str, spans: list[tuple[int, int]], page: _Printed) -> int | None:
    """Return the width at which lines were cut, when many end without punctuation at one width.

    Widths are those of print: a Latin letter or digit is half as wide as a Chinese character.
    """
    widths = Counter(
        [
            page.width(start, end)
            for start, end in spans
            if end - start >= _MIN_WRAPPED_CHARS and folded[end - 1] not in _TERMINAL
        ]
    )
    if not widths:
        return None
    width, _ = max(widths.items(), key=lambda item: (item[1], item[0]))
    near = sum(count for other, count in widths.items() if abs(other - width) <= _WIDTH_SLACK)
    return width if near >= _MIN_WRAP_EVIDENCE and near * 2 >= sum(widths.values()) else None


def _is_unfinished(folded: str, line: Line, wrap_width: int | None, page: _Printed) -> bool:
    if line.is_row or folded[line.end - 1] in _TERMINAL:
        return False
    words = folded[slice(*_without_mark(line))]
    if words.endswith((",", "、")) or _is_cut(line, wrap_width, page):
        return True
    if line.continues or line.mark is not None:
        return bool(_SENTENCE_MARK.search(words))
    return len(words) >= _MIN_WRAPPED_CHARS and bool(_CLAUSE_MARK.search(words))


def _is_cut(line: Line, wrap_width: int | None, page: _Printed) -> bool:
    """Tell whether a line is as wide as those that were cut."""
    return wrap_width is not None and (
        page.width(line.start, line.end) >= wrap_width - _WIDTH_SLACK
    )


def _without_mark(line: Line) -> tuple[int, int]:
    return (line.mark.end if line.mark else line.start), line.end


def _opens(
    folded: str,
    mark: Mark,
    line_end: int,
    unfinished: bool,
    last_value: dict[Family, tuple[int, int]],
    page: _Printed,
) -> bool:
    """Decide whether a mark opens a node or only stands at the start of a broken line."""
    family, value = mark.family, mark.value
    if family is Family.ATTACHMENT and mark.printed.endswith((":", "：")):
        return True
    if family is Family.BOX:
        return line_end - mark.start <= _BOX_HEADING_CHARS and folded[line_end - 1] not in "。;"
    if family in _ORDINAL_FAMILIES:
        if mark.end == line_end or page.spaced(mark.end):
            return True
        if _REFERENCE.match(folded, mark.end, line_end):
            return False
    if value == 1 or not unfinished:
        return True
    last, last_suffix = last_value.get(family, (0, 0))
    return value == last + 1 or (value == last and mark.suffix == last_suffix + 1)
