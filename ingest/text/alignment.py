"""Texts whose every character knows its place in the raw text it was read from.

A clean text is the raw text with characters removed or replaced one by one, never inserted or
moved, so a position in one is found in the other and a quote is always a verbatim raw slice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points: start inclusive, end exclusive."""

    start: int
    end: int


class Run(NamedTuple):
    """`length` characters at `text_start` of the text stand at `raw_start` of the raw text."""

    text_start: int
    raw_start: int
    length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The runs of a text, in order, without gaps on the text side."""

    runs: tuple[Run, ...]

    @classmethod
    def identity(cls, length: int, *, raw_start: int = 0) -> Alignment:
        """Align a text that is one contiguous raw slice beginning at `raw_start`."""
        return cls((Run(0, raw_start, length),) if length else ())

    @property
    def length(self) -> int:
        """The number of characters of the aligned text."""
        return self.runs[-1].text_start + self.runs[-1].length if self.runs else 0

    def raw_offset(self, position: int) -> int:
        """Return the raw offset of the character at `position` of the text.

        Raises:
            IndexError: If `position` is outside the text.
        """
        if not 0 <= position < self.length:
            raise IndexError(f"position {position} is outside a text of {self.length} characters")
        text_start, raw_start, _ = self.runs[bisect_right(self.runs, (position, _LATER)) - 1]
        return raw_start + position - text_start

    def raw_span(self, start: int, end: int) -> Span:
        """Return the smallest raw span that holds text[start:end], removed noise included."""
        if start >= end:
            at = self.raw_offset(start) if start < self.length else self._raw_end()
            return Span(at, at)
        return Span(self.raw_offset(start), self.raw_offset(end - 1) + 1)

    def raw_spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the contiguous raw pieces of text[start:end], removed noise left out."""
        sliced = self.slice(start, end)
        return tuple(Span(run.raw_start, run.raw_start + run.length) for run in sliced.runs)

    def slice(self, start: int, end: int) -> Alignment:
        """Return the alignment of text[start:end], its text offsets counted from 0."""
        own = self.runs
        at = max(bisect_right(own, (start, _LATER)) - 1, 0)
        if at < len(own):
            low, raw_start, length = own[at]
            if low <= start < end <= low + length:
                return Alignment((_run((0, raw_start + start - low, end - start)),))
        runs = []
        for index in range(at, len(own)):
            low, raw_start, length = own[index]
            if low >= end:
                break
            high = low + length
            if low < start:
                raw_start += start - low
                low = start
            if high > end:
                high = end
            if low < high:
                runs.append(_run((low - start, raw_start, high - low)))
        return Alignment(tuple(runs))

    def _raw_end(self) -> int:
        return self.runs[-1].raw_start + self.runs[-1].length if self.runs else 0


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A text with its alignment to the raw text; `len(text) == alignment.length`."""

    text: str
    alignment: Alignment

    @classmethod
    def of(cls, raw: str) -> AlignedText:
        """Align a raw text with itself."""
        return cls(raw, Alignment.identity(len(raw)))

    def __len__(self) -> int:
        return len(self.text)

    def slice(self, start: int, end: int) -> AlignedText:
        """Return text[start:end], still aligned to the same raw text."""
        return AlignedText(self.text[start:end], self.alignment.slice(start, end))

    def without(self, spans: Sequence[tuple[int, int]]) -> AlignedText:
        """Remove ascending, non-overlapping spans of this text."""
        if not spans:
            return self
        starts, ends = zip(*spans, strict=True)
        return self.keeping(zip((0, *ends), (*starts, len(self.text)), strict=True))

    def keeping(self, spans: Iterable[tuple[int, int]]) -> AlignedText:
        """Join ascending, non-overlapping spans of this text and drop the rest."""
        spans = [span for span in spans if span[1] > span[0]]
        if len(spans) == 1:
            return self.slice(*spans[0])
        text = self.text
        return AlignedText(
            "".join([text[start:end] for start, end in spans]),
            Alignment(tuple(_kept_runs(self.alignment.runs, spans))),
        )

    def replaced(self, text: str) -> AlignedText:
        """Put another text of the same length in place of this one, character by character.

        Raises:
            ValueError: If the lengths differ.
        """
        if len(text) != len(self.text):
            raise ValueError(
                f"a replacement must keep the length: expected {len(self.text)}, found {len(text)}"
            )
        return AlignedText(text, self.alignment)


_LATER = 1 << 62
"""Sorts (position, _LATER) after the run that begins at the position, and before the next."""
_run: Callable[[tuple[int, int, int]], Run] = partial(tuple.__new__, Run)
"""Makes a run of a tuple; many are made, and calling `Run` takes twice as long."""


def _kept_runs(runs: Sequence[Run], spans: Sequence[tuple[int, int]]) -> list[Run]:
    """Return the runs of a text made by joining spans of another one, which are in order.

    Walks runs and spans together from where the spans begin; raw pieces that touch make one run.
    """
    kept: list[Run] = []
    if not spans or not runs:
        return kept
    index = max(bisect_right(runs, (spans[0][0], _LATER)) - 1, 0)
    low, raw_start, length = runs[index]
    text_start, raw_from, raw_end = 0, -1, -1  # the run that is being put together
    for start, end in spans:
        while length and low < end:
            if low + length > start:
                first = raw_start + (start - low if start > low else 0)
                last = raw_start + (end - low if end - low < length else length)
                if first != raw_end:
                    if raw_end > raw_from:
                        kept.append(_run((text_start, raw_from, raw_end - raw_from)))
                        text_start += raw_end - raw_from
                    raw_from = first
                raw_end = last
            if low + length >= end:
                break
            index += 1
            low, raw_start, length = runs[index] if index < len(runs) else _NO_RUN
    if raw_end > raw_from:
        kept.append(_run((text_start, raw_from, raw_end - raw_from)))
    return kept


_NO_RUN = Run(0, 0, 0)
