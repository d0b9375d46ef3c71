"""The document numbers that a question may name, as printed or as people type them.

Documents print 津政规〔2020〕7号; people type 津政规2020 7号, 津政规2020-7, 国务院第722号令. What
is typed that loosely may be no number (天河区2025年3号线), which does no harm: a key counts only
where a document of the store has that very number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.metadata.document_numbers import find_numbers

_HAN = r"[\u4e00-\u9fff]"
_LONGEST_AGENCY = 16
_SHORTEST_AGENCY = 2
_MARK = r"\s{0,3}[^\w\s，。；、,.;:?!？！：]?\s{0,3}"
_SERIAL = r"第?\s{0,3}(?P<serial>\d{1,5})"
# 7月, 7个 and 30日 count something, 国务院令第7条 is an article.
_NO_COUNT = r"(?!\d|\.\d|\s{0,3}(?:[年月日天周个章款次件万亿元%]|条(?!例)|项(?!目)))"
_PRINTED = re.compile(
    rf"(?P<agency>{_HAN}{{{_SHORTEST_AGENCY},{_LONGEST_AGENCY}}}){_MARK}(?P<year>(?:19|20)\d{{2}})"
    rf"{_MARK}年?{_MARK}{_SERIAL}{_NO_COUNT}"
)
_KINDS = ("令", "公告", "通告")
_ORDERS = (
    re.compile(
        rf"(?P<agency>{_HAN}{{2,40}}?)(?P<kind>{'|'.join(_KINDS)})\s{{0,3}}{_SERIAL}{_NO_COUNT}"
    ),
    re.compile(
        rf"(?P<agency>{_HAN}{{2,40}}?)\s{{0,3}}{_SERIAL}\s{{0,3}}号\s{{0,3}}(?P<kind>{'|'.join(_KINDS)})"
    ),
)
_NATION = "中华人民共和国"


def asked_numbers(text: str) -> tuple[str, ...]:
    """Return the keys of the document numbers that a normalised question may name, each once.

    Nobody can tell where the words before a loosely typed number end (请问津政规2020年7号): there
    is a key for each way to take them. As it was printed, a number has one.
    """
    printed = find_numbers(text)
    taken = [range(mention.start, mention.end) for mention in printed]
    keys = [mention.key for mention in printed]
    if any(map(str.isdecimal, text)):
        keys += (key for at, key in _loose(text) if not any(at in place for place in taken))
    return tuple(dict.fromkeys(keys))


def _loose(text: str) -> Iterator[tuple[int, str]]:
    """Yield where the serial of a number stands, with each key that it may have."""
    for match in _PRINTED.finditer(text):
        year, serial = match["year"], int(match["serial"])
        by_kind = match["agency"].endswith(_KINDS)
        ending = f"{year}年第{serial}号" if by_kind else f"〔{year}〕{serial}号"
        for agency in _ways_to_take(match["agency"]):
            yield match.start("serial"), agency + ending
    for pattern in _ORDERS:
        for match in pattern.finditer(text):
            # The short name is the one that is cited: 国务院令, not 中华人民共和国国务院令.
            for agency in _ways_to_take(match["agency"].rpartition(_NATION)[2]):
                yield match.start("serial"), f"{agency}{match['kind']}第{int(match['serial'])}号"


def _ways_to_take(words: str) -> Iterator[str]:
    """Yield what the name of a body at the end of some words may be, the longest first."""
    for start in range(max(0, len(words) - _LONGEST_AGENCY), len(words) - _SHORTEST_AGENCY + 1):
        yield words[start:]
