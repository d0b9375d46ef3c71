"""The table of administrative divisions: every place with its parents and all its names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from threading import Lock
from types import MappingProxyType

from ingest.places.place_table import Gazetteer, Place, tabulated
from ingest.places.unlisted_places import unlisted_region
from ingest.records import Region

NATION = Region(code="000000", name="中国", level="nation")
"""Where a document of the central authorities holds."""

NATION_NAMES = frozenset(("中国", "全国", "国家", "中华人民共和国", "中央", "china"))


class _Current:
    """The table in use; replaced as a whole, so readers need no lock."""

    table: Gazetteer | None = None
    guard = Lock()


def gazetteer() -> Gazetteer:
    """Return the table; the first call takes some 20 ms to read it, later ones nothing."""
    table = _Current.table
    if table is None:
        with _Current.guard:
            table = _Current.table = _Current.table or tabulated(_read_places())
    return table


def extend_gazetteer(places: Iterable[Place]) -> None:
    """Put further places into the table, for all threads of this process.

    A place with the code of another adds its names to that one.
    """
    base = gazetteer()
    with _Current.guard:
        _Current.table = _extended(_Current.table or base, places)


def reset_gazetteer() -> None:
    """Return to the table as packaged."""
    with _Current.guard:
        _Current.table = None


@lru_cache(maxsize=8)
def gazetteer_with(table: Gazetteer, regions: frozenset[Region]) -> Gazetteer:
    """Return a table that holds some more regions, and the places above them that it lacks."""
    places: dict[str, Place] = {}
    for region in sorted(regions, key=lambda region: (len(region.parents), region.code)):
        if region.code not in table.places:
            for place in _place_with_parents(table, region):
                places.setdefault(place.region.code, place)
    return _extended(table, places.values()) if places else table


def code_of(table: Gazetteer, name: str, parents: tuple[str, ...]) -> str | None:
    """Return the code of the one place with this name below these places, if there is one."""
    found = [
        code
        for code in table.full_names.get(name, ())
        if set(parents) <= set(table.places[code].region.parents)
    ]
    return found[0] if len(found) == 1 else None


def everyday_form(name: str) -> str:
    """Return a name without the word for its kind: 云桥 for 云桥市; itself when that is short."""
    short = re.sub(r"(?:自治[区州县旗]|新区|[省市县区州盟旗])\Z", "", name)
    return short if len(short) > 1 else name


def _place_with_parents(table: Gazetteer, region: Region) -> list[Place]:
    made: list[Place] = []
    above = ""
    for depth, name in enumerate((*region.parents, region.name)):
        chain = region.parents[:depth]
        is_parent = depth < len(region.parents)
        known = code_of(table, name, chain) if is_parent else None
        if known is None:
            own = unlisted_region(name, chain) if is_parent else region
            made.append(_added_place(own, above))
        above = known or made[-1].region.code
    return made


def _added_place(region: Region, parent: str) -> Place:
    short = everyday_form(region.name)
    return Place(
        region=region,
        parent=parent,
        kind="",
        short=short,
        is_short_safe=short != region.name,
        aliases=(),
        romanised=(),
    )


def _extended(table: Gazetteer, added: Iterable[Place]) -> Gazetteer:
    places = dict(table.places)
    for place in added:
        code = place.region.code
        known = places.get(code)
        places[code] = _with_names_of(known, place) if known else place
    return tabulated(places)


def _with_names_of(place: Place, other: Place) -> Place:
    return replace(
        place,
        is_short_safe=place.is_short_safe or (other.is_short_safe and place.short == other.short),
        aliases=tuple(dict.fromkeys((*place.aliases, *other.aliases))),
        romanised=tuple(dict.fromkeys((*place.romanised, *other.romanised))),
    )


@lru_cache(maxsize=1)
def word_edges() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return, for a character, those that make a common word before it, and after it."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for line in _read_lines("word_edges.tsv"):
        side, char, others = line.split("\t")
        (before if side == "before" else after)[char] = others
    return MappingProxyType(before), MappingProxyType(after)


def romanised_key(text: str) -> str:
    """Return the letters of a romanised name in lower case: Xi'an -> xian."""
    return re.sub(r"[^a-z]", "", text.lower())


def _read_lines(name: str) -> list[str]:
    return (files("ingest") / "data" / name).read_text(encoding="utf-8").splitlines()


def _read_places() -> dict[str, Place]:
    rows = [line.split("\t") for line in _read_lines("regions.tsv")[1:]]
    names = {row[0]: row[1] for row in rows}
    parents = {row[0]: row[3] for row in rows}
    places = {}
    for code, name, level, parent, kind, short, safe, aliases, romanised in rows:
        above: list[str] = []
        at = parent
        while at:
            above.append(names[at])
            at = parents[at]
        places[code] = Place(
            region=Region(code=code, name=name, level=level, parents=tuple(reversed(above))),
            parent=parent,
            kind=kind,
            short=short,
            is_short_safe=bool(safe),
            aliases=tuple(filter(None, aliases.split("|"))),
            romanised=tuple(filter(None, romanised.split("|"))),
        )
    return places
