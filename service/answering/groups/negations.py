"""What a text leaves out: 非居民, 除住宅项目外, (不含高压用户), 不是住家, 用不着高压."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingest.text.alignment import Span

# Not so: 非法, 无人机, 非常 are words of their own.
_PLAIN: Final = (
    r"(?<!是)不是|并非|(?<![除莫若是])非(?![法常遗凡洲税要]|公(?!证))|不属于|不算|不含|不包括|不计(?!入)"
    r"|除了|(?<![免清解扣删排拆])除(?=[^,，。;；]{2,16}外)"
)
# 没办变更登记 and 没按时报 tell what somebody failed to do, and that is asked about.
_WITHOUT: Final = (
    r"(?<![有淹沉埋])没有?(?!收|办[理过]?(?!公)|按|依法|及时|去|给|能)|(?<![全逐毫])无(?![人偿障线纸形证论法效须]|房(?!屋|产))|(?<!用)不用|用不[着上]|无[需须]|(?<!需)不需要?"
    r"|不涉及|不[做搞带]"
)
_VERB: Final = r"(?:做|建|搞|涉及|属于|是|拉|有|带|装|用|走)?"
_NEGATOR: Final = re.compile(rf"(?:(?P<plain>{_PLAIN})|(?P<without>{_WITHOUT})){_VERB}")
_AFTERWARDS: Final = re.compile(r"(?P<what>[一-鿿A-Za-z]{2,10})(?:除外|不算|不计|不在内)")
_RUN: Final = re.compile(r"[一-鿿A-Za-z]{2,14}")
_EXCEPT_END: Final = re.compile(r"(?:以|之)?外|的")
_KIND: Final = re.compile(
    r"(?:用户|客户|项目|工程|单位|企业|公司|机构|人员|职工|家庭|类|者)\Z|(?:用户|客户|项目|工程|单位|企业|公司|机构|人员|职工|家庭|类)(?=.)"
)
_HAVING: Final = r"(?:有|需要?|要|带|涉及|做|接|建)"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words for what is left out, and where they stand with what leaves them out."""

    words: str
    span: Span
    """Of the words and of what negates them."""
    without: bool
    """Whether something is not there or not needed (无外部工程), rather than not meant."""


@lru_cache(maxsize=8192)
def left_out(text: str) -> tuple[LeftOut, ...]:
    """Return what a text leaves out; words that run on are cut where 的 or 外 ends them."""
    found = []
    for match in _NEGATOR.finditer(text):
        run = _RUN.match(text, match.end())
        if run is None:
            continue
        words = run[0]
        if cut := _EXCEPT_END.search(words, 2):
            words = words[: cut.start()]
        span = Span(match.start(), match.end() + len(words))
        found.append(LeftOut(words, span, match["plain"] is None))
    for match in _AFTERWARDS.finditer(text):
        found.append(LeftOut(match["what"], Span(*match.span("what")), without=False))
    return tuple(found)


def is_left_out(text: str, start: int) -> bool:
    """Whether words at a position are among those that a text leaves out."""
    return any(one.span.start <= start < one.span.end for one in left_out(text))


def is_meant(text: str, words: str) -> bool:
    """Whether a text holds words somewhere without leaving them out."""
    at = text.find(words)
    while at >= 0:
        if not is_left_out(text, at):
            return True
        at = text.find(words, at + 1)
    return False


def is_had(text: str, words: str) -> bool:
    """Whether a text says outright that something is there: 有外部工程."""
    found = re.finditer(rf"(?<!没)(?<![无不]){_HAVING}(?={re.escape(words)})", text)
    return any(not is_left_out(text, match.end()) for match in found)


def core(words: str) -> str:
    """Return what tells a group: 居民 of 居民用户, 重点排污 of 重点排污单位."""
    cut = _KIND.search(words, 2)
    return words[: cut.start()] if cut else words


def shared_start(words: str, text: str) -> str:
    """Return the longest beginning of words that a text holds; empty below two characters."""
    for length in range(len(words), 1, -1):
        if words[:length] in text:
            return words[:length]
    return ""
