from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.alignment import AlignedText, Alignment, Span


@st.composite
def texts_with_cuts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    raw = draw(st.text(max_size=60))
    points = sorted(draw(st.lists(st.integers(0, len(raw)), max_size=8)))
    return raw, [Span(*pair) for pair in zip(points[::2], points[1::2], strict=False)]


@given(texts_with_cuts())
def test_what_is_kept_still_slices_the_raw_text(case: tuple[str, list[Span]]) -> None:
    raw, cuts = case
    text = AlignedText.of(raw).without(cuts)
    assert len(text.text) == text.alignment.length
    assert all(raw[text.alignment.raw_offset(at)] == char for at, char in enumerate(text.text))
    assert "".join(raw[start:end] for start, end in text.alignment.raw_spans(0, len(text))) == (
        text.text
    )


@given(texts_with_cuts(), st.data())
def test_a_slice_of_a_slice_points_to_the_same_characters(
    case: tuple[str, list[Span]], data: st.DataObject
) -> None:
    raw, cuts = case
    text = AlignedText.of(raw).without(cuts)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = text.slice(start, end)
    assert part.text == text.text[start:end]
    assert [part.alignment.raw_offset(at) for at in range(len(part))] == [
        text.alignment.raw_offset(at) for at in range(start, end)
    ]


@given(texts_with_cuts())
def test_removing_twice_equals_removing_the_union(case: tuple[str, list[Span]]) -> None:
    raw, cuts = case
    once = AlignedText.of(raw).without(cuts)
    twice = once.keeping([Span(0, len(once))])
    assert twice == once


def test_a_raw_span_covers_the_noise_between_its_ends() -> None:
    text = AlignedText.of("a--b").without([Span(1, 3)])
    assert text.text == "ab"
    assert text.alignment.raw_span(0, 2) == Span(0, 4)
    assert text.alignment.raw_spans(0, 2) == (Span(0, 1), Span(3, 4))


def test_an_empty_range_stands_where_its_text_would() -> None:
    text = AlignedText.of("xxab").without([Span(0, 2)])
    assert text.alignment.raw_span(0, 0) == Span(2, 2)
    assert text.alignment.raw_span(2, 2) == Span(4, 4)
    assert Alignment(()).raw_span(0, 0) == Span(0, 0)


def test_a_position_outside_the_text_is_refused() -> None:
    with pytest.raises(IndexError, match="position 2 is outside a text of 2 characters"):
        AlignedText.of("ab").alignment.raw_offset(2)


def test_a_replacement_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="expected 2, found 3"):
        AlignedText.of("ab").replaced("abc")
