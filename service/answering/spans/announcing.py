"""Sentences about the document itself, which answer nothing but a question about it.

What follows is announced, why it was made, what it applies to, when it begins, what it repeals and
who explains it: such sentences name the subject of the document, and settle nothing on it.
"""

from __future__ import annotations

import re
from typing import Final

_ANNOUNCES: Final = re.compile(
    r"(?:通知|通告|公告|安排|事项|规定|措施|方案|意见|要求|办法)如下\W*\Z"
    r"|(?:特|现)?(?:制定|提出)(?:如下|以下|本)[^,，。;；、]{0,8}\W*\Z|现?印发给你们|现予以?(?:印发|公布|发布)\W*\Z|请[^,，。]{0,8}(?:遵照|贯彻|组织)[^,，。]{0,4}(?:执行|落实|实施)\W*\Z"
)
_WHY_ASKED: Final = re.compile(
    r"为什么|为何|目的|目标|宗旨|依据|根据|背景|意义|印发|制定|\bwhy\b|\bpurpose", re.IGNORECASE
)
_SELF: Final = (
    "(?:本|该|此)(?:办法|规定|条例|细则|实施细则|意见|通知|措施|方案|法|制度|指南|政策|通告|公告)"
)
_FRAMES: Final = (
    (
        re.compile(rf"\A[^。]{{0,120}}(?<!不)适用{_SELF}\W*\Z|\A{_SELF}适用于?"),
        re.compile(r"适用|范围|管不管|[管算]吗|算不算|包[括含]|哪些|\bappl|\bscope|\bcover"),
    ),
    (
        re.compile(
            rf"\A{_SELF}[^。]{{0,20}}(?:起|日)(?:施行|实施|执行|生效)|(?:同时|即行|予以)废止\W*\Z|\A{_SELF}[^。]{{0,30}}负责解释"
        ),
        re.compile(
            r"施行|实施|执行|生效|有效|废止|作废|取代|失效|还[能算]|[老旧原]|以前|解释|开始|什么时候|何时|哪[天年月]|几[月号]|日期|期限|多久|\bwhen\b"
            r"|\beffect|\bforce\b|\brepeal|\bvalid|\breplac|\bold\b|\bexpir|\bstart|\blong\b|\binterpret"
        ),
    ),
)
"""What a sentence says of its document, and the questions that want it."""


def is_announcement(said: str, question: str) -> bool:
    """Whether words only speak of their document, and that is not what is asked for."""
    if _ANNOUNCES.search(said) is not None:
        return _WHY_ASKED.search(question) is None
    return any(
        frame.search(said) is not None and wanted.search(question) is None
        for frame, wanted in _FRAMES
    )
