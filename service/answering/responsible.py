"""Who has to do a task: the units that lead, and those that work with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from index import Hit
from ingest.text.alignment import Span
from service.answering.figures.selecting import CONTEXT_SHARE
from service.answering.found import Found, context_of
from service.answering.records import AskedQuestion
from service.answering.unit_columns import find_in_column
from service.answering.wording.evidence import Topic, best_of

WITH_MAX: Final = 6
"""More units than these are cited and counted, not all read out."""

LABEL_MAX_CHARS: Final = 24
_OPENERS: Final = "〔（([【"
_CLOSER: Final = re.compile(r"[〕）)\]】,，;；。\n]")

_UNIT: Final = re.compile(
    r"[一-鿿]{2}(?:局|委|委员会|院|办公室|政府|公司|中心|机构|部门|机关|协会|银行|大使|专班|单位)|\d{5}"
)

LEAD: Final = "牵头单位："
WITH: Final = "责任单位："

_UNITS_ASKED: Final = re.compile(
    r"负责|牵头|归|主管|责任|主办|谁来|(?<![找向去问给])谁在?(?:管|办|抓|做|落实|协调|组织|监督)"
    r"|(?<![找向去])(?:哪[个家些]|什么|哪)(?:部门|单位|机构|局|委)"
    r"|\bresponsible\b|\bin charge\b|\bleads?\b"
    r"|\bwhich (?:\w+ )?(?:departments?|agenc(?:y|ies)|authorit(?:y|ies)|bureaus?|offices?|units?"
    r"|body|bodies)|\bwho (?!pays|gets|has|is|was|needs|does|qualifies)[a-z]+s\b",
    re.IGNORECASE,
)
_LEAD_ONLY: Final = re.compile(r"牵头|\bleads?\b", re.IGNORECASE)
_OTHERS_TOO: Final = re.compile(
    r"配合|协[助办同]|参[与加]|责任单位|还有|分别|\bsupport|\bwith\b|\bother\b", re.IGNORECASE
)
_DOES: Final = re.compile(r"由[^,，。;；]{2,24}?(?:负责|承担|审批|审核|管护|实施|组织|制定|受理)")
_WHETHER_UNITS: Final = re.compile(
    r"牵头|负责|主管|责任单位|归[^,。?]{1,16}管|\bresponsible\b|\bin charge\b|\bleads?\b",
    re.IGNORECASE,
)


_AUTHORITY_ASKED: Final = re.compile(
    r"(?<![找向到去给问])(?:哪[个家些]|什么|哪)(?:部门|单位|机[关构]|[局委厅])[^,，。;；?？]*\W*\Z"
)
_ANY_UNIT: Final = re.compile(
    r"(?:建设|设计|施工|勘察|监理|检测|用人|申[请报]|中介|第三方|有关|相关|其他|[该各本])(?:单位|机构|部门)"
)
"""Names nobody: 经第三方机构评估, 建设单位可申请."""


def asks_authority(question: str) -> bool:
    """Whether a canonical question asks for an authority by what it does: 哪个部门负责审批."""
    return _AUTHORITY_ASKED.search(question) is not None


def names_authority(text: str) -> bool:
    """Whether a text names somebody who could act, and not any unit whatever."""
    return names_unit(_ANY_UNIT.sub("", text))


def names_unit(text: str) -> bool:
    """Whether a text names somebody who could act: an authority, a company, a number to call."""
    return _UNIT.search(text) is not None


def asks_for_units(question: str) -> bool:
    """Whether a canonical question asks who has to do a task, not whom to pay or to call."""
    return _UNITS_ASKED.search(question) is not None


def says_who(text: str) -> bool:
    """Whether a sentence itself says who does something: 跨村的由乡镇水利站负责."""
    return _DOES.search(text) is not None


def asks_whether_units(question: str) -> bool:
    """Whether a canonical closed question is about who does a task: 是民政局牵头吗."""
    return _WHETHER_UNITS.search(question) is not None


def find_responsible(hit: Hit, asked: AskedQuestion, topic: Topic) -> Found | None:
    """Return who has to do the task of a clause; None when it does not say."""
    responsible, clause = hit.clause.responsible, hit.clause
    lead, with_ = list(responsible.lead), list(responsible.with_)
    question = asked.normalized
    if lead and _LEAD_ONLY.search(question) and not _OTHERS_TOO.search(question):
        with_ = []
    span = _span_of(clause.text, [*lead, *with_])
    if span is None:
        return find_in_column(hit, topic)
    covers = topic.covers(clause.text)
    around = tuple(CONTEXT_SHARE * cover for cover in topic.covers(context_of(hit)))
    return Found(
        hit=hit,
        said=partial(_said, lead, with_),
        spans=(span,),
        covers=best_of(covers, around),
        own_cover=topic.weighed(covers),
        figure=True,
        units=True,
    )


def _said(lead: Sequence[str], with_: Sequence[str]) -> str:
    said = []
    if lead:
        said.append(f"{LEAD}{'、'.join(lead)}")
    if with_:
        named = "、".join(with_[:WITH_MAX])
        # How many there are is no figure of the document.
        more = "等" if len(with_) > WITH_MAX else ""
        said.append(f"{WITH}{named}{more}")
    return "；".join(said)


def _span_of(text: str, units: Sequence[str]) -> Span | None:
    """Return where the units stand together: from the first of them to the last, read backwards."""
    end, start = 0, len(text)
    for unit in reversed(units):
        at = text.rfind(unit, 0, start if end else len(text))
        if at < 0:
            at = text.rfind(unit)
        if at >= 0:
            start, end = min(start, at), max(end, at + len(unit))
    return _in_bracket(text, start, end) if end else None


def _in_bracket(text: str, start: int, end: int) -> Span:
    """Widen names to their bracket, whose words say who leads: X牵头,Y按职责分工负责."""
    opened = max(text.rfind(mark, max(0, start - LABEL_MAX_CHARS), start) for mark in _OPENERS)
    if opened < 0 or "\n" in text[opened:start]:
        return Span(start, end)
    closed = _CLOSER.search(text, end, end + LABEL_MAX_CHARS)
    return Span(opened + 1, closed.start() if closed else end)
