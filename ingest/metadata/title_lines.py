"""The lines that make a title: broken ones joined, up to where it is whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.metadata.document_numbers import find_numbers
from ingest.metadata.fields import is_field_line
from ingest.metadata.front_matter import (
    FrontLine,
    is_date_line,
    is_history_line,
    is_letterhead,
    is_note_line,
    opens_with_mark,
    whole_number,
)
from ingest.metadata.issuers import bodies_in_title, split_bodies

KINDS = (
    "通知|意见|办法|规定|方案|计划|条例|细则|规则|决定|决议|公告|通告|通报|批复|复函|函|纲要|规划|措施|指南|清单|章程|法|"
    "解释|答复|目录|标准|制度|预案|要点|令|报告|指引|须知|问答|政策|举措|规程|规范|准则|公约|守则|攻略|简介|详解|指示|命令|"
    "说明|解读|修正案|法典|程序|机制|意见稿|草案|任务分工|责任清单|行动|实施意见|新政|条款|细目|一览表|明白纸|服务卡|十条|常见问题|手册|纪要|导则"
)
ENDING = re.compile(
    rf"(?:{KINDS}|(?<=.{{8}})(?:工作任务|重点任务|及分工|工作安排))(?:\([^()]{{1,24}}\)|〔[^〔〕]{{1,12}}〕|\[[^\[\]]{{1,12}}\])*》?\)?\Z"
)
ATTACHMENT_MARK = re.compile(r"附[件表]\s*\d{0,2}[:.]?")
"""A line that only announces an attachment; the line below it is the attachment's title."""
BARE_SERIAL = re.compile(r"\(?(?:(?:19|20)\d\d年\s*)?第\s*\d{1,5}\s*号\)?\Z")
"""A line with the serial of an order or announcement; who issued it stands above."""

_SERIAL_ABOVE = re.compile(r"[一-鿿]{2,30}\s?(?:(?:19|20)\d\d年\s?)?第\s?\d{1,5}\s?号\Z")
_STATUS_ABOVE = re.compile(r"[(\[【]?(?:已|全文)?(?:废止|失效|修改)[)\]】]?\Z")
_KIND_OF_PAPER = re.compile(r"(?:文件|公告|通告|通知|令|公报|函)\Z")
_NEEDS_NOTICE = re.compile(
    r"关于(?:批转|转发|印发|发布|公布|下发|做好|开展|进一步做好|修改|废止|同意|加强)"
)
_NOTICE_END = re.compile(
    r"(?:通知|公告|决定|通告|函|令|意见|批复|办法|通报|答复|规定|决议)(?:\([^()]*\))*》?\Z"
)
_SENTENCE = re.compile(
    r"[。;,:!?|]\Z|。|现予|现将|印发给你们|你们|http|www\.|本办法所称|当前位置|您的位置|首页|扫一扫"
)
# What a title may have below it: (试行).
_STAGE = re.compile(
    r"\((?:试行|暂行|草案|修订|修正|征求意见稿|送审稿|(?:20)?\d\d年?(?:版|修订)"
    r"|20\d\d年?[—–\-~至]{1,2}20\d\d年?)\)"
)
_EXPLAINS = re.compile(
    r"(?:部门|政策|专家|图文|文字|媒体)?(?:解读|图解)|《[^《》]*》.{0,6}(?:解读|问答|图解|说明)"
)
_CONTENTS = re.compile(r"目\s*[录次]")
_TAG = re.compile(r"【[^【】]{2,10}】")
_LINK = re.compile(r"\]\(|https?:|www\.|位置:|首页|>")
_BEGINS_TITLE = re.compile(
    r"关于|印发|转发|批转|发布|公布|贯彻|落实|实施|[《(〔、和]|[一-鿿]{1,8}?[省市县区州旗]"
)
"""In words above a line that names who issues something: they begin the title, or the names."""
_MAX_TITLE_CHARS = 160
_MAX_TITLE_LINES = 6


@dataclass(frozen=True, slots=True)
class TitleGroup:
    """A title as it stands on lines[first:last + 1]."""

    text: str
    first: int
    last: int


def find_title_groups(lines: Sequence[FrontLine], front: int) -> list[TitleGroup]:
    """Find the runs of lines that make a title among the lines before the first number."""
    groups: list[TitleGroup] = []
    index = 0
    while index < front:
        group = _group_at(lines, index, front)
        if group:
            groups.append(group)
            index = group.last + 1
        else:
            index += 1
    return _without_letterheads(groups)


def _without_letterheads(groups: list[TitleGroup]) -> list[TitleGroup]:
    """Leave out who issues and the kind of paper, on lines of their own above the title."""
    first = next((i for i, group in enumerate(groups) if not _is_paper(group.text)), 0)
    return groups[first:]


def _is_paper(title: str) -> bool:
    """Tell 甲省财政厅乙省税务局公告 from what an announcement is called."""
    kind = _KIND_OF_PAPER.search(title)
    return kind is not None and "关于" not in title and bool(split_bodies(title[: kind.start()]))


def _group_at(lines: Sequence[FrontLine], first: int, front: int) -> TitleGroup | None:
    headed = lines[first].heading_level == 1 and not is_letterhead(lines[first].text)
    if headed and not _LINK.search(lines[first].text):
        last = first
        while last + 1 < front and lines[last + 1].heading_level == 1 and last - first < 2:
            last += 1
        return TitleGroup(
            " ".join(_tidy(lines[i].text) for i in range(first, last + 1)), first, last
        )
    if _is_name_above(lines, first, front) or _is_said_above(lines, first, front):
        return None
    names = bodies_above(lines, first, front)
    if names and names[0] in names[1:]:
        return None  # a letterhead names them all before the title does
    text = ""
    for last in range(first, min(first + len(names) + _MAX_TITLE_LINES, front)):
        line = lines[last].text
        if not _may_be_in_title(line, is_first=last == first):
            return None
        if last > first and not names and _opens_another(text, line):
            return None
        text += line
        if len(text) - len("".join(names)) > _MAX_TITLE_CHARS:
            return None
        following = lines[last + 1].text if last + 1 < len(lines) else ""
        if _is_complete(text, following):
            if _STAGE.fullmatch(following) and last + 1 < front:
                text, last = text + following, last + 1
            title = _tidy(text)
            return TitleGroup(title, first, last) if len(title) >= 4 else None
    return None


def bodies_above(lines: Sequence[FrontLine], first: int, front: int) -> list[str]:
    """Return the lines from one on that only name who issues what is called as below them."""
    names: list[str] = []
    for line in lines[first:front]:
        if len(line.text) > _MAX_TITLE_CHARS or not split_bodies(line.text):
            break
        names.append(line.text)
    return names


def _opens_another(text: str, line: str) -> bool:
    """Tell whether a line begins a title itself, below words of the page such as 精确检索."""
    return "关于" in line and _BEGINS_TITLE.search(text) is None and bool(bodies_in_title(line))


def _is_name_above(lines: Sequence[FrontLine], first: int, front: int) -> bool:
    """Tell whether a line is only whose page it is: 某市人民政府 above 《某办法》解读."""
    above, following = lines[first].text, lines[first + 1].text if first + 1 < front else ""
    # 某省人民政府 above 某省人民政府办公厅关于…的通知; who issues with another has another name.
    says_all = following.startswith(above) and bool(bodies_in_title(following))
    return (says_all or bool(_EXPLAINS.match(following))) and bool(split_bodies(above))


def _is_said_above(lines: Sequence[FrontLine], first: int, front: int) -> bool:
    """Tell whether a line only says the serial or the status of what is called as below it."""
    line, below = lines[first].text, lines[first + 1].text if first + 1 < front else ""
    if not (below.startswith("关于") or bodies_in_title(below)):
        return False
    serial = _SERIAL_ABOVE.fullmatch(line) is not None and "关于" not in line
    return serial or _STATUS_ABOVE.fullmatch(line) is not None


def _may_be_in_title(line: str, *, is_first: bool) -> bool:
    if len(line) > _MAX_TITLE_CHARS or _SENTENCE.search(line) or is_field_line(line):
        return False
    if is_first and (is_letterhead(line) or BARE_SERIAL.match(line)):
        return False
    if _CONTENTS.fullmatch(line):
        return False
    if is_first and (line.isascii() or _TAG.fullmatch(line)):
        return False  # a translation of the title; 【规范性文件】
    if is_date_line(line) or is_note_line(line) or is_history_line(line) or whole_number(line):
        return False
    return not (opens_with_mark(line) or (line.startswith(("附件", "(", "|", "![")) and is_first))


def _is_complete(text: str, following: str) -> bool:
    """Say whether joined lines make a whole title, given the line that would come next."""
    if not ENDING.search(text):
        return False
    if following.startswith(("及", "和")) and ENDING.search(text + following):
        return False
    if text.count("《") > text.count("》") or text.count("(") > text.count(")"):
        return False
    if _NEEDS_NOTICE.search(text) and not _NOTICE_END.search(text):
        # 关于印发某某条例 goes on in the next line with 实施办法的通知.
        return not _NOTICE_END.search(following) or bool(_SENTENCE.search(following))
    return not (split_bodies(text) and following.startswith("关于"))


def _tidy(text: str) -> str:
    """Return a title without its number, outer book marks and the spaces of broken lines."""
    text = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", text.strip())
    numbers = find_numbers(text)
    if numbers and numbers[0].start == 0 and numbers[0].end < len(text):
        text = text[numbers[0].end :].strip(" -—")
    if numbers and numbers[-1].end >= len(text.rstrip(")]〕")) and numbers[-1].start > 4:
        text = re.sub(r"[(\[〔]\Z", "", text[: numbers[-1].start].rstrip()) or text
    if text.startswith("《") and text.endswith("》") and text.count("《") == 1:
        text = text[1:-1]
    return re.sub(r"[(【\[](?:已?废止|已?失效|现行有效)[)】\]]", "", text).strip()
