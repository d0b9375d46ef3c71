"""Places that users add to the list of divisions, from a table of their own.

The file is UTF-8 text, one place a line, with tabs between the columns; the first line names them:

    name    level   parents         romanised       aliases
    云桥市  city    示例省          yunqiao         云桥|桥城市
    石笏区  county  示例省|云桥市   shihu           石笏

`level` is province, city or county. `parents` are the names above, the highest first, each in the
list or in the file. Several romanised names and aliases are set apart by |. The name without the
word for its kind (云桥) is recognised in running text only when it is among the aliases. Empty
lines and lines that begin with # are skipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import InvalidRegionList
from ingest.places.gazetteer import (
    code_of,
    everyday_form,
    extend_gazetteer,
    gazetteer,
    romanised_key,
)
from ingest.places.place_table import Gazetteer, Place
from ingest.places.unlisted_places import unlisted_region
from ingest.records import Region

COLUMNS = ("name", "level", "parents", "romanised", "aliases")
_LEVELS = ("province", "city", "county")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRow:
    """One place that a user adds; the fields are the columns of the file."""

    name: str
    level: str
    parents: tuple[str, ...] = ()
    romanised: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def load_user_regions(path: Path) -> tuple[Region, ...]:
    """Add the places of a file to those that are recognised, for all threads of this process.

    Raises:
        InvalidRegionList: If a line cannot be used, with its number; then nothing is added.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRegionList(str(path), str(error)) from error
    rows = list(_rows(str(path), text))
    return add_regions(rows, uri=str(path))


def add_regions(rows: Iterable[RegionRow], *, uri: str = "regions") -> tuple[Region, ...]:
    """Add places to those that are recognised, in any order; adding them again changes nothing.

    A row of a place that is known already gives it more names.

    Raises:
        InvalidRegionList: If a row's level or parents make no sense; then nothing is added.
    """
    table = gazetteer()
    made: dict[tuple[str, ...], Place] = {}
    for row in sorted(rows, key=lambda row: len(row.parents)):
        if row.level not in _LEVELS or len(row.name) < 2:
            raise InvalidRegionList(uri, f"{row.name!r}: the level is one of {', '.join(_LEVELS)}")
        place = _place(table, made, row, uri)
        made[*place.region.parents, place.region.name] = place
    extend_gazetteer(made.values())
    return tuple(place.region for place in made.values())


def _rows(uri: str, text: str) -> Iterator[RegionRow]:
    lines = [
        (number, line)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines or tuple(lines[0][1].split("\t")) != COLUMNS:
        raise InvalidRegionList(uri, f"the first line must be {'<tab>'.join(COLUMNS)}")
    for number, line in lines[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        if not 2 <= len(cells) <= len(COLUMNS) or not cells[0]:
            raise InvalidRegionList(uri, f"line {number}: expected {len(COLUMNS)} columns")
        cells += [""] * (len(COLUMNS) - len(cells))
        parents, romanised, aliases = (tuple(filter(None, c.split("|"))) for c in cells[2:])
        yield RegionRow(
            name=cells[0], level=cells[1], parents=parents, romanised=romanised, aliases=aliases
        )


def _place(table: Gazetteer, made: dict[tuple[str, ...], Place], row: RegionRow, uri: str) -> Place:
    parent = _parent(table, made, row, uri)
    chain = (*parent.parents, parent.name) if parent else ()
    known = code_of(table, row.name, chain)
    region = (
        table.places[known].region if known else unlisted_region(row.name, chain, level=row.level)
    )
    short = everyday_form(row.name)
    return Place(
        region=region,
        parent=parent.code if parent else "",
        kind="",
        short=short,
        is_short_safe=short in row.aliases,
        aliases=tuple(alias for alias in row.aliases if alias != short),
        romanised=tuple(filter(None, map(romanised_key, row.romanised))),
    )


def _parent(
    table: Gazetteer, made: dict[tuple[str, ...], Place], row: RegionRow, uri: str
) -> Region | None:
    if not row.parents:
        return None
    added = [place.region for chain, place in made.items() if chain == row.parents]
    if added:
        return added[0]
    code = code_of(table, row.parents[-1], row.parents[:-1])
    if code is None:
        message = f"{row.name}: {''.join(row.parents)} is neither in the list nor in the file"
        raise InvalidRegionList(uri, message)
    return table.places[code].region
