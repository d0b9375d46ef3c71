"""Places named in a text, in Chinese or romanised, as regions with their parents."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from ingest.places.gazetteer import (
    NATION,
    NATION_NAMES,
    code_of,
    gazetteer,
    gazetteer_with,
)
from ingest.places.place_table import Gazetteer
from ingest.places.region_names import (
    RegionMention,
    codes_in,
    decided,
    names_something_else,
    scan_names,
)
from ingest.places.romanised_regions import find_romanized
from ingest.places.unlisted_places import is_unlisted, unlisted_region
from ingest.places.user_regions import RegionRow, add_regions, load_user_regions
from ingest.records import Region

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
    "names_something_else",
    "resolve_region",
]


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
        return decided(table, codes, codes_in(context))
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
    found = list(scan_names(table, text))
    known = {codes[0] for _, _, codes in found if len(codes) == 1} | codes_in(context)
    mentions = []
    previous: tuple[int, str] | None = None
    for start, end, codes in found:
        near = {previous[1]} if previous and start - previous[0] <= 1 else set()
        region = decided(table, codes, near) or decided(table, codes, known)
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
