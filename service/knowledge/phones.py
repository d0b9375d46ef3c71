"""Numbers to call that a document gives, with what they are for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.text.alignment import Span
from service.answering.contact import HOTLINE
from service.knowledge.records import Phone

SHARED_MOST: Final = 2
"""A document with more numbers than that has them for its parts, each for its own."""

_LABEL: Final = (
    r"(?:(?:政策|业务|服务|办理|受理|投诉|监督|举报|咨[询詢]|预约|預約|查[询詢]|报名|值班|办公|辦公|联系|聯繫)[及和与、]?){0,3}"
    r"(?:[电電][话話]|热线|熱線)(?:号码|號碼)?"
)
_NUMBER: Final = (
    r"(?:0\d{2,3}[-—－ ]?\d{7,8}|400[-—－ ]?\d{3,4}[-—－ ]?\d{3,4}"
    r"|1\d{4}(?!\d)|[2-8]\d{6,7}(?!\d)|1[3-9]\d{9})"
)
_PHONE: Final = re.compile(
    rf"(?P<label>{_LABEL})\s*(?:为|是|：|:|（|\(|“)?\s*(?P<number>{_NUMBER})(?!\d)"
)
_OF_OTHERS: Final = re.compile(r"(?:招租|广告|廣告|招商|加盟)[^\n]{0,12}\Z")
"""Before the number of an advertisement."""


def phones_in(raw_text: str) -> tuple[Phone, ...]:
    """Return the numbers of a text with a word for what they are, in order."""
    return tuple(
        Phone(label=found["label"], number=found["number"], span=Span(*found.span()))
        for found in _PHONE.finditer(raw_text)
        if not _OF_OTHERS.search(raw_text, max(0, found.start() - 16), found.start())
        and set(found["number"]) - set("0-—－ ")
        and found["number"] != HOTLINE  # of every place, said beside these
    )


def phones_of(phones: Sequence[Phone], clause_span: Span) -> tuple[Phone, ...]:
    """Return the numbers that a clause gives, else those that its document gives for all of it."""
    start, end = clause_span
    own = tuple(phone for phone in phones if start <= phone.span.start < end)
    return own or (tuple(phones) if len(phones) <= SHARED_MOST else ())
