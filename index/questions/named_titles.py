"""What a question calls laws for short, put into the titles that documents have.

So that everything after it, from the words that are searched to the clause that is named by number,
reads a question with 民诉法 as one with 民事诉讼法.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from index.storage.document_rows import title_key
from index.words.short_titles import ShortTitles, TitleMention
from ingest.records import Region
from ingest.text.alignment import Span

OF_PLACES: Final = re.compile(r"(?:条例|办法|规定|规则|细则|决定)\Z")
"""Ends the titles of rules that places make as well as the nation; a 法 is the nation's alone."""


class ShortTitle(NamedTuple):
    """A short name in a question, and the title that it stands for."""

    start: int
    end: int
    typed: str
    meant: str


def short_titles(
    text: str,
    known: ShortTitles,
    *,
    holds: Callable[[str], bool],
    places: Iterable[Span] = (),
    regions: Sequence[Region] = (),
) -> tuple[ShortTitle, ...]:
    """Return the short names in a normalised question for which one title is meant, in order.

    Args:
        text: The question.
        known: What laws are called for short.
        holds: Tells whether a document of the store has a title.
        places: Where the question names places.
        regions: Which those are.
    """
    ends = {place.end for place in places}
    found = []
    for mention in known.in_chinese(text):
        typed = text[mention.start : mention.end]
        behind = len(text[: mention.start].removesuffix("的"))
        of_place = regions if behind in ends else ()
        meant = _meant(typed, mention, holds, of_place)
        if meant:
            found.append(ShortTitle(mention.start, mention.end, typed, meant))
    return tuple(found)


def in_full(text: str, found: Sequence[ShortTitle]) -> str:
    """Return a question with the titles in the place of their short names."""
    for one in reversed(found):
        text = text[: one.start] + one.meant + text[one.end :]
    return text


def _meant(
    typed: str, mention: TitleMention, holds: Callable[[str], bool], regions: Sequence[Region]
) -> str | None:
    """Return the title that is meant; None where it is typed, or where it is not known which."""
    if holds(typed) or title_key(typed) in map(title_key, mention.titles):
        return None
    titles = mention.titles
    if len(titles) > 1:
        titles = tuple(title for title in titles if holds(title))
    if len(titles) != 1:
        return None
    if regions and OF_PLACES.search(titles[0]) and not _has_own(titles[0], holds, regions):
        return None
    return titles[0]


def _has_own(title: str, holds: Callable[[str], bool], regions: Sequence[Region]) -> bool:
    """Whether a place has rules of that title: 上海营商条例 may be 上海市优化营商环境条例."""
    return any(holds(place.name + title) or holds(place.full_name + title) for place in regions)
