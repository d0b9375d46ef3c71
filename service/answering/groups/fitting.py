"""Which figures of a clause hold for the group that a question asks about.

A figure that is said of another class, range or exception than the question names is another
group's: it is no answer, however well the rest of its words fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ingest.records import Clause, Measure
from service.answering.groups.asked import AskedGroup
from service.answering.groups.classes import excluded, mentions, mentions_of
from service.answering.groups.general import is_general
from service.answering.groups.negations import (
    core,
    is_had,
    is_meant,
    left_out,
    shared_start,
)
from service.answering.groups.quantities import Quantity, group_quantities
from service.answering.groups.scopes import Scopes, is_threshold, scopes_of
from service.answering.groups.sums import are_alike

_OTHERS: Final = re.compile(r"其[他它余]|(?:一般|普通)(?=项目|工程|用户|客户|企业|事项|人员|家庭)")
_POLARITY: Final = "(?:有|需要?|涉及|无|没有|无需|不需要?|不涉及|非|免)"


@dataclass(slots=True)
class Verdict:
    """What the words around a figure say to a question's group."""

    misfits: bool = False
    fits: set[str] = field(default_factory=set)
    """The series and dimensions in which the figure is for the group asked about."""
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    quantities: dict[str, Quantity] = field(default_factory=dict)

    def judge(self, name: str, fits: bool) -> None:
        """Note whether the figure fits in one series or dimension."""
        if fits:
            self.fits.add(name)
        else:
            self.misfits = True


def of_group(measures: Sequence[Measure], clause: Clause, asked: AskedGroup) -> list[Measure]:
    """Return the figures that hold for the group asked about; all of them when none is named."""
    scopes = [scopes_of(measure, clause) for measure in measures]
    verdicts = [_verdict(one, clause, asked) for one in scopes]
    kept = [
        at
        for at, verdict in enumerate(verdicts)
        if not verdict.misfits and not _only_bounds(measures[at], clause, asked)
    ]
    fitted = set().union(*(verdicts[at].fits for at in kept)) if kept else set()
    if not fitted and any(verdict.misfits and verdict.classes for verdict in verdicts):
        kept = [at for at in kept if not _names_another(scopes[at], asked)]
    best = [scopes[at] for at in kept if verdicts[at].fits >= fitted]
    special = [measures[at] for at in kept if verdicts[at].fits >= fitted] if fitted else []
    kept = [
        at for at in kept if verdicts[at].fits >= fitted or not is_general(measures[at], special)
    ]
    kept = [at for at in kept if verdicts[at].fits >= fitted or not _stands_apart(scopes[at], best)]
    return [measures[at] for at in kept if not _is_wider(at, kept, verdicts, asked)]


def fits_group(measure: Measure, clause: Clause, asked: AskedGroup) -> bool:
    """Whether words around a figure say that it holds for the group asked about."""
    return bool(_verdict(scopes_of(measure, clause), clause, asked).fits)


def _stands_apart(scopes: Scopes, best: Iterable[Scopes]) -> bool:
    """Whether a figure beside those for the group asked about is for others.

    其他用户 stands beside 居民用户, and 高压用户 beside 低压居民用户 when 居民 is asked about.
    """
    if _OTHERS.search(scopes.own):
        return True
    mine = {m.series: m.classes for m in mentions(scopes.own)}
    return any(
        m.classes
        and mine.get(m.series, m.classes)
        and not m.classes & mine.get(m.series, m.classes)
        for one in best
        for m in mentions(one.own)
    )


def _names_another(scopes: Scopes, asked: AskedGroup) -> bool:
    """Whether a figure beside those of other classes has a group too, of which nobody asked.

    Who asks about 三级园 gets the figure of 省级示范园 no more than that of 二级园.
    """
    series = {*asked.wanted, *asked.unwanted, *asked.hinted}
    return any(m.classes and m.series not in series for m in mentions(scopes.own))


def is_of_others(text: str, asked: AskedGroup) -> bool | None:
    """Whether a text is said of another group than the question's; None if it does not tell."""
    scopes = Scopes(text, "", ())
    verdict = Verdict()
    _judge_classes(verdict, scopes, text, asked)
    _judge_quantities(verdict, scopes, asked)
    return verdict.misfits or (False if verdict.fits else None)


def _only_bounds(measure: Measure, clause: Clause, asked: AskedGroup) -> bool:
    """Whether a figure says from where a group begins, and the question names its own number."""
    return bool(asked.quantities) and is_threshold(measure, clause)


def _verdict(scopes: Scopes, clause: Clause, asked: AskedGroup) -> Verdict:
    verdict = Verdict()
    if asked.wanted or asked.unwanted or asked.hinted:
        _judge_classes(verdict, scopes, clause.text, asked)
    if asked.quantities:
        _judge_quantities(verdict, scopes, asked)
    if asked.left_out:
        _judge_left_out(verdict, scopes, clause, asked)
    _judge_exceptions(verdict, scopes, asked)
    return verdict


def _judge_classes(verdict: Verdict, scopes: Scopes, clause: str, asked: AskedGroup) -> None:
    for name in {*asked.wanted, *asked.unwanted, *asked.hinted}:
        wanted = asked.wanted.get(name) or _hint(name, clause, asked)
        unwanted = asked.unwanted.get(name, frozenset())
        named = _named(name, scopes)
        if named is None or not (wanted or unwanted):
            continue
        meant, left = named
        verdict.classes[name] = meant
        if wanted:
            verdict.judge(name, bool(wanted & meant) if meant else not wanted <= left)
        elif meant:
            verdict.judge(name, not meant <= unwanted)


def _hint(name: str, clause: str, asked: AskedGroup) -> frozenset[str]:
    """Return the classes hinted at, where the clause names them among others of their series."""
    hinted = asked.hinted.get(name)
    if not hinted:
        return frozenset()
    told = {c for m in mentions_of(name, clause) for c in m.classes}
    return hinted if len(told) > 1 else frozenset()


def _named(name: str, scopes: Scopes) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the classes that the nearest words name, and those that they leave out."""
    own, condition = (_classes(name, text) for text in (scopes.own, scopes.condition))
    if own and condition and own[0] & condition[0]:
        return own[0] & condition[0], own[1]  # 国家级、省级、市级分别…: each its own
    if own or condition:
        return own or condition
    return next((found for text in scopes.around if (found := _classes(name, text))), None)


def _classes(name: str, text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    named = mentions_of(name, text)
    if not named or not all(mention.classes for mention in named):
        return None
    out = excluded(text, mentions(text)) if left_out(text) else ()
    meant = frozenset[str]().union(*(m.classes for m in named if m not in out))
    return meant, frozenset[str]().union(*(m.classes for m in named if m in out))


def _judge_quantities(verdict: Verdict, scopes: Scopes, asked: AskedGroup) -> None:
    for dimension in {one.dimension for one in asked.quantities}:
        wanted = [one for one in asked.quantities if one.dimension == dimension]
        told = next(_told(dimension, scopes), ())
        if dimension == "money":
            told = tuple(t for t in told if any(are_alike(t, w, scopes, asked) for w in wanted))
        if told:
            meeting = [one for one in told if any(one.meets(want) for want in wanted)]
            verdict.judge(dimension, bool(meeting))
            if meeting:
                verdict.quantities[dimension] = meeting[0]


def _told(dimension: str, scopes: Scopes) -> Iterator[tuple[Quantity, ...]]:
    for text in (scopes.own, scopes.condition, *scopes.around):
        told = tuple(one for one in group_quantities(text) if one.dimension == dimension)
        if told:
            yield told


def _judge_left_out(verdict: Verdict, scopes: Scopes, clause: Clause, asked: AskedGroup) -> None:
    """不是重点排污单位: what is said of 重点排污单位 does not hold, what is said of 非… does."""
    said = f"{scopes.own}\n{scopes.condition}"
    for one in asked.left_out:
        words = shared_start(one.words, clause.text)
        if not words or mentions(words):
            continue
        if one.without and not re.search(_POLARITY + re.escape(words), clause.text):
            continue  # 没有办结 is no group, unless the clause tells 有 and 无 apart
        if words in said:
            verdict.judge(words, not is_meant(said, words))


def _judge_exceptions(verdict: Verdict, scopes: Scopes, asked: AskedGroup) -> None:
    """What a figure leaves out, it does not hold for: (不含高压用户), 除住宅项目外, 非居民."""
    for text in (scopes.own, scopes.condition):
        for one in left_out(text):
            words = core(one.words)
            if mentions(words) or words not in asked.text:
                continue
            if not one.without and is_meant(asked.text, words):
                verdict.judge(words, fits=False)
            elif one.without and is_had(asked.text, words):
                verdict.judge(words, fits=False)


def _is_wider(at: int, kept: Iterable[int], verdicts: Sequence[Verdict], asked: AskedGroup) -> bool:
    """Whether another figure fits more closely: for who is 85 80周岁以上, not 70周岁以上."""
    mine = verdicts[at]
    for other in kept:
        theirs = verdicts[other]
        for name in mine.fits & theirs.fits:
            wanted = asked.wanted.get(name, frozenset())
            classes, fewer = mine.classes.get(name), theirs.classes.get(name)
            if classes and fewer and wanted & classes <= fewer < classes:
                return True
            own, closer = mine.quantities.get(name), theirs.quantities.get(name)
            if own and closer and own is not closer and _is_closer(closer, own, asked):
                return True
    return False


def _is_closer(one: Quantity, other: Quantity, asked: AskedGroup) -> bool:
    points = [q for q in asked.quantities if q.dimension == one.dimension and not q.bounded]
    # 100毫米以下 and 100毫米及以上: the one that says so takes the 100.
    touching = {one.low, one.high} & {other.low, other.high} & {point.low for point in points}
    inside = one.within(other) and all(one.meets(point) for point in points)
    return inside or (bool(touching) and one.said and not other.said)
