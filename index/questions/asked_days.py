"""The day on which what a question asks about should hold: 截至2021年5月1日, as of June 2022.

A month or a year stands for its last day, but only where the question asks what holds: 截至2022年底
要建成多少个 asks for a goal, and the plan that sets it need not be in force on that day.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from ingest.text.numerals import numeral_value

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTH_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20)\d{2}|[一二][〇零一二三四五六七八九]{3})"
_ONE_OR_TWO = r"\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
# 有效期截止2023年5月, 申请截止2024年底: the end of something else than what the question asks for.
_NOT_ITS_OWN_END = "".join(
    f"(?<!{noun})" for noun in "期 期限 申请 申报 报名 缴费 补缴 参保 合同 工龄".split()
)
_AS_OF = re.compile(
    rf"(?P<asked>{_NOT_ITS_OWN_END}(?:截至|截止到?)|\bas (?:of|at))\s{{0,3}}(?:"
    rf"{_YEAR}\s{{0,3}}(?:年\s{{0,3}}(?:(?P<month>{_ONE_OR_TWO})月(?:(?P<day>{_ONE_OR_TWO})[日号]?|底|末)?|底|末)?"
    r"|[-./](?P<month_2>\d{1,2})(?:[-./](?P<day_2>\d{1,2}))?(?!\d)|(?!\s{0,3}[元万亿千人名个家户平米吨]))"
    rf"|(?:(?P<day_3>\d{{1,2}})(?:st|nd|rd|th)?\s{{1,3}}(?:of\s{{1,3}})?)?(?P<name>{_MONTH_NAME})\.?\s{{1,3}}"
    r"(?:(?P<day_4>\d{1,2})(?:st|nd|rd|th)?,?\s{1,3})?(?P<year_2>(?:19|20)\d{2}))(?!\d)",
    re.IGNORECASE,
)
_ASKS_WHAT_HOLDS = re.compile(
    r"有效|现行|施行|生效|执行|适用|在用|管用|规定|政策|办法|法律|法规|条例|规则|细则"
    r"|\b(?:in (?:force|effect)|valid|effective|applicable|apply|applies|rules?|laws?|regulations?"
    r"|polic(?:y|ies))\b",
    re.IGNORECASE,
)


def asked_day(text: str) -> dt.date | None:
    """Return the day that a normalised question names by 截至 or as of; None when it names none."""
    match = _AS_OF.search(text)
    if match is None:
        return None
    year = _number(match["year"] or match["year_2"])
    month = _MONTHS[match["name"].lower()] if match["name"] else _number(_first(match, "month"))
    day = _number(_first(match, "day"))
    if not day and not _ASKS_WHAT_HOLDS.search(text):
        return None
    try:
        return dt.date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except (ValueError, calendar.IllegalMonthError):  # the 31st of June is no day, so no filter
        return None


def without_asked_day(text: str) -> str:
    """Return a question without that day: nothing of it is part of a document's number."""
    return _AS_OF.sub("，", text)


def _first(match: re.Match[str], part: str) -> str | None:
    """Return what one of the groups of a part of the date holds."""
    found = (text for name, text in match.groupdict().items() if name.partition("_")[0] == part)
    return next(filter(None, found), None)


def _number(numeral: str | None) -> int:
    """Read 2021, 二〇二一, 12, 十二 or 二十一; 0 for None."""
    if not numeral:
        return 0
    return int(numeral) if numeral.isdecimal() else numeral_value(numeral) or 0
