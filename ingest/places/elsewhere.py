"""Places that a text names as somewhere else: where people come from, go to, or learn from."""

from __future__ import annotations

import re
from typing import Final

from ingest.places.region_names import RegionMention

_BESIDE_CHARS: Final = 8
_BEFORE: Final = re.compile(
    r"(?:支援|援助|驰援|对口|前往|赴|来自|去过|到过|途[经径]|旅居|(?<![解拆排免消废清])除|借鉴|学习|参照|复制(?:推广)?|推广)(?:过|了|的|我国)?\Z"
)
_AFTER: Final = re.compile(
    r"籍|返回|[来返][^,，。;；]{1,8}人员|的?(?:做法|经验)|互认|等地|以外|之外|除外"
)


def is_elsewhere(text: str, mention: RegionMention) -> bool:
    """Whether a place is named as where others are: 来自武汉, 湖北籍, 借鉴上海经验."""
    before = text[max(0, mention.start - _BESIDE_CHARS) : mention.start]
    return _BEFORE.search(before) is not None or _AFTER.match(text, mention.end) is not None
