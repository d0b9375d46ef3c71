"""Who or what is told apart by how large it is or how many it has: 从业人员100人以上的单位."""

from __future__ import annotations

import re

from ingest.figures.bounds import Cluster, after_bound
from ingest.figures.readings import nearest
from ingest.records import MeasureKind

_MEMBERS = re.compile(
    r"(?P<noun>[^,、的和及或者有于]{0,8}(?:人员|职工|员工|会员|床位|学生|学员|教师|医师|代表|车辆))"
    r"(?:总?人?数)?在?\Z"
)


def limited_by(core: str, text: str, group: Cluster) -> str | None:
    """Return what the words before a size or a count say has it; None for other kinds.

    Args:
        core: The words before the figure.
        text: The text it stands in.
        group: The figure.
    """
    kind = group.figures[0].kind
    if kind is MeasureKind.COUNT and text.startswith("的", after_bound(text, group.end)):
        match = _MEMBERS.search(core)
        return match["noun"] if match else None
    return _of_size(core, text, group) if kind is MeasureKind.SIZE else None


def _of_size(core: str, text: str, group: Cluster) -> str | None:
    """Return what reaches a size: 建筑垃圾 of 产生建筑垃圾5立方米以上的建设单位."""
    over = text.startswith(("以上的", "以下的"), group.end)
    alone = core.endswith(("和", "或", "及", "者"))  # one of several groups, told by its size
    return nearest(core, group) if over and len(core) > 2 and not alone else None
