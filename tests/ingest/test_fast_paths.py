"""What is read by a short cut is what the plain way reads."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable
from itertools import pairwise
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import NoClauses
from ingest.figures import wording
from ingest.figures.in_text import find_figures
from ingest.figures.measures import fold
from ingest.figures.places import figure_places
from ingest.metadata import validity
from ingest.pipeline import parse
from ingest.records import MeasureKind, RawDocument, Source
from ingest.structure.inline_marks import _FAMILIES, _items, split_items
from ingest.structure.lines import _Printed, read_lines
from ingest.structure.marks import Family
from ingest.text.alignment import AlignedText, Span
from ingest.text.cleaning import clean, fold_punctuation

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


FIGURES = st.sampled_from(
    "第 一 三 十 百 千 1 20 人 项 类 次 个 月 年 日 季度 元 万 条 至 、 或 半 分之 当日 办结 内 前 底 末 旬 每 本 以上 每年 的 超过 不少于 "
    "工作日 / % 。 ，".split()
)


@given(st.lists(FIGURES, max_size=12).map("".join))
@settings(max_examples=500)
def test_what_holds_no_place_of_a_figure_holds_no_figure(text: str) -> None:
    if not figure_places(text):
        assert find_figures(fold(text)) == []


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
    assert [twice.alignment.raw_offset(at) for at in range(len(twice))] == offsets
    breaks = sum(after != before + 1 for before, after in pairwise(offsets))
    assert len(twice.alignment.runs) == (breaks + 1 if offsets else 0)


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


@given(st.text(st.sampled_from("（）；：，．！％“”。、〔〕∶｡､︰﹐－～ 甲a1"), max_size=59))
def test_a_short_text_folds_as_a_long_one(text: str) -> None:
    assert fold_punctuation(text) == fold_punctuation(text + "。" * 60)[: len(text)]


@pytest.mark.parametrize(
    ("pattern", "ends"),
    [
        (wording.VERB_TAIL, wording._VERB_TAIL_ENDS),
        (wording._CHANGES, wording._CHANGE_ENDS),
        (wording._PROCESS, wording._PROCESS_ENDS),
        (wording._CONDITIONAL, wording._CONDITION_ENDS),
        (wording.GROUP_END, wording._GROUP_ENDS),
        (wording._TIME_QUANTITY, wording._TIME_ENDS),
    ],
)
def test_the_ends_of_a_pattern_are_all_it_can_end_with(
    pattern: re.Pattern[str], ends: frozenset[str]
) -> None:
    assert _last_characters(_parser.parse(pattern.pattern)) == (ends, False)


def _last_characters(items: Iterable[Any]) -> tuple[frozenset[str], bool]:
    """Return what a parsed pattern can end with, and whether it can be empty."""
    found: frozenset[str] = frozenset()
    for code, value in reversed(list(items)):
        chars, may_be_empty = _last_of(code, value)
        found |= chars
        if not may_be_empty:
            return found, False
    return found, True


def _last_of(code: Any, value: Any) -> tuple[frozenset[str], bool]:
    if code is codes.LITERAL:
        return frozenset(chr(value)), False
    if code in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
        return frozenset(), True
    if code is codes.IN:
        assert all(kind is codes.LITERAL for kind, _ in value)
        return frozenset(chr(char) for _, char in value), False
    if code is codes.SUBPATTERN:
        return _last_characters(value[3])
    if code is codes.BRANCH:
        branches = [_last_characters(branch) for branch in value[1]]
        return frozenset().union(*(chars for chars, _ in branches)), any(e for _, e in branches)
    assert code is codes.MAX_REPEAT
    chars, may_be_empty = _last_characters(value[2])
    return chars, may_be_empty or value[0] == 0


@given(
    st.lists(st.sampled_from("1. 2. (一) (二) 加强宣传 严格考核 。 ； \n".split(" "))).map("".join)
)
def test_a_line_of_one_sentence_has_no_further_item(text: str) -> None:
    text = text.replace("；", ";")
    lines = read_lines(AlignedText.of(text), text, text)
    items = [
        item
        for line in lines
        for item in (
            _items(line, line.mark, text, text)
            if line.mark is not None and line.mark.family in _FAMILIES
            else [line]
        )
    ]
    assert split_items(lines, text, text) == items


@pytest.mark.parametrize("kind", [Family, MeasureKind])
def test_a_look_up_by_kind_calls_no_python(kind: type) -> None:
    own: list[object] = [int.__hash__, str.__hash__]
    assert kind.__hash__ in own


@pytest.mark.parametrize("enabled", [True, False])
def test_reading_leaves_the_collector_as_it_was(enabled: bool) -> None:
    source = Source(uri="a.txt", name="a.txt", sha256="0")
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        parse(RawDocument(source=source, text="第一条 市场主体应当公开信息。"))
        with pytest.raises(NoClauses):
            parse(RawDocument(source=source, text=" "))
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
