"""Counties that a part of a question begins with: 和县最低工资多少; 我老家肃宁，能领多少养老金."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.words.tokenize import Token
from ingest.places.gazetteer import gazetteer
from ingest.places.regions import RegionMention, names_something_else

_BEGINS = re.compile(
    r"(?:\A|[\s,，。；;：:？?！!])(?:请问|你好|您好|想?问一?下|[我他她]?(?:老家|[家人住]?在)(?:是|在)?)?"
)
_NO_NAME_BEFORE = re.compile(r"[级域城里内外]|医院|政府")
"""和县级的一样, 和县医院说好: the two characters are no name, whatever they begin."""


def opening_places(
    text: str, typed: Sequence[Token], found: Iterable[RegionMention]
) -> list[RegionMention]:
    """Find counties whose names stand first in a part of a question, an opening aside.

    Any text may hold the two characters of 和县 or 肃宁 by chance, and so `find_regions` wants
    more around them; but few questions begin with them by chance.

    Args:
        text: The question.
        typed: The question's words; an everyday name has to end where one of them does.
        found: Places found already, which are left as they are.
    """
    taken = [(place.start, place.end) for place in found]
    edges = {len(text), *(word.start for word in typed), *(word.end for word in typed)}
    places = gazetteer().places
    mentions = []
    for at in (begin.end() for begin in _BEGINS.finditer(text)):
        named = next(_names_at(text, at, edges), None)
        if named is None or any(left < named[0] and at < right for left, right in taken):
            continue
        first, *others = (places[code].region for code in named[1])
        mentions.append(
            RegionMention(region=first, start=at, end=named[0], alternatives=tuple(others))
        )
    return mentions


def _names_at(text: str, at: int, edges: set[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield end and codes of the names at a place in the text, the longest first."""
    table = gazetteer()
    for name in table.names_by_prefix.get(text[at : at + 2], ()):
        end = at + len(name)
        if not text.startswith(name, at):
            continue
        if name in table.full_names:
            if len(name) == 2 and name.endswith("县") and not _NO_NAME_BEFORE.match(text, end):
                yield end, table.full_names[name]
        elif end in edges and not names_something_else(text, end):
            codes = tuple(c for c in table.short_names[name] if _is_county(c))
            if codes:
                yield end, codes


def _is_county(code: str) -> bool:
    return gazetteer().places[code].region.level == "county"
