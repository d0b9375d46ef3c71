"""Where a document tells its title again: at the top, above what a notice issues or passes on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from ingest.metadata.front_matter import FrontLine
from ingest.metadata.title_lines import ATTACHMENT_MARK, ENDING, TitleGroup

_MAX_LINES, _MIN_CHARS = 4, 4
_ISSUED_BY = re.compile(r"^[一-鿿]{2,80}?关于")


def folded(title: str) -> str:
    """Return a title for comparison: no spaces, brackets or other marks."""
    return re.sub(r"\W", "", title)


def core(title: str) -> str:
    """Return a title as it is told again: without who issues it, and a 的 more or less."""
    return _without_issuer(folded(title)).replace("的", "")


def _without_issuer(title: str) -> str:
    if "关于" not in title:
        return title
    match = _ISSUED_BY.match(title)
    return title[match.end() :] if match else title.removeprefix("关于")


def repetitions(
    lines: Sequence[FrontLine], cores: Collection[str], known: Sequence[TitleGroup]
) -> list[TitleGroup]:
    """Return the lines that say a title and do not look like one: 五问失业保险(2025年版).

    A title on several lines may stand below words that could belong to it.
    """
    taken = {index for group in known for index in range(group.first, group.last + 1)}
    found: list[TitleGroup] = []
    for index, line in enumerate(lines):
        if index in taken or len(line.text) < _MIN_CHARS:
            continue
        words = core(line.text)
        longer = (title for title in cores if title.startswith(words))
        last = next((at for one in longer if (at := _last_of(lines, index, one)) is not None), None)
        if last is not None and taken.isdisjoint(range(index, last + 1)):
            found.append(_group(lines, index, last))
            taken.update(range(index, last + 1))
    return found


def standing_below(
    lines: Sequence[FrontLine], front: int, cores: Collection[str]
) -> list[TitleGroup]:
    """Return where the title of what is issued stands below the notice, on one line or more."""
    wanted = [one for one in cores if one]
    for first in range(front if wanted else len(lines), len(lines)):
        for title in wanted:
            last = _last_of(lines, first, title)
            if last is not None:
                return [_group(lines, first, last)]
    return []


def passed_on(lines: Sequence[FrontLine], front: int, title: str) -> Iterator[TitleGroup]:
    """Yield where a notice that was passed on under its title tells that title itself."""
    for first in range(front, len(lines) if title else 0):
        text = lines[first].text
        if "关于" in text and "。" not in text and not text.startswith("《"):
            last = _last_of(lines, first, title)
            if last is not None and ENDING.search(lines[last].text):
                yield _group(lines, first, last)


def _last_of(lines: Sequence[FrontLine], first: int, title: str) -> int | None:
    """Return the last of the lines that say a title from one on; None if they do not."""
    words, last = core(lines[first].text), first
    while words and title.startswith(words) and words != title and last - first < _MAX_LINES - 1:
        last += 1
        if last == len(lines):
            return None
        words += folded(lines[last].text).replace("的", "")
    above = lines[first - 1].text if first else ""
    return last if words == title and not ATTACHMENT_MARK.fullmatch(above) else None


def _group(lines: Sequence[FrontLine], first: int, last: int) -> TitleGroup:
    return TitleGroup("".join(line.text for line in lines[first : last + 1]), first, last)
