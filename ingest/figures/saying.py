"""Say of each figure what it measures and when it holds, from the sentence it stands in."""

from __future__ import annotations

from typing import NamedTuple

from ingest.figures import nearby_words, wording, words_after, words_before
from ingest.figures.around import Around, words_around
from ingest.figures.bounds import Cluster
from ingest.figures.carried import Carried
from ingest.figures.clause_layout import ClauseLayout
from ingest.figures.conditions import Conditions
from ingest.figures.due_words import due
from ingest.figures.frequencies import how_often
from ingest.figures.limited import limited_by
from ingest.figures.list_words import ListWords
from ingest.figures.nearby_words import acts_on, before_bracket, labelled
from ingest.figures.own_words import with_leading_group
from ingest.figures.readings import (
    BUSINESS,
    FINES,
    GIVEN,
    INTRODUCED,
    SHARE_OF_LAST,
    UNIT_SUBJECTS,
    carry_key,
    condition_of,
    nearest,
    noun_after,
    of_unit,
    own_said,
    part_of,
    share_of_grant,
)
from ingest.figures.table_rows import TableRows, in_column
from ingest.figures.wording import Said
from ingest.records import MeasureKind

_PERCENT = MeasureKind.PERCENTAGE


class _Found(NamedTuple):
    said: Said
    """What the words around a figure say of it."""
    names_other: bool = False
    """They name something else than what is carried."""


class Reader:
    """Reads the figures of one clause in order; what one says is carried to the next."""

    def __init__(self, layout: ClauseLayout, heading: str) -> None:
        self._layout = layout
        self._heading = heading
        self.rows = TableRows(layout)
        self._lists = ListWords(layout)
        self._carried = Carried(layout)
        self._conditions = Conditions(layout)

    def read(self, group: Cluster, previous: Cluster | None) -> list[Said]:
        """Return what the words say of each figure of a cluster."""
        if prose := self.rows.around(group.start):
            return [self._in_cell(group, previous, *prose)] * len(group.figures)
        cell = self.rows.read(group.figures[0], self._heading)
        if cell is not None:
            return [cell] * len(group.figures)
        if self._carried.enter(group.start):
            self._lists.forget()
        kind = group.figures[0].kind
        around = words_around(self._layout, group, previous)
        found, names_other = self._words(around, group, previous)
        subject = found.subject
        if not subject and not names_other:
            subject = self._elsewhere(around, group, previous, found.condition)
        if not subject and kind is MeasureKind.DURATION:
            subject = nearby_words.done_by(self._layout, group, around.pieces[0])
            if not subject and found.condition and BUSINESS.search(found.condition):
                subject = found.condition
        subject = subject or around.change
        if subject and kind is MeasureKind.DURATION and not around.own.endswith("满"):
            self._carried.last_limit = subject  # 工龄满10年 tells whom a limit is for
        key = carry_key(kind, group.figures[0].unit)
        if subject:
            self._carried.keep(key, subject, again=self._layout.bracket(group.start) is None)
        if shared := self._carried.shared_group(group.start, kind, found):
            found = Said(subject, wording.joined(shared, found.condition))
        condition = self._conditions.completed(group, found.condition)
        if kind is MeasureKind.COUNT and (whole := self._lists.whole(group)):
            part = found.subject if found.subject != whole else ""
            subject, condition = whole, wording.joined(found.condition, part) or condition
        self._lists.note(group, subject)
        said = around.with_change(Said(subject or self._heading, condition))
        self._carried.last, self._carried.last_kind = found, kind
        self._carried.note_group(found)
        if len(group.figures) > 1 and not group.is_range:
            return self._lists.each(said, group.start, len(group.figures))
        return [said] * len(group.figures)

    def _in_cell(
        self, group: Cluster, previous: Cluster | None, header: str, row: str | None
    ) -> Said:
        """Read a figure of a sentence in a cell; what the sentence leaves open its column says."""
        self._carried.enter(group.start)
        kind = group.figures[0].kind
        around = words_around(self._layout, group, previous)
        words = self._words(around, group, previous).said
        found = in_column(words, header, row, given=kind in GIVEN)
        key = carry_key(kind, group.figures[0].unit)
        subject = found.subject or self._carried.subject(key, lapsed=around.bare) or header
        self._carried.keep(key, subject, again=True)
        return around.with_change(Said(subject or self._heading, found.condition))

    def _elsewhere(
        self, around: Around, group: Cluster, previous: Cluster | None, condition: str | None
    ) -> str:
        """Return what other words than the figure's own say it measures."""
        kind, start = group.figures[0].kind, group.start
        if tiers := self._lists.tiers(start, group.end):
            return tiers
        opener = self._layout.bracket(start)
        if opener is not None and (explained := before_bracket(self._layout, opener, start)):
            return explained
        if kind in GIVEN and previous and (named := self._lists.named_anew(start, previous.start)):
            return named
        key = carry_key(kind, group.figures[0].unit)
        carried = self._carried.subject(key, lapsed=around.bare, level=around.level)
        if carried and not (around.change and carried in (condition or "")):
            return nearby_words.done_instead(self._layout, group, around.pieces[0], carried)
        if kind is MeasureKind.DURATION and around.lasts:
            said = nearby_words.following(self._layout, group.end) or around.lasting
        else:
            said = self._lists.introduction(start)
        extends = kind is MeasureKind.DURATION and around.extends
        return said or (self._carried.last_limit if extends else "")

    def _words(self, around: Around, group: Cluster, previous: Cluster | None) -> _Found:
        """Read the words before and after a cluster."""
        core, own, earlier, after = around.core, around.own, around.earlier, around.after
        pieces = around.pieces
        kind, unit = group.figures[0].kind, group.figures[0].unit
        if core:
            self._carried.last_core = core
        if kind is MeasureKind.DEADLINE:
            by_then = due(core, own, after)
            subject = by_then.subject or nearby_words.done_before(pieces[1:])
            return _Found(Said(subject, by_then.condition))
        if unit == "次" and not words_after.counted(after) and (often := how_often(own)):
            return _Found(often)
        names_other = False
        said = own_said(core, own, group, after) if core else labelled(pieces, own, previous)
        if said is not None and not said.subject:
            said = Said(nearby_words.taken_before(pieces[1:]), said.condition)
        if said is None:
            named = self._by_position(around, group)
            names_other = named is None
            said = named or Said("", earlier)
            if not said.subject and not core and not around.lasts:
                said = nearby_words.of_bound(own, kind, pieces[1:], said, earlier)
        elif earlier and ((said.condition or "每").startswith("每") or said.subject in FINES):
            # 每人 and 每户 say of how many, not of whom: 博士来本市就业的,每人给予10万元.
            said = Said(said.subject, wording.joined(earlier, said.condition))
        return _Found(self._rounded(said, around, group), names_other)

    def _rounded(self, said: Said, around: Around, group: Cluster) -> Said:
        """Add to what the words say how often, for how many of what and for whom it holds."""
        unit, per = group.figures[0].unit, around.per
        if unit in UNIT_SUBJECTS:
            said = of_unit(said, wording.trimmed(around.own), unit or "")
        if unit == "次" and not per:
            per = wording.take_every(around.own, said.subject)
        condition = wording.joined(said.condition, per)
        condition = with_leading_group(around.pieces, said.subject, condition)
        whole = Said(wording.limited(said.subject), condition)
        return wording.per_apart(whole) if whole.subject.startswith("每") else whole

    def _by_position(self, around: Around, group: Cluster) -> Said | None:
        """Read words that name no quantity: a group, an actor or a thing; None for neither."""
        core, after, earlier = around.core, around.after, around.earlier
        kind, unit, start = group.figures[0].kind, group.figures[0].unit, group.start
        noun = noun_after(kind, unit, after)
        if core and (noun or kind is MeasureKind.SIZE):
            noun = limited_by(core, self._layout.text, group) or noun
        if not noun and kind is _PERCENT and not around.change and (of := part_of(core, after)):
            return of if of.condition else Said(of.subject, condition_of(core, kind) or earlier)
        if noun:
            return Said(noun, condition_of(core, kind) or earlier)
        undone = words_after.undone(after) if kind is MeasureKind.DURATION else None
        if not core:
            return self._without_words(around, group, undone)
        timed = words_before.timed_from(core)
        if timed:
            return Said(undone or nearby_words.term_before(around.pieces[1:], timed), timed)
        work = words_before.span_of_work(core)
        if work:
            return Said(work.subject, work.condition or earlier)
        known = self._carried.subject(carry_key(kind, unit), lapsed=True) or self._lists.introduced(
            start
        )
        if case := nearby_words.of_case(core, kind, around.pieces[1:], earlier, known=known):
            return case
        if unit == "次" and wording.names_actor(core):
            return Said(
                self._carried.subject(carry_key(kind, unit), lapsed=False), core
            )  # 村级河长每周1次
        if kind in GIVEN or kind is MeasureKind.DURATION:
            if wording.names_group(core) or wording.is_conditional(core):
                group_ = words_before.shared_group(core, self._carried.last.condition)
                condition = wording.joined(group_ or earlier, core.removesuffix("的"))
                return Said(undone or "", condition)
            if around.shares and not self._carried.last.subject and self._carried.last.condition:
                return Said("", core)
        if said := self._after_last(core, group, earlier):
            return said
        if kind is MeasureKind.DURATION and acts_on(self._layout, group, around.pieces[0]):
            return Said("", wording.joined(earlier, core))  # 对重大隐患2小时内停气处置
        subject = nearest(core, group)
        alone = core if subject == "" and "、" not in core else None  # 0至6岁按50%计算
        return None if subject is None else Said(subject, wording.joined(earlier, alone))

    def _without_words(self, around: Around, group: Cluster, undone: str | None) -> Said:
        """Read a figure that no words of its own lead to, by those after it and before them."""
        kind, earlier = group.figures[0].kind, around.earlier
        share = None
        if kind is _PERCENT and not around.change:
            share = words_after.share_of(around.after)
        share = share or (undone if not around.lasts else None)
        last = self._carried.last_core
        if not share and around.shares and kind is MeasureKind.COUNT and last:
            return Said(nearest(last, group) or "", earlier)  # 招收128个班、5600人
        earlier = earlier or self._carried.group
        return Said(share, earlier) if share else nearby_words.from_earlier(earlier)

    def _after_last(self, core: str, group: Cluster, earlier: str | None) -> Said | None:
        """Read words by the figure before them, or by what introduces a list of terms."""
        kind = group.figures[0].kind
        if whole := words_before.completed(core, self._carried.last.subject):
            return Said(whole, earlier)
        if kind is MeasureKind.DURATION and (lasting := words_before.lasting(core)):
            return Said(lasting, earlier)
        if kind is MeasureKind.DURATION:
            limit = self._carried.last_limit
            if case := nearby_words.case_of(core, limit, self._layout, group):
                return case
        if kind in INTRODUCED and ":" in self._layout.text:
            if said := self._lists.introduced(group.start):
                return Said(said, core)  # 答复时限:低压3个工作日,高压10个工作日
        if most := share_of_grant(core, group, self._layout.text, self._carried.last.subject):
            return Said(most.subject, wording.joined(earlier, most.condition))
        if kind in GIVEN and self._carried.last_kind is kind and SHARE_OF_LAST.search(core):
            return Said("", wording.joined(earlier, core))  # 成套设备最高200万元,核心部件最高50万元
        return None
