"""A clause text as paragraphs and tables, each cut into plain and marked pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.text.alignment import Span
from service.offsets import cut_at

Pieces = list[tuple[str, bool]]
"""Pieces of text, each with whether it is marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, or a table when it has rows; the first row is its header."""

    pieces: Pieces
    rows: list[list[Pieces]]

    @property
    def label(self) -> str:
        """The header of a table as one line."""
        cells = ("".join(text for text, _ in cell) for cell in self.rows[0])
        return " · ".join(cells)


def blocks(text: str, marks: Sequence[Span], *, start: int = 0) -> list[Block]:
    """Cut text[start:] into blocks; neighbouring lines `| cell | cell |` are one table."""
    found: list[Block] = []
    for line in _lines(text, start):
        if not is_row(text[line.start : line.end]):
            pieces = cut_at(text, marks, start=line.start, end=line.end)
            found.append(Block(pieces=pieces, rows=[]))
            continue
        row = [
            cut_at(text, marks, start=cell.start, end=cell.end)
            for cell in _cells(text, line.start, line.end)
        ]
        if found and found[-1].rows:
            found[-1].rows.append(row)
        else:
            found.append(Block(pieces=[], rows=[row]))
    return found


def is_row(line: str) -> bool:
    """Whether a line is a row of a table."""
    line = line.strip()
    return len(line) > 2 and line.startswith("|") and line.endswith("|")


def _lines(text: str, start: int) -> Iterator[Span]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield Span(start, end)
        start = end + 1


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    bars = [at for at in range(start, end) if text[at] == "|"]
    for left, right in pairwise(bars):
        cell = text[left + 1 : right]
        low = left + 1 + len(cell) - len(cell.lstrip())
        yield Span(low, max(low, left + 1 + len(cell.rstrip())))
