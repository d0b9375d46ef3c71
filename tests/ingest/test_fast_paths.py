"""What is read by a short cut is what the plain way reads."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import validity
from ingest.alignment import AlignedText, Alignment, Span
from ingest.cleaning import clean
from ingest.lines import _Printed

PIECES = st.sampled_from(
    "自 从 于 起 之日 发布 公布 印发 颁布 施行 实施 执行 2020年1月1日 二〇二〇年一月一日 2021-3-4 本办法 "
    "本规定 后 30日 。 ， 试行 至 到 — 止 有效期 年".split()
)
MARKED = st.lists(st.sampled_from(["第一条", "（一）", " ", "\u3000", "\t", "\u200b", "\n", "文"]))


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=300)
def test_days_in_force_are_found_where_the_pattern_finds_them(text: str) -> None:
    found = [match.span() for match in validity._effective(text)]
    assert found == [match.span() for match in validity._EFFECTIVE.finditer(text)]


@given(st.lists(PIECES, max_size=14).map("".join))
def test_a_text_with_a_last_day_or_a_period_is_not_passed_over(text: str) -> None:
    patterns = (validity._UNTIL, validity._PERIOD, validity._FROM_TO)
    if any(pattern.search(text) for pattern in patterns):
        assert validity._names_last_day(text)


@given(st.lists(st.booleans(), max_size=40), st.lists(st.booleans(), max_size=40))
def test_runs_of_what_is_kept_are_those_of_its_characters(
    first: list[bool], second: list[bool]
) -> None:
    raw = "".join(chr(0x4E00 + at) for at in range(len(first)))
    once = AlignedText.of(raw).keeping(_spans(first))
    twice = once.keeping(_spans(second[: len(once)]))
    kept = [at for at, keep in zip(range(len(once)), second, strict=False) if keep]
    offsets = [once.alignment.raw_offset(at) for at in kept]
    assert twice.text == "".join(raw[at] for at in offsets)
    assert twice.alignment == Alignment.from_raw_spans([(at, at + 1) for at in offsets])


def _spans(kept: list[bool]) -> list[Span]:
    """Return spans of what is kept; some touch, some are empty."""
    return [Span(at, at + keep) for at, keep in enumerate(kept)]


@given(MARKED.map("".join))
@settings(deadline=None)  # the first call loads the tables of cleaning
def test_white_space_before_a_place_is_that_of_the_raw_text(raw: str) -> None:
    text = clean(raw)
    page = _Printed(text, raw)
    for at in range(1, len(text)):
        offset = text.alignment.raw_offset(at)
        assert page.spaced(at) == raw[offset - 1].isspace()
