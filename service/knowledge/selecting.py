"""Which clauses become entries: those that tell a caller something, not about the document."""

from __future__ import annotations

import re
from typing import Final

from ingest.records import Clause, ClauseKind
from service.answering.found import sentences

_HEADING_MAX_CHARS: Final = 16
_RUNNING: Final = re.compile(
    r"指导思想|基本原则|总体(?:要求|思路|目标)|工作(?:目标|原则|思路|要求|作风)|(?:主要|发展)目标"
    r"|组织(?:领导|保障|实施)|保障(?:措施|机制)\Z|加强(?:领导|统筹)|(?:督[导查促办]|跟踪)(?:考核|评[价估]|问[效责]|检查|机制)"
    r"|(?:舆论|宣传)(?:引导|推广|培训|解读)|监督问责|压实[一-鿿]{0,2}责任|推进实施"
)
"""Headings of how a plan is carried out: told to its offices, not to callers."""
_TO_CALLERS: Final = re.compile(
    r"投诉|举报|诉求|来电|热线|电话|答复|申请人|申领|补贴|奖励|(?:企业|群众|市民|个人)[^。,，]{0,8}可以?"
)
_CLOSING: Final = re.compile(
    r"(?:本|此|上述|以上)[一-鿿]{2,12}?(?:自|从|由|有效期|试行期|执行期)[^。]{0,60}(?:施行|实施|执行|生效|有效|解释|\d年|[一二三四五六七八九十]年)"
    r"|\A有效期|同时废止|自(?:印发|发布|公布)之日起(?:施行|实施|执行|生效)|负责解释"
    r"|(?:另有规定的?|从其规定|依照其规定)\Z"
    r"|\A[^。]{0,30}(?:办法|细则|规定|方案)[^。]{0,16}制定\Z"
)
_PURPOSE: Final = re.compile(
    r"(?:为了?|根据|依据|按照)[^。]{4,}(?:制定本|制订本|结合[^。]{2,20}实际)"
)
_SCOPE: Final = re.compile(r"本[一-鿿]{2,6}?适用于[^。]{0,80}|[^。]{0,60}适用本[一-鿿]{1,4}\Z")
_ADDRESS: Final = re.compile(
    r"现将|印发给|(?:通知|公告|批复|函复|通报)如下|制定本|\A各[^。\n]{0,60}[:：]|贯彻|示例(?:文件|文本)|来源[:：]|扫[一描码]"
)
"""What a preamble has that only opens a document; one of a web page may be a part of its guide."""
_FILES: Final = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|zip|rar)(?![a-z])", re.IGNORECASE)
_TELLS: Final = re.compile(
    r"不[得能予再收受需]|可以?|应当?|必须|须|需|禁止|无需|免|由|归|为|视为|认定|确定|享受|有效|允许|授权|支持|实行|超过|扣除|申[请领报]|提交|办理|登记|缴|发放|领取|暂停"
)


def tells_caller(clause: Clause) -> bool:
    """Whether a clause may become an entry by its kind, its place in the document and its words."""
    body = clause.text[clause.body_start :].strip()
    if clause.kind is ClauseKind.PREAMBLE and (not clause.measures or _ADDRESS.search(body)):
        return False
    if _is_of_running(clause, body) or (_FILES.search(body) and "。" not in body):
        return False
    if body.rstrip("。;； ") == clause.heading and not _settles(clause):
        return False  # one of a list of names, or a title without a text
    said = [clause.text[start:end].rstrip("。;；") for start, end in sentences(clause)]
    below = [one for one in said if one != clause.heading or _TELLS.search(one)] or said
    return not all(_is_formal(sentence) for sentence in below)


def _is_of_running(clause: Clause, body: str) -> bool:
    """Whether a clause says how its plan is carried out, and nothing that is for callers."""
    above = clause.path[0] if clause.path and clause.kind is not ClauseKind.ARTICLE else ""
    named = any(
        _RUNNING.search(heading)
        for heading in (clause.heading, above)
        if len(heading) <= _HEADING_MAX_CHARS
    )
    return named and not _TO_CALLERS.search(body)


def _settles(clause: Clause) -> bool:
    """Whether a heading that is all of its clause says what holds."""
    units = clause.responsible.lead or clause.responsible.with_
    return bool(units or _TELLS.search(clause.heading))


def _is_formal(sentence: str) -> bool:
    """Whether a sentence is about the document: why it was made, since when it holds."""
    return bool(_PURPOSE.match(sentence) or _CLOSING.search(sentence) or _SCOPE.fullmatch(sentence))
