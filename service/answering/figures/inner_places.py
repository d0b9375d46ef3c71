"""Which figures of a document hold for a place inside its own: 各县(市)及岚山区."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from index import Hit
from ingest.records import Measure
from service.answering.groups.scopes import scopes_of
from service.answering.places import short_name

# The last character of a place's name -> words that mean all places of its kind.
_ALL_OF_KIND: Final = {
    "县": re.compile(r"各县|[各两三]县市|(?<![一-鿿])县市区"),
    "市": re.compile(r"各县\(市|各县（市|各县[级、]?市|(?<![一-鿿])县市区"),
    "区": re.compile(r"各区|各县(?:\(市|（市|市|、市)?、?区|各市辖区|(?<![一-鿿])县市区"),
}


def of_inner_place(measures: list[Measure], hit: Hit, places: Iterable[str]) -> list[Measure]:
    """Return the figures that are said of a place asked about, where some are.

    A place inside the document's own is a group like any other: what is said of it by name comes
    before what is said of all places of its kind, and both before what is said of others. Where
    nothing tells, all figures stay.
    """
    inner = [place for place in places if not _is_own(place, hit)]
    if not inner or len(measures) < 2:
        return measures
    said = [scopes_of(measure, hit.clause).own for measure in measures]
    for wanted in (
        [re.compile(re.escape(name)) for name in inner],
        [_ALL_OF_KIND[name[-1]] for name in inner if name[-1] in _ALL_OF_KIND],
    ):
        if kept := _holding(measures, said, wanted):
            return kept
    return measures


def _holding(
    measures: Sequence[Measure], said: Sequence[str], wanted: Sequence[re.Pattern[str]]
) -> list[Measure]:
    return [
        measure
        for measure, text in zip(measures, said, strict=True)
        if any(pattern.search(text) for pattern in wanted)
    ]


def _is_own(place: str, hit: Hit) -> bool:
    """Whether a place is the document's own or holds it; nothing is known without a region."""
    region = hit.document.region
    if region is None:
        return True
    return short_name(place) in {*map(short_name, (region.name, *region.parents))}
