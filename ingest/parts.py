"""The parts of a clause: items, paragraphs, table rows and sentences, each with its span."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.lines import Line
from ingest.outline import Node
from ingest.records import Part, PartKind

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
    parts: list[Part] = []
    if items:
        offsets = {place.line.start: place for place in places}
        parts.extend(_items(offsets, items))
    rows = [place for place in places if place.line.is_row]
    if rows:
        parts.extend(_rows(text, places))
    if len(places) > 1:
        parts.extend(_paragraphs(text, places))
    parts.extend(_sentences(text, rows))
    if len(parts) > 1:
        parts.sort(key=_reading_order)
        parts = [
            part
            for at, part in enumerate(parts)
            if not at or part.start != parts[at - 1].start or part != parts[at - 1]
        ]
    return tuple(parts)


def _reading_order(part: Part) -> tuple[int, int, str]:
    return part.start, -part.end, part.kind


def _items(offsets: dict[int, LinePlace], items: Sequence[Node]) -> Iterator[Part]:
    for node in items:
        lines = node.all_lines()
        start = offsets[lines[0].start].offset
        end = offsets[lines[-1].start].end
        yield Part(kind=PartKind.ITEM, start=start, end=end, number=node.number)


def _rows(text: str, places: Sequence[LinePlace]) -> Iterator[Part]:
    header = ""
    previous: LinePlace | None = None
    for place in places:
        if not place.line.is_row:
            previous = None
            continue
        if previous is None:
            header = text[place.offset : place.end]
        yield Part(
            kind=PartKind.ROW,
            start=place.offset,
            end=place.end,
            context=header if previous is not None else "",
        )
        previous = place


def _paragraphs(text: str, places: Sequence[LinePlace]) -> Iterator[Part]:
    starts = [place for place in places if not place.line.continues and not place.line.is_row]
    if len(starts) < 2:
        return
    for place in starts:
        end = text.find("\n", place.offset)
        yield Part(kind=PartKind.PARAGRAPH, start=place.offset, end=end if end >= 0 else len(text))


def _sentences(text: str, rows: Sequence[LinePlace]) -> Iterator[Part]:
    row_starts = [row.offset for row in rows]
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        if rows:
            at = bisect_right(row_starts, start) - 1
            if at >= 0 and rows[at].end > start:
                continue
        if not match[0].isspace():
            yield Part(kind=PartKind.SENTENCE, start=start, end=end)
