"""Sentences that announce what follows or say why a document was made; they answer nothing else."""

from __future__ import annotations

import re
from typing import Final

_ANNOUNCES: Final = re.compile(
    r"(?:通知|通告|公告|安排|事项|规定|措施|方案|意见|要求|办法)如下\W*\Z"
    r"|(?:特|现)?制定(?:如下|以下|本)[^,，。;；、]{0,8}\W*\Z|现?印发给你们|请[^,，。]{0,8}(?:遵照|贯彻|组织)[^,，。]{0,4}(?:执行|落实|实施)\W*\Z"
)
_WHY_ASKED: Final = re.compile(
    r"为什么|为何|目的|目标|宗旨|依据|根据|背景|意义|印发|制定|\bwhy\b|\bpurpose", re.IGNORECASE
)


def is_announcement(said: str, question: str) -> bool:
    """Whether words only announce or give the reason of a document, and that is not asked for."""
    return _ANNOUNCES.search(said) is not None and _WHY_ASKED.search(question) is None
