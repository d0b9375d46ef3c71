"""Places by their romanised or English names: Xiangyang, Weihai city, Inner Mongolia."""

from __future__ import annotations

import re

from ingest.places.gazetteer import gazetteer, romanised_key
from ingest.places.place_table import Gazetteer
from ingest.places.region_names import RegionMention, decided

_LATIN_WORD = re.compile(r"[A-Za-z]+(?:['’](?![sS]\b)[A-Za-z]+)?")
"""Xi'an is one word; Tianjin's is the place and what belongs to it."""

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
    region = decided(table, codes, known)
    if region:
        return RegionMention(region=region, start=start, end=end)
    options = [table.places[code].region for code in codes]
    return RegionMention(region=options[0], start=start, end=end, alternatives=tuple(options[1:]))
