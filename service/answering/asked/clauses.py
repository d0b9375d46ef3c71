"""Questions for a clause as a whole: 劳动合同法第三十九条, …第39条规定了什么, article 39 of …."""

from __future__ import annotations

import re
from typing import Final

from index.questions.asked_clauses import clause_mentions
from index.questions.courtesy import without_courtesy

_SAYS_NOTHING: Final = re.compile(
    r"(?:第?[零〇一二三四五六七八九十\d(（)）]{1,6}[款项]|具体|主要|详细|怎么|怎样|如何|规定|内容|条款|条文|原文|全文|表述"
    r"|什么|哪些|意思|一下|请问|[的里中是有讲说写了都呢吗啊吧]|\W)*"
)
"""What may stand behind the number of a clause without asking for a part of it."""
_KINDS: Final = "law|code|act|regulations?|rules|measures"
_ASKS: Final = "how|when|where|who|whom|whose|why|which|can|may|must|should|do|if|article"
_ENGLISH: Final = re.compile(
    r"\W*+(?:(?:what|is|does|show|read|text|of|the)\b\W*+)*+"
    rf"(?:(?:(?!(?:{_ASKS})\b)[\w'’()-]++[ ,]{{1,2}}){{0,20}}?(?:{_KINDS})\b,? )?article\s++\d++"
    rf"(?:\s++of\s[\w ,'’()-]{{0,120}}?\b(?:{_KINDS})\b)?+"
    r"(?:\s++(?:say|state|provide|mean)s?)?+\W*+",
    re.IGNORECASE,
)


def asks_whole_clause(text: str) -> bool:
    """Whether a canonical question names a clause by number and asks for nothing in it."""
    if not clause_mentions(text):
        return False
    if text.isascii():
        return _ENGLISH.fullmatch(text) is not None
    text = without_courtesy(text)  # who thanks for it asks no more
    mentions = clause_mentions(text)
    return bool(mentions) and _SAYS_NOTHING.fullmatch(text, mentions[-1].end) is not None
