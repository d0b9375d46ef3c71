"""The parts of a clause: items, paragraphs, table rows and sentences, each with its span."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ingest.lines import Line
from ingest.outline import Node
from ingest.records import Part, PartKind

# Sentences without marks at their end run to the end of the line.
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”』」’》）)]*|[。！？!?]+")


class LinePlace(NamedTuple):
    """A line and the offset in the clause text where it begins."""

    line: Line
    offset: int

    @property
    def end(self) -> int:
        """Offset in the clause text where it ends."""
        return self.offset + self.line.end - self.line.start


def read_parts(text: str, places: Sequence[LinePlace], items: Sequence[Node]) -> tuple[Part, ...]:
    """Return the parts of a clause in reading order, larger before smaller.

    Args:
        text: The clause text.
        places: Its lines and where they stand in `text`.
        items: The outline nodes inside the clause, each an item with its own mark.
    """
    rows = [place for place in places if place.line.is_row]
    parts = _sentences(text, rows)
    if len(places) > 1:
        parts += _paragraphs(text, places)
        if items:
            parts += _items({place.line.start: place for place in places}, items)
        if rows:
            parts += _rows(text, places)
        parts.sort(key=_reading_order)
        parts = [part for part, _ in groupby(parts)]
    return tuple(parts)


def _reading_order(part: Part) -> tuple[int, int, str]:
    return part[1], -part[2], part[0]


def _items(offsets: dict[int, LinePlace], items: Sequence[Node]) -> Iterator[Part]:
    for node in items:
        start = offsets[node.lines[0].start].offset
        end = offsets[node.last_line().start].end
        yield Part(PartKind.ITEM, start, end, node.number)


def _rows(text: str, places: Sequence[LinePlace]) -> Iterator[Part]:
    header = ""
    previous: LinePlace | None = None
    for place in places:
        if not place.line.is_row:
            previous = None
            continue
        if previous is None:
            header = text[place.offset : place.end]
        context = header if previous is not None else ""
        yield Part(PartKind.ROW, place.offset, place.end, context=context)
        previous = place


def _paragraphs(text: str, places: Sequence[LinePlace]) -> Iterator[Part]:
    starts = [offset for line, offset in places if not line.continues and not line.is_row]
    if len(starts) < 2:
        return
    for start in starts:
        end = text.find("\n", start)
        yield Part(PartKind.PARAGRAPH, start, end if end >= 0 else len(text))


def _sentences(text: str, rows: Sequence[LinePlace]) -> list[Part]:
    spans = [match.span() for match in _SENTENCE.finditer(text)]
    if rows:
        starts = [row.offset for row in rows]
        spans = [
            span
            for span in spans
            if (at := bisect_right(starts, span[0]) - 1) < 0 or rows[at].end <= span[0]
        ]
    kind = PartKind.SENTENCE
    return [Part(kind, start, end) for start, end in spans if not text[start:end].isspace()]
