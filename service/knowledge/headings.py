"""What a clause is about in a few words: the matter of its heading, and the title of its entry."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from index import DocumentSummary
from ingest.records import Clause, ClauseKind
from service.answering.found import heading_is_rule, run_in_title, sentences

MATTER_MAX_CHARS: Final = 30
_FIRST_WORDS_MAX_CHARS: Final = 40
_FIRST_WORDS_MIN_CHARS: Final = 12
_BARE_MAX_CHARS: Final = 6
"""A heading as short as 申请流程 does not say of what."""
_NATION: Final = "000000"

_CAMPAIGN: Final = (
    "进一步|持续|着力|大力|切实|积极|全面|深入|稳步|扎实|严格|加快|不断|"
    "优化|提升|压缩|压减|缩短|推进|推行|推动|推广|实施|实行|便利|改进|完善|加强|强化|深化|建立|健全|"
    "规范|降低|减少|简化|放宽|公开|打造|提高|扩大|开展|支持|鼓励|落实|营造|促进|加大|明确|创新|构建|"
    "探索|拓展|执行|再造|接受|给予|提供|减免|保障|做好|畅通|缓解|破解|培育|精简|统一|实现|设立"
)
_CAMPAIGN_START: Final = re.compile(rf"(?:{_CAMPAIGN})")
_ASKED: Final = re.compile(r"\A(?:问[:：]\s*)?(.+[?？])\s*\Z", re.DOTALL)
_MARKS: Final = re.compile(r"\A(?:[(（]?[一二三四五六七八九十百\d]+[)）、.．]\s*)+")
_BREACHED: Final = re.compile(r"\A违反本[^,，]{1,4}的?规定[,，]")
_BREAK: Final = re.compile(r"[,，;；。:：|\n]")
_WRAPPED: Final = re.compile(r"关于(?:印发|发布|公布|转发)(.+?)(?:的?通知|的?公告|的?通告)?\Z")
_ENDING: Final = re.compile(r"(?:的(?:通知|公告|通告|意见|决定|批复|函))\Z")
_ISSUED: Final = re.compile(
    r"\A.{2,40}?(?:府|[厅局委办院会部署])关于(?:进一步|做好|开展|加强)*|有关事项\Z|工作\Z"
)
_QUOTED: Final = re.compile(r"《([^《》]{4,})》")


def asked_heading(clause: Clause) -> str:
    """Return the question that heads a clause, without a mark before it; empty if none does."""
    found = _ASKED.match(clause.heading.strip())
    return found[1].strip() if found else ""


def heading_of(clause: Clause) -> str:
    """Return the heading or run-in title of a clause; empty where its first words are a rule."""
    if clause.heading and not heading_is_rule(clause):
        return _MARKS.sub("", clause.heading).strip()
    return run_in_title(clause)


@lru_cache(maxsize=4096)
def matter_of(heading: str) -> str:
    """Return what a heading is on, without what is to be done with it: 优化获得电力服务."""
    matter = heading
    while (found := _CAMPAIGN_START.match(matter)) and len(matter) - found.end() >= 3:
        matter = matter[found.end() :]
    return matter


def is_undertaking(heading: str) -> bool:
    """Whether a heading says what is to be done: 压减办电环节, not 贴息标准."""
    return _CAMPAIGN_START.match(heading) is not None


def place_of(document: DocumentSummary) -> str:
    """Return the name of the place that a document is of; empty for the nation and for no place."""
    region = document.region
    return region.name if region is not None and region.code != _NATION else ""


@lru_cache(maxsize=1024)
def short_title(title: str) -> str:
    """Return what a title names: the plan that a notice issues, without the notice around it."""
    quoted = _QUOTED.search(title)
    if quoted:
        return quoted[1]
    wrapped = _WRAPPED.search(title)
    if wrapped and len(wrapped[1]) >= 4:
        return wrapped[1].strip()
    return _ENDING.sub("", title).strip("《》 ")


def full_heading(clause: Clause, document: DocumentSummary) -> str:
    """Return the heading of a clause, with what it is of where it names only an aspect."""
    heading = heading_of(clause)
    if not heading or len(heading) > _BARE_MAX_CHARS or is_undertaking(heading):
        return heading
    above = _MARKS.sub("", clause.path[-1]).strip() if clause.path else ""
    whole = above if _BARE_MAX_CHARS <= len(above) <= MATTER_MAX_CHARS else ""
    whole = (whole or _ISSUED.sub("", short_title(document.title))).rstrip("?？。！!")
    return f"{whole}的{heading}" if len(whole) <= MATTER_MAX_CHARS else heading


def entry_title(clause: Clause, document: DocumentSummary) -> str:
    """Return what an entry is called: its subject with the place, or document, number and words."""
    place = place_of(document)
    named = asked_heading(clause) or heading_of(clause)
    if named and clause.kind is not ClauseKind.ARTICLE:
        if place:  # 广州市：受理条件 would not say of what
            subject = (asked_heading(clause) or full_heading(clause, document)).rstrip("?？")
            return subject if place in subject else f"{place}：{subject}"
        return f"《{short_title(document.title)}》{named.rstrip('?？')}"
    number = (clause.number or "").strip().rstrip("、.．,，:：")
    words = named or first_words(clause)
    return f"《{short_title(document.title)}》{number} {words}".strip()


def first_words(clause: Clause, *, max_chars: int = _FIRST_WORDS_MAX_CHARS) -> str:
    """Return the words up to the first comma that leave enough to know a clause by.

    An ellipsis ends those that were cut elsewhere.
    """
    spans = sentences(clause)
    if not spans:
        return clause.path[-1] if clause.path else ""
    text = clause.text[spans[0].start : spans[0].end]
    text = _BREACHED.sub("", text)
    if text.startswith("|"):
        return _MARKS.sub("", clause.path[-1]) if clause.path else text.replace("|", " ").strip()
    ends = [
        found.start() for found in _BREAK.finditer(text) if found.start() >= _FIRST_WORDS_MIN_CHARS
    ]
    cut = next((end for end in ends if end <= max_chars), None)
    if cut is not None:
        return text[:cut].removesuffix("为")
    rest = text.rstrip("。")
    return rest if len(rest) <= max_chars else rest[:max_chars] + "…"
