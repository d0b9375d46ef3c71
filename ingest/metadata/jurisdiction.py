"""Where a document holds: decided from who issues it, then its title, then its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.metadata.issuers import is_national, region_of_body
from ingest.places.elsewhere import is_elsewhere
from ingest.places.gazetteer import NATION
from ingest.places.regions import (
    contains,
    find_regions,
    is_listed_name,
    is_unlisted,
    resolve_region,
)
from ingest.places.unlisted_places import (
    name_in_title,
    name_of_circumstances,
    parent_in_text,
    unlisted_region,
)
from ingest.records import Region

# First characters of the numbers that provinces (and a few cities) give their documents.
_NUMBER_PLACES = {
    "京": "北京市", "津": "天津市", "冀": "河北省", "晋": "山西省", "内": "内蒙古自治区",
    "辽": "辽宁省", "吉": "吉林省", "黑": "黑龙江省", "沪": "上海市", "苏": "江苏省",
    "浙": "浙江省", "皖": "安徽省", "闽": "福建省", "赣": "江西省", "鲁": "山东省",
    "豫": "河南省", "鄂": "湖北省", "湘": "湖南省", "粤": "广东省", "桂": "广西壮族自治区",
    "琼": "海南省", "渝": "重庆市", "川": "四川省", "黔": "贵州省", "滇": "云南省",
    "云": "云南省", "贵": "贵州省", "藏": "西藏自治区", "陕": "陕西省", "甘": "甘肃省",
    "青": "青海省", "宁": "宁夏回族自治区", "新": "新疆维吾尔自治区", "穗": "广州市",
    "深": "深圳市", "杭": "杭州市", "甬": "宁波市", "蓉": "成都市",
}  # fmt: skip
_PROVINCIAL_NUMBER = re.compile(
    r"([\u4e00-\u9fff])(?:政|府|发改|经信|人社|财|教|科|市监|建|卫|医保|税|自然资|住建|商|民|公|司)"
)
_NATIONAL_NUMBER = re.compile(r"国(?:发|办|函|令|务院)|国办|中办|中发|财税|法释|法发|主席令")

_ARTICLE = re.compile(r"^(?:#+\s*)?第一条", re.MULTILINE)
_NATIONAL_WORDS = re.compile(r"国务院|中华人民共和国|最高人民|全国人民代表大会")
_SPEAKS_OF_ITS_PLACE = re.compile(
    r"我[省市区县州](?!级)|全[省市县](?!级)|本[市县区](?!级|域|县级|、|\()|本省(?![、(])|[省市区县]委[、,。]"
)
_NAMED_IN_NATIONAL_LAW = ("71", "81", "82")
"""Code heads of 台湾, 香港 and 澳门: laws name them as exceptions far more than as their place."""

_OWN_LEVEL = {
    "county": re.compile(r"我区|全区|区委|区政府|区级|本区|我县|全县|县委|县政府|县级各|本县"),
    "city": re.compile(r"我市|全市|市委|市政府|市级|本市"),
    "province": re.compile(r"我省|全省|省委|省政府|省级|本省|我区各|全自治区"),
}
_BODY_CHARS = 40_000
"""Enough of a long text to know its place."""
_MENTIONS = 3
"""As often a text names its own place at least, where nothing else says so."""
_LEVELS = ("nation", "province", "city", "county")
_FITS_ITS_PLACE = re.compile(r"结合(?:本|我)[省市区县州旗](?![、(域级])")
_MIN_SHARE = 0.34
"""Below this share of the mentions a place is one of many, not the document's own."""


def document_region(
    *, issuers: Sequence[str], title: str, number_key: str | None, body: str
) -> Region | None:
    """Return the place whose document this is; None rather than a guess.

    Args:
        issuers: Who issued it, as far as known, with or without their place.
        title: Its title, and the inner title if it has one.
        number_key: Its normalised document number.
        body: Its clauses; no page furniture, so a reposting site has no say.
    """
    placed = [region for body_name in issuers if (region := _placed(body_name, title, body))]
    if placed:
        # Joint documents hold where the larger one reigns: 省局 and 市局 give the province.
        return _with_parents(min(placed, key=_depth), body)
    titled = _region_of_title(title)
    if titled:
        return titled
    stated = _stated_name(issuers, title, number_key, body)
    if stated:
        return _with_parents(unlisted_region(stated), body)
    if _is_national_text(title, number_key, body):
        return NATION
    numbered = _region_of_number(number_key)
    voted = _region_of_body(body)
    if numbered and voted and contains(numbered, voted):
        return voted
    return numbered or voted


def _depth(region: Region) -> int:
    if is_unlisted(region):
        return max(len(region.parents) + 1, _LEVELS.index(region.level))
    return len(region.parents) + (region.level != "nation")


def _stated_name(
    issuers: Sequence[str], title: str, number_key: str | None, body: str
) -> str | None:
    """Return the place that the document states in so many words but no list holds."""
    name = None
    if not find_regions(title, keep_ambiguous=True):
        name = name_in_title(title, body, issuers=issuers)
    name = name or name_of_circumstances(body, number_key)
    return None if name is None or _is_or_holds_listed(name) else name


def _is_or_holds_listed(name: str) -> bool:
    return is_listed_name(name) or bool(find_regions(name, keep_ambiguous=True))


def _with_parents(region: Region, body: str) -> Region:
    """Complete a place that no list holds with the one that the text names right before it."""
    if region.parents or not is_unlisted(region):
        return region
    name = parent_in_text(region.name, body)
    if name is None:
        return region
    parent = resolve_region(name)
    above = (*parent.parents, parent.name) if parent else (name,)
    return unlisted_region(region.name, above)


def _is_national_text(title: str, number_key: str | None, body: str) -> bool:
    """Say whether a text without issuer or place is law of the whole country."""
    if title.startswith("中华人民共和国") or _NATIONAL_NUMBER.match(number_key or ""):
        return True
    opening = body[:_BODY_CHARS]
    if not _ARTICLE.search(opening) or not _NATIONAL_WORDS.search(opening):
        return False
    if _FITS_ITS_PLACE.search(opening):
        return False
    return len(_SPEAKS_OF_ITS_PLACE.findall(opening)) < 3


def _placed(name: str, title: str, body: str) -> Region | None:
    region = region_of_body(name)
    if region is not None:
        return region
    # The place of 鼓楼区人民政府 shows in the document, if at all.
    mentions = find_regions(name, context=(title, body[:_BODY_CHARS]))
    return mentions[-1].region if mentions else None


def _region_of_title(title: str) -> Region | None:
    mentions = find_regions(title)
    if not mentions:
        return None
    if is_national(title):
        return NATION
    regions = list(dict.fromkeys(mention.region for mention in mentions))
    deepest = max(regions, key=lambda region: len(region.parents))
    # Several places that do not lie in one another (京津冀) make no single place.
    return deepest if all(contains(region, deepest) for region in regions) else None


def _region_of_number(key: str | None) -> Region | None:
    match = _PROVINCIAL_NUMBER.match(key or "")
    name = _NUMBER_PLACES.get(match.group(1)) if match else None
    return resolve_region(name) if name else None


def _region_of_body(body: str) -> Region | None:
    votes, elsewhere = _votes(body[:_BODY_CHARS])
    if not votes:
        return None
    level = _own_level(body[:_BODY_CHARS])
    # What is left when other places were named is not the document's own for one mention.
    least = 2 if elsewhere else 1
    at_level = {region: n for region, n in votes.items() if _is_at(region, level, n) and n >= least}
    if at_level:
        region, count = max(at_level.items(), key=lambda item: (item[1], item[0].code))
        rivals = [n for other, n in at_level.items() if other != region]
        if count > max(rivals, default=0):
            return region
    region, count = max(votes.items(), key=lambda item: (item[1], item[0].code))
    if level is None and (count < _MENTIONS or count < _MIN_SHARE * sum(votes.values())):
        return None
    if level and not _is_at(region, level, count):
        return region if count >= _MENTIONS and level != "province" else None
    return region


def _is_at(region: Region, level: str | None, mentions: int) -> bool:
    """Whether a place is of a level; those under the nation that are cities may be of two.

    Any city's document may mention 上海市 once.
    """
    city = level == "city" and region.level == "province" and region.name.endswith("市")
    return region.level == level or (city and mentions >= _MENTIONS)


def _votes(body: str) -> tuple[Counter[Region], int]:
    """Count how often each place is named, and how often any is named as somewhere else."""
    votes: Counter[Region] = Counter()
    elsewhere = 0
    for mention in find_regions(body):
        if mention.region.code.startswith(_NAMED_IN_NATIONAL_LAW):
            continue
        if is_elsewhere(body, mention):
            elsewhere += 1
        else:
            votes[mention.region] += 1
    return votes, elsewhere


def _own_level(body: str) -> str | None:
    """Return the level of which the text speaks as its own: 我区 makes it a county."""
    counts = {level: len(pattern.findall(body)) for level, pattern in _OWN_LEVEL.items()}
    level, count = max(counts.items(), key=lambda item: item[1])
    return level if count >= 2 else None
