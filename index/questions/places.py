"""The places that a question names, with those of the store preferred among namesakes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.questions.opening_places import opening_places
from index.words.tokenize import Token, log_probability, tokens
from ingest.places.regions import RegionMention, find_regions, find_romanized, is_unlisted
from ingest.records import Region

_DIVISION = re.compile(r"(?:自治[区州县旗]|新区|开发区|高新区|[省市县区州盟旗])\Z")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_WORDS_AROUND = 2
_CLEARLY = 1.5
"""Natural logarithm of how much rarer. 唐|山上|学 and 在内|丘 are hardly likelier than with the
place (under 1.2), pieces of words are four times as likely at least (大|连锁, 海|口径)."""
# 四川产的苹果, 河南籍职工: where something or somebody is from, whose documents are not asked for.
_FROM_THERE = re.compile(r"省?(?:出?产的|籍(?!贯))")
# Rules for those from there are made here: 台湾同胞, 香港居民, 澳门投资者.
_ACROSS = ("71", "81", "82")
_PEOPLE_FROM = re.compile(
    r"省?(?:地区)?(?:来的|的)?(?:(?:永久)?(?:居民|同胞|学生|学者|青年|员工|投资|资本|专业人|企业|律师|医[师生]|[商客]人|商[户家])|人(?![民大社口]))"
)


@dataclass(frozen=True, slots=True)
class StorePlaces:
    """What a store knows of places."""

    unlisted: frozenset[Region] = frozenset()
    """Places of its documents that are not in the list of administrative divisions."""
    held: frozenset[str] = frozenset()
    """Full names of all places of its documents and of the places above them."""

    @classmethod
    def of(cls, regions: Iterable[Region]) -> StorePlaces:
        """Take the places of a store's documents."""
        known = set(regions)
        above = {
            "".join(region.parents[:depth])
            for region in known
            for depth in range(1, len(region.parents) + 1)
        }
        unlisted = frozenset(region for region in known if is_unlisted(region))
        return cls(unlisted, frozenset({region.full_name for region in known} | above))


NO_PLACES = StorePlaces()


def question_places(
    text: str, known: StorePlaces, typed: Sequence[Token]
) -> tuple[RegionMention, ...]:
    """Find the places named in a normalised question, in order.

    Args:
        text: The question.
        known: What the store knows of places.
        typed: The question's words.
    """
    mentions = find_regions(text, keep_ambiguous=True, extra=known.unlisted)
    found = [place for place in mentions if not _parts_words(text, place, typed, known)]
    found += _short_places(text, known.unlisted, found)
    found += opening_places(text, typed, found)
    if _LATIN_WORD.search(text):
        found += find_romanized(text)
    places = (_held_first(place, known.held) for place in sorted(found, key=lambda one: one.start))
    return tuple(place for place in places if not _is_origin(place, text, known.held))


def _parts_words(
    text: str, place: RegionMention, typed: Sequence[Token], known: StorePlaces
) -> bool:
    """Say whether a name is made of pieces of words: 西南|通道, 大|连锁.

    A word that holds the whole name is no such word (天津港). Names that no dictionary has are
    often cut badly, and so is what follows a name (成都|市民): there a name with its kind, or of a
    place that the store has documents of, is taken for one.
    """
    start, end = place.start, place.end
    if place.region in known.unlisted:
        return False
    named_in_full = _DIVISION.search(text[start:end]) or text.startswith(place.region.name, start)
    sure = named_in_full or place.region.full_name in known.held
    return any(
        word.start < start < word.end < end or (not sure and start < word.start < end < word.end)
        for word in typed
    ) and _reads_worse(text, place, typed)


def _reads_worse(text: str, place: RegionMention, typed: Sequence[Token]) -> bool:
    """Say whether words cut at the name are clearly rarer: 大连|锁, but not 唐山|上学."""
    at = [n for n, word in enumerate(typed) if word.start < place.end and place.start < word.end]
    near = typed[max(0, at[0] - _WORDS_AROUND) : at[-1] + 1 + _WORDS_AROUND]
    start, end = near[0].start, near[-1].end
    cut = (text[start : place.start], text[place.start : place.end], text[place.end : end])
    return _likelihood(text[start:end]) - sum(map(_likelihood, cut)) > _CLEARLY


def _likelihood(text: str) -> float:
    return sum(log_probability(word.text) for word in tokens(text))


def _is_origin(place: RegionMention, text: str, held: frozenset[str]) -> bool:
    """Say whether somebody or something is from a place that the store has no documents of."""
    if place.region.full_name in held:
        return False
    if _FROM_THERE.match(text, place.end):
        return True
    across = place.region.code.startswith(_ACROSS)
    return across and _PEOPLE_FROM.match(text, place.end) is not None


def _held_first(place: RegionMention, held: frozenset[str]) -> RegionMention:
    """Of namesakes (Qingyang: 青羊区, 庆阳市) keep those that the store has documents of."""
    if not place.alternatives:
        return place
    namesakes = (place.region, *place.alternatives)
    kept = [region for region in namesakes if region.full_name in held]
    if not kept:
        return place
    return RegionMention(
        region=kept[0], start=place.start, end=place.end, alternatives=tuple(kept[1:])
    )


def _short_places(
    text: str, unlisted: frozenset[Region], found: Iterable[RegionMention]
) -> list[RegionMention]:
    """Find the store's own unlisted places by their everyday names, wherever these stand.

    `find_regions` asks for the right neighbours, since any text may hold the characters by chance;
    that a store has documents of the place, and no dictionary the word, is proof enough.
    """
    taken = [(place.start, place.end) for place in found]
    mentions = []
    for short, regions in _short_names(unlisted).items():
        for match in re.finditer(re.escape(short), text):
            start, end = match.span()
            if not any(left < end and start < right for left, right in taken):
                mention = RegionMention(
                    region=regions[0], start=start, end=end, alternatives=regions[1:]
                )
                mentions.append(mention)
    return mentions


@lru_cache(maxsize=8)
def _short_names(unlisted: frozenset[Region]) -> dict[str, tuple[Region, ...]]:
    """Return places by name without 市, 县, 区, names that are words of their own left out."""
    names: dict[str, tuple[Region, ...]] = {}
    for region in sorted(unlisted, key=lambda region: region.code):
        short = _DIVISION.sub("", region.name)
        if len(short) > 1 and short != region.name and len(tokens(short)) > 1:
            names[short] = (*names.get(short, ()), region)
    return names
