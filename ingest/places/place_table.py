"""Places, and the look-up tables over all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ingest.records import Region

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


def tabulated(places: Mapping[str, Place]) -> Gazetteer:
    """Return the tables over places, which stand under their codes."""
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
