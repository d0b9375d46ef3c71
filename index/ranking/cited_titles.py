"""Titles as they are cited: 《劳动合同法》 for 中华人民共和国劳动合同法(2012年修正)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from index.records import DocumentSummary
from index.storage.document_rows import title_key

_NATION: Final = "中华人民共和国"
_EDITION: Final = re.compile(r"[(（][^()（）]{1,30}[)）]\Z")
"""When it was revised, or that it is a draft or for trial."""
_BOOK: Final = re.compile(r"(?<=法典)\W*[\u4e00-\u9fff]{1,10}编\Z")
"""A book of a code that is a document of its own: articles are counted through all of them."""
_SHORTEST: Final = 2
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class CitedTitles:
    """The documents of a generation by what their titles are cited as."""

    keys: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, documents: Mapping[int, DocumentSummary]) -> Self:
        """Lay out the titles of documents given by key."""
        keys: dict[str, tuple[int, ...]] = {}
        for key, document in documents.items():
            for name in _names(document.title):
                keys[name] = (*keys.get(name, ()), key)
        return cls(keys)

    def at_end_of(self, words: str) -> tuple[int, ...]:
        """Return the documents whose title some words end with, by the longest such title.

        `words` are letters and digits only, as `title_key` leaves them.
        """
        for start in range(max(0, len(words) - _LONGEST), len(words) - _SHORTEST + 1):
            found = self.keys.get(words[start:])
            if found:
                return found
        return ()


def _names(title: str) -> set[str]:
    plain = _EDITION.sub("", title.strip()).rstrip()
    names = {title_key(one) for one in (title, plain, _BOOK.sub("", plain))}
    names |= {name.removeprefix(_NATION) for name in names}
    return {name for name in names if _SHORTEST <= len(name) <= _LONGEST}
