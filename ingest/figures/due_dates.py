"""Dates by which something must be done: 2020年底前, 每月25日前, 次年5月31日前."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.text.numerals import numeral_value


@dataclass(frozen=True, slots=True)
class DueDate:
    """A date that bounds a task; offsets in the folded clause text."""

    value: str
    """The date as printed, with the 每月 that an earlier date said for it."""
    start: int
    end: int
    by: bool
    """The date is the last day, not the day."""


_TEN_DAYS = "[上中下]旬"
_INSIDE = "内(?![部地外资容设销蒙控各])"
_YEAR_PART = (
    rf"\d{{1,2}}日|{_TEN_DAYS}|年?[底末]|[上下]半年|第?[一二三四1-4]季度[末底]?|度?{_INSIDE}"
)
_DATE = re.compile(
    rf"(?P<date>每(?:个?季度?|年|个?月)度?的?(?:首月|末月|(?:第[一二三]|最后一?|首)个月)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日|年?[底末]|{_TEN_DAYS})"
    rf"|(?:(?<!\d)20\d\d年|[当次翌今本同明]年)(?:\d{{1,2}}月份?)?(?:{_YEAR_PART})?"
    rf"|(?<!\d)(?<!\d年)\d{{1,2}}月(?:\d{{1,2}}日|底|末|{_TEN_DAYS}|份?(?=以?前|之前))"
    rf"|[本当次]月的?\d{{1,2}}日(?=以?前|之前)|(?:[本当次]月|年|(?<![一二三四五六七八九十])月)底"
    rf"|[本当次]月{_INSIDE}"
    # 3年内 and 近年内 count years.
    rf"|(?<![\d一二三四五六七八九十两几多数半百每近整周])年{_INSIDE}"
    r"|(?<![\d月])\d{1,2}日(?=以?前|之前))"
    r"(?P<clock>(?<=日)(?:[上下中]午)?\d{1,2}(?:[:时点]\d{0,2}分?|时整)(?=以?前|之前))?"
    r"(?P<before>以前|之前|前(?!后))?"
)
# Opens with one class of characters, for the search; 十 before it and 每年 are looked up behind.
_HAN_DATE = re.compile(
    r"[一二三四五六七八九十]月"
    r"(?:(?P<day>[一二三]?十?[一二三四五六七八九十])日|(?P<edge>[底末]|[上中下]旬))(?:以前|之前|前)"
)
_HAN_MONTH = re.compile(
    r"(?P<every>每年|次年|当年|翌年)?(?<![〇○零])(?P<month>十?[一二三四五六七八九十])\Z"
)
_DATE_STARTS = re.compile(r"[每\d当次翌今本同明月年]")
# Opens with one class of characters, which lets the search skip all other places.
_HOLDS_DATE = re.compile(
    r"[年月日旬份底末每当次今本\d](?:(?<=[底末])|(?<=[年月日旬份])\D?\D?前|(?<=[每当次今本])[年月季]"
    r"|(?<=年)度?内|(?<=2)0\d\d年|(?<=\d)日)"
)
_EVERY = re.compile(r"每(?:个?季度?|年|个?月)度?的?(?:首月|末月|(?:第[一二三]|最后一?|首)个月)?")
# 每年3月1日至5月31日为申报期: who has to do something does it by the end.
_WINDOW = re.compile(r"申[报请领]|报[名送告]|缴[费纳]|参保|登记|受理")
# 每年9月5日为“中华慈善日” names a day; 每年9月1日为报到日 is when somebody has to come.
_NAMED_DAY = re.compile(
    r"(?:至(?:\d{1,2}月)?\d{1,2}日)?[为是]“?(?![^,;。\n]{0,12}(?:截止|到期|结算|缴|付|发放|报[名到送请]"
    r"|[申填]报|申请|登记|受理|年[检审]|体检|考试|开放|还款|扣款))"
    r"[^,;。\n]{2,16}?(?<!工作)[日节周]”?(?=[,;。\n]|\Z)"
)
_PHRASE = re.compile(r"[^,;。\n]{0,12}")
_PHRASE_BEFORE = re.compile(r"[^,;。\n]{0,12}\Z")
_GOAL = re.compile(r"(?:到|至|截至|截止到?|力争|不超过|不[晚迟]于|最[晚迟])\Z")
# 完成时限:2025年12月, in the bracket of a task.
_LABEL = re.compile(
    r"(?:完成|办结|整改|达标|建成)(?:时限|时间|期限|日期)(?:为|是)?[:]?\Z|(?<!办理)时限[:]\Z"
)
# Before a date that is past: who was registered or built before it, what was published.
_PAST_AFTER = re.compile(
    r"(?:的|已|有据|犯罪(?!率)|发生(?![率额])|(?:发布|印发|公布)(?:实施|施行)?的|注册|成立|取得|建成|出生|签订|参加|施行)"
)
# 截至2025年12月底, … and 截至2月11日24时, … tell how things stood.
_AS_OF = re.compile(r"(?:截至|截止到?)\Z")
_AS_OF_END = re.compile(r"(?:(?:\d{1,2}|零)[时点](?:\d{1,2}分|许|整)?|[上下]午|当[日天]|晚)?,")
# 召开20日前通知 counts days; it names no day of the month.
_DAYS_BEFORE = re.compile(r"(?:召开|开始|届满|到期|期满|举行|实施|开工|出发|举办|施工|会议|上市)\Z")
# How far 每月 reaches to a later date of the same sentence.
_SENTENCE_REACH = 120
_ONLY_DAY = re.compile(r"\d{1,2}日\Z")
# 年底前建成 is a goal where 2015年1月1日前建成 tells the age of a house.
_GOAL_DAY = re.compile(r"[底末内]\Z")
# 2025年11月30日前生育的, …: the words say who is meant, not what is due.
_WHOSE = re.compile(
    r"[^,;。()\d]{1,20}的(?:企业|单位|项目|人员|职工|个人|学生|毕业生|用户|车辆|房屋|参保人)?[,;。、:)]"
)
# 2019年底未完成的 tells a state then, 与2019年底相比 a change since; 如年内继续举办 a case.
_STATE = re.compile(r"(?:仍|还|尚)?未(?!来)|相比|的(?=\d)|[以之]?后|仍(?:然|旧)?(?:无法|不能|有)")
_CASE = re.compile(r"[如若]\Z|如果\Z")
_RANGE_END = re.compile(r"(?:[日号月年旬]起?|[\d零〇][:时点]\d{0,2}分?)(?:至|到|-|—)\Z")
_SPECIFIC = re.compile(r"(?:底|末|日|年|旬|季度|内)\Z")
# 力争2024年秋季学期开学前: the year of a term, which is none itself.
_SEASON = re.compile(r"[春夏秋冬]|学年|学期|届")
_MONTH = re.compile(r"月份?\Z")


def _dates(text: str) -> Iterator[re.Match[str]]:
    """Yield what `_DATE.finditer` finds, trying only the places where a date can begin."""
    end = 0
    for start in _DATE_STARTS.finditer(text):
        at = start.start()
        if at >= end and (match := _DATE.match(text, at)):
            end = match.end()
            yield match


def _in_characters(text: str) -> Iterator[DueDate]:
    """Yield dates that laws write in characters: 每年三月三十一日前 is 每年3月31日."""
    for match in _HAN_DATE.finditer(text):
        behind = max(0, match.start() - 3)
        before = _HAN_MONTH.search(text[behind : match.start() + 1])
        day = numeral_value(match["day"]) if match["day"] else None
        if before is None or (match["day"] and not (day and day <= 31)):
            continue
        start = behind + before.start()
        if not before["every"] and text.startswith("年", start - 1):
            continue  # 二〇二五年六月三十日前 says the year in characters, too
        if _PAST_AFTER.match(text, match.end()) or _WHOSE.match(text, match.end()):
            continue
        month = numeral_value(before["month"])
        value = f"{before['every'] or ''}{month}月{f'{day}日' if day else match['edge']}"
        yield DueDate(value, start, match.end(), by=True)


def find_due_dates(text: str) -> Iterator[DueDate]:
    """Yield the dates that bound something, in reading order; 18日前 inherits an earlier 每月."""
    yield from _in_characters(text)
    if not _HOLDS_DATE.search(text):
        return
    every = ""
    every_start = every_end = 0
    for match in _dates(text):
        date = match["date"].replace("次月的", "次月")
        clock = match["clock"] or ""
        recurring = _EVERY.match(date)
        goal = _GOAL.search(text[max(0, match.start() - 4) : match.start()]) is not None
        if recurring:
            every, every_start, every_end = recurring[0], match.start(), match.end()
        elif every and _same_sentence(text, every_end, match.start()):
            day_of_month = _ONLY_DAY.fullmatch(date) and match["before"]
            closes = match.start() == every_end + 1 and _closes_window(text, match, every)
            if closes and _is_season(text, every_start, match.end()):
                continue
            if day_of_month or closes:
                date = every + date.removeprefix("次年")
                every_end = match.end()
        else:
            every = ""
        if recurring and every == "每年" and _NAMED_DAY.match(text, match.end()):
            continue
        goal = goal or _LABEL.search(text, max(0, match.start() - 12), match.start()) is not None
        by = bool(match["before"]) or date.endswith(("底", "末", "内")) or goal
        if (by or recurring) and _bounds_a_task(text, match, date):
            yield DueDate(date + clock, match.start(), match.end(), by)


def _same_sentence(text: str, start: int, end: int) -> bool:
    return end - start <= _SENTENCE_REACH and "。" not in text[start:end]


def _closes_window(text: str, match: re.Match[str], every: str) -> bool:
    """每年8月1日至10月31日: the end of the window recurs as its start does."""
    opened = text.startswith(("至", "到", "-", "—"), match.start() - 1)
    return opened and every == "每年" and "月" in match["date"]


def _is_season(text: str, start: int, end: int) -> bool:
    """Tell 每年11月1日至次年5月31日为防火期, which says when it is, from what is due by its end."""
    if text.startswith("为", end):
        name = _PHRASE.match(text, end)
    elif text.startswith(("为", "是"), start - 1):
        name = _PHRASE_BEFORE.search(text, max(0, start - 12), start)
    else:
        return False
    return name is None or _WINDOW.search(name[0]) is None


def _bounds_a_task(text: str, match: re.Match[str], date: str) -> bool:
    after = match.end()
    if not match["before"] and text.startswith(("起", "至", "到", "-", "—"), after):
        return False  # 17时前到账 goes on with what is done
    labelled = _LABEL.search(text, max(0, match.start() - 12), match.start())
    by_month = (match["before"] or labelled) and _MONTH.search(date)
    if not _SPECIFIC.search(date) and not by_month:
        return False
    if date.endswith("年") and _SEASON.match(text, after):
        return False
    if date in ("当年", "今年", "本年", "同年", "明年", "次年"):
        return False
    if _AS_OF_END.match(text, after) and _AS_OF.search(
        text, max(0, match.start() - 3), match.start()
    ):
        return False
    if match["before"] and _PAST_AFTER.match(text, after) and not _GOAL_DAY.search(date):
        return False
    if _WHOSE.match(text, after):
        return False
    if not match["before"] and _STATE.match(text, after):
        return False
    if date == "年内" and _CASE.search(text, max(0, match.start() - 2), match.start()):
        return False
    if not match["before"] and _RANGE_END.search(text[max(0, match.start() - 6) : match.start()]):
        return "每" in date
    if _ONLY_DAY.fullmatch(date):
        return not _DAYS_BEFORE.search(text[max(0, match.start() - 4) : match.start()])
    return True
