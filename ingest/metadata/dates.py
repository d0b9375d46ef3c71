"""Calendar dates written in digits or in Chinese characters."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.text.numerals import numeral_value

_S = r"[ \t\u3000]{0,2}"
_CHINESE_DIGIT = "[零〇○O0一二三四五六七八九]"
_CHINESE_NUMBER = "[元一二三四五六七八九十]"

DATE = (
    rf"(?:(?:19|20){_S}\d{_S}\d{_S}(?:年{_S}\d{{1,2}}{_S}月{_S}\d{{1,2}}{_S}日"
    rf"|-\d{{1,2}}-\d{{1,2}}|/\d{{1,2}}/\d{{1,2}}|\.{_S}\d{{1,2}}\.{_S}\d{{1,2}})"
    rf"|[一二]{_CHINESE_DIGIT}{{3}}年{_CHINESE_NUMBER}{{1,2}}月{_CHINESE_NUMBER}{{1,3}}日)"
)
"""Pattern of a full date, without groups, for use in larger patterns."""

_DATE = re.compile(rf"(?<![\d.]){DATE}(?![\d])")
_NUMBERS = re.compile(r"\d+")
_CHINESE_PARTS = re.compile(r"(\S{4})年(\S{1,2})月(\S{1,3})日")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date written at text[start:end]."""

    date: dt.date
    start: int
    end: int


def find_dates(text: str) -> Iterator[DateMention]:
    """Yield the full dates of a text in order; impossible ones (2020年2月31日) are passed over."""
    for match in _DATE.finditer(text):
        date = _read(match.group())
        if date:
            yield DateMention(date, *match.span())


def parse_date(text: str) -> dt.date | None:
    """Return the first date of a text; 20201211 counts when nothing else is found."""
    mention = next(find_dates(text), None)
    if mention:
        return mention.date
    match = _COMPACT.search(text)
    return _date(*map(int, match.groups())) if match else None


def add_years(date: dt.date, years: int) -> dt.date:
    """Return the same day so many years later; 29 February becomes 28 where there is none."""
    year = min(date.year + years, dt.MAXYEAR)
    return date.replace(year=year, day=min(date.day, calendar.monthrange(year, date.month)[1]))


def add_months(date: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last day of a shorter month."""
    years, month = divmod(date.month - 1 + months, 12)
    shifted = add_years(date.replace(day=1), years).replace(month=month + 1)
    return shifted.replace(day=min(date.day, calendar.monthrange(shifted.year, shifted.month)[1]))


@lru_cache(maxsize=4096)
def _read(text: str) -> dt.date | None:
    chinese = _CHINESE_PARTS.fullmatch(text)
    if chinese and not text[0].isdigit():
        return _date(*(_chinese_number(part) for part in chinese.groups()))
    joined = re.sub(r"[ \t\u3000]", "", text)
    return _date(*map(int, _NUMBERS.findall(joined)))


def _chinese_number(text: str) -> int:
    value = numeral_value(re.sub("[O0○]", "〇", text).replace("元", "一"))
    return value if value is not None else 0


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
