"""Limits without a number: 当日办结 is one day, 即时办结 and 当场办结 are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.figures.records import Figure
from ingest.figures.units import AT_ONCE
from ingest.records import MeasureKind

_AT_ONCE_AFTER = re.compile(
    r"[^,、;。()\n生]{0,6}?(?:办|登记|受理|答复|回复|解答|接听|核定|核发|发证|领证|出证|作出|出具|处理|处罚|反馈"
    r"|回传|移送|生成|转办|送达|响应|接通|接入|拨付|兑现|退还|到账|入账|完成|告知|签收|审批|审核|交付|下架|下达|发放|开具)"
)
_WHO_DID = re.compile(r"(?:改正|纠正|整改|停止)[^,。;\n]{0,6}的")
_AT_ONCE_NAME = re.compile(r"(?:处罚程序|处罚决定书|发生)")


def find_at_once(text: str) -> Iterator[Figure]:
    """当日办结 is one day, 即时办结 and 当场办结 are none, where something must be done by then."""
    for match in AT_ONCE.finditer(text):
        if text[max(0, match.start() - 2) : match.start()] in ("不能", "无法", "未能", "不得"):
            continue  # who cannot be served at once has another limit
        after = match.end() + 1 if text.startswith("内", match.end()) else match.end()
        if not _AT_ONCE_AFTER.match(text, after) or _AT_ONCE_NAME.match(text, after):
            continue
        if _WHO_DID.match(text, after):
            continue  # 当场改正的, 不予处罚
        if text.startswith(("能", "的"), after):
            continue  # 当日能够办结的 says of which cases it speaks, 当时的规定 of which rules
        value = "1" if match["day"] else "0"
        yield Figure(
            MeasureKind.DURATION, value, "日", match.start(), match.end(), by=bool(match["day"])
        )
