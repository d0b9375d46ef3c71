"""Reports read out to a meeting: under the title stand when, where and by whom, nobody signs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.metadata.dates import DATE, parse_date
from ingest.metadata.front_matter import FrontLine
from ingest.metadata.issuers import is_body

# ——2025年1月9日在某市第十六届人民代表大会第四次会议上
_WHEN = re.compile(
    rf"[-—―─(\s]*(?P<date>{DATE})\s*在(?P<where>[^。;:]{{4,60}}?(?:会议|大会|全会|全体会议)上?)的?(?:报告|讲话)?\)?\Z"
)
# 某市人民政府市长 某某, 市长 某某, 某市中级人民法院院长 某某
_SPEAKER = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{4,30}?)?代?(?P<office>省长|市长|县长|区长|州长|旗长|镇长|乡长|主席|主任|院长|检察长|局长|厅长)"
    r"[\s:]*[\u4e00-\u9fff·]{2,8}\Z"
)
_HEADS_GOVERNMENT = frozenset("省长 市长 县长 区长 州长 旗长 镇长 乡长".split())
_PLACE = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,20}?[省市县区州旗镇乡])(?=第|人民代表大会|政协|委员会)"
)
_REACH = 4


@dataclass(frozen=True, slots=True)
class Delivery:
    """When a report was delivered and by which authority; empty when it was not."""

    date: dt.date | None = None
    body: str | None = None
    lines: tuple[int, ...] = ()
    """Which of the lines say so."""


def read_delivery(lines: Sequence[FrontLine]) -> Delivery:
    """Read the lines under the title of a report to a congress or a meeting.

    Args:
        lines: Those before the first numbered one.
    """
    for index, line in enumerate(lines):
        when = _WHEN.match(line.text) if "在" in line.text else None
        if when is None:
            continue
        own = [index]
        body = None
        for at in range(index + 1, min(index + 1 + _REACH, len(lines))):
            speaker = _SPEAKER.match(lines[at].text)
            if speaker:
                own.append(at)
                body = _body_of(speaker, when["where"])
                break
        return Delivery(parse_date(when["date"]), body, tuple(own))
    return Delivery()


def _body_of(speaker: re.Match[str], where: str) -> str | None:
    """Return whose report it is: the speaker's own office, or the government of the place."""
    body = speaker["body"]
    if body and is_body(body):
        return body
    place = _PLACE.match(where)
    if place and speaker["office"] in _HEADS_GOVERNMENT:
        return f"{place['place']}人民政府"
    return None
