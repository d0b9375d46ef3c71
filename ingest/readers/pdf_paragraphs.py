"""Lines to paragraphs: a line that fills its column and ends no sentence runs on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.readers.pdf_lines import Line, join_text
from ingest.readers.pdf_notes import begins_note
from ingest.readers.pdf_table_pages import with_tables_joined
from ingest.readers.pdf_tables import Table
from ingest.readers.tables import grid_lines

_SENTENCE_END = re.compile(r"[。！？；：.!?;:][”’」』）)]?$")
_MARKER = re.compile(
    r"(?:第[一二三四五六七八九十百千零〇\d]+[编篇章节条款]|[一二三四五六七八九十]+[、.．]"
    r"|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．](?!\d)|\d{1,2}\.\d{1,2}(?=[　 ]|[一-鿿])"
    r"|[①-⑳]|附件)"
)
_NUMBER_LINE = re.compile(r"[^\W\d_]{1,15}\s*[〔\[（(【]\d{4}[〕\]）)】]\s*第?\d{1,5}号")
"""The number of a document, which stands centred under a title that may fill the column."""
_OWN_LINE = re.compile(r"[(（]?(?:金额|计量)?单位[:：]|抄[送报][:：]|主题词[:：]")
"""What a table is in, which stands between its title and its rows; who gets copies."""
_PATH_LINE = re.compile(
    r"(?=.*(?:[>＞»]|首页))(?:您?(?:当前|现在)?的?(?:所在)?的?位置|首页)\s*[:：>＞»]"
)
"""Where a printed page stands on its site, above the title."""
_ENTRY_END = re.compile(
    r"(?:(?<![.…·⋯])[.…·⋯]{2,}+|(?<!-)-{6,}+|(?<!_)_{6,}+)\s*[(（]?\d{1,3}[)）]?$"
)
"""Dots up to a page number, in a table of contents; they reach the margin."""
_CLOSED = re.compile(r"[）)】〕」』]$")
_WORD = re.compile(r"[（(《〈“‘「『【〔\[]*(?:[A-Za-z0-9.,%]+|.)")
_NOT_FIRST = re.compile("[，。、；：！？）】》”’〕,.;:!?)]*")
_FULL_EMS = 1.6
"""Room left at the end of a full line, besides that of the word that did not fit."""
_MOSTLY_FULL = 0.6
_MOSTLY_FULL_ENDED = 0.85
"""Shares of its column that a line fills before it runs on to one without an indent, where
paragraphs are indented: one that stops inside a sentence, and one that stops at its end."""
_BRACKETED = re.compile(r"[（(][^）)]*[）)]")
_INDENT_EMS = 1.2
_MAX_INDENT_EMS = 4.0
"""A line that begins further in is centred or stands at the right: a title, a signature."""
_SIGNED = 0.45
"""Share of its column that stands empty before a signature or a date."""
_ROW_GAPS = 2
"""Wide gaps of a line that is a row: names side by side, several who sign."""
_MIN_LINES = 10
_SAME_MARGIN = 3.0
"""Points by which lines at one margin may begin apart."""
_SAME_SIZE = 0.15
_MAX_LEADING = 2.6
"""Distance between lines of a paragraph, in heights; official documents use 1.8."""


@dataclass(frozen=True, slots=True)
class _Column:
    """The margins of the text."""

    left: float
    right: float
    indents: bool
    """Whether paragraphs begin with an indent here, so that one without goes on."""


def text_of(items: Sequence[Line | Table]) -> str:
    """Write lines and tables in reading order as text, one line a paragraph or a row."""
    columns = _columns(item for item in items if isinstance(item, Line) and not item.is_note)
    written: list[str] = []
    notes: list[Line] = []
    previous: Line | None = None
    for item in with_tables_joined(items):
        if isinstance(item, Line) and item.is_note:
            notes.append(item)  # a paragraph may go on over the end of the page
            continue
        if isinstance(item, Line) and previous is not None and _runs_on(previous, item, columns):
            written[-1] = join_text(written[-1], item.text)
            previous = item
            continue
        written += _notes(notes)
        notes.clear()
        if isinstance(item, Table):
            written.extend(grid_lines(item.rows))
            previous = None
        else:
            written.append(item.text)
            previous = item
    return "\n".join([*written, *_notes(notes)])


def _notes(lines: Sequence[Line]) -> list[str]:
    """Write the notes of a page, one a line; each begins with its sign."""
    written: list[str] = []
    for line in lines:
        if written and not begins_note(line.text, after=written[-1]):
            written[-1] = join_text(written[-1], line.text)
        else:
            written.append(f"注：{line.text}")
    return written


def _columns(lines: Iterable[Line]) -> dict[tuple[int, int], _Column]:
    """Measure the margins of each column over all pages of a size."""
    by_column: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        by_column[line.sheet, line.column].append(line)
    columns = {}
    for place, members in by_column.items():
        lefts = sorted(line.box.left for line in members)
        rights = sorted(line.box.right for line in members)
        # The outermost twentieth may stick out: hanging punctuation, a stamp, a wide table.
        left, right = _margin(lefts), rights[-1 - len(rights) // 20]
        indented = sum(1 for line in members if _is_indented(line, left))
        columns[place] = _Column(left, right, indents=indented >= max(2, len(members) // 20))
    return columns


def _margin(lefts: Sequence[float]) -> float:
    """Return where lines begin, the outermost twentieth and a single one that sticks out aside."""
    first = len(lefts) // 20
    is_alone = len(lefts) >= _MIN_LINES and lefts[first + 1] - lefts[first] > _SAME_MARGIN
    return lefts[first + 1] if is_alone else lefts[first]


def _runs_on(line: Line, following: Line, columns: dict[tuple[int, int], _Column]) -> bool:
    """Whether the line after continues the paragraph."""
    column = columns[line.sheet, line.column]
    next_column = columns[following.sheet, following.column]
    if abs(line.size - following.size) > _SAME_SIZE * line.size or _is_far(line, following):
        return False
    if _OWN_LINE.match(following.text):
        return False
    if _NUMBER_LINE.fullmatch(following.text) or _NUMBER_LINE.fullmatch(line.text):
        return False
    if _ENTRY_END.search(line.text) or _PATH_LINE.match(line.text) or line.gaps >= _ROW_GAPS:
        return False
    if line.box.left - column.left > _SIGNED * (column.right - column.left):
        return False
    ended = _SENTENCE_END.search(line.text) is not None
    marked = _MARKER.match(following.text) is not None
    if marked and (ended or _CLOSED.search(line.text)):
        return False
    full = column.right - line.box.right <= _FULL_EMS * line.size + _first_word(following)
    if _is_indented(following, next_column.left):
        # Indented: a new paragraph, a centred or signed line, or the hanging text of an item.
        hangs = line.box.left <= following.box.left + line.size / 2
        begins = line.box.left - column.left <= _MAX_INDENT_EMS * line.size
        return full and not ended and not marked and hangs and begins
    if not column.indents or marked:
        return full and not ended
    centred = line.box.left - column.left > _MAX_INDENT_EMS * line.size
    if _BRACKETED.fullmatch(line.text) or (centred and not full):
        return False
    needed = _MOSTLY_FULL_ENDED if ended else _MOSTLY_FULL
    return full or line.box.right - column.left >= needed * (column.right - column.left)


def _is_far(line: Line, following: Line) -> bool:
    """Whether the next line of the page stands lower than the lines of one paragraph do."""
    if line.page != following.page or line.column != following.column:
        return False
    return line.middle - following.middle > _MAX_LEADING * line.size


def _first_word(line: Line) -> float:
    """Return about how wide the piece is that could not be left on the line before."""
    word = _WORD.match(line.text)
    end = word.end() if word else 0
    tail = _NOT_FIRST.match(line.text, end)
    piece = line.text[: tail.end() if tail else end]
    return sum(line.size / 2 if char.isascii() else line.size for char in piece[1:])


def _is_indented(line: Line, left: float) -> bool:
    return line.box.left - left > _INDENT_EMS * line.size
