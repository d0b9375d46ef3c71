"""The parts of a clause: items, paragraphs, table rows and sentences, each with its span."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import takewhile
from typing import NamedTuple, TypeAlias

from ingest.figures.pair_rows import holds_pairs
from ingest.records import Part, PartKind
from ingest.structure.lines import Line
from ingest.structure.outline import Node

# Sentences without marks at their end run to the end of the line.
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”』」’》）)】〕]*|[。！？!?]+")
# A bracket that closes in a sentence in which it did not open: 【参保满6个月。须连续缴费】.
_CLOSES_LATER = re.compile(r"[。！？!?][^。！？!?\n（(【〔）)】〕]+(?P<closer>[）)】〕])")
_OPENERS = {"）": "（", ")": "(", "】": "【", "〕": "〔"}
_BRACKET_REACH = 300


class LinePlace(NamedTuple):
    """A line and the offset in the clause text where it begins."""

    line: Line
    offset: int

    @property
    def end(self) -> int:
        """Offset in the clause text where it ends."""
        return self.offset + self.line.end - self.line.start


line_place: Callable[[tuple[Line, int]], LinePlace] = partial(tuple.__new__, LinePlace)
"""Makes a place of a tuple, in half the time of a call of `LinePlace`."""


def read_parts(text: str, places: Sequence[LinePlace], items: Sequence[Node]) -> tuple[Part, ...]:
    """Return the parts of a clause in reading order, larger before smaller.

    Args:
        text: The clause text, cleaned: no white space but spaces and newlines.
        places: Its lines and where they stand in `text`.
        items: The outline nodes inside the clause, each an item with its own mark.
    """
    rows = [place for place in places if place[0].is_row]
    kind, spans = PartKind.SENTENCE, _sentences(text, rows)
    if len(places) == 1:
        return tuple([_part((kind, start, end, None, "")) for start, end in spans])
    parts: list[_Found] = [(start, -end, kind, None, "") for start, end in spans]
    parts += _paragraphs(text, places)
    if items:
        parts += _items({place[0].start: place for place in places}, items)
    if rows:
        parts += _rows(text, places)
    parts.sort()
    return tuple([_part((kind, at, -end, mark, above)) for at, end, kind, mark, above in parts])


_Found: TypeAlias = tuple[int, int, PartKind, str | None, str]
"""A part as it sorts: start, end with a minus, kind, number, context. Plain tuples sort by
themselves and take a third of the time of a `Part`; a clause has five of them."""
_part: Callable[[tuple[PartKind, int, int, str | None, str]], Part] = partial(tuple.__new__, Part)


def _items(offsets: dict[int, LinePlace], items: Sequence[Node]) -> Iterator[_Found]:
    kind = PartKind.ITEM
    for node in items:
        start = offsets[node.lines[0].start].offset
        end = offsets[node.last_line().start].end
        yield start, -end, kind, node.number, ""


def _rows(text: str, places: Sequence[LinePlace]) -> Iterator[_Found]:
    header: str | None = None  # of the table that the line above is a row of
    for at, place in enumerate(places):
        if not place.line.is_row:
            header = None
            continue
        context = header or ""
        if header is None:
            header = _header(text, places[at:])
        yield place.offset, -place.end, PartKind.ROW, None, context


def _header(text: str, places: Sequence[LinePlace]) -> str:
    """Return the first row of a table, which explains the rows below it unless it holds pairs."""
    rows = [text[p.offset : p.end] for p in takewhile(lambda p: p.line.is_row, places)]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return "" if holds_pairs(cells) else rows[0]


def _paragraphs(text: str, places: Sequence[LinePlace]) -> list[_Found]:
    starts = [offset for line, offset in places if not (line.continues or line.is_row)]
    if len(starts) < 2:
        return []
    kind, find, length = PartKind.PARAGRAPH, text.find, len(text)
    ends = [find("\n", start) for start in starts]
    return [
        (start, -end if end >= 0 else -length, kind, None, "")
        for start, end in zip(starts, ends, strict=True)
    ]


def _sentences(text: str, rows: Sequence[LinePlace]) -> list[tuple[int, int]]:
    spans = [match.span() for match in _SENTENCE.finditer(text)]
    if len(spans) > 1:
        spans = _with_whole_brackets(text, spans)
    if rows:
        starts = [row.offset for row in rows]
        spans = [
            span
            for span in spans
            if (at := bisect_right(starts, span[0]) - 1) < 0 or rows[at].end <= span[0]
        ]
    if " " in text:
        spans = [(start, end) for start, end in spans if not text[start:end].isspace()]
    return spans


def _with_whole_brackets(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the sentences that one bracket holds, so that none is half a bracket."""
    for match in _CLOSES_LATER.finditer(text):
        stop, closer = match.start(), match["closer"]
        lowest = max(text.rfind("\n", 0, stop) + 1, stop - _BRACKET_REACH)
        opener = text.rfind(_OPENERS[closer], lowest, stop)
        if opener < 0 or text.find(closer, opener, stop) >= 0:
            continue
        first = bisect_right(spans, (opener, len(text))) - 1
        last = bisect_right(spans, (match.end() - 1, len(text))) - 1
        spans[first : last + 1] = [(spans[first][0], spans[last][1])]
    return spans
