"""For whom figures in brackets hold, and what a figure leaves out: 不含公示时间."""

from __future__ import annotations

from ingest.figures import wording, words_after, words_before
from ingest.figures.bounds import Cluster, after_bound
from ingest.figures.clause_layout import ClauseLayout

_LEFT_OUT_REACH = 48


class Conditions:
    """Completes the conditions of one clause's figures, read in order."""

    def __init__(self, layout: ClauseLayout) -> None:
        """Take the layout of the clause."""
        self._layout = layout
        self._outer: dict[int, str | None] = {}

    def completed(self, group: Cluster, condition: str | None) -> str | None:
        """Add the group that a bracket stands in, and what is left out directly after."""
        opener = self._layout.bracket(group.start)
        outer = self._outer_group(opener) if opener is not None else None
        end = after_bound(self._layout.text, group.end)
        left_out = words_after.exception(self._layout.text[end : end + _LEFT_OUT_REACH])
        whole = wording.joined(wording.joined(outer, condition), left_out)
        if opener is None:
            self._outer[self._layout.sentence(group.start)] = condition
        return whole if whole is None or len(whole) <= 2 * wording.MAX_WORDS else condition

    def _outer_group(self, opener: int) -> str | None:
        """Return for whom the figure before a bracket holds, without the work it times."""
        condition = self._outer.get(self._layout.sentence(opener))
        if condition is None:
            return None
        work = words_before.span_of_work(condition)
        return work.condition if work and work.condition else condition
