from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.alignment import AlignedText, Span
from service.offsets import cut_at, merge_spans, text_span

RAW = "甲(jiǎ)乙丙 丁"
CLEAN = AlignedText.of(RAW).without([Span(1, 6), Span(8, 9)])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ((0, len(RAW)), "甲乙丙丁"),
        ((0, 1), "甲"),
        ((0, 7), "甲乙"),
        ((3, 8), "乙丙"),
        ((7, 10), "丙丁"),
    ],
)
def test_a_raw_span_is_found_in_the_clean_text(raw: tuple[int, int], expected: str) -> None:
    assert CLEAN.text == "甲乙丙丁"
    span = text_span(CLEAN.alignment, *raw)
    assert span is not None
    assert CLEAN.text[span.start : span.end] == expected


def test_a_raw_span_of_removed_noise_is_nowhere() -> None:
    assert text_span(CLEAN.alignment, 2, 5) is None
    assert text_span(CLEAN.alignment, 100, 200) is None


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda p: Span(*sorted(p)))))
def test_merged_spans_cover_the_same_characters_once(spans: list[Span]) -> None:
    merged = merge_spans(spans)
    covered = {at for span in spans for at in range(*span)}
    assert sorted(at for span in merged for at in range(*span)) == sorted(covered)
    assert all(left.end < right.start for left, right in itertools.pairwise(merged))


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.integers(0, 35), st.integers(0, 35)).map(lambda p: Span(*sorted(p)))),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_pieces_rejoin_to_the_window(text: str, spans: list[Span], a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    merged = merge_spans(spans)
    pieces = cut_at(text, merged, start=start, end=end)
    assert "".join(piece for piece, _ in pieces) == text[start:end]
    position = start
    for piece, marked in pieces:
        for at in range(position, position + len(piece)):
            assert marked == any(span.start <= at < span.end for span in merged)
        position += len(piece)
