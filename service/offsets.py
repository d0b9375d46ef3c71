"""From raw offsets to clause offsets: where a quote stands in the clean text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.text.alignment import Alignment, Span


def text_span(alignment: Alignment, raw_start: int, raw_end: int) -> Span | None:
    """Return the part of the aligned text that lies in raw[raw_start:raw_end], if any does."""
    low, high = None, 0
    for run in alignment.runs:
        start = max(run.raw_start, raw_start)
        end = min(run.raw_start + run.length, raw_end)
        if start >= end:
            continue
        shift = run.text_start - run.raw_start
        low = start + shift if low is None else low
        high = end + shift
    return None if low is None else Span(low, high)


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """Sort spans and join those that touch or overlap; empty ones are dropped."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def cut_at(
    text: str, spans: Sequence[Span], *, start: int = 0, end: int | None = None
) -> list[tuple[str, bool]]:
    """Cut text[start:end] into pieces, each with whether it lies in one of the spans.

    Args:
        text: The text that the spans count in.
        spans: Ascending and not overlapping; parts outside the window are ignored.
        start: Where the window begins.
        end: Where it ends; the end of the text when not given.
    """
    end = len(text) if end is None else end
    pieces: list[tuple[str, bool]] = []
    position = start
    for span in spans:
        low, high = max(span.start, position), min(span.end, end)
        if low >= high:
            continue
        if low > position:
            pieces.append((text[position:low], False))
        pieces.append((text[low:high], True))
        position = high
    if position < end:
        pieces.append((text[position:end], False))
    return pieces
