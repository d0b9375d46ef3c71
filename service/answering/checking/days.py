"""The dates of a sentence against those of its cited spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.figures.due_dates import find_due_dates
from ingest.figures.measures import fold
from ingest.metadata.dates import find_dates
from service.answering.checking.claims import Slice
from service.answering.checking.findings import Unfounded, Unsupported
from service.answering.checking.sources import SupportSpan

_DATE = re.compile(
    r"(?:(?<!\d)(?:19|20)\d\d年|每年|[当次翌今本同明]年)(?:度?(?:\d{1,2}月(?:份)?)?(?:\d{1,2}日|年?底|年?末|[上下]半年)?)"
    r"|(?<!\d)\d{1,2}月(?:\d{1,2}日|底|末|份)?|每个?[月季]度?(?:\d{1,2}日|底|末)|(?<!\d)(?:19|20)\d\d-\d\d?-\d\d?"
)


_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTH = rf"(?P<month>{'|'.join(f'{month[:3]}(?:{month[3:]})?' for month in _MONTHS)})\.?"
_ENGLISH = re.compile(
    rf"(?P<end>\b(?:the )?end of )?(?:(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?{_MONTH}"
    rf"(?: (?P<later_day>\d{{1,2}})(?:st|nd|rd|th)?)?,? ?)?\b(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def check_days(
    sentence: str, spans: Sequence[SupportSpan]
) -> tuple[list[Slice], list[Unsupported]]:
    """Return where the dates of a plain sentence stand, and those that no span or document has."""
    taken: list[Slice] = []
    wrong: list[Unsupported] = []
    texts = [_uniform(span.said) for span in spans]
    own = {day for span in spans for day in _days("。".join(span.dates()) + "。" + span.said)}
    dues = {_uniform(due.value) for span in spans for due in find_due_dates(fold(span.said))}
    inherited = {due.start: due.value for due in find_due_dates(fold(sentence))}
    for match in _ENGLISH.finditer(sentence):
        if match["month"] or match["end"]:
            taken.append(match.span())
            known_texts = [*texts, *(day for span in spans for day in span.dates())]
            if not any(_holds(text, _in_chinese(match)) for text in known_texts):
                wrong.append(Unsupported(Unfounded.DATE, match[0]))
    for match in _DATE.finditer(sentence):
        taken.append(match.span())
        written = _uniform(match[0])
        value = _uniform(inherited.get(match.start(), match[0]))
        known = value in dues or any(_holds(text, written) for text in texts)
        if not known and set(_days(match[0])) <= own and _days_in(match[0]):
            known = True
        if not known and not any(_holds(_uniform(span.around), written) for span in spans):
            wrong.append(Unsupported(Unfounded.DATE, match[0]))
    return taken, wrong


def _in_chinese(match: re.Match[str]) -> str:
    date = f"{match['year']}年"
    if match["month"]:
        month = next(n for n, name in enumerate(_MONTHS, 1) if _same_month(name, match["month"]))
        date += f"{month}月"
        day = match["day"] or match["later_day"]
        date += f"{int(day)}日" if day else ""
    return date + ("底" if match["end"] else "")


def _same_month(name: str, written: str) -> bool:
    return name.lower().startswith(written.lower().rstrip("."))


def _holds(text: str, date: str) -> bool:
    """Find a date that is no part of another one: not 1月 of 11月, nor 2020年 of 2020年底."""
    for match in re.finditer(re.escape(date), text):
        before, after = text[: match.start()][-1:], text[match.end() : match.end() + 1]
        if not (date[0].isdigit() and before.isdigit()) and not (
            date.endswith("年") and after in ("底", "末")
        ):
            return True
    return False


def _uniform(text: str) -> str:
    return (
        re.sub(r"\s", "", text).replace("末", "底").replace("年年底", "年底").replace("每个", "每")
    )


def _days(text: str) -> Iterator[str]:
    for mention in find_dates(text):
        yield mention.date.isoformat()


def _days_in(text: str) -> bool:
    return any(True for _ in _days(text))
