"""Say of each figure what it measures and when it holds, from the sentence it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import wording, words_after, words_before
from ingest.bounds import Cluster, after_bound
from ingest.clause_layout import ClauseLayout, Piece
from ingest.figure_readings import GIVEN, UNIT_SUBJECTS, condition_of, due, noun_after, own_said
from ingest.list_words import ListWords
from ingest.records import MeasureKind
from ingest.table_rows import TableRows
from ingest.wording import Said

_JOIN = re.compile(r"、|或者?|和|并|且|以及|及(?!以)|,|;|至|到|,?其中")
_EVERY = re.compile(r"每(?:半年|年度?|个?季度?|个?月|周|日|天)")
_LIST_MAX_CONDITIONS = 3
_MAX_CONDITIONS = 3
_OWN_MAX = 60
_AFTER_MAX = 42
_DONE_MAX = 90
_HEAD_MAX = 12


class Reader:
    """Reads the figures of one clause in order; what one says is carried to the next."""

    def __init__(self, layout: ClauseLayout, heading: str) -> None:
        self._layout = layout
        self._heading = heading
        self._rows = TableRows(layout)
        self._lists = ListWords(layout)
        self._carried: dict[str, str] = {}
        self._names_other = False  # the words name something else than what is carried
        self._sentence = -1
        self._part = -1
        self._groups: tuple[str, ...] = ()
        self._last: Said = Said()
        self._outer: dict[int, str | None] = {}

    def read(self, group: Cluster, previous: Cluster | None) -> list[Said]:
        """Return what the words say of each figure of a cluster."""
        row = self._rows.said(group.start)
        if row is not None:
            own = wording.trimmed(re.split(r"[|,;]", self._before(group.start))[-1])
            inner = own if wording.names_group(own) or wording.is_conditional(own) else None
            said = Said(row[0] or self._heading, _joined(row[1], inner))
            return [said] * len(group.figures)
        self._enter(group.start)
        kind = group.figures[0].kind
        found = self._words(group, previous)
        key = _carry_key(kind, group.figures[0].unit)
        subject = found.subject
        if not subject and not self._names_other:
            subject = self._carried.get(key) or self._lists.introduction(group.start)
        if not subject and kind is MeasureKind.DURATION:
            subject = self._done(group)
        if subject:
            self._carried[key] = subject
        condition = self._completed(group, found.condition)
        said = Said(subject or self._heading, condition)
        self._last = found
        if len(group.figures) > 1 and not group.is_range:
            return self._aligned(group, said)
        return [said] * len(group.figures)

    def _done(self, group: Cluster) -> str:
        """Return what has to happen within a time limit, when no word says so more closely."""
        start = after_bound(self._layout.text, group.end)
        text = self._layout.text
        by = start > group.end or text.startswith(("前", "之前", "以前"), start)
        if not by and not text.startswith("前", group.start - 1):
            return ""
        window = text[start : start + _DONE_MAX]
        # Words that run on past the window are cut; only what a mark ends is whole.
        return words_after.done(window if len(window) == _DONE_MAX else f"{window}\n") or ""

    def _before(self, position: int) -> str:
        return self._layout.text[max(0, position - _OWN_MAX) : position]

    def _enter(self, position: int) -> None:
        sentence = self._layout.sentence(position)
        if sentence != self._sentence:
            self._sentence = sentence
            self._carried.clear()
            self._groups = ()
            self._last = Said()
            self._part = -1
        part = self._layout.part(position)
        if part != self._part:
            # What is given or done belongs to its part of the sentence; a time limit goes on.
            self._part = part
            self._carried = {
                key: limit for key, limit in self._carried.items() if wording.names_time(limit)
            }

    def _words(self, group: Cluster, previous: Cluster | None) -> Said:
        """Read the words before and after a cluster."""
        self._names_other = False
        pieces = list(self._layout.pieces_before(group.start))
        own, shares = self._own_words(group, previous, pieces[0])
        core, per = wording.take_per(wording.trimmed(own))
        earlier = self._earlier(pieces[1:], alone=not core)
        after = self._after(group)
        kind = group.figures[0].kind
        if kind is MeasureKind.DEADLINE:
            return due(core, after)
        if len(core) < 2:
            core = ""
        said = own_said(core, kind, after) if core else None
        if said is None:
            said = self._by_position(core, group, after, earlier, shares)
            if not said.subject and not core:
                before = self._said_before(pieces[1:])
                # 警告,六个月 of a list of terms says for what; 发言,不超过十分钟 says of what.
                said = Said(before, said.condition) if own else Said("", before or earlier)
        elif not said.condition and earlier:
            said = Said(said.subject, earlier)
        if not said.subject and group.figures[0].unit in UNIT_SUBJECTS:
            said = Said(UNIT_SUBJECTS[group.figures[0].unit or ""], said.condition)
        if group.figures[0].unit == "次" and not per:
            every = _EVERY.search(own)
            per = every[0] if every and every[0] not in said.subject else None
        condition = _joined(said.condition, per)
        return Said(wording.limited(said.subject), condition)

    def _own_words(
        self, group: Cluster, previous: Cluster | None, piece: Piece
    ) -> tuple[str, bool]:
        """Return the words of the figure's own piece, after what belongs to the figure before."""
        if previous is None or previous.end <= piece.start:
            return piece.text[-_OWN_MAX:], False
        between = self._layout.text[max(previous.end, group.start - _OWN_MAX) : group.start]
        if previous.figures[0].kind is MeasureKind.DEADLINE:
            return between, False  # 到2023年底开标率达到… : the date is no part of the words
        joint = _JOIN.search(between)
        if joint is None:
            return piece.text[-_OWN_MAX:], False
        return between[joint.end() :], True

    def _after(self, group: Cluster) -> str:
        start = after_bound(self._layout.text, group.end)
        return self._layout.text[start : min(start + _AFTER_MAX, len(self._layout.text))]

    def _earlier(self, pieces: Sequence[Piece], *, alone: bool) -> str | None:
        """Return the pieces before the figure's own that say when or for whom it holds."""
        found: list[str] = []
        for piece in pieces[:_MAX_CONDITIONS]:
            words = wording.trimmed(piece.text) if piece.mark != ":" else ""
            if not words or len(words) > wording.MAX_WORDS:
                break
            figured = re.search(r"\d", words) is not None
            if wording.is_conditional(words) and (words.endswith("的") or not figured):
                found.append(words.removesuffix("的"))
            elif (
                not figured
                and not found
                and (words_before.span_of_work(words) or (alone and wording.names_group(words)))
            ):
                found.append(words)
                break
            else:
                break
        return ",".join(reversed(found)) or None

    def _said_before(self, pieces: Sequence[Piece]) -> str:
        """Return what the piece before a bound that stands alone is about: 发言, of 发言,不超过."""
        words = wording.trimmed(pieces[0].text) if pieces and pieces[0].mark == "," else ""
        if not words or re.search(r"\d", words) or wording.is_conditional(words):
            return ""
        return words_before.term_head(words) or (words if len(words) <= _HEAD_MAX else "")

    def _by_position(
        self, core: str, group: Cluster, after: str, earlier: str | None, shares: bool
    ) -> Said:
        """Read words that name no quantity: a group, an actor, a thing, or nothing."""
        kind = group.figures[0].kind
        noun = noun_after(kind, group.figures[0].unit, after)
        if noun:
            return Said(noun, condition_of(core, kind) or earlier)
        if not core:
            return self._from_earlier(earlier)
        timed = words_before.timed_from(core)
        if timed:
            return Said("", timed)
        work = words_before.span_of_work(core)
        if work:
            return Said(work.subject, work.condition or earlier)
        if kind in GIVEN or kind is MeasureKind.DURATION:
            if wording.names_group(core) or wording.is_conditional(core):
                group_ = words_before.shared_group(core, self._last.condition)
                return Said("", _joined(group_ or earlier, core.removesuffix("的")))
            if shares and not self._last.subject and self._last.condition:
                return Said("", core)
        whole = words_before.completed(core, self._last.subject)
        if whole:
            return Said(whole, earlier)
        lasting = words_before.lasting(core) if kind is MeasureKind.DURATION else None
        if lasting:
            return Said(lasting, earlier)
        if len(core) <= 20 and not wording.is_conditional(core):
            return Said(core, earlier)
        head = words_before.term_head(core)
        if head:
            return Said(head, earlier)
        self._names_other = True
        return Said("", earlier)

    def _from_earlier(self, earlier: str | None) -> Said:
        if earlier is None:
            return Said()
        work = words_before.span_of_work(earlier)
        return work if work else Said("", earlier)

    def _completed(self, group: Cluster, condition: str | None) -> str | None:
        """Add the group that a bracket stands in, and what is left out directly after."""
        opener = self._layout.bracket(group.start)
        outer = self._outer_group(opener) if opener is not None else None
        end = after_bound(self._layout.text, group.end)
        left_out = words_after.exception(self._layout.text[end : end + 48])
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
        work = words_before.span_of_work(condition)
        return work.condition if work and work.condition else condition

    def _aligned(self, group: Cluster, said: Said) -> list[Said]:
        """Give each value of a list its group: 博士、硕士分别5000元、2000元."""
        count = len(group.figures)
        groups = self._lists.groups(group.start, count) or (
            self._groups if len(self._groups) == count else ()
        )
        if not groups:
            return [Said(said.subject, None)] * count
        self._groups = groups
        return [Said(said.subject, name) for name in groups]


def _carry_key(kind: MeasureKind, unit: str | None) -> str:
    """Return what subjects are carried under: 纳税时间 in 小时 is not 办结 in 工作日."""
    if kind in GIVEN:
        return "given"  # a share and its ceiling are of one thing
    return f"{kind}{unit or ''}"


def _joined(first: str | None, second: str | None) -> str | None:
    parts = [part for part in (first, second) if part]
    return ",".join(parts) if parts else None
