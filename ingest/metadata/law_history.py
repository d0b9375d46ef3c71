"""The lines under a law's title that tell when it was passed, by whom, and when changed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.metadata.dates import DATE, find_dates
from ingest.metadata.document_numbers import find_numbers
from ingest.metadata.front_matter import FrontLine, is_history_line, opens_with_date
from ingest.metadata.issuers import is_body, split_bodies

_DATE = re.compile(DATE)
_IN_FORCE = re.compile(r"施行|生效|实施|执行")
_MADE = re.compile(r"通过|公布|发布|颁布|公告|令第?")
_CONGRESS = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{0,40}?)(?:第[〇零一二三四五六七八九十百\d]+届)(?P<body>[\u4e00-\u9fff]{0,40}?人民代表大会(?:常务委员会)?)"
)
_BODY = re.compile(
    r"(?:由|经)?(?P<body>(?:中华人民共和国)?[\u4e00-\u9fff、]{2,40}?)"
    r"(?:审判委员会|检察委员会|第[〇零一二三四五六七八九十百\d]+[届次]|常务会议|令|批准|公布|发布|公告|通过|\d{4}年第)"
)

_ANEW = re.compile(r"会议(?:第[一二三四五六七八九十]+次)?(?:全面)?修订|通过")
# A court passes only the decision that changes its interpretation.
_IN_PART = re.compile(r"《|决定|修正|修改|审判委员会|检察委员会")
_JOINT = re.compile(
    r"(?P<bodies>[\u4e00-\u9fff]{3,20}(?:、[\u4e00-\u9fff]{3,20}){1,4}?)(?:令第|发布|公布|颁布)"
)
_SINCE_THEN = re.compile(r"自?(?:公布|发布|颁布|印发)之日起?(?:施行|实施|执行|生效)[。)]?\Z")
"""A line of its own below who published the text, and when."""
_MET = re.compile(r"次会议\Z")
_NAMES = re.compile(r"[\u4e00-\u9fff、]+\Z")
_SENTENCE = re.compile(r"[。;:]|<!--")
_MAX_BROKEN, _MAX_BROKEN_CHARS = 4, 60


@dataclass(frozen=True, slots=True)
class LawHistory:
    """What the history lines say; empty when there are none."""

    lines: tuple[int, ...] = ()
    """Which of the lines they are."""
    body: str | None = None
    """Who first passed or published the text."""
    partners: tuple[str, ...] = ()
    """Who published it together with that body."""
    number: str | None = None
    """The order that published it, as printed."""
    issued_on: dt.date | None = None
    """When the text as it stands was last passed, published or changed."""
    first_issued_on: dt.date | None = None
    """When it was first published, or else passed."""
    effective_on: dt.date | None = None


def read_history(lines: Sequence[FrontLine]) -> LawHistory:
    """Read the history lines among the lines above the first article."""
    entries = list(_entries(lines))
    indexes = tuple(i for _, places in entries for i in places)
    events = [event for text, _ in entries for event in _events(text)]
    if not events:
        return LawHistory()
    made = [(date, what) for date, what in events if not _only_in_force(what)]
    # Who approves (批准) is not who makes, unless nobody else is named.
    by_makers_first = sorted(made, key=lambda event: "批准" in event[1])
    bodies = [body for _, what in by_makers_first if (body := _body_of(what))]
    numbers = [m.text for _, what in made if "《" not in what for m in find_numbers(what)]
    in_force = [date for date, what in events if _IN_FORCE.search(what)]
    first = _first_made(made)
    if first and not in_force and any(_SINCE_THEN.match(lines[i].text) for i in indexes):
        in_force = [first]
    return LawHistory(
        lines=indexes,
        body=bodies[0] if bodies else None,
        partners=_partners(made) if bodies else (),
        number=numbers[-1] if numbers else None,
        issued_on=max((date for date, _ in made), default=None),
        first_issued_on=first,
        effective_on=max(in_force, default=None),
    )


def _entries(lines: Sequence[FrontLine]) -> Iterator[tuple[str, range]]:
    """Yield what each line of the history says, with the lines that it fills."""
    at, told = 0, False
    while at < len(lines):
        text, end = lines[at].text, at + 1
        if opens_with_date(text):
            text, end = _whole_entry(lines, at)
            if is_history_line(text) or (_MET.search(text) and _is_told(lines, end)):
                told = True
                yield text, range(at, end)
            else:
                end = at + 1
        elif told and _SINCE_THEN.match(text):
            yield "", range(at, end)
        at = end


def _whole_entry(lines: Sequence[FrontLine], at: int) -> tuple[str, int]:
    """Join a line that the source broke inside a title, or between those who published the text.

    `…《关于修改〈甲法〉` / `〈乙法〉的决定》修正`, and `1984年1月7日 国务院` / `中央军委发布`.
    """
    text, end = lines[at].text, at + 1
    while end < len(lines) and end - at <= _MAX_BROKEN and _goes_on(text, lines[end].text):
        text += ("、" if "《" not in text else "") + lines[end].text
        end += 1
    return (text, end) if is_history_line(text) else (lines[at].text, at + 1)


def _goes_on(text: str, below: str) -> bool:
    """Tell whether an entry is broken before the line below it."""
    if opens_with_date(below) or len(below) > _MAX_BROKEN_CHARS or _SENTENCE.search(below):
        return False
    if text.count("《") > text.count("》"):
        return True
    words = _DATE.sub("", text).strip()
    return not is_history_line(text) and bool(split_bodies(words)) and bool(_NAMES.match(below))


def _is_told(lines: Sequence[FrontLine], at: int) -> bool:
    return at < len(lines) and is_history_line(lines[at].text)


def _events(text: str) -> list[tuple[dt.date, str]]:
    dates = [match.span() for match in _DATE.finditer(text)]
    ends = [start for start, _ in dates[1:]] + [len(text)]
    events = []
    for (start, after), end in zip(dates, ends, strict=False):
        date = next((mention.date for mention in find_dates(text[start:after])), None)
        if date:
            events.append((date, text[after:end].lstrip().strip(" ()。;,")))
    return events


def _first_made(made: Sequence[tuple[dt.date, str]]) -> dt.date | None:
    own = [(date, what) for date, what in made if "《" not in what and "修" not in what]
    adopted = max((date for date, what in made if _is_adopted_anew(what)), default=None)
    if adopted:
        # What was made since then is the text as it stands, what came before is another one.
        own = [event for event in own if event[0] >= adopted] or [(adopted, "")]
    published = [date for date, what in own if re.search("公布|发布|颁布|公告", what)]
    return min(published or [date for date, _ in own], default=None)


def _is_adopted_anew(what: str) -> bool:
    """Say whether a meeting passed the whole text; 修正 and 《…的决定》修订 change a part of it."""
    return _ANEW.search(what) is not None and not _IN_PART.search(what)


def _partners(made: Sequence[tuple[dt.date, str]]) -> tuple[str, ...]:
    """Return who else signed the order of several: 国务院、中央军事委员会令."""
    for _, what in made:
        match = _JOINT.match(what)
        if match and "《" not in what:
            names = match["bodies"].replace("中华人民共和国", "").split("、")
            return tuple(name for name in names[1:] if is_body(name))
    return ()


def _only_in_force(what: str) -> bool:
    return bool(_IN_FORCE.search(what)) and not _MADE.search(what)


def _body_of(what: str) -> str | None:
    if what.startswith("《"):
        return None  # a decision that changed the text; its author is the text's as a rule
    congress = _CONGRESS.match(what)
    if congress:
        return congress["place"] + congress["body"]
    match = _BODY.match(what)
    if not match:
        return None
    body = match["body"].replace("中华人民共和国国务院", "国务院").strip("、")
    first = body.split("、")[0]
    return first if is_body(first) or first in ("国务院", "政务院", "中共中央") else None
