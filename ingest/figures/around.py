"""The words around a figure, cut out and told apart before anything is read from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.figures import wording, words_before
from ingest.figures.bounds import Cluster
from ingest.figures.clause_layout import ClauseLayout, Piece
from ingest.figures.own_words import after_words, earlier_conditions, own_words
from ingest.figures.readings import CHANGED, DIMENSIONS, EXTENDS, FINES, GIVEN
from ingest.figures.wording import Said
from ingest.records import MeasureKind

_SUBSTANCES_IN = ("mg/", "μg/", "毫克/", "微克/", "毫克每", "微克每")
_LASTS_AFTER = ("对", "连续", "近", "限期")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one figure of a clause."""

    pieces: Sequence[Piece]
    """The pieces of the sentence before it, its own first."""
    own: str
    """The words of its own piece."""
    core: str
    """The same without what introduces them and the verb that leads to the figure."""
    per: str | None
    """每人每月, split off the end of them."""
    after: str
    """The words after the figure, its 以上 or 以内 skipped."""
    earlier: str | None
    """The conditions that the earlier pieces state."""
    shares: bool
    """Whether the piece holds the figure before as well."""
    change: str
    """A change, where the words are nothing else."""
    by: str
    """A change, where the words are nothing else but for whom: 提高 of 退休人员提高5个百分点."""
    level: bool
    """Whether the figure is where a change ends: 下降0.3个百分点,降至1.2%."""
    lasting: str
    """What lasts that long, where the words before the figure say it."""

    @property
    def lasts(self) -> bool:
        """Whether what lasts that long stands after the figure: 连续3年未拖欠工资."""
        return self.own.endswith(_LASTS_AFTER)

    @property
    def extends(self) -> bool:
        """Whether the figure extends the limit before it."""
        return EXTENDS.search(self.own) is not None

    @property
    def bare(self) -> bool:
        """Whether the words say no more than for whom, or a bound or a change alone."""
        return not self.core or wording.names_group(self.core)

    def with_change(self, said: Said) -> Said:
        """Add that a figure is a change, unless what it measures says so: 产量25万吨,增加4万吨."""
        if self.by in said.subject or said.subject in FINES:
            return said  # 每日加收千分之二的滞纳金
        return Said(said.subject, wording.joined(said.condition, self.by))


def words_around(layout: ClauseLayout, group: Cluster, previous: Cluster | None) -> Around:
    """Cut the words around a figure.

    Args:
        layout: Of the clause.
        group: The figure, or several without words between them.
        previous: The one before it.
    """
    pieces = list(layout.pieces_before(group.start))
    own, shares = own_words(layout, group, previous, pieces[0])
    core, per = wording.take_per(wording.trimmed(own))
    kind = group.figures[0].kind
    change = core if kind in CHANGED and wording.only_changes(core) else ""
    lasting = ""
    too_short = len(core) < 2 and not (kind is MeasureKind.SIZE and _may_be_short(core, group))
    if change or own.endswith(_LASTS_AFTER) or too_short:
        core, lasting = "", core.removesuffix("连续")
    head, each = wording.take_per(wording.without_change(core) if kind in GIVEN else "")
    by = change
    if wording.names_group(head) or (each and wording.is_conditional(head)):
        by = wording.change_of(core)
        core, per = head, each or per  # 退休人员提高5个百分点: of what the figure before is
    alone = not core or words_before.only_gives(core)
    return Around(
        pieces=pieces,
        own=own,
        core=core,
        per=per,
        after=after_words(layout, group),
        earlier=earlier_conditions(pieces[1:], alone=alone),
        shares=shares,
        change=change,
        by=by,
        level=group.baseline is not None or own.endswith(("至", "到", "为")),
        lasting=lasting,
    )


def _may_be_short(core: str, group: Cluster) -> bool:
    """Tell whether one character says what a size is of: 长8米, 氨2.5mg/m3."""
    return core in DIMENSIONS or (group.figures[0].unit or "").startswith(_SUBSTANCES_IN)
