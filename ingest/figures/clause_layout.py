"""Where the sentences, pieces, brackets and lines of a clause are, read once for all look-ups."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.figures.item_marks import after_dotted_mark

_MARKS = re.compile(r"[。!?\n|;,:()〔〕]")
_SENTENCE_ENDS = frozenset("。!?\n|")
_PART_ENDS = _SENTENCE_ENDS | {";"}
_DOTTED = re.compile(r"\d{1,2}\.\d")
_CLOSERS = {")": "(", "〕": "〔"}
# A figure is explained by what stands near it; bounding the look keeps reading linear in length.
_MAX_CHARS = 160
_MAX_MARKS = 24


@dataclass(frozen=True, slots=True)
class Piece:
    """Words between two marks, without what stands in brackets between them."""

    text: str
    start: int
    mark: str
    """The mark that ends the piece."""


class ClauseLayout:
    """Marks of a folded clause text with the bracket that holds each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._positions: list[int] = []
        self._chars: list[str] = []
        self._opener: list[int] = []  # of a closing bracket: the index of its opening one
        self._within: list[int] = []  # index of the innermost bracket open after the mark, or -1
        self._read(text)
        marks = zip(self._positions, self._chars, strict=True)
        self._part_ends = [at for at, char in marks if char in _PART_ENDS]
        self._ends = [at for at in self._part_ends if text[at] != ";"]
        self._breaks = [at for at in self._ends if text[at] == "\n"]

    def _read(self, text: str) -> None:
        self._positions = [match.start() for match in _MARKS.finditer(text)]
        self._chars = [text[at] for at in self._positions]
        self._opener = [-1] * len(self._chars)
        self._within = self._opener.copy()
        if "(" not in text and "〔" not in text:
            return
        open_brackets: list[int] = []
        for index, char in enumerate(self._chars):
            if char in "(〔":
                open_brackets.append(index)
            elif char in _CLOSERS and open_brackets:
                self._opener[index] = open_brackets.pop()
            elif char == "\n":
                open_brackets.clear()
            if open_brackets:
                self._within[index] = open_brackets[-1]

    def sentence(self, position: int) -> int:
        """Return the number of the sentence that holds the position."""
        return bisect_left(self._ends, position)

    def part(self, position: int) -> int:
        """Return the number of the part, between semicolons too, that holds the position."""
        return bisect_left(self._part_ends, position)

    def line(self, position: int) -> tuple[int, int]:
        """Return the number of the line that holds the position, and where it starts."""
        number = bisect_left(self._breaks, position)
        return number, self._breaks[number - 1] + 1 if number else 0

    @property
    def last_line(self) -> int:
        """The number of the last line."""
        return len(self._breaks)

    def line_end(self, number: int) -> int:
        """Return where the line of that number ends."""
        return self._breaks[number] if number < len(self._breaks) else len(self.text)

    def line_start(self, number: int) -> int:
        """Return where the line of that number starts."""
        return self._breaks[number - 1] + 1 if number else 0

    def bracket(self, position: int) -> int | None:
        """Return where the innermost bracket open at the position opens."""
        at = bisect_left(self._positions, position) - 1
        within = self._within[at] if at >= 0 else -1
        return self._positions[within] if within >= 0 else None

    def pieces_before(self, position: int) -> Iterator[Piece]:
        """Yield the pieces of the same bracket level before a position, the nearest first.

        The first is the piece that the position ends. Stops at the start of the sentence, of the
        bracket, and at a semicolon.
        """
        at = bisect_left(self._positions, position) - 1
        stop, mark = position, ""
        slices: list[tuple[int, int]] = []
        lowest = max(0, position - _MAX_CHARS)
        for _ in range(_MAX_MARKS):
            previous = self._positions[at] if at >= 0 else -1
            char = self._chars[at] if at >= 0 else "\n"
            slices.append((max(previous + 1, lowest), stop))
            if char in _CLOSERS and at >= 0 and self._opener[at] >= 0:
                at = self._opener[at]
                stop = self._positions[at]
                at -= 1
                if stop <= lowest:
                    break
                continue
            yield self._piece(slices, mark)
            if at < 0 or previous < lowest or char in _SENTENCE_ENDS or char in ";(〔":
                return
            slices, stop, mark = [], previous, char
            at -= 1
        if slices:
            yield self._piece(slices, mark)

    def _piece(self, slices: list[tuple[int, int]], mark: str) -> Piece:
        start, end = slices[-1]
        if mark == "," and (not start or self.text[start - 1] == "\n"):
            dotted = _DOTTED.match(self.text, start)
            start = after_dotted_mark(self.text, start, dotted.end()) if dotted else start
            slices[-1] = (start, end)
        if len(slices) == 1:
            return Piece(self.text[start:end], start, mark)
        words = "".join([self.text[low:high] for low, high in reversed(slices) if low < high])
        return Piece(words, start, mark)
