"""Titles that a page tells again above the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_TITLE_MIN_CHARS = 8
_TITLE_MAX_CHARS = 200
_HISTORY = re.compile(r"\(?\d{4}年\d{1,2}月")
_NUMBER = re.compile(r"^[^\d〔\[(]{1,15}[〔\[(]\d{4}[〕\])]第?\d{1,5}号")
_SITE_SUFFIX = re.compile(r"(?<![-_|—])[-_|—]++[^-_|—]{2,30}$")


def repeated_titles(words: Sequence[str], gone: Sequence[bool]) -> Iterator[int]:
    """Yield the lines that say a title again, the same or with its number or the site's name.

    Where words of the page stand between two, the lower one is the document's own, unless the
    upper one is a heading of Markdown.

    Args:
        words: Of each line above the text that may be a title; empty for others.
        gone: Which lines are furniture already.
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
        above = kept.get(title)
        if core != title and core in plain:
            yield index
        elif above is None:
            kept[title] = index
        elif words[above].startswith("#") or all(gone[above + 1 : index]):
            yield index
        else:
            yield above
            kept[title] = index


def _plain(words: str) -> str:
    return words.strip(" #*").replace(" ", "")
