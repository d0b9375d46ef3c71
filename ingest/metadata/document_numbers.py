"""Document numbers (文号): 津政规〔2020〕7号, 国务院令第722号, 国家税务总局公告2021年第12号."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.text.lazy_patterns import lazy_pattern
from ingest.text.numerals import numeral_value

_OPEN, _CLOSE = r"[〔\[(【﹝〈<{\uff3b]", r"[〕\])】﹞〉>}\uff3d]"
_YEAR = r"(?:19|20)\d{2}"
_S = r"[ \t\u3000\xa0]{0,20}"
_HAN = r"[\u4e00-\u9fff]"
_SERIAL = r"\d{1,5}(?:[-—之]\d{1,3})?"
_NUMERAL = r"[〇零一二三四五六七八九十百]{1,6}"

_BRACKETED = lazy_pattern(
    rf"(?P<agency>{_HAN}(?:{_S}(?:{_HAN}|[A-Z]|\({_HAN}{{1,6}}\))){{0,15}}?){_S}"
    rf"{_OPEN}{_S}(?P<year>{_YEAR}|\d{{2}}){_S}年?{_S}{_CLOSE}{_S}第?{_S}"
    rf"(?P<serial>{_SERIAL}){_S}号"
)
_ORDER = lazy_pattern(
    rf"(?P<agency>{_HAN}[\u4e00-\u9fff、]{{1,40}}?)?(?P<kind>令|公告|通告){_S}"
    rf"(?P<session>{_OPEN}{_HAN}{{1,6}}届{_CLOSE})?{_S}\(?{_S}(?:(?P<year>{_YEAR}){_S}年?{_S})?第{_S}(?P<serial>\d{{1,5}}|{_NUMERAL}){_S}号{_S}\)?"
)
_NOTICE = lazy_pattern(
    rf"(?P<agency>{_HAN}{{2,40}}?)?{_S}(?P<year>{_YEAR}){_S}年{_S}第{_S}"
    rf"(?P<serial>\d{{1,5}}){_S}号{_S}(?P<kind>公告|令|通告)"
)
_LOOSE = lazy_pattern(
    rf"(?P<agency>{_HAN}{{1,12}}){_S}[^\w]?{_S}(?P<year>{_YEAR}){_S}[^\w]?{_S}年?{_S}第?{_S}"
    rf"(?P<serial>\d{{1,5}}){_S}号"
)

# Words that stand before a number in a sentence and are no part of it.
_LEAD_IN = lazy_pattern(
    r"^.*(?:根据|按照|依据|依照|贯彻|落实|执行|印发|转发|下发|发布|通过|废止|参照|文号|发文字号|字号|编号|"
    r"文件|关于|以及|和(?!国)|及|与|由|以|原|即|见|按|在|的|对|将|为|是|附|第)(?=.)"
)
_ORDER_LEAD_IN = lazy_pattern(
    r"^(?:日(?!报|本)|.*(?:根据|按照|依据|依照|经|以|由|原|和(?!国|城乡|社会|旅游|信息|改革|规划|技术|体育|水务|家庭|监督)|及|见|的))(?=[\u4e00-\u9fff]{2,})"
)
_NOT_AGENCIES = frozenset("第 本 该 此 年 月 日".split())


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A document number at text[start:end]."""

    text: str
    """As printed, without spaces."""
    key: str
    start: int
    end: int


def find_numbers(text: str) -> tuple[NumberMention, ...]:
    """Find the document numbers of a text in order; offsets count in the text as given.

    Args:
        text: Simplified, half-width letters and digits; punctuation of either width.
    """
    if "号" not in text:
        return ()
    view = text.replace("（", "(").replace("）", ")")
    found = [*_bracketed(view, text), *_orders(view, text)]
    kept: list[NumberMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def normalize_number(text: str) -> str:
    """Return the look-up key of a document number, however its brackets and spaces are written.

    津政规[2020]第7号, 津政规(2020)7号 and 津政规2020年7号 give 津政规〔2020〕7号; orders give
    国务院令第722号, announcements 国家税务总局公告2021年第12号. Text that is no number is
    returned without spaces.
    """
    folded = text.translate(_WIDTH)
    mentions = find_numbers(folded)
    if mentions:
        return mentions[0].key
    loose = _LOOSE.search(folded)
    if loose:
        return _key(loose["agency"], loose["year"], loose["serial"])
    return re.sub(r"\s", "", folded)


_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}


def _bracketed(view: str, text: str) -> Iterator[NumberMention]:
    for match in _BRACKETED.finditer(view):
        agency = re.sub(r"\s", "", match["agency"])
        trimmed = _LEAD_IN.sub("", agency)
        if not trimmed or trimmed in _NOT_AGENCIES:
            continue
        year = match["year"] if len(match["year"]) == 4 else "19" + match["year"]
        start = _start_of(view, match.start("agency"), match.end("agency"), len(trimmed))
        yield NumberMention(
            re.sub(r"\s", "", text[start : match.end()]),
            _key(trimmed, year, match["serial"]),
            start,
            match.end(),
        )


def _orders(view: str, text: str) -> Iterator[NumberMention]:
    for pattern in (_ORDER, _NOTICE):
        for match in pattern.finditer(view):
            agency = re.sub(r"\s", "", match["agency"] or "").lstrip("、")
            agency = _ORDER_LEAD_IN.sub("", agency)
            end = match.end()
            if match.group().endswith(")") and "(" not in match.group():
                end -= 1
            if not agency:
                start = match.start("kind" if pattern is _ORDER else "year")
            else:
                start = _start_of(view, match.start("agency"), match.end("agency"), len(agency))
            yield NumberMention(
                re.sub(r"\s", "", text[start:end]), _order_key(agency, match), start, end
            )


def _start_of(view: str, start: int, end: int, length: int) -> int:
    """Return where the last `length` characters that are not spaces begin in view[start:end]."""
    at = end
    while length and at > start:
        at -= 1
        if not view[at].isspace():
            length -= 1
    return at


def _key(agency: str, year: str, serial: str) -> str:
    return f"{agency}〔{year}〕{serial.lstrip('0') or '0'}号"


def _order_key(agency: str, match: re.Match[str]) -> str:
    # The short name is the one that is cited: 国务院令, not 中华人民共和国国务院令.
    agency = agency.replace("中华人民共和国", "").removesuffix("第")
    serial = match["serial"]
    value = int(serial) if serial.isdigit() else numeral_value(serial)
    year = f"{match['year']}年" if match["year"] else ""
    session = match.groupdict().get("session") or ""
    return f"{agency}{match['kind']}{session}{year}第{value if value is not None else serial}号"
