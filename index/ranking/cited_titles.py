"""Titles as they are cited: 《劳动合同法》 for 中华人民共和国劳动合同法(2012年修正)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

from index.questions.named_titles import OF_PLACES
from index.ranking.shortened_titles import ShortenedTitles
from index.records import DocumentSummary
from index.storage.document_rows import title_key
from ingest.places.regions import find_regions
from ingest.records import Region

_NATION: Final = "中华人民共和国"
_EDITION: Final = re.compile(r"[(（][^()（）]{1,30}[)）]\Z")
"""When it was revised, or that it is a draft or for trial."""
_BOOK: Final = re.compile(r"(?<=法典)\W*[\u4e00-\u9fff]{1,10}编\Z")
"""A book of a code that is a document of its own: articles are counted through all of them."""
_PART: Final = re.compile(r"[(（][一二三四五六七八九十]{1,2}[)）]")
"""Which of several interpretations on a matter it is, which is no edition."""
_LONGEST_PLACE: Final = 16
_SHORTEST: Final = 2
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class CitedTitles:
    """The documents of a generation by what their titles are cited as."""

    keys: Mapping[str, tuple[int, ...]]
    """None of them for the title of a law that is known and not held, nor in a code."""
    shortened: ShortenedTitles

    @classmethod
    def of(cls, documents: Mapping[int, DocumentSummary], known: Iterable[str] = ()) -> Self:
        """Lay out the titles of documents given by key, and those of laws that are known."""
        keys: dict[str, tuple[int, ...]] = {}
        plain: list[tuple[str, tuple[int, ...]]] = []
        for key, document in documents.items():
            for name in _names(document.title) | _without_kind(document):
                keys[name] = (*keys.get(name, ()), key)
            plain.append((_plain(document.title), (key,)))
        for title in known:
            name = title_key(title)
            if name not in keys:
                # Who names a book of a code means the code, where it is held as one document.
                keys[name] = keys.get(title_key(_BOOK.sub("", title)), ())
                plain.append((name, keys[name]))
        return cls(keys, ShortenedTitles.of(plain))

    def holds(self, title: str) -> bool:
        """Whether a document is cited by a title."""
        return bool(self.keys.get(title_key(title)))

    def of_title(self, title: str) -> tuple[int, ...]:
        """Return the documents that are cited by a title; an edition or part of it may be named."""
        return self.keys.get(title_key(title)) or self.keys.get(_plain(title)) or ()

    def at_end_of(self, words: str) -> tuple[int, ...] | None:
        """Return the documents whose title some words end with, by the longest such title.

        None where no title is known: with a place before it (上海市物业管理条例) it is not that
        of the nation's rules.

        Args:
            words: As `AskedClause.before`.
        """
        for start in range(max(0, len(words) - _LONGEST), len(words) - _SHORTEST + 1):
            found = self.keys.get(words[start:])
            if found is not None:
                place = place_at_end(words[:start]) if OF_PLACES.search(words) else None
                return found if place is None else self._of_place(place, words[start:])
        return None

    def _of_place(self, place: Region, title: str) -> tuple[int, ...] | None:
        return self.keys.get(place.full_name + title) or self.keys.get(place.name + title)


def place_at_end(words: str) -> Region | None:
    """Return the place that some words end with."""
    near = words.removesuffix("的")[-_LONGEST_PLACE:]
    found = find_regions(near)
    return found[-1].region if found and found[-1].end == len(near) else None


def _without_kind(document: DocumentSummary) -> set[str]:
    """Return what the rules of a province or city are called in speech: 北京停车条例."""
    place = document.region.name if document.region else ""
    plain = _plain(document.title)
    if not plain.startswith(place) or place[-1:] not in ("省", "市"):
        return set()
    return {place[:-1] + plain.removeprefix(place)}


def _plain(title: str) -> str:
    """Return a title as it is cited in a sentence, folded."""
    stated = title.strip()
    edition = _EDITION.search(stated)
    if edition and not _PART.search(edition[0]):
        stated = stated[: edition.start()].rstrip()
    return title_key(stated).removeprefix(_NATION)


def _names(title: str) -> set[str]:
    plain = _EDITION.sub("", title.strip()).rstrip()
    names = {title_key(one) for one in (title, plain, _BOOK.sub("", plain))}
    names |= {name.removeprefix(_NATION) for name in names}
    return {name for name in names if _SHORTEST <= len(name) <= _LONGEST}
