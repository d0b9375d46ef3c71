"""Paragraphs that close a document: since when it holds, until when, and who explains it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.structure.lines import Line
from ingest.structure.marks import Family

_OF_ITSELF = re.compile(
    r"(?:本|以上|上述)[一-鿿]{2,10}?(?:自|从|由|有效期|试行期|执行期|实施期)[^。\n]{0,60}?"
    r"(?:施行|实施|执行|生效|有效|解释|\d年|年\d{1,2}月)"
    # 以上措施在疫情防控期间有效, 本通知适用截止时间为…
    r"|(?:本|以上|上述)[一-鿿]{2,10}?(?:在[^。,;\n]{2,24}有效|(?:适用|执行|实施)?截止(?:时间|日期|期限)?[为至到])"
)
# 本意见中中小企业按…认定。…执行期限自发布之日起3个月止: the term stands in a later sentence.
_TERM_BELOW = re.compile(
    r"(?:本|以上|上述)[一-鿿]{2,6}(?:中|所称|的|未尽|除|执行|实施|由)[^\n]{0,120}?(?:执行期限?|有效期限?|施行期限?)[^。\n]{0,20}?(?:起|止|至|[年月日])"
)
# 会议强调 closes the items that a meeting agreed on; 结束语 heads what is said after all of them;
# 以上意见如无不妥，请批转 and 现将有关报告一并报送 say what a report is sent for.
_AFTER_ALL = re.compile(
    r"以上(?:意见|报告|方案|建议|请示)[^。;\n]{0,12}请(?:[予及]?[以时]?批[转准复示]|审[阅议批定])"
    r"|现将[^,;。\n]{2,24}(?:报送|呈报|上报)"
    r"|会议(?:还)?(?:强调|要求|指出)|各位(?:代表|委员)[!,]|(?:结束语|结语|后记)\Z"
)
# A section that says so itself keeps it.
_OWN_SECTION = re.compile(
    r"附则|其[他它]|期限?|施行|(?<!组织)(?<!保障)(?<!推进)实施|执行|生效|有效|时间|解释|说明"
)
# 各牵头单位要细化措施: to all, behind the units of the last task, which close it.
_EVERYONE = re.compile(
    r"各(?:牵头|责任|有关|相关|级|地|区|县|市|乡|镇|部门|单位)[^,;。]{0,14}(?:要|应|须|请|务必)"
)
_UNITS_END = re.compile(
    r"[(〔\[][^()〔〕\[\]]*(?:牵头|负责|责任|配合|落实|单位)[^()〔〕\[\]]*[)〕\]]。?\Z"
)
_SENTENCE_ENDS = frozenset("。;!?)")
_MIN_ITEMS, _ITEMS_FOR_ONE_LONG = 3, 20
_MIN_CLOSING_CHARS = 15
_NO_CLOSING = re.compile(
    r"答[:]|[(（\[!]|\d{1,2}[.、)]|(?:注|备注|附|来源|联系|咨询|电话|地址|相关|解读|上一篇|下一篇|扫|抄送|公开方式|特此"
    r"|但|然而|因此|所以|其中|同时|如|若|即|前款|上述|以上"
    # 续租期满后,可以 and 未完成任务的镇,取消 say for whom the item above holds; what 我局 will do
    # then holds for all of them.
    r"|(?![^。;]{0,60}[我本][局委厅省市区县])[^,。;]{1,20}(?:的[一-鿿]{0,2}|后|时|满),|各?[^,。;各]{1,6}可以)"
)


def find_closings(lines: Sequence[Line], folded: str) -> Iterator[int]:
    """Yield the starts of lines that speak of the whole document, below its last item.

    Such a line has no number and is no part of the item above it. Texts made of articles have an
    article for it.
    """
    if any(line.mark is not None and line.mark.family is Family.ARTICLE for line in lines):
        return
    section, beyond = "", _beyond_the_last(lines, folded)
    for at, line in enumerate(lines):
        if line.mark is not None:
            if line.mark.family is Family.HAN_COMMA:
                section = folded[line.mark.end : line.end].split("。", 1)[0]
        elif line is beyond:
            yield line.start
        elif (
            at
            and not line.continues
            and folded[line.start] in "本以上会结后各现"
            and _ends_an_item(lines[at - 1], folded)
            and (
                _AFTER_ALL.match(folded, line.start, line.end)
                or (_tells_term(folded, line) and not _OWN_SECTION.search(section[:20]))
                or (
                    _EVERYONE.match(folded, line.start, line.end)
                    and _UNITS_END.search(folded, lines[at - 1].start, lines[at - 1].end)
                )
            )
            and _is_last(lines[at + 1 :])
        ):
            yield line.start


def _beyond_the_last(lines: Sequence[Line], folded: str) -> Line | None:
    """Return the paragraph below the last item where all the items are one paragraph each.

    A heading has one below it. One long item in twenty does not count.
    """
    items, long_items, room, signed = 0, 0, 0, False
    below: list[Line] = []  # the paragraphs of an item beyond what belongs to it
    for line in lines:
        says = line.mark is not None or line.is_row or folded[line.end - 1] in "。”:;"
        if line.mark is not None and line.mark.family is Family.ATTACHMENT:
            break
        if signed and says:
            return None
        if line.mark is not None:
            long_items += bool(below)
            items, below = items + 1, []
            room = 0 if folded[line.end - 1] in _SENTENCE_ENDS else 1
        elif room:
            room -= not line.continues
        elif items and not line.continues:
            if says:
                below.append(line)
            signed = not says
    if len(below) != 1 or items < _MIN_ITEMS or long_items * _ITEMS_FOR_ONE_LONG > items:
        return None
    words = folded[below[0].start : below[0].end]
    closes = len(words) >= _MIN_CLOSING_CHARS and not _NO_CLOSING.match(words)
    return below[0] if closes else None


def _tells_term(folded: str, line: Line) -> bool:
    """Tell whether a line says since when, or until when, the document holds."""
    patterns = (_OF_ITSELF, _TERM_BELOW)
    return any(pattern.match(folded, line.start, line.end) for pattern in patterns)


def _ends_an_item(line: Line, folded: str) -> bool:
    """Tell whether a line is more than a heading: a sentence, or the units of a task."""
    return line.mark is None or folded[line.end - 1] in _SENTENCE_ENDS


def _is_last(lines: Sequence[Line]) -> bool:
    """Tell whether no item goes on below."""
    mark = next((line.mark for line in lines if line.mark is not None), None)
    return mark is None or mark.family is Family.ATTACHMENT or mark.value == 1
