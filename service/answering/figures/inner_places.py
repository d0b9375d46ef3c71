"""Which figures of a document hold for a place inside its own: 各县(市)及岚山区, 适用于宜昌市."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from index import Hit
from ingest.places.regions import find_regions
from ingest.records import Clause, Measure
from service.answering.found import holding, phrases
from service.answering.groups.scopes import scopes_of
from service.answering.places import short_name

# The last character of a place's name -> words that mean all places of its kind.
_ALL_OF_KIND: Final = {
    "县": re.compile(r"各县|[各两三]县市|(?<![一-鿿])县市区"),
    "市": re.compile(r"各县\(市|各县（市|各县[级、]?市|(?<![一-鿿])县市区"),
    "区": re.compile(r"各区|各县(?:\(市|（市|市|、市)?、?区|各市辖区|(?<![一-鿿])县市区"),
}
_APPLIES: Final = re.compile(r"[,，(（]?\s*(?:分别)?(?:适用|范围|包[括含]|覆盖|对应)[^。;；\n]*")
"""Goes on after a figure with where it holds: 第一档2310元，适用于武汉市."""
_OF_PEOPLES: Final = re.compile(
    r"(?:(?:土家|布依|朝鲜|哈萨克|蒙古|柯尔克孜|傈僳|景颇|哈尼|[一-鿿])族){1,3}自治[州县区旗]\Z"
    r"|(?:地区|[市县区州盟旗])\Z"
)
_NAME_ENDS: Final = r"(?=[市县区州盟旗、,，和及与为是按:：|)）\s]|地区|自治|新区|\Z)"


def of_inner_place(measures: list[Measure], hit: Hit, places: Iterable[str]) -> list[Measure]:
    """Return the figures that are said of a place asked about, where some are.

    A place inside the document's own is a group like any other: what is said of it by name comes
    before what is said of all places of its kind, and both before what is said of no place.
    What is said of another place by name is no answer: beside 武汉, 荆州 is among 其他市州. Where
    nothing tells, all figures stay.
    """
    inner = [place for place in places if not _is_own(place, hit)]
    if not inner or not measures:
        return measures
    said = [_places_said(measure, hit.clause) for measure in measures]
    for wanted in (
        [re.compile(re.escape(_everyday(name)) + _NAME_ENDS) for name in inner],
        [_ALL_OF_KIND[name[-1]] for name in inner if name[-1] in _ALL_OF_KIND],
    ):
        if kept := _holding(measures, said, wanted):
            return kept
    if hit.document.region is None:
        return measures
    kept = [m for m, text in zip(measures, said, strict=True) if not _names_inner(text, hit)]
    return kept


def _everyday(name: str) -> str:
    """Return a place as it is mostly said: 恩施 for 恩施土家族苗族自治州."""
    short = _OF_PEOPLES.sub("", name)
    return short if len(short) > 1 else short_name(name)


def _places_said(measure: Measure, clause: Clause) -> str:
    """Return the words that may name where a figure holds: its own, its row, or what goes on."""
    text = clause.text
    line = text.rfind("\n", 0, measure.start) + 1
    if text.startswith("|", line):
        end = text.find("\n", measure.end)
        return text[line : end if end >= 0 else len(text)]
    phrase = holding(phrases(clause), measure.start)
    goes_on = _APPLIES.match(text, measure.end, phrase.end) if phrase else None
    if goes_on is None:
        return scopes_of(measure, clause).own
    further = min((m.start for m in clause.measures if m.start >= measure.end), default=len(text))
    return text[measure.start : min(goes_on.end(), further)]


def _names_inner(text: str, hit: Hit) -> bool:
    """Whether words name a place other than the document's own and those that hold it."""
    return any(not _is_own(one.region.name, hit) for one in find_regions(text))


def _holding(
    measures: Sequence[Measure], said: Sequence[str], wanted: Sequence[re.Pattern[str]]
) -> list[Measure]:
    return [
        measure
        for measure, text in zip(measures, said, strict=True)
        if any(pattern.search(text) for pattern in wanted)
    ]


def _is_own(place: str, hit: Hit) -> bool:
    """Whether a place is the document's own, holds it or is named by its title."""
    region = hit.document.region
    if short_name(place) in hit.document.title:
        return True
    if region is None:
        return False
    return short_name(place) in {*map(short_name, (region.name, *region.parents))}
