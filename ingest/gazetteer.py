"""The table of administrative divisions: every place with its parents and all its names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from threading import Lock
from types import MappingProxyType

from ingest.records import Region
from ingest.unlisted_places import unlisted_region

NATION = Region(code="000000", name="中国", level="nation")
"""Where a document of the central authorities holds."""

NATION_NAMES = frozenset(("中国", "全国", "国家", "中华人民共和国", "中央", "china"))

_LEVELS = {"nation": 0, "province": 1, "city": 2, "county": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A region with what the table says beyond the record."""

    region: Region
    parent: str
    """Code of the division above; empty for provinces."""
    kind: str
    """Empty for a division of today, `former` or `zone`."""
    short: str
    """The everyday form: 襄阳 for 襄阳市."""
    is_short_safe: bool
    """Whether the everyday form names the place by itself in running text."""
    aliases: tuple[str, ...]
    """Former names and other official-looking names."""
    romanised: tuple[str, ...]
    """Lower-case letters only: xiangyang; the usual English name first."""

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Sort key: places of today first, then the larger, then by code."""
        return (self.kind == "former", _LEVELS[self.region.level], self.region.code)


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Look-up tables over all places; codes stand for places. Each table equals itself only."""

    places: Mapping[str, Place]
    full_names: Mapping[str, tuple[str, ...]]
    """Official names and aliases -> codes; a name of today hides the same former name."""
    short_names: Mapping[str, tuple[str, ...]]
    """Safe everyday forms -> codes, the larger place first."""
    children: Mapping[str, Mapping[str, str]]
    """Code -> everyday form of each place below it, at any depth -> that place's code."""
    romanised: Mapping[str, tuple[str, ...]]
    names_by_prefix: Mapping[str, tuple[str, ...]]
    """First two characters -> the full and safe short names that begin so, longest first."""

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return the codes above a place, the highest first, the nation left out."""
        above: list[str] = []
        place = self.places.get(code)
        while place and place.parent:
            above.append(place.parent)
            place = self.places.get(place.parent)
        return tuple(reversed(above))


class _Current:
    """The table in use; replaced as a whole, so readers need no lock."""

    table: Gazetteer | None = None
    guard = Lock()


def gazetteer() -> Gazetteer:
    """Return the table; the first call takes some 20 ms to read it, later ones nothing."""
    table = _Current.table
    if table is None:
        with _Current.guard:
            table = _Current.table = _Current.table or _tabulated(_read_places())
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
    return _tabulated(places)


def _with_names_of(place: Place, other: Place) -> Place:
    return replace(
        place,
        is_short_safe=place.is_short_safe or (other.is_short_safe and place.short == other.short),
        aliases=tuple(dict.fromkeys((*place.aliases, *other.aliases))),
        romanised=tuple(dict.fromkeys((*place.romanised, *other.romanised))),
    )


def _tabulated(places: Mapping[str, Place]) -> Gazetteer:
    full_names = _names_of_today_first(places)
    short_names: dict[str, list[str]] = defaultdict(list)
    children: dict[str, dict[str, str]] = defaultdict(dict)
    romanised: dict[str, list[str]] = defaultdict(list)
    ordered = sorted(places.values(), key=lambda place: place.rank)
    for place in ordered:
        code = place.region.code
        if place.is_short_safe:
            short_names[place.short].append(code)
        for name in place.romanised:
            romanised[name].append(code)
        above = place.parent
        while above and place.kind != "former":
            children[above].setdefault(place.short, code)
            above = places[above].parent
    return Gazetteer(
        places=MappingProxyType(dict(places)),
        full_names=_frozen(full_names),
        short_names=_frozen(short_names),
        children=MappingProxyType(children),
        romanised=_frozen(romanised),
        names_by_prefix=_by_prefix({*full_names, *short_names}),
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


def _names_of_today_first(places: Mapping[str, Place]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for place in places.values():
        if place.kind != "former":
            names[place.region.name].append(place.region.code)
    today = set(names)
    for place in places.values():
        former = place.aliases if place.kind != "former" else (place.region.name, *place.aliases)
        for name in former:
            if name not in today and place.region.code not in names[name]:
                names[name].append(place.region.code)
    return {name: codes for name, codes in names.items() if codes}


def _by_prefix(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for name in names:
        grouped[name[:2]].append(name)
    return MappingProxyType(
        {key: tuple(sorted(group, key=lambda n: (-len(n), n))) for key, group in grouped.items()}
    )


def _frozen(table: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({key: tuple(value) for key, value in table.items()})
