"""Places named in a text, in Chinese or romanised, as regions with their parents."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from operator import add

from ingest.gazetteer import (
    NATION,
    NATION_NAMES,
    Gazetteer,
    code_of,
    gazetteer,
    gazetteer_with,
    romanised_key,
    word_edges,
)
from ingest.records import Region
from ingest.unlisted_places import is_unlisted, unlisted_region
from ingest.user_regions import RegionRow, add_regions, load_user_regions

__all__ = [
    "NATION",
    "RegionMention",
    "RegionRow",
    "add_regions",
    "ancestors",
    "contains",
    "find_regions",
    "find_romanized",
    "is_listed_name",
    "is_unlisted",
    "load_user_regions",
    "resolve_region",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionMention:
    """A place named at text[start:end]."""

    region: Region
    start: int
    end: int
    alternatives: tuple[Region, ...] = ()
    """Other places of the same name, when the text does not say which one is meant."""


def ancestors(region: Region) -> tuple[Region, ...]:
    """Return the regions above one, the nation first."""
    if region.code == NATION.code:
        return ()
    table = gazetteer()
    if region.code in table.places:
        return (NATION, *(table.places[code].region for code in table.ancestors(region.code)))
    return (NATION, *(_above(table, region, depth) for depth in range(len(region.parents))))


def contains(outer: Region, inner: Region) -> bool:
    """Say whether `inner` is `outer` or lies in it; a place not in the list goes by its parents."""
    if NATION.code == outer.code or outer.code == inner.code:
        return True
    table = gazetteer()
    if inner.code in table.places and outer.code in table.places:
        return outer.code in table.ancestors(inner.code)
    depth = len(outer.parents)
    return (*outer.parents, outer.name) == inner.parents[: depth + 1]


def is_listed_name(name: str) -> bool:
    """Say whether some place of the list bears or bore this official name."""
    return name in gazetteer().full_names


def _above(table: Gazetteer, region: Region, depth: int) -> Region:
    name, chain = region.parents[depth], region.parents[:depth]
    code = code_of(table, name, chain)
    return table.places[code].region if code else unlisted_region(name, chain)


def resolve_region(name: str, *, context: Iterable[str] = ()) -> Region | None:
    """Return the place that a name stands for: 襄阳市, 襄阳, 四川省成都市青羊区, Xiangyang.

    Args:
        name: A name alone, or a chain of names from the larger to the smaller.
        context: Texts that may name the place's parents and so decide between namesakes.

    Returns:
        None when the name is unknown, or shared by places that the context cannot tell apart.
    """
    name = name.strip()
    if name.lower() in NATION_NAMES:
        return NATION
    table = gazetteer()
    codes = table.full_names.get(name) or _codes_of_short(table, name)
    if codes:
        return _decided(table, codes, _codes_in(context))
    mentions = [*find_regions(name), *find_romanized(name)]
    covered = sum(mention.end - mention.start for mention in mentions)
    if mentions and not mentions[-1].alternatives and covered >= len(re.sub(r"\W", "", name)):
        return mentions[-1].region
    return None


def find_regions(
    text: str,
    *,
    context: Iterable[str] = (),
    keep_ambiguous: bool = False,
    extra: Collection[Region] = (),
) -> tuple[RegionMention, ...]:
    """Find the places named in a Chinese text, in order; the longest name wins.

    Everyday forms (襄阳, 青羊) count where they cannot be part of other words. A name shared by
    several places is decided by the place before it and by the other places of the text.

    Args:
        text: Simplified Chinese; offsets count in it.
        context: Further texts whose places help to decide between namesakes.
        keep_ambiguous: Also return undecided mentions, with `alternatives`, instead of none.
        extra: Places to find besides those of the list, such as the ones only documents name. A
            frozenset that stays the same is prepared once.
    """
    table = gazetteer_with(gazetteer(), frozenset(extra)) if extra else gazetteer()
    found = list(_scan(table, text))
    known = {codes[0] for _, _, codes in found if len(codes) == 1} | _codes_in(context)
    mentions = []
    previous: tuple[int, str] | None = None
    for start, end, codes in found:
        near = {previous[1]} if previous and start - previous[0] <= 1 else set()
        region = _decided(table, codes, near) or _decided(table, codes, known)
        if region:
            mentions.append(RegionMention(region=region, start=start, end=end))
            previous = (end, region.code)
        elif keep_ambiguous:
            options = [table.places[code].region for code in codes]
            mentions.append(
                RegionMention(
                    region=options[0], start=start, end=end, alternatives=tuple(options[1:])
                )
            )
    return tuple(mentions)


# --- Chinese names ---------------------------------------------------------------------------

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

_NOT_A_PLACE_AFTER = re.compile(
    r"[东西南北中环一二三四五]{0,2}路(?![灯网面段政由线口])|大道|大街|街(?!道)|[东西南北]街|胡同|大学|银行|火锅|菜|话|"
    r"小吃|拉面|阿胶|茶|白酒|黄酒|扑克|石化|时间|牌照|巴巴|晚报|日报"
)

_LEFT_OF_COUNTY = frozenset("在到去于从对和与及跟、,，。；;：:（(《“\"' \n\t【〔?？!！")
_RIGHT_OF_COUNTY = re.compile(
    r"\Z|[\s,，。；;：:、）)》”\"'?？!！]|的|办|申请|怎|如何|哪|能|有|要|人|政府|企业|本地|户|居民|"
    r"医保|社保|公积金|营商|落户|注册|开[办店公]|当地|地区|市|区|县|是|可|买|领|补|学|工程|项目"
)


def _scan(table: Gazetteer, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
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
    if _NOT_A_PLACE_AFTER.match(text, end) or _hides_words(text, at, end):
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
            if _NOT_A_PLACE_AFTER.match(text, end) or _joins_after(text, end):
                return None
            return at, end, (child,)
    return None


def _starts_word(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in _LEFT_OF_COUNTY


def _hides_words(text: str, start: int, end: int) -> bool:
    """Say whether common words lie across both edges of a short name: 推[广安]全."""
    before, _ = word_edges()
    return start > 0 and text[start - 1] in before.get(text[start], "") and _joins_after(text, end)


def _joins_after(text: str, end: int) -> bool:
    _, after = word_edges()
    return end < len(text) and text[end] in after.get(text[end - 1], "")


def _codes_of_short(table: Gazetteer, name: str) -> tuple[str, ...]:
    """Return the places with this everyday form, those of the highest level alone."""
    codes = [
        code
        for code, place in table.places.items()
        if place.short == name and place.kind != "former"
    ]
    if not codes:
        return ()
    level = min(table.places[code].rank[1] for code in codes)
    return tuple(code for code in codes if table.places[code].rank[1] == level)


def _codes_in(texts: Iterable[str]) -> set[str]:
    table = gazetteer()
    return {codes[0] for text in texts for _, _, codes in _scan(table, text) if len(codes) == 1}


def _decided(table: Gazetteer, codes: Iterable[str], known: set[str]) -> Region | None:
    """Choose among namesakes the one whose parents are known; None when that is not one."""
    options = tuple(codes)
    if len(options) == 1:
        return table.places[options[0]].region
    for depth in (-1, 0):  # the nearest parent decides before the province
        near = [c for c in options if (above := table.ancestors(c)) and above[depth] in known]
        if len(near) == 1:
            return table.places[near[0]].region
    return None


# --- romanised names -------------------------------------------------------------------------

_LATIN_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")

_DESIGNATORS = {
    "province": ("省", "自治区"),
    "city": ("市",),
    "municipality": ("市",),
    "prefecture": ("州", "地区", "盟"),
    "district": ("区",),
    "county": ("县", "自治县"),
    "banner": ("旗",),
    "new": ("新区",),
}
_MAX_WORDS = 3
_SHORTEST_ALONE = 5
"""Romanised counties with fewer letters need a word such as county beside them."""


def find_romanized(text: str) -> tuple[RegionMention, ...]:
    """Find places by their romanised or English names: Xiangyang, Weihai city, Inner Mongolia.

    Namesakes (Suzhou, Yichun) are told apart by a following `city`, `district`, `county`,
    `province` or `new area` and by the other places of the text; else the larger one, then the
    lower code, is returned with the others as alternatives.
    """
    table = gazetteer()
    words = list(_LATIN_WORD.finditer(text))
    found: list[tuple[int, int, tuple[str, ...]]] = []
    index = 0
    while index < len(words):
        taken = 1
        for length in range(min(_MAX_WORDS, len(words) - index), 0, -1):
            codes = _romanised_codes(table, words[index : index + length], words, index + length)
            if codes:
                found.append((words[index].start(), words[index + length - 1].end(), codes))
                taken = length
                break
        index += taken
    known = {codes[0] for _, _, codes in found if len(codes) == 1}
    return tuple(_romanised_mention(table, *item, known) for item in found)


def _romanised_codes(
    table: Gazetteer, name: list[re.Match[str]], words: list[re.Match[str]], following: int
) -> tuple[str, ...]:
    key = "".join(romanised_key(word.group()) for word in name)
    codes = table.romanised.get(key, ())
    if not codes:
        return ()
    designator = words[following].group().lower() if following < len(words) else ""
    suffixes = _DESIGNATORS.get(designator, ())
    named = tuple(c for c in codes if suffixes and table.places[c].region.name.endswith(suffixes))
    if designator == "district":
        named = tuple(c for c in named if not table.places[c].region.name.endswith("新区")) or named
    if named:
        return named
    larger = tuple(c for c in codes if table.places[c].region.level != "county")
    # Capitals and apostrophes mark a name; without them the name must be long enough.
    capitalised = all(re.search(r"\A[A-Z]|['’]", word.group()) for word in name)
    if len(name) > 1 and not larger:
        return ()
    if larger and (len(key) >= _SHORTEST_ALONE or capitalised):
        return codes
    return codes if capitalised and len(key) >= _SHORTEST_ALONE else ()


def _romanised_mention(
    table: Gazetteer, start: int, end: int, codes: tuple[str, ...], known: set[str]
) -> RegionMention:
    decided = _decided(table, codes, known)
    if decided:
        return RegionMention(region=decided, start=start, end=end)
    options = [table.places[code].region for code in codes]
    return RegionMention(region=options[0], start=start, end=end, alternatives=tuple(options[1:]))
