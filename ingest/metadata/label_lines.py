"""Lines of a document that state facts about it and rule nothing: fields, notes, who printed it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.metadata.dates import DATE
from ingest.metadata.fields import Field, find_fields, is_field_line
from ingest.metadata.front_matter import FrontLine, is_label_line, is_note_line, opens_with_mark
from ingest.metadata.issuers import split_bodies

TAIL_LINES = 15
"""What closes a document, a signature or a note, stands within so many lines of its end."""
_PRINTED_ON = re.compile(rf"{DATE}\s*印发")
# (此件公开发布) and (本文有删减) close a notice before what it issues, too.
# So does what version a title is of: (修订草案征求意见稿).
_REMARK = re.compile(
    r"\((?:(?:此件|本件|本文|全文)[^()。]{2,16}"
    r"|[^()。]{0,10}(?:征求意见稿|草案|送审稿|试行|暂行|节选|摘要|修订版)"
    r"|20\d\d年?(?:[—–\-~至]{1,2}20\d\d)?年?(?:版|度)?)\)"
)
# A tag, the running number of a bulletin or of minutes, the class of a reply, a month alone.
_SERIAL = re.compile(
    r"【[^【】]{2,10}】|(?:(?:19|20)\d\d年\s*)?第\s*\d{1,5}\s*号|\(?(?:总?第\s*\d{1,4}\s*期|[ABC]\s?类|\d{4}年\d{1,2}月)\)?"
)
_CONTACT = re.compile(
    r"\(?(?:联系|咨询|受理|监督|服务|电子邮[箱件]|邮箱|传真|地址|通[讯信]地址|邮政编码|邮编|电话)[^:。]{0,8}:"
)
_ABOUT_CONTACT = re.compile(r"联系|咨询|报送|受理|申报|其[他它]|监督|附则|事项")
_DISTRIBUTION = re.compile(r"(?:抄送|抄报|分送|报送|发送|主送):")
_LOST_DATE = re.compile(r"(?:19|20)\d{4,6}")
"""A date below a signature that lost its characters."""
# 各县(市、区)人民政府,市政府各部门: and 某市财政局,各有关单位: are addressed; 责任单位: is not,
# and neither is 各部门职责如下:, whose last words name nobody.
_SALUTATION = re.compile(
    r"(?:(?:各|广大|全[省市县区体])[^。;:|]{0,200}?"
    r"|[^。;:|]{2,100}[,、](?:省|市|县|区)?(?:政府|直)?各[^。;:|]{0,200}?)"
    r"(?:政府|部门|单位|机构|机关|委员会|办事处|办公[室厅]|[委办局厅院校]|公司|企业|学校|大学|银行|协会|中心|组织|组|同志|市民|居民|代表|朋友|人员)(?:\([^()]*\))?:"
)
_OF_PUBLISHING = frozenset(
    {Field.NUMBER, Field.ISSUER, Field.ISSUED_ON, Field.PUBLISHED_ON, Field.STATUS}
)


def _is_under_heading(lines: Sequence[FrontLine], index: int) -> bool:
    """Tell whether whom to ask is what a section says: 五、联系方式 above 联系人:…."""
    while index and _CONTACT.match(lines[index].text):
        index -= 1
        if opens_with_mark(lines[index].text):
            return _ABOUT_CONTACT.search(lines[index].text) is not None
    return False


def lines_above_text(front: Sequence[FrontLine], titles: Sequence[int]) -> Iterator[int]:
    """Yield the indexes of lines above where a document begins that are no sentence, in order.

    It begins at the salutation, or at the last title or record of the page, whatever stands
    above its first sentence. What a page says above (条款摘要, 下载地址:点击此处下载) has many
    words; a sentence there stays, and so does a table.

    Args:
        front: The lines before the first numbered one.
        titles: The indexes of the lines where the title stands.
    """
    told = next((i for i, line in enumerate(front) if _begins_text(line.text)), len(front))
    known = [first for first in titles if first <= told]
    if told < len(front):
        if _SALUTATION.fullmatch(front[told].text):
            known.append(told)
        known += [i for i, line in enumerate(front[:told]) if _is_record(line.text)]
    for index, line in enumerate(front[: max(known, default=0)]):
        if not _is_sentence(line.text) and line.text[0] != "|":
            yield index


def _begins_text(text: str) -> bool:
    return _is_sentence(text) or _SALUTATION.fullmatch(text) is not None


def _is_record(text: str) -> bool:
    """Tell whether a line states a fact of publishing: 文号 or 发布日期, not 服务对象."""
    return is_field_line(text) and any(field in _OF_PUBLISHING for field, _ in find_fields(text))


def _is_sentence(text: str) -> bool:
    return "。" in text or text[-1] in "!?;"


def label_lines(lines: Sequence[FrontLine], front: int, *, signed: int) -> Iterator[int]:
    """Yield the indexes of such lines, in order; one may come twice.

    Args:
        lines: All lines of the body.
        front: How many of them stand before the first numbered one.
        signed: Where the last signature begins; whom to ask is part of the text above it.
    """
    tail = max(front, len(lines) - TAIL_LINES)
    labelled = sum(line.text[0] == "【" for line in lines) > 2  # 【申请材料】 heads a part then
    for index, (_, _, text, _) in enumerate(lines):
        if text[0] == "(" and _REMARK.fullmatch(text):
            yield index
        elif text[0] in "12" and _LOST_DATE.fullmatch(text) and index:
            if split_bodies(lines[index - 1].text):
                yield index
    for index in (*range(front), *range(tail, len(lines))):
        line = lines[index]
        opening, closing = index < front, index >= len(lines) - TAIL_LINES
        if opening and is_label_line(line.text):
            yield index
        elif is_note_line(line.text):
            of_text = front <= index < signed and _CONTACT.match(line.text) and line.text[0] != "("
            if not (of_text or _is_under_heading(lines, index)):
                yield index
        elif (
            opening and _SERIAL.fullmatch(line.text) and not (labelled and line.text[0] == "【")
        ) or (closing and _DISTRIBUTION.match(line.text)):
            yield index
        elif not (closing and index and line.text.endswith("印发")):
            continue
        elif _PRINTED_ON.fullmatch(line.text):
            # 某办公室 and 2020年1月1日印发 on lines of their own.
            if split_bodies(lines[index - 1].text):
                yield index - 1
            yield index
