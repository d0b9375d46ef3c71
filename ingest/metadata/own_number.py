"""The number of a document itself, among all the numbers that it names."""

from __future__ import annotations

import re

from ingest.metadata.document_front import DocumentFront
from ingest.metadata.document_numbers import find_numbers, normalize_number
from ingest.metadata.fields import Field
from ingest.metadata.front_matter import with_all_issuers
from ingest.metadata.issuers import bodies_in_title
from ingest.metadata.title_lines import BARE_SERIAL

_KIND = re.compile(r"(?:公告|通告|令)\Z")


def _serial_under_title(front: DocumentFront) -> tuple[str, str] | None:
    """Return the number of 税务总局关于某事的公告 with 2019年第27号 on the line below it."""
    for line in front.lines[: front.length]:
        if BARE_SERIAL.match(line.text):
            kind = _KIND.search(front.titles.title)
            bodies = bodies_in_title(front.titles.title)
            if kind and bodies:
                printed = re.sub(r"[\s()]", "", line.text)
                return printed, normalize_number("".join(bodies) + kind[0] + printed)
    return None


def read_own_number(front: DocumentFront) -> tuple[str | None, str | None]:
    """Return the number as printed and its key; the container is asked first, then the front."""
    for stated in (front.hints.get("document_number", ""), *front.fields[Field.NUMBER]):
        mentions = find_numbers(stated)
        if mentions:
            return with_all_issuers(stated, mentions[0]).text, mentions[0].key
    own_line = next(iter(front.number_lines.values()), None)
    if own_line and "关于" not in own_line.text:
        return own_line.text, own_line.key
    if serial := _serial_under_title(front):
        return serial
    for group in front.titles.groups:
        text = "".join(line.text for line in front.lines[group.first : group.last + 1])
        mentions = find_numbers(text)
        at_edge = [m for m in mentions if m.start == 0 or m.end >= len(text) - 1]
        if at_edge:
            return at_edge[0].text, at_edge[0].key
    mentions = find_numbers(front.hints.get("title", ""))
    if mentions and mentions[-1].end >= len(front.hints["title"]) - 1:
        return mentions[-1].text, mentions[-1].key
    opening = find_numbers(front.lines[0].text) if front.lines else ()
    if opening and opening[0].start == 0:
        return opening[0].text, opening[0].key
    number = front.history.number
    return (number, normalize_number(number)) if number else (None, None)
