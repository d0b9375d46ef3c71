"""Which hits may answer for the place a question names, and how a place is called in an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Final

from index import DocumentSummary, Hit, QueryInfo, SearchFilters
from ingest.places.elsewhere import is_elsewhere
from ingest.places.regions import find_regions, is_listed_name
from service.answering.records import AskedQuestion

_KIND_OF_PLACE: Final = re.compile(
    r"(?:特别行政区|[^\W\d]{1,3}族自治[区州县旗]|自治[区州县旗]|地区|新区|[省市区县州盟旗])\Z"
)
_NATION: Final = "000000"
_TITLE_MAX_CHARS: Final = 24
_OPENING: Final = re.compile(r"(?:请问|想问一?下|问一?下|在|我在|我们)?")
_OPENING_MAX_CHARS: Final = 4
_KIND_ASKED: Final = re.compile(
    r"省(?![钱事时级内外力])|市(?![场民值政容面价级直内外])|县(?![级内外])"
)
_NO_NAME: Final = re.compile(
    r"直辖|地级|县级|副省级|单列|贫困|试点|示范|其他|哪个|什么|全国|各"
    # 市里县里, 老家县里: where one is, or the authorities of whatever place it is.
    r"|\A(?:[省市区县州旗乡镇村城][里内上下]|[上下]面|[本当外异]地|老家|家乡)\Z"
)
_BEGINS: Final = re.compile(r"(?:\A|[\s。；;：:“《，,]|[日讯从])\Z")
_GOES_ON: Final = re.compile(r"[路街大岸站场道桥]")
"""After the name of a place, the name of something else: 吉林大路, 广州市场."""
_INNER_TITLE: Final = re.compile(r"《([^《》]{4,})》")


class Level(StrEnum):
    """Where a document stands to the place asked about."""

    NAMED = "named"
    """Of the place, or of one in it; every document when no place is named."""
    ABOVE = "above"
    """Of a place that holds it, or of the nation."""
    OTHER = "other"


def named_places(asked: AskedQuestion, filters: SearchFilters, hits: tuple[Hit, ...]) -> set[str]:
    """Return the official names of the places asked about.

    A place that only documents name may stand in the question in its short form, which the look-up
    of places does not always take apart from its neighbours; the places of the hits help out.
    """
    named = {*asked.regions, *filters.region}
    for hit in hits:
        region = hit.document.region
        # What passed a filter of places is asked about, however the filter spelt it.
        inside = region and (filters.region or short_name(region.name) in asked.normalized)
        if region and inside and region.code != _NATION:
            named.add(region.name)
    return named


def level_of(hit: Hit, named: set[str]) -> Level:
    """Place a hit by its document and, where that is of no place or of one above, by its words."""
    region, place_score = hit.document.region, hit.scores.get("place", 0.0)
    if not named:
        return Level.NAMED
    titled = _names(hit.document.title, named, at_start=False)
    if region is None:  # whose rule it is nobody knows, unless it says so
        said = titled or _names(hit.clause.text, named, at_start=True)
        return Level.NAMED if said else Level.OTHER
    if region.code == _NATION:
        return Level.NAMED if titled else Level.ABOVE
    if place_score == 1:  # a romanised name that several places share names each of them
        return Level.NAMED
    own = {region.name, region.full_name, *region.parents}
    own |= {short_name(name) for name in own}
    if own & named:
        return Level.NAMED
    # The search knows the parents of the places named; a place above scores between 0 and 1.
    if not 0 < place_score < 1:
        return Level.OTHER
    return Level.NAMED if titled else Level.ABOVE


def _names(text: str, named: set[str], *, at_start: bool) -> bool:
    """Whether a text speaks of one of the places, and not as of somewhere else.

    Args:
        text: A title or a clause.
        named: Official names of the places asked about.
        at_start: Count only places that begin a phrase, as who acts or where it holds does.
    """
    held = {name for name in named if short_name(name) in text}
    if not held:
        return False
    return any(
        (not at_start or _BEGINS.search(text, 0, start)) and not _GOES_ON.match(text, end)
        for start, end in _mentions(text, frozenset(held))
    )


@lru_cache(maxsize=256)
def _mentions(text: str, names: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Return where a text names one of the places as its own matter: no 海南 in 上海南站."""
    found = [one for one in find_regions(text, keep_ambiguous=True) if not is_elsewhere(text, one)]
    listed = [
        (one.start, one.end)
        for one in found
        if not names.isdisjoint((one.region.name, one.region.full_name))
    ]
    unlisted = [name for name in names if not is_listed_name(name)]
    return (*listed, *(m.span() for name in unlisted for m in re.finditer(re.escape(name), text)))


def short_name(name: str) -> str:
    """Return a place without the word for its kind: 襄阳市 -> 襄阳."""
    short = _KIND_OF_PLACE.sub("", name)
    return short if len(short) > 1 else name


def label_of(document: DocumentSummary) -> str:
    """Name whose rule it is: the place, or the title of a law and of a document of no place."""
    region = document.region
    if region is not None and region.code != _NATION:
        return region.name
    inner = _INNER_TITLE.search(document.title)
    title = (inner[1] if inner else document.title).strip("《》 ")
    cut = len(title) > _TITLE_MAX_CHARS
    return f"《{title[:_TITLE_MAX_CHARS]}{'…' * cut}》"


def names_unknown_place(query: QueryInfo, hits: Iterable[Hit]) -> bool:
    """Whether a question begins with a place in no list, clause or title: 火星市办电要多久."""
    if query.regions:
        return False
    titles = [hit.document.title for hit in hits]
    return any(
        not (word.clauses or word.names or _NO_NAME.search(word.text))
        and _begins_with_place(query.normalized, word.text)
        and not any(word.text in title for title in titles)
        for word in query.words
    )


def _begins_with_place(question: str, word: str) -> bool:
    """Whether a question begins with a word and a kind of place, an opening aside: 请问火星市."""
    at = question.find(word, 0, _OPENING_MAX_CHARS + len(word))
    while at >= 0:
        if _OPENING.fullmatch(question, 0, at) and _KIND_ASKED.match(question, at + len(word)):
            return True
        at = question.find(word, at + 1, _OPENING_MAX_CHARS + len(word))
    return False
