"""Who signs a document, when, and who had it printed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.metadata.dates import DATE, parse_date
from ingest.metadata.front_matter import FrontLine, is_date_line, is_person_line, match_printing
from ingest.metadata.issuers import region_of_body, split_bodies

_SIGNED = re.compile(rf"(?P<bodies>[^\d]{{3,120}}?)\s*(?P<date>{DATE})\s*(?:印发)?\Z")
_MONTH_LINE = re.compile(
    r"\d{4}年\d{1,2}月\Z|[二一][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月\Z"
)
_ORDER_SIGNED = re.compile(
    rf"(?:长|主席|主任|总理)\s*:\s*[\u4e00-\u9fff·]{{2,8}}?\s*(?P<date>{DATE})"
)


def order_signed_on(folded: str) -> dt.date | None:
    """Return the date beside the name under an order that is one run-on line."""
    match = _ORDER_SIGNED.search(folded[:1500])
    return parse_date(match["date"]) if match else None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and when: lines[first:last + 1]."""

    bodies: tuple[str, ...]
    date: dt.date | None
    first: int
    last: int


_MADE = re.compile(r"(?<=[局委府室会厅部院])\s?(?:印制|编制|制作|编印|监制|制|宣)\Z")
"""Leaflets say who made them: 某市人力资源和社会保障局制."""
_MAX_SIGNED_CHARS = 160
_MAX_HALF_NAME = 30
_DATE_ENDS = frozenset("日月0123456789")
_AFTER_DATE = ") 印发更新修订制定编布"
_DATE_LINE_ENDS = _DATE_ENDS | frozenset(_AFTER_DATE)


def find_signatures(lines: Sequence[FrontLine]) -> Iterator[Signature]:
    """Yield date lines with the authorities above them, in order; the two may share a line."""
    for index, line in enumerate(lines):
        if line[2][-1] not in _DATE_LINE_ENDS or len(line.text) > _MAX_SIGNED_CHARS:
            continue
        if line.text.rstrip(_AFTER_DATE)[-1:] not in _DATE_ENDS:
            continue
        shared = _SIGNED.match(line.text.strip("()") if line.text[0] == "(" else line.text)
        bodies = split_bodies(shared["bodies"]) if shared else ()
        if shared and bodies and not match_printing(line.text):
            yield Signature(bodies, parse_date(shared["date"]), index, index)
        elif is_date_line(line.text):
            first, bodies = _bodies_above(lines, index)
            yield Signature(bodies, parse_date(line.text), first, index)
        elif _MONTH_LINE.match(line.text):
            first, bodies = _bodies_above(lines, index)
            if bodies:
                yield Signature(bodies, None, first, index)


def printed_on(lines: Sequence[FrontLine]) -> dt.date | None:
    """Return the date of the line that closes a printed document: 某办公室 2020年1月1日印发."""
    return _printing(lines)[1]


def printed_by(lines: Sequence[FrontLine]) -> tuple[str, ...]:
    """Return who had a document printed, by the same line."""
    return _printing(lines)[0]


def _printing(lines: Sequence[FrontLine]) -> tuple[tuple[str, ...], dt.date | None]:
    """Read the line that says who had it printed and when; it may be broken before the date."""
    for index in range(len(lines) - 1, max(len(lines) - 13, -1), -1):
        text = lines[index].text
        if not text.endswith("印发"):
            continue
        above = lines[index - 1].text if index else ""
        for words in (text, f"{above} {text}"):
            match = match_printing(words)
            bodies = split_bodies(match["bodies"]) if match else ()
            if match and bodies:
                return bodies, parse_date(match["date"])
    return (), None


def _bodies_above(lines: Sequence[FrontLine], index: int) -> tuple[int, tuple[str, ...]]:
    """Return the first line of a signature that ends at lines[index], and its authorities."""
    bodies: list[str] = []
    first = index
    for at in range(index - 1, max(index - 9, -1), -1):
        text = lines[at].text
        if is_person_line(text):
            first = at
            continue
        text = _MADE.sub("", text)
        named = split_bodies(text) if len(text) <= 100 and not lines[at].heading_level else ()
        if not named:
            break
        bodies[:0] = named
        first = at
    whole = _broken_name(lines, first, bodies[0]) if bodies else None
    if whole:
        first, bodies[0] = first - 1, whole
    return first, tuple(dict.fromkeys(bodies))


def _broken_name(lines: Sequence[FrontLine], first: int, name: str) -> str | None:
    """Return the whole of a name that began on the line above, with its place."""
    above = lines[first - 1].text if first else ""
    if not 4 <= len(above) <= _MAX_HALF_NAME or not above.isalnum() or region_of_body(name):
        return None
    whole = above + name
    return whole if split_bodies(whole) == (whole,) and region_of_body(whole) else None
