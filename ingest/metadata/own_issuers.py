"""Who issued a document: from what it states, how it is titled, who signed, whose page it is on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.figures.pair_rows import office_of
from ingest.metadata.document_front import DocumentFront
from ingest.metadata.fields import Field
from ingest.metadata.issuers import (
    bodies_in_title,
    region_of_body,
    same_body,
    split_bodies,
    with_place,
)
from ingest.metadata.signatures import printed_by
from ingest.metadata.title_lines import bodies_above

_ANNOUNCEMENT = re.compile(r"(?:公告|通告|公示)(?:\([^()]*\))*\Z")
_END_OF_BODY = re.compile("(?:人民政府|委员会|办公[室厅]|[局厅署]|(?:法|检察|医|学|研究)院)")
_COMMITTEE = re.compile("管理委员会")
_LONGEST_SIGNATURE = 100
_OPENING = 1500
_MADE_BY = re.compile(
    r"本(?:年度)?(?:报告|年报|白皮书|指南|规划|目录|清单|手册)由(?P<bodies>[^,。;:\n\d]{4,40}?)"
    r"(?:根据|依据|按照|依照|负责|组织|牵头|编制|编写|发布|制定)"
)
_OFFICE_LINES = 60
_OFFICE_HEADING = re.compile(
    r"[一二三四五六七八九十(][^:。]{0,3}(?:实施|受理|办理|审批)(?:主体|机关|机构|部门):?"
)
_OFFICE_LABEL = re.compile(r"【?(?:实施|受理|办理|审批)(?:主体|机关|机构|部门)[】:]:?\s*")
_SHORT_ZONE = re.compile(r"(?P<own>高新|经开|开发|新|保税|度假|示范)区管委会")


def read_own_issuers(front: DocumentFront, number: str | None) -> tuple[str, ...]:
    """Return who issued a document, given its own number: fields, title and signature agree."""
    stated = [b for value in _stated_issuers(front) for b in _stated_bodies(value)]
    titled = _titled_bodies(front)
    signed = next((s.bodies for s in front.signatures if s.bodies), ())
    if stated and all(region_of_body(body) for body in stated):
        return without_repeats((*stated, *titled))
    if titled and all(region_of_body(body) for body in titled):
        return titled
    if titled and signed and all(any(same_body(t, s) for s in signed) for t in titled):
        return signed
    if front.history.body and not titled:
        return (front.history.body, *front.history.partners)
    delivered = (front.delivery.body,) if front.delivery.body else ()
    known = (
        without_repeats((*titled, *signed)) or tuple(stated) or delivered or _number_body(number)
    )
    known = known or _letterhead_bodies(front) or _made_by(front)
    closing = printed_by(front.lines) or _closing_bodies(front)
    return known or closing or _announcing_body(front) or _offices(front) or _source_bodies(front)


def _titled_bodies(front: DocumentFront) -> tuple[str, ...]:
    """Return who issues a document by its title; lines of their own tell names apart."""
    group = next(iter(front.titles.groups), None)
    if group and group.text.replace(" ", "") == front.titles.title.replace(" ", ""):
        names = bodies_above(front.lines, group.first, group.last)
        if len(names) > 1 and front.lines[group.first + len(names)].text.startswith("关于"):
            return tuple(dict.fromkeys(body for name in names for body in split_bodies(name)))
    return bodies_in_title(front.titles.title)


def _stated_issuers(front: DocumentFront) -> tuple[str, ...]:
    hint = front.hints.get("issuer", "")
    return (hint, *front.fields[Field.ISSUER]) if hint else tuple(front.fields[Field.ISSUER])


def _letterhead_bodies(front: DocumentFront) -> tuple[str, ...]:
    """Return the authorities that a line above the title names, and nothing else."""
    title = next(iter(front.titles.groups), None)
    for line in front.lines[: title.last if title else 0]:
        bodies = split_bodies(line.text) if len(line.text) <= _LONGEST_SIGNATURE else ()
        if bodies and all(region_of_body(body) for body in bodies):
            return bodies
    return ()


def _announcing_body(front: DocumentFront) -> tuple[str, ...]:
    """Return who announces something under its own name: 某县人民政府 of 某县人民政府征地公告."""
    title = front.titles.title
    if not _ANNOUNCEMENT.search(title):
        return ()
    ends = [match.end() for match in _END_OF_BODY.finditer(title)]
    named = (split_bodies(title[:end]) for end in reversed(ends))
    return next((one for one in named if len(one) == 1 and region_of_body(one[0])), ())


def _made_by(front: DocumentFront) -> tuple[str, ...]:
    """Return who made a report, where its first words say so: 本报告由某县人民政府办公室编制."""
    match = _MADE_BY.search(front.folded, 0, _OPENING)
    return split_bodies(match["bodies"]) if match else ()


def _number_body(number: str | None) -> tuple[str, ...]:
    """Return who issued an order, as its number says: 某市人民政府令第3号."""
    return split_bodies(re.split("令|公告|通告", number)[0]) if number else ()


def _closing_bodies(front: DocumentFront) -> tuple[str, ...]:
    """Return the authorities that the last line names, where nobody put a date below them."""
    last = front.lines[-1].text if front.lines else ""
    return split_bodies(last) if len(last) <= _LONGEST_SIGNATURE else ()


def _offices(front: DocumentFront) -> tuple[str, ...]:
    """Return who decides on what a guide is about: | 实施主体 | 某县市场监督管理局 |."""
    for at, line in enumerate(front.lines[:_OFFICE_LINES]):
        cells = [cell.strip() for cell in line.text.strip("|").split("|")]
        named = office_of(cells) if line.text.startswith("|") else ""
        if labelled := _OFFICE_LABEL.match(line.text):
            named = line.text[labelled.end() :]
        elif _OFFICE_HEADING.fullmatch(line.text) and at + 1 < len(front.lines):
            named = front.lines[at + 1].text
        bodies = split_bodies(named) if named and len(named) <= _LONGEST_SIGNATURE else ()
        if bodies and all(region_of_body(body) for body in bodies):
            return bodies
    return ()


def _source_bodies(front: DocumentFront) -> tuple[str, ...]:
    """Return whose page it is, for a guide that nobody signed: 市人社局 on that city's site."""
    source = re.sub(r"(?:官网|网站|官方网站|门户网站)\Z", "", front.hints.get("content_source", ""))
    site = region_of_body(front.hints.get("site", ""))
    bodies = split_bodies(source)
    placed = [with_place(body, site) for body in bodies] or _named_sources(front)
    # 市人社局 社保中心: the office after the bureau is a part of it.
    return tuple(body for body in placed if region_of_body(body)) or tuple(placed[:1])


def _named_sources(front: DocumentFront) -> list[str]:
    """Return whom a text without issuer names as its source, when its title names their place.

    信息来源:江岭市司法局 of 《江岭市…办法》政策问答; another place's site only passed it on.
    """
    bodies = [body for value in front.fields[Field.SOURCE] for body in split_bodies(value)]
    places = [(body, region_of_body(body)) for body in bodies]
    return [body for body, place in places if place and place.name in front.titles.title]


def without_repeats(bodies: Iterable[str]) -> tuple[str, ...]:
    """Drop names that only repeat an earlier one with less or more of its place."""
    kept: list[str] = []
    for body in bodies:
        twin = next((i for i, other in enumerate(kept) if _same(body, other)), None)
        if twin is None:
            kept.append(body)
        elif len(body) > len(kept[twin]):
            kept[twin] = body
    return tuple(kept)


def _same(one: str, other: str) -> bool:
    """Compare bodies; 高新区管委会 is short for the one zone that the other name is of."""
    if same_body(one, other):
        return True
    short, long = sorted((_COMMITTEE.sub("管委会", name) for name in (one, other)), key=len)
    zone = _SHORT_ZONE.fullmatch(short)
    return zone is not None and long.endswith("区管委会") and _in_order(zone["own"], long)


def _in_order(characters: str, text: str) -> bool:
    """Say whether characters stand in a text in their order: 高新 in 高新技术产业开发区."""
    rest = iter(text)
    return all(character in rest for character in characters)


def _stated_bodies(value: str) -> tuple[str, ...]:
    """Return the authorities that a field states; a remark in brackets after them is no matter."""
    return split_bodies(value) or split_bodies(
        re.sub(r"\s*[(（][^()（）]*[)）]\Z", "", value.strip())
    )
