"""The lines of a document that say what it is, apart from what it rules.

Functions on one line take it with half-width punctuation, as `FrontLine.text` has it.

Title, number, table of contents fields, history, salutation, signature and date lines stand at
the top, at the end, or between a notice and the plan it issues.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from ingest.metadata.dates import DATE
from ingest.metadata.document_numbers import NumberMention, find_numbers
from ingest.metadata.fields import Field, find_fields, is_field_line
from ingest.metadata.issuers import split_bodies
from ingest.text.line_spans import line_spans

MAX_FRONT_LINES = 60
"""The front ends at the first numbered line, and after so many lines at the latest."""


class FrontLine(NamedTuple):
    """A line that is not blank, without its surrounding spaces and Markdown mark."""

    start: int
    """Offsets in the whole text."""
    end: int
    text: str
    """With half-width punctuation, of the same length as text[start:end]."""
    heading_level: int = 0
    """How many Markdown `#` stood before it."""


_front_line: Callable[[tuple[int, int, str, int]], FrontLine] = partial(tuple.__new__, FrontLine)
"""Makes a line of a tuple, in half the time of a call of `FrontLine`."""

_COMMENT = re.compile(r"<!--.*?-->\Z")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_MARK = re.compile(
    r"(?:第\s?[零〇一二三四五六七八九十百千两\d]{1,7}\s?[编篇章节条](?![例款]|(?:\s?第[零〇一二三四五六七八九十百千两]{1,7}[章节条])+\s?\Z)|[一二三四五六七八九十]{1,3}\s?[、.]|"
    r"\([一二三四五六七八九十]{1,3}\)|\d{1,2}\s?[.、](?!\d)|[①②③])"
)
_DATE_LINE = re.compile(rf"\(?(?:发布时间:|日期:)?{DATE}(?:更新|修订|制定|编制|发布)?\)?\Z")
# 某函〔2024〕77号 类别:A, or who signed the report it numbers.
_BESIDE_NUMBER = re.compile(
    r"(?<=号)\s*(?:(?:办理)?类别|分类|签发人|密级|保密期限|紧急程度|等级|份号)\s*:\s*[^。\d]{0,16}\Z"
)
_OF_SEVERAL = re.compile(r"公告|通告|令")
# 某政办函〔2025〕12号 日期:2025-01-24 浏览:88, as pages put them on one line.
_CREDITS = re.compile(
    r"(?<=号)[\s|]*(?:(?:发布|发文|成文|印发|公布|更新)?(?:日期|时间)|来源|信息来源|发布机构|作者|编辑|字[号体]"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数|率)?):[^。]*\Z"
)
# 芜政办〔2024〕9号 2024年4月18日 in one bracket.
_WITH_DATE = re.compile(rf"(?<=号)[\s,]*{DATE}\s*(?:印发|发布|公布)?\Z")
_PERSON = re.compile(
    r"(?:代)?[省市区县州]?(?:长|主席|主任|部长|局长|院长|总理|书记|行长|署长)\s*[: ]\s*\S{2,8}\Z"
)
_NOTE = re.compile(
    r"\(?(?:此件|本件)?(?:主动公开|依申请公开|公开发布|公开方式|此件公开|此件删减|(?:此件|本文|本件)有删减|联系人|联系单位|联系科室|联系电话|联系方式|电子邮箱|电子信箱|通[讯信]地址|邮政编码|"
    r"信息公开(?:选项|形式|属性|方式|类别)|公开属性|公开形式|公开选项)"
    r"|(?:特急|加急|平急|特提|急件|[绝机秘]密(?:★.{0,6})?|内部(?:资料|文件))\Z"
)
_NOTE_SENTENCE = re.compile(r"。(?!\)?\Z)|^[^(:]{9,}[^)]\Z")
_LETTERHEAD = re.compile(r"(?P<bodies>\S{3,60}?)(?:令|公告|通告|文件|公报)\Z")
_PRINTED = re.compile(rf"(?P<bodies>\S{{3,60}}?)\s*(?P<date>{DATE})\s*印发\Z")
_HISTORY = re.compile(rf"\(?(?:根据|经)?\s*{DATE}")
_HISTORY_EVENT = re.compile(
    r"通过|公布|修订|修正|施行|批准|发布|修改|公告|颁布|生效|实施|起草|印发|令第\d+号\Z"
)
_DASHES = re.compile(r"[-—=_*·.\s]{3,}\Z")


def read_front_lines(folded: str) -> tuple[FrontLine, ...]:
    """Split a clean text with half-width punctuation into its lines that are not blank."""
    lines: list[FrontLine] = []
    for start, end in line_spans(folded):
        if folded[start] != "#" or (heading := _HEADING.match(folded, start, end)) is None:
            lines.append(_front_line((start, end, folded[start:end], 0)))
        elif heading.end() < end:
            shift = heading.end()
            level = folded.count("#", start, shift)
            lines.append(FrontLine(shift, end, folded[shift:end], level))
    return tuple(lines)


def front_length(lines: Sequence[FrontLine]) -> int:
    """Return how many lines stand before the first numbered one."""
    for index, line in enumerate(lines[:MAX_FRONT_LINES]):
        if opens_with_mark(line.text):
            return index
    return min(len(lines), MAX_FRONT_LINES)


def opens_with_mark(text: str) -> bool:
    """Say whether a line opens with a number such as 一、 (一) 1. or 第一条."""
    return bool(_MARK.match(text))


def opening_fields(lines: Iterable[FrontLine]) -> list[tuple[Field, str]]:
    """Return the fields of the lines at the top; a sentence with a colon is none."""
    return [pair for line in lines if is_field_line(line.text) for pair in find_fields(line.text)]


def whole_number(text: str) -> NumberMention | None:
    """Return the document number that a line is, brackets and a label aside."""
    stripped = re.sub(r"^(?:文号|发文字号|编号):", "", text).strip("()[] \t")
    stripped = _BESIDE_NUMBER.sub("", _WITH_DATE.sub("", _CREDITS.sub("", stripped)))
    if stripped.count("(") > stripped.count(")") and text.endswith(")"):
        stripped += ")"
    mentions = find_numbers(stripped)
    if len(mentions) == 1 and mentions[0].end == len(stripped):
        whole = with_all_issuers(stripped, mentions[0])
        return whole if whole.start == 0 else None
    return None


def with_all_issuers(text: str, number: NumberMention) -> NumberMention:
    """Return the number with all who gave it: 财政部 税务总局公告2024年第21号 is of two.

    The key stays that of the last, whose number it is read as in a sentence.
    """
    before = text[: number.start].rstrip()
    if not before or not _OF_SEVERAL.search(number.text) or not split_bodies(before):
        return number
    return NumberMention(f"{before} {number.text}", number.key, 0, number.end)


def is_date_line(text: str) -> bool:
    """Say whether a line holds a date and nothing else."""
    return bool(_DATE_LINE.match(text))


def is_person_line(text: str) -> bool:
    """Say whether a line is who signed an order: 市长: 某某."""
    return bool(_PERSON.match(text))


def is_note_line(text: str) -> bool:
    """Say whether a line is about the printed paper: (此件公开发布), 某办公室 2020年1月1日印发."""
    if len(text) <= 80 and _NOTE.match(text) and not _NOTE_SENTENCE.search(text):
        return True
    if text.startswith("<!--") and _COMMENT.match(text):
        return True
    return bool(match_printing(text) or _DASHES.match(text))


def match_printing(text: str) -> re.Match[str] | None:
    """Match a line that says who had a document printed, and when; groups bodies and date."""
    return _PRINTED.match(text) if text.endswith("印发") else None


def is_letterhead(text: str) -> bool:
    """Say whether a line only names the kind of paper: 某市人民政府令, 某市人民政府文件."""
    match = _LETTERHEAD.match(text)
    return match is not None and "关于" not in text and bool(split_bodies(match["bodies"]))


def opens_with_date(text: str) -> bool:
    """Say whether a line begins with a date, as those of a law's history do."""
    return bool(_HISTORY.match(text))


def is_history_line(text: str) -> bool:
    """Say whether a line tells when a law was passed or came into force."""
    return (
        len(text) <= 300
        and bool(_HISTORY.match(text))
        and bool(_HISTORY_EVENT.search(text))
        and "《" not in text[:1]
        and not text.endswith((":", "如下"))
        and "。" not in text.rstrip("。)")
    )


def is_label_line(text: str) -> bool:
    """Say whether a line states facts about the document and rules nothing."""
    return is_field_line(text) or is_history_line(text) or is_letterhead(text)
