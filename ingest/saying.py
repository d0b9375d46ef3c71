"""Say of each figure what it measures and when it holds, from the sentence it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest import wording
from ingest.bounds import Cluster, after_bound
from ingest.clause_layout import ClauseLayout, Piece
from ingest.figures import may_hold_figures
from ingest.records import MeasureKind
from ingest.table_rows import TableRows
from ingest.wording import Said

_JOIN = re.compile(r"、|或者?|和|并|且|以及|及(?!以)|,|;|至|到|,?其中")
_INTRO = re.compile(r"[^。;\n]{2,60}:\Z")
_ITEM = re.compile(r"\(?[一二三四五六七八九十\d]{1,3}[)、.]|[①-⑳]")
_LIST_ITEM = re.compile(r"[、和与及]")
_MAX_CONDITIONS = 3
_GIVEN = frozenset({MeasureKind.MONEY, MeasureKind.PERCENTAGE})
_UNIT_SUBJECTS = {"千伏": "电压", "kV": "电压", "KV": "电压", "周岁": "年龄", "岁": "年龄"}


class Reader:
    """Reads the figures of one clause in order; what one says is carried to the next."""

    def __init__(self, layout: ClauseLayout, heading: str) -> None:
        self._layout = layout
        self._heading = heading
        self._rows = TableRows(layout)
        self._carried: dict[MeasureKind, str] = {}
        self._sentence = -1
        self._groups: tuple[str, ...] = ()
        self._last: Said = Said()
        self._outer: dict[int, str | None] = {}

    def read(self, group: Cluster, previous: Cluster | None) -> list[Said]:
        """Return what the words say of each figure of a cluster."""
        row = self._rows.said(group.start)
        if row is not None:
            said = Said(row[0] or self._heading, row[1])
            return [said] * len(group.figures)
        self._enter(group.start)
        kind = group.figures[0].kind
        found = self._words(group, previous)
        subject = found.subject or self._carried.get(kind) or self._intro(group.start)
        if found.subject:
            self._carried[kind] = found.subject
        condition = self._completed(group, found.condition)
        said = Said(subject or self._heading, condition)
        self._last = found
        if len(group.figures) > 1 and not group.is_range:
            return self._aligned(group, said)
        return [said] * len(group.figures)

    def _enter(self, position: int) -> None:
        sentence = self._layout.sentence(position)
        if sentence != self._sentence:
            self._sentence = sentence
            self._carried.clear()
            self._groups = ()
            self._last = Said()

    def _words(self, group: Cluster, previous: Cluster | None) -> Said:
        """Read the words before and after a cluster."""
        pieces = list(self._layout.pieces_before(group.start))
        own, shares = self._own_words(group, previous, pieces[0])
        core, per = wording.take_per(wording.trimmed(own))
        earlier = self._earlier(pieces[1:])
        after = self._after(group)
        kind = group.figures[0].kind
        if kind is MeasureKind.DEADLINE:
            return self._due(core, after, earlier)
        said = _own_said(core, kind, after) if core else None
        if said is None:
            said = self._by_position(core, group, after, earlier, shares)
        elif not said.condition and earlier:
            said = Said(said.subject, earlier)
        if not said.subject and group.figures[0].unit in _UNIT_SUBJECTS:
            said = Said(_UNIT_SUBJECTS[group.figures[0].unit or ""], said.condition)
        condition = _joined(said.condition, per)
        return Said(wording.limited(said.subject), condition)

    def _own_words(
        self, group: Cluster, previous: Cluster | None, piece: Piece
    ) -> tuple[str, bool]:
        """Return the words of the figure's own piece, after what belongs to the figure before."""
        if previous is None or previous.end <= piece.start:
            return piece.text, False
        between = self._layout.text[previous.end : group.start]
        joint = _JOIN.search(between)
        if joint is None:
            return piece.text, False
        return between[joint.end() :], True

    def _after(self, group: Cluster) -> str:
        start = after_bound(self._layout.text, group.end)
        return self._layout.text[start : min(start + 24, len(self._layout.text))]

    def _earlier(self, pieces: Sequence[Piece]) -> str | None:
        """Return the pieces before the figure's own that say when or for whom it holds."""
        found: list[str] = []
        for piece in pieces[:_MAX_CONDITIONS]:
            words = wording.trimmed(piece.text) if piece.mark != ":" else ""
            if not words or len(words) > wording.MAX_WORDS:
                break
            figured = may_hold_figures(words) and re.search(r"\d", words)
            if wording.is_conditional(words):
                found.append(words.removesuffix("的"))
            elif not figured and not found and (
                wording.span_of_work(words) or wording.names_group(words)
            ):
                found.append(words)
                break
            else:
                break
        return ",".join(reversed(found)) or None

    def _due(self, core: str, after: str, earlier: str | None) -> Said:
        """A date: what has to be done by it."""
        words = re.split(r"[,;。()|:\n]", after, maxsplit=1)[0]
        action = wording.action(words)
        if action and len(words) >= 3:
            return Said(action, core if 0 < len(core) <= 16 else None)
        return Said("", None)

    def _by_position(
        self, core: str, group: Cluster, after: str, earlier: str | None, shares: bool
    ) -> Said:
        """Read words that name no quantity: a group, an actor, a thing, or nothing."""
        kind = group.figures[0].kind
        noun = _noun_after(kind, after)
        if noun:
            return Said(noun, _condition_of(core, kind) or earlier)
        if not core:
            return self._from_earlier(earlier)
        timed = wording.timed_from(core)
        if timed:
            return Said("", timed)
        if kind in _GIVEN or kind is MeasureKind.DURATION:
            if wording.names_group(core) or wording.is_conditional(core):
                return Said("", _joined(earlier, core.removesuffix("的")))
            if shares and not self._last.subject and self._last.condition:
                return Said("", core)
        if len(core) <= 20 and not wording.is_conditional(core):
            return Said(core, earlier)
        return Said("", earlier)

    def _from_earlier(self, earlier: str | None) -> Said:
        if earlier is None:
            return Said()
        work = wording.span_of_work(earlier)
        return work if work else Said("", earlier)

    def _completed(self, group: Cluster, condition: str | None) -> str | None:
        """Add the group that a bracket stands in, and what is left out directly after."""
        opener = self._layout.bracket(group.start)
        outer = self._outer_group(opener) if opener is not None else None
        end = after_bound(self._layout.text, group.end)
        left_out = wording.exception(self._layout.text[end : end + 48])
        whole = _joined(_joined(outer, condition), left_out)
        if opener is None:
            self._remember(group.start, condition)
        return whole if whole is None or len(whole) <= 2 * wording.MAX_WORDS else condition

    def _remember(self, position: int, condition: str | None) -> None:
        self._outer[self._sentence] = condition

    def _outer_group(self, opener: int) -> str | None:
        """Return for whom the figure before a bracket holds, without the work it times."""
        condition = self._outer.get(self._layout.sentence(opener))
        if condition is None:
            return None
        work = wording.span_of_work(condition)
        return work.condition if work and work.condition else condition

    def _intro(self, position: int) -> str:
        """Return the line that introduces a list, for figures in its items."""
        return ""

    def _aligned(self, group: Cluster, said: Said) -> list[Said]:
        """Give each value of a list its group: 博士、硕士分别5000元、2000元."""
        count = len(group.figures)
        groups = self._listed_groups(group.start, count) or (
            self._groups if len(self._groups) == count else ()
        )
        if not groups:
            return [Said(said.subject, None)] * count
        self._groups = groups
        return [Said(said.subject, name) for name in groups]

    def _listed_groups(self, position: int, count: int) -> tuple[str, ...]:
        text = self._layout.text
        for piece in list(self._layout.pieces_before(position))[:3]:
            if "、" not in piece.text and "和" not in piece.text:
                continue
            items = _LIST_ITEM.split(piece.text)
            if len(items) == count:
                return tuple(_item_names(items))
        del text
        return ()


def _own_said(core: str, kind: MeasureKind, after: str) -> Said | None:
    """Read words that say themselves what is measured."""
    if kind is MeasureKind.PERCENTAGE:
        base = wording.base_of(core)
        if base:
            return base
    if kind is MeasureKind.MONEY and wording.right_noun(after) is None:
        given = wording.giving(core)
        if given:
            return given
    return wording.quantity(core) or (
        wording.process(core) if kind is MeasureKind.DURATION else None
    )


def _noun_after(kind: MeasureKind, after: str) -> str | None:
    if kind is MeasureKind.DURATION:
        return wording.action(after) or wording.right_noun(after)
    if kind in _GIVEN:
        return wording.right_noun(after)
    return wording.counted(after)


def _condition_of(core: str, kind: MeasureKind) -> str | None:
    """Return the part of the words before a figure that limits what is said after it."""
    timed = wording.timed_from(core)
    if timed:
        return timed
    limits = wording.names_group(core) or wording.is_conditional(core)
    if kind is MeasureKind.COUNT and not limits:
        return None
    return wording.limited(core).removesuffix("的") or None


def _item_names(items: Sequence[str]) -> Iterator[str]:
    for item in items:
        name = re.sub(r"(?:分别|在[^,]{2,16}(?:下|中)|各).*", "", item)
        name = name.rsplit("的", 1)[-1]
        yield wording.trimmed(name) or name


def _joined(first: str | None, second: str | None) -> str | None:
    parts = [part for part in (first, second) if part]
    return ",".join(parts) if parts else None
