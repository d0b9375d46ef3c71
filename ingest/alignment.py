"""Texts whose every character knows its place in the raw text it was read from.

A clean text is the raw text with characters removed or replaced one by one, never inserted or
moved, so a position in one is found in the other and a quote is always a verbatim raw slice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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

    @classmethod
    def from_raw_spans(cls, spans: Iterable[tuple[int, int]]) -> Alignment:
        """Align a text made by joining raw slices in ascending order; touching slices merge."""
        runs: list[Run] = []
        text_start = run_start = run_end = 0
        for start, end in spans:
            if end <= start:
                continue
            if start != run_end or run_end == run_start:
                if run_end > run_start:
                    runs.append(Run(text_start, run_start, run_end - run_start))
                    text_start += run_end - run_start
                run_start = start
            run_end = end
        if run_end > run_start:
            runs.append(Run(text_start, run_start, run_end - run_start))
        return cls(tuple(runs))

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
        run = self.runs[bisect_right(self.runs, position, key=_text_start) - 1]
        return run.raw_start + position - run.text_start

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
        runs = []
        own = self.runs
        for at in range(max(bisect_right(own, start, key=_text_start) - 1, 0), len(own)):
            low, raw_start, length = own[at]
            if low >= end:
                break
            high = low + length
            if low < start:
                raw_start += start - low
                low = start
            if high > end:
                high = end
            if low < high:
                runs.append(Run(low - start, raw_start, high - low))
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

    def without(self, spans: Sequence[Span]) -> AlignedText:
        """Remove ascending, non-overlapping spans of this text."""
        if not spans:
            return self
        kept, position = [], 0
        for start, end in spans:
            kept.append(Span(position, start))
            position = end
        kept.append(Span(position, len(self.text)))
        return self.keeping(kept)

    def keeping(self, spans: Iterable[Span]) -> AlignedText:
        """Join ascending, non-overlapping spans of this text and drop the rest."""
        spans = [span for span in spans if span[1] > span[0]]
        if len(spans) == 1:
            return self.slice(*spans[0])
        raw_spans = _raw_pieces(self.alignment.runs, spans)
        return AlignedText(
            "".join(self.text[start:end] for start, end in spans),
            Alignment.from_raw_spans(raw_spans),
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


def _text_start(run: Run) -> int:
    return run.text_start


def _raw_pieces(runs: Sequence[Run], spans: Sequence[Span]) -> Iterable[tuple[int, int]]:
    """Walk runs and spans together, both ascending, from where the spans begin."""
    if not spans:
        return
    index = max(bisect_right(runs, spans[0].start, key=_text_start) - 1, 0)
    count = len(runs)
    for start, end in spans:
        while index < count and runs[index][0] + runs[index][2] <= start:
            index += 1
        for at in range(index, count):
            low, raw_start, length = runs[at]
            if low >= end:
                break
            shift, high = raw_start - low, low + length
            if low < start:
                low = start
            if high > end:
                high = end
            if low < high:
                yield low + shift, high + shift
