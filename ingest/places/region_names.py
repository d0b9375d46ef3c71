"""Names of places in a Chinese text: where they stand, and which of several namesakes is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import add

from ingest.places.gazetteer import gazetteer, word_edges
from ingest.places.place_table import Gazetteer
from ingest.places.unlisted_places import is_unlisted
from ingest.records import Region
from ingest.text.lazy_patterns import lazy_pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionMention:
    """A place named at text[start:end]."""

    region: Region
    start: int
    end: int
    alternatives: tuple[Region, ...] = ()
    """Other places of the same name, when the text does not say which one is meant."""


_BARE_WORDS = frozenset(
    "城区 郊区 矿区 新区 东区 西区 南区 北区 中区 老城区 "
    "新城区 古城区 市中区 城中区 城东区 城西区 城南区 城北区 城郊区 和县 "
    "开县 港区 港口区 海港区 铁东区 铁西区 桥东区 桥西区 河东区 河西区 "
    "新市区 东方市 通道县 城关区 大厂区 动力区 南市区 平江区 开元区 江东区 "
    "小河区 四方区 东城区 西城区 北城区 南城区 下城区 上城区".split()
)
"""Names that are also everyday words; they count only right after a place above them, or as
the whole name of an authority (和县人民政府)."""

_AUTHORITY = re.compile(r"(人民)?政府|委员会|党委|区委|市委|县委|人大|人民代表")

_NOT_A_PLACE_AFTER = lazy_pattern(
    r"[东西南北中环一二三四五]{0,2}路(?![灯网面段政由线口])|大道|大街|街(?!道)|[东西南北]街|胡同|大学|银行|火锅|菜|话|"
    r"小吃|拉面|阿胶|茶|白酒|黄酒|扑克|石化|时间|牌照|巴巴|晚报|日报"
)

_LEFT_OF_COUNTY = frozenset("在到去于从对和与及跟、,，。；;：:（(《“\"' \n\t【〔?？!！")
_RIGHT_OF_COUNTY = lazy_pattern(
    r"\Z|[\s,，。；;：:、）)》”\"'?？!！]|的|办|申请|怎|如何|哪|能|有|要|人|政府|企业|本地|户|居民|"
    r"医保|社保|公积金|营商|落户|注册|开[办店公]|当地|地区|市|区|县|是|可|买|领|补|学|工程|项目"
)


def scan_names(table: Gazetteer, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield start, end and possible codes of every name, left to right, without overlap."""
    names_by_prefix = table.names_by_prefix
    # One pass in C over all pairs of characters; Python code runs only where a name may begin.
    starts = [at for at, pair in enumerate(map(add, text, text[1:])) if pair in names_by_prefix]
    position = 0
    for at in starts:
        if at < position:
            continue
        found = _name_at(table, text, at, touching=False)
        while found:  # then whatever lies in it and follows at once: 成都|青羊
            yield found
            position = found[1]
            found = _child_at(table, text, position, found[2])


def _name_at(
    table: Gazetteer, text: str, at: int, *, touching: bool
) -> tuple[int, int, tuple[str, ...]] | None:
    for name in table.names_by_prefix.get(text[at : at + 2], ()):
        if text.startswith(name, at):
            codes = _accepted(table, text, at, name, touching=touching)
            if codes:
                return at, at + len(name), codes
    return None


def _accepted(
    table: Gazetteer, text: str, at: int, name: str, *, touching: bool
) -> tuple[str, ...]:
    """Return the codes of a name at a place in the text; none if it is part of other words."""
    end = at + len(name)
    codes = table.full_names.get(name, ())
    if codes:
        if name in _BARE_WORDS or len(name) == 2:
            is_authority = bool(_AUTHORITY.match(text, end)) and _starts_word(text, at)
            return codes if touching or is_authority else ()
        return codes
    codes = table.short_names[name]
    if names_something_else(text, end) or _hides_words(text, at, end):
        return ()
    region = table.places[codes[0]].region
    if touching or (region.level != "county" and not is_unlisted(region)):
        return codes if is_unlisted(region) else codes[:1]
    if (at == 0 or text[at - 1] in _LEFT_OF_COUNTY) and _RIGHT_OF_COUNTY.match(text, end):
        return codes
    return ()


def _child_at(
    table: Gazetteer, text: str, at: int, codes: tuple[str, ...]
) -> tuple[int, int, tuple[str, ...]] | None:
    """Match the name that follows a place at once: any name, or the short one of a place in it."""
    found = _name_at(table, text, at, touching=True)
    if found:
        return found
    for length in (5, 4, 3, 2):
        piece = text[at : at + length]
        below = (table.children.get(code, {}) for code in codes)
        child = next((places[piece] for places in below if piece in places), None)
        if child:
            end = at + length
            if names_something_else(text, end) or _joins_after(text, end):
                return None
            return at, end, (child,)
    return None


def names_something_else(text: str, end: int) -> bool:
    """Say whether what follows an everyday name makes it another's: 南京|路, 天津|银行."""
    return _NOT_A_PLACE_AFTER.match(text, end) is not None


def _starts_word(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in _LEFT_OF_COUNTY


def _hides_words(text: str, start: int, end: int) -> bool:
    """Say whether common words lie across both edges of a short name: 推[广安]全."""
    before, _ = word_edges()
    return start > 0 and text[start - 1] in before.get(text[start], "") and _joins_after(text, end)


def _joins_after(text: str, end: int) -> bool:
    _, after = word_edges()
    return end < len(text) and text[end] in after.get(text[end - 1], "")


def codes_in(texts: Iterable[str]) -> set[str]:
    """Return the codes of the places that texts name without doubt."""
    table = gazetteer()
    return {
        codes[0] for text in texts for _, _, codes in scan_names(table, text) if len(codes) == 1
    }


def decided(table: Gazetteer, codes: Iterable[str], known: set[str]) -> Region | None:
    """Choose among namesakes the one whose parents are known; None when that is not one."""
    options = tuple(codes)
    if len(options) == 1:
        return table.places[options[0]].region
    for depth in (-1, 0):  # the nearest parent decides before the province
        near = [c for c in options if (above := table.ancestors(c)) and above[depth] in known]
        if len(near) == 1:
            return table.places[near[0]].region
    return None
