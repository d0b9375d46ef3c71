"""Text without marks, cut at paragraph ends into blocks of about the size of a clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.structure.lines import Line
from ingest.text.alignment import Span

_BLOCK_CHARS = 600
_BLOCK_HEADING_CHARS = 30


class Block(NamedTuple):
    """Lines that follow one another, with the heading above them, if they have one."""

    lines: list[Line]
    heading: Span | None

    @property
    def is_table(self) -> bool:
        """Whether it has nothing but rows."""
        return all(line.is_row for line in self.lines)


def split_blocks(lines: Sequence[Line], folded: str) -> Iterator[Block]:
    """Yield blocks that together hold all lines, in order.

    Args:
        lines: Without marks.
        folded: The text that they count in, with half-width punctuation.
    """
    block: list[Line] = []
    size, has_body = 0, False
    for at, line in enumerate(lines):
        fresh = not line.continues and not line.is_row
        is_heading = fresh and _is_heading(lines, at, folded)
        # Headings right after one another head the same text.
        if fresh and (size >= _BLOCK_CHARS or (is_heading and has_body)):
            yield _block(block, folded)
            block, size, has_body = [], 0, False
        block.append(line)
        has_body = has_body or not is_heading
        size += line.end - line.start
    if block:
        yield _block(block, folded)


def _block(lines: list[Line], folded: str) -> Block:
    first = lines[0]
    headed = len(lines) > 1 and _is_heading(lines, 0, folded)
    return Block(lines, Span(first.start, first.end) if headed else None)


def _is_heading(lines: Sequence[Line], at: int, folded: str) -> bool:
    line = lines[at]
    if line.is_row or line.end - line.start > _BLOCK_HEADING_CHARS or at + 1 == len(lines):
        return False
    if line.continues or lines[at + 1].continues:  # the beginning of a broken sentence
        return False
    return not any(char in "。,;:!" for char in folded[line.start : line.end])
