"""The figures that a Chinese sentence claims, and those that cited spans state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.figures.measures import extract_measures, fold
from ingest.records import Measure, MeasureKind
from service.answering.checking.bounds import bound_holds, bound_of
from service.answering.checking.quantities import Quantity, find_quantities, quantity_of
from service.answering.checking.sources import SupportSpan

Slice = tuple[int, int]

_BASE_BEFORE = re.compile(r"(?:由|从|原(?:来的?|为)?)\Z")
PIECE_END = re.compile(r"[,;。:()\n]")
"""Where one piece of a sentence ends; the words of a figure stand in its own."""
_FIGURE_END = re.compile(r"[,;。()、\n]")
_BRACKET = re.compile(
    r"(?:以[上下内](?:\d[\d,.]*[^\d,;。:()]{1,6}以[下内])?)? ?\(([^()\d]{2,40})\)"
)
"""The group behind a figure, or behind the range that it begins: 5%以上15%以下(虚报的)."""
_GROUP_WITH_FIGURE = re.compile(r"[^,;。()\d]{0,8}:|[^,;。()\d]{0,40}\):")
_SENTENCE_END = re.compile(r"[。;!?\n]")
_CHANGE_BY = re.compile(
    r"(?:压缩|压减|缩短|缩减|减少|精简|降低|下降|提高|提升|增加|扩大|增长|延长|上调|下调)(?:率|幅度?)?"
    r"(?:了|近|约|平均|累计|再|均|达到?|不低于|不少于|不超过|最[多少]|至少|超过)*\Z"
)
_LIST_REACH = 30


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that a sentence states."""

    quantity: Quantity
    written: str
    start: int
    measure: Measure | None
    """How the sentence types it; None for numbers that are no measure there."""
    words: str
    """For whom and of what, as the sentence types it; with the group before a colon."""
    piece: str
    """All words of the sentence that may belong to the figure."""
    baseline: bool = False
    bound: str = "="
    is_change: bool = False
    listed: bool = False
    """One of a row of figures, each of its own group: 博士、硕士分别5万元、3万元."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A typed figure of a cited span."""

    quantity: Quantity
    measure: Measure
    bounds: tuple[str, ...]
    """As it is typed, and as words sound: 最高支付限额500元 names what is 500."""
    is_change: bool
    """It says by how much something changes, not what it becomes: 缩短5天, not 缩短到5天."""

    def may_be(self, claimed: str, kind: MeasureKind | None = None) -> bool:
        """Say whether a sentence that gives the figure such a bound says what the source does."""
        return any(bound_holds(claimed, had, kind or self.measure.kind) for had in self.bounds)


def read_claims(sentence: str) -> tuple[Claim, ...]:
    """Return what a plain sentence claims in figures other than dates, in order."""
    typed = {m.start: m for m in extract_measures(sentence)}
    starts_from = {m.baseline for m in typed.values()}
    claims = []
    previous = 0
    for found in find_quantities(sentence):
        measure = typed.get(found.start)
        piece = _own_piece(sentence, previous, found.start)
        behind = _BRACKET.match(sentence, found.end)
        group = f",{behind[1]}" if behind else ""
        words = f"{measure.condition or ''},{measure.subject}" if measure else ""
        listed = _is_listed(sentence, found.start, words)
        near = PIECE_END.split(piece)[-1]
        claims.append(
            Claim(
                quantity=found.quantity,
                written=sentence[found.start : found.end],
                start=found.start,
                measure=measure,
                words=f"{_head(piece)},{words}{group}",
                piece=words if listed else f"{piece},{words}{group}",
                listed=listed or "分别" in piece,
                is_change=is_change(sentence[: found.start]),
                baseline=_BASE_BEFORE.search(near) is not None
                or (measure is None and str(found.quantity.value) in starts_from),
                bound=measure.comparator
                if measure and measure.comparator != "="
                else bound_of(near),
            )
        )
        # 一类、二类出口企业, 10千伏及以上用户:… and 保证金(三年未拖欠工资的企业): 50% are groups,
        # whatever their numerals count.
        if measure and not _GROUP_WITH_FIGURE.match(sentence, found.end):
            previous = found.end
    return tuple(claims)


def _own_piece(sentence: str, previous: int, start: int) -> str:
    """Return the words between two figures that belong to the second.

    What follows a figure up to the next comma is about that figure: 3个工作日内办结一般登记,….
    """
    words = sentence[previous:start]
    after = max((m.end() for m in _SENTENCE_END.finditer(words)), default=0)
    if after or not previous:
        return words[after:]
    comma = _FIGURE_END.search(words)
    return words[comma.end() :] if comma else words


def _head(piece: str) -> str:
    """Return the group that a colon sets before what is said of it: 高压用户:办电时间.

    In an English answer with its condition in brackets: 投标保证金(项目估算价): at most 2%.
    """
    head, colon, _ = piece.rpartition(":")
    if not colon:
        return ""
    if head.endswith(")"):
        return ",".join(PIECE_END.split(head[:-1])[-2:])
    return PIECE_END.split(head)[-1]


def _is_listed(sentence: str, start: int, words: str) -> bool:
    """博士、硕士分别5万元、3万元: the words between the figures do not tell them apart."""
    return "分别" in sentence[max(0, start - _LIST_REACH) : start] and len(words) > 1


def stated(spans: Sequence[SupportSpan]) -> tuple[Stated, ...]:
    """Return the typed figures of the spans, dates left out."""
    return tuple(
        Stated(quantity, measure, _stated_bounds(span, measure), _states_change(span, measure))
        for span in spans
        for measure in span.measures
        if (quantity := quantity_of(measure.value, measure.unit))
    )


def _states_change(span: SupportSpan, measure: Measure) -> bool:
    text = fold(span.clause.text) if span.clause else span.said
    return is_change(text[: measure.start])


def is_change(before: str) -> bool:
    """Say whether the words before a figure make it the size of a change."""
    return _CHANGE_BY.search(before.rstrip(": ")) is not None


def _stated_bounds(span: SupportSpan, measure: Measure) -> tuple[str, ...]:
    if measure.comparator != "=" or span.clause is None:
        return (measure.comparator,)
    before = [m.end for m in span.clause.measures if m.end <= measure.start]
    words = fold(span.clause.text[max(before, default=0) : measure.start])
    sounds = (bound_of(PIECE_END.split(words)[-1]), bound_of(measure.subject))
    return (measure.comparator, *sounds)


def sentence_of(text: str, position: int) -> tuple[int, int]:
    """Return the sentence of a text in which a position stands."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= position), default=0)
    return start, min((end for end in ends if end > position), default=len(text))


def bare_numbers(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    """Yield the digits of a text outside the slices taken, with where they start."""
    for match in re.finditer(r"\d+(?:,\d{3})*(?:\.\d+)?", text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield match[0].replace(",", ""), match.start()
