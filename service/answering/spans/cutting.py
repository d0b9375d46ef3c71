"""A long sentence cut to the pieces between commas that answer, with their conditions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Final

from ingest.records import Clause
from ingest.text.alignment import Span
from service.answering.found import trimmed
from service.answering.records import AskedKind, AskedQuestion
from service.answering.spans.completing import SAID_WHOLE, SHORT_CHARS
from service.answering.wording.cues import has_cue
from service.answering.wording.evidence import Topic, best_of

NARROWED_FROM_CHARS: Final = 60
NARROWED_SHARE: Final = 0.85
PIECES_MAX: Final = 3
_CONDITION_END: Final = re.compile(
    r"(?:的|后|时|下|外|者|起|[与和对由]|儿童|人员|学生|家庭|居民|职工|对象|用户|企业|单位)[,，]\Z"
)
"""Ends a condition, or whom a rule is about."""
_EXCEPTION: Final = re.compile(r"但|不过|除|否则|其中|并(?!处)|且|逾期")
_PREDICATE: Final = re.compile(
    r"享受|给予|予以|视[为同]|方可|即可|一律|均?(?:可以?|应当?|须)|不(?:得|予|再)|免"
)
"""Begins what a rule says of those whom it named before the comma."""
_CASE_END: Final = re.compile(r"的[,，]\Z")
_SETTLES_CASE: Final = re.compile(
    rf"{_PREDICATE.pattern}|[由按处]|责令|实[行施](?![^,，]{{0,24}}的)|负责|\d|[是为有]"
)
"""Says by itself what holds, not only in which case."""
_COMMA: Final = re.compile(r"[,，]")
_DOER: Final = re.compile(r"由|[牵领]头|负责(?![人同])|主管|承担|任[副组主]|统筹|受理")
CUE_BONUS: Final = 0.2
"""For a sentence with the words that an answer of the kind asked for has."""


def narrowed(
    clause: Clause, phrase: Span, asked: AskedQuestion, topic: Topic, given: Sequence[float]
) -> Span:
    """Return the pieces between commas that say nearly all a long sentence says to the question."""
    # English words hardly tell which piece names the one asked for.
    english = asked.normalized.isascii()
    long = phrase.end - phrase.start > NARROWED_FROM_CHARS
    if not long or asked.kind in SAID_WHOLE or (english and asked.kind is AskedKind.WHO):
        return phrase
    cuts = [phrase.start, *(m.end() for m in _COMMA.finditer(clause.text, *phrase)), phrase.end]

    def score(start: int, end: int) -> float:
        cue = CUE_BONUS if has_cue(clause, [Span(start, end)], asked) else 0.0
        # What the heading says need not be said again: 新设企业首套印章免费 under 开办企业.
        return topic.weighed(best_of(topic.covers(clause.text[start:end]), given)) + cue

    least = NARROWED_SHARE * score(*phrase)
    settled = partial(_settles, clause, asked)
    wanted = settled(phrase)
    for size in range(1, min(PIECES_MAX, len(cuts) - 2) + 1):
        windows = list(zip(cuts, cuts[size:], strict=False))
        if wanted:  # what settles the question is never cut off
            windows = [window for window in windows if settled(Span(*window))]
        best = max(windows, key=lambda w: (score(*w), -w[0]), default=None)
        if best is None:
            continue
        if best[1] - best[0] >= SHORT_CHARS and score(*best) >= least:
            return trimmed(clause.text, *_whole_thought(clause.text, cuts, best))
    return phrase


def _settles(clause: Clause, asked: AskedQuestion, span: Span) -> bool:
    if asked.kind is AskedKind.WHO:
        return _DOER.search(clause.text, *span) is not None
    return has_cue(clause, [span], asked)


def _whole_thought(text: str, cuts: Sequence[int], window: tuple[int, int]) -> tuple[int, int]:
    """Widen a window by the conditions before it and the exception after it."""
    first, last = cuts.index(window[0]), cuts.index(window[1])
    while first and _CONDITION_END.search(text, cuts[first - 1], cuts[first]):
        first -= 1
    while last + 1 < len(cuts) and (
        _EXCEPTION.match(text, cuts[last])
        or _CONDITION_END.search(text, cuts[first], cuts[last])
        or _is_left_open(text, cuts[first], cuts[last])
        or _is_of_condition(text, cuts[first : last + 1], cuts[last:])
    ):
        last += 1
    return cuts[first], cuts[last]


def _is_left_open(text: str, start: int, end: int) -> bool:
    """Whether a rule names somebody up to a comma and says only after it what they have."""
    return _PREDICATE.match(text, end) is not None and not _PREDICATE.search(text, start, end)


def _is_of_condition(text: str, window: Sequence[int], rest: Sequence[int]) -> bool:
    """Whether a window only begins a case that a piece after it ends: 虚报，隐瞒的，罚款."""
    settles = _SETTLES_CASE.search(text, window[0], window[-1])
    later = any(_CASE_END.search(text, start, end) for start, end in pairwise(rest))
    return settles is None and later
