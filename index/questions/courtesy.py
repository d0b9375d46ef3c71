"""The stretches of a question that say nothing of its matter: greetings, thanks, pleas, 我想问一下.

Letters to an office and posts in a forum are full of them. They are no part of what is searched
for; what kind of answer is wanted is still read from the whole question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from index.questions.terms import is_function_word
from index.words.tokenize import Token, tokens
from ingest.text.alignment import Span

_ENDS: Final = re.compile(r"[,，。.;；:：!！?？…\s]+")
_WHOM: Final = "领导|市长|书记|主任|局长|县长|区长|镇长|律师|专家|老师|政府"
_ADDRESSED: Final = rf"(?:各位)?(?:{_WHOM})(?=[\W好们您你我]|\Z)"
"""Whom somebody speaks to; 请问律师证怎么办 asks about one."""
_KEYWORD: Final = 8
"""Characters of a longest keyword: 消费者 权益 保护."""
# Before the question in the same breath: 我想咨询一下, 请问领导, 领导好.
_OPENING: Final = re.compile(
    rf"(?:所以|另外)?(?:我们?|本人)?[还就也]?是?(?:[想要]|来)(?:请问|请教|咨询|询问|问|了解|知道)(?:一下|下)?(?:{_ADDRESSED})?"
    rf"|(?:所以|另外)?(?:我们?|本人)?(?:请问|请教|求问|(?:咨询|询问|问|了解)一?下)(?:一下|下)?(?:{_ADDRESSED})?"
    rf"|(?:尊敬的|各位)*(?:{_WHOM})们?(?:你们?|您)?好"
)
_ASKS: Final = re.compile(r"怎|咋|如何|吗|么|呢|否|([一-鿿])不\1|有没有|何")
_ASKS_FOR: Final = re.compile(r"什么|啥|谁|哪|多[少久长大高]|几|何时")
_OF_ANY_LETTER: Final = frozenset(
    # whom it is written to, and what for
    "部门 同志 各位 大家 尊敬 敬爱 "
    "好 领导好 大家好 谢谢您 谢谢你 谢谢大家 谢谢了 想问 求问 请教 求 求助 请求 恳请 恳求 希望 "
    "盼 盼望 望 期盼 期待 等待 帮 帮忙 帮助 帮帮 答复 回复 解答 回应 回答 指导 尽快 早日 及时 "
    "予以 感谢 感激 感激不尽 打扰 辛苦 拜托 急 "
    # what is asked of any matter
    "问题 方面 做法 行为 这样 这种 那样 上述 以上 合理 不合理 合法 不合法 违法 合规 合 权益 "
    "合法权益 维护 维权 保障 保护 相关 有关 规定 法律 法规 依据 途径 办法 方法 处理 解决 解释 "
    "说法 诉求 反映 清楚 弄清 弄清楚 明白 实事求是 讲 真的 到底 究竟 才能 只有 本人 个人 这么 "
    "那么 应当 正确".split()
) | set(_WHOM.split("|"))


def courtesy_spans(text: str, typed: Sequence[Token]) -> tuple[Span, ...]:
    """Return where a normalised Chinese question says nothing of its matter, in order.

    Nothing is returned of a question that would be left empty, 请问怎么办, and of keywords.

    Args:
        text: The question.
        typed: Its words.
    """
    if _are_keywords(text):
        return ()
    words = [token for token in typed if not is_function_word(token)]
    spans: list[Span] = []
    says_something = False
    for piece in _pieces(text):
        start = _after_opening(text, piece, typed)
        own = [token for token in words if start <= token.start < piece.end]
        if _is_courtesy(text[start : piece.end], own):
            spans.append(piece)
            continue
        says_something = says_something or bool(own)
        if start > piece.start:
            spans.append(Span(piece.start, start))
    return tuple(spans) if says_something else ()


def without_courtesy(text: str) -> str:
    """Return what a normalised Chinese question says of its matter."""
    return without(text, courtesy_spans(text, tokens(text)))


def without(text: str, spans: Iterable[Span]) -> str:
    """Return what a text says outside of some spans, given in order."""
    bounds = [0, *(at for span in spans for at in (span.start, span.end)), len(text)]
    return "".join(text[start:end] for start, end in list(pairwise(bounds))[::2]).strip()


def _pieces(text: str) -> Iterator[Span]:
    """Yield the stretches between marks and blanks, each with the marks behind it."""
    start = 0
    for mark in _ENDS.finditer(text):
        if mark.start() > start:
            yield Span(start, mark.end())
        start = mark.end()
    if start < len(text):
        yield Span(start, len(text))


def _are_keywords(text: str) -> bool:
    """Whether a question is words parted by blanks, each of which was chosen: 信访 答复 期限."""
    words = text.split()
    return len(words) > 1 and not any(
        len(word) > _KEYWORD or _ENDS.search(word) or _OPENING.match(word) for word in words
    )


def _after_opening(text: str, piece: Span, typed: Iterable[Token]) -> int:
    """Return where a piece goes on behind its opening, which parts no word: 我想问下岗补贴."""
    opening = _OPENING.match(text, piece.start, piece.end)
    end = opening.end() if opening else piece.start
    return piece.start if any(token.start < end < token.end for token in typed) else end


def _is_courtesy(piece: str, words: list[Token]) -> bool:
    """Whether a piece has only words of any letter: 我该怎么维护自己的权益."""
    if any(word.text not in _OF_ANY_LETTER for word in words) or _ASKS_FOR.search(piece):
        return False
    return bool(words) or _ASKS.search(piece) is None
