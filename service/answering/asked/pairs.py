"""Two things asked of one matter by their nouns: 办理时限和收费标准, 申请条件和材料.

They stand in sections of their own, so that the best clause for both tells one of them.
"""

from __future__ import annotations

import re
from typing import Final

_ACT: Final = "(?:办理|申请|申报|办事|受理|审批|报名|领取|缴费|收费|咨询|投诉|联系|最[高低长])?"
# What documents keep apart; two nouns of one row are one question.
_NOUNS: Final = {
    "conditions": "条件|资格",
    "materials": "材料|资料",
    "time": "时限|期限|时间|工期",
    "place": "地点|地址",
    "sum": "收费|费用|工本费|金额|额度|标准",
    "steps": "流程|程序|步骤",
    "phone": "电话",
    "share": "比例|利率",
}
_NOUN: Final = "|".join(f"(?P<{name}%s>{words})" for name, words in _NOUNS.items())
_FIRST: Final = _NOUN.replace("%s", "1")
_SECOND: Final = _NOUN.replace("%s", "2")
_ASKS: Final = "(?:分别|各)?(?:是|有|要|为)?(?:什么|哪些|多少|多久|怎么?样?的?)?"
_PAIR: Final = re.compile(
    rf"(?P<matter>\S{{2,40}}?)(?P<act1>{_ACT})(?P<noun1>{_FIRST})(?:和|及|与|、|以及)"
    rf"(?P<act2>{_ACT})(?P<noun2>{_SECOND}){_ASKS}\W*\Z"
)


_NOT_CARRIED: Final = ("最", "收费", "投诉", "受理")
"""Said of the first noun only: 收费标准和时限."""


def questions_of_pair(question: str) -> list[str]:
    """Return the two questions of which a canonical one consists; empty for any other."""
    found = _PAIR.match(question)
    if found is None:
        return []
    first, second = (
        next(name for name in _NOUNS if found[f"{name}{at}"] is not None) for at in (1, 2)
    )
    if first == second:
        return []
    matter = found["matter"].rstrip("的")
    carried = "" if found["act1"].startswith(_NOT_CARRIED) else found["act1"]
    act = found["act2"] or carried
    return [
        f"{matter}{found['act1']}{found['noun1']}",
        f"{matter}{act}{found['noun2']}",
    ]
