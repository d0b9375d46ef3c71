"""The places, organisations, document numbers and titles of a sentence against its spans."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ingest.metadata.document_numbers import find_numbers
from ingest.places.gazetteer import everyday_form
from ingest.places.regions import contains, find_regions, find_romanized
from ingest.places.unlisted_places import names_at_start
from ingest.records import Region
from ingest.text.characters import HAN
from service.answering.checking.claims import Slice
from service.answering.checking.findings import Unfounded, Unsupported
from service.answering.checking.sources import SupportSpan

_TITLE = re.compile(r"《([^《》]{2,120})》")
_INNER = re.compile(r"[\s《》〈〉“”\"',。、:;()\-]")
_ORGANISATION = re.compile(
    rf"(?P<own>[{HAN}]{{1,10}}?)(?P<kind>委员会|管委会|办公室|办公厅|人民政府|检察院|法院|海关|银行|公司|集团|中心(?![^,。;]{{0,4}}城)|协会"
    r"|局(?![面部限势])|厅(?![堂])|(?<![全内外干总西东中南北])部(?![分门署属队位件委])|委(?![托员派任]))"
)
_NO_OWN_NAME = re.compile(
    r"(?:有关|相关|主管|各级|当地|责任|牵头|所在地?|上述|办理|服务|行政|政府|人民|下属|以及|其他|申请|该|各|本|由|到|在|向|的|为|是|和|及|与|或|、|至)+\Z"
)
_LEVEL = "省市县区州旗"
_PLACE_STARTS = re.compile(
    rf"(?:\A|[^{HAN}]|[在由于对与和及到至从按是]|根据|按照|依据|关于)(?=[{HAN}])"
)
_ENGLISH_BODY = re.compile(
    r"\b(?:[A-Z][a-z]++ ){1,12}(?:Bureau|Commission|Department|Ministry|Administration|Office|"
    r"Court|Committee|Authority|Agency|Centre|Center)\b|\b(?:Bureau|Commission|Department|Ministry|"
    r"Administration|Office|Court|Committee|Authority|Agency) (?:of|for) [A-Z]\w+"
)
_ENGLISH_PLACE = re.compile(r"\b(?:[A-Z][a-z']+ )(?:City|County|District|Province|Prefecture)\b")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place that a sentence names."""

    words: str
    start: int
    end: int
    regions: tuple[Region, ...]
    """What it may be; empty for a name that is in no list."""


def find_places(
    text: str, spans: Sequence[SupportSpan], known: Collection[Region] = ()
) -> tuple[PlaceMention, ...]:
    """Return the places of a plain sentence in order.

    Args:
        text: The sentence.
        spans: Their documents' places decide between namesakes and add unlisted places.
        known: Further places that a sentence may name, such as those of other documents.
    """
    own = [span.region for span in spans if span.region]
    context = [region.full_name for region in own]
    found = [
        PlaceMention(text[m.start : m.end], m.start, m.end, (m.region, *m.alternatives))
        for m in (
            *find_regions(text, context=context, keep_ambiguous=True),
            *find_romanized(text),
        )
    ]
    for region in dict.fromkeys((*own, *known)):
        for name in (region.name, everyday_form(region.name)):
            found += [
                PlaceMention(name, m.start(), m.end(), (region,))
                for m in re.finditer(re.escape(name), text)
            ]
    found += _unlisted(text)
    kept: list[PlaceMention] = []
    for mention in sorted(found, key=lambda one: (one.start, -one.end, not one.regions)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _unlisted(text: str) -> Iterator[PlaceMention]:
    """Names of the form of a place that no list has: 云桥市 at the start of a piece."""
    view = re.sub(rf"[^{HAN}]", "的", text) + "的"
    for opening in _PLACE_STARTS.finditer(text):
        names, end = names_at_start(view, opening.end())
        if names:
            words = text[opening.end() : end]
            yield PlaceMention(words, opening.end(), end, ())
    for match in _ENGLISH_PLACE.finditer(text):
        if not find_romanized(match[0]):
            yield PlaceMention(match[0], match.start(), match.end(), ())


def place_stands(mention: PlaceMention, span: SupportSpan, others: Sequence[PlaceMention]) -> bool:
    """Say whether a span is about the place, or says its name.

    A place above the document's own counts only beside it: what a city promises is not the
    province's word.
    """
    if mention.words in span.said:
        return True
    own = span.region
    if own is None:
        return mention.words in span.around
    if any(region.code == own.code for region in mention.regions):
        return True
    above = any(contains(region, own) for region in mention.regions)
    if above:
        return any(region.code == own.code for other in others for region in other.regions)
    title = span.document.title if span.document else ""
    return mention.words in title or (not mention.regions and mention.words in own.full_name)


def check_names(
    text: str, spans: Sequence[SupportSpan], places: Sequence[PlaceMention]
) -> tuple[list[Slice], list[Unsupported]]:
    """Return the slices of names whose digits are no figures, and the names no span bears out."""
    wrong = [
        Unsupported(Unfounded.PLACE, mention.words)
        for mention in places
        if not any(place_stands(mention, span, places) for span in spans)
    ]
    taken, documents = _documents(text, spans)
    whole = "。".join(part for span in spans for part in (span.said, span.around))
    wrong += documents
    wrong += [
        Unsupported(Unfounded.ORGANISATION, name) for name in _strange_bodies(text, whole, places)
    ]
    return taken, wrong


def _documents(text: str, spans: Sequence[SupportSpan]) -> tuple[list[Slice], list[Unsupported]]:
    taken: list[Slice] = []
    wrong: list[Unsupported] = []
    keys = {number.key for span in spans for number in find_numbers(span.said)}
    keys |= {span.document.number_key or "" for span in spans if span.document} - {""}
    for number in find_numbers(text):
        taken.append((number.start, number.end))
        if not any(number.key.endswith(key) for key in keys):
            wrong.append(Unsupported(Unfounded.DOCUMENT, number.text))
    known = _INNER.sub("", "".join(part for span in spans for part in (span.said, span.around)))
    for title in _TITLE.finditer(text):
        taken.append(title.span())
        # A long title is cut where a statement names its source, and marked so.
        if _INNER.sub("", title[1].removesuffix("…")) not in known:
            wrong.append(Unsupported(Unfounded.DOCUMENT, title[0]))
    return taken, wrong


def _strange_bodies(text: str, whole: str, places: Sequence[PlaceMention]) -> Iterator[str]:
    for match in _ORGANISATION.finditer(text):
        own = match["own"]
        if _NO_OWN_NAME.search(own) or any(
            place.end >= match.start("kind") > place.start for place in places
        ):
            continue
        name = own + match["kind"]
        tail = own[-2:] + match["kind"]
        if tail not in whole or _other_level(name, whole):
            yield tail
    for match in _ENGLISH_BODY.finditer(text):
        if match[0] not in whole:
            yield match[0]


def _other_level(name: str, whole: str) -> bool:
    """区财政局 is not said by a source that names 市财政局."""
    for at in range(1, len(name) - 1):
        if name[at - 1] in _LEVEL and name[at:] in whole:
            if name[at - 1 :] in whole:
                return False
            return re.search(rf"[{_LEVEL}]{re.escape(name[at:])}", whole) is not None
    return False
