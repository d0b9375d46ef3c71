"""Whether a figure is the general rule beside a special one."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.records import Measure


def is_general(measure: Measure, special: Iterable[Measure]) -> bool:
    """Whether a figure says in general what another says for the group asked about.

    按40%给予贴息,其中小微企业按60%给予贴息: who asks for 小微企业 gets 60%.
    """
    return any(
        one.subject
        and measure.subject.endswith(one.subject)
        and (measure.kind, measure.comparator, measure.unit) == (one.kind, one.comparator, one.unit)
        for one in special
    )
