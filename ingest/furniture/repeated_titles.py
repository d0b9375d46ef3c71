"""Titles that a page tells again above the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.furniture.cues import names_document

_TITLE_MIN_CHARS = 8
_TITLE_MAX_CHARS = 200
_HISTORY = re.compile(r"\(?\d{4}年\d{1,2}月")
_OWN = re.compile(r"\d|\A[(《#]|[一二三四五六七八九十]月")
"""In what a document says between its title and itself: a number, a date, a history."""
_NUMBER = re.compile(r"^[^\d〔\[(]{1,15}[〔\[(]\d{4}[〕\])]第?\d{1,5}号")
_SITE_SUFFIX = re.compile(r"(?<![-_|—])[-_|—]++[^-_|—]{2,30}$")


def repeated_titles(words: Sequence[str]) -> Iterator[int]:
    """Yield the lines that say a title again, the same or with its number or the site's name.

    So go words of the page that stand between two, unless they could name a document too.

    Args:
        words: Of each line above the text that may be a title; empty for others.
    """
    titles = [
        (index, _plain(line))
        for index, line in enumerate(words)
        if line and len(line) <= _TITLE_MAX_CHARS and not _HISTORY.match(line)
    ]
    plain = {title for _, title in titles}
    kept: dict[str, int] = {}
    for index, title in titles:
        core = _SITE_SUFFIX.sub("", _NUMBER.sub("", title)).strip("《》")
        if len(core) < _TITLE_MIN_CHARS:
            continue
        above = kept.setdefault(title, index)
        if core != title and core in plain:
            yield index
        elif above < index:
            yield from (i for i in range(above + 1, index) if _is_of_page(words[i]))
            yield index


def _is_of_page(words: str) -> bool:
    return bool(words) and not (_OWN.search(words) or names_document(words))


def _plain(words: str) -> str:
    return words.strip(" #*").replace(" ", "")
