"""The special case beside the rule: 因病逾期未报名的,8月25日补报名.

Who names no such case asks for the rule; the special case, said first, would be a wrong answer.
"""

from __future__ import annotations

import re
from typing import Final

_SPECIAL: Final = re.compile(
    r"特殊(?:原因|情况|情形|困难)|因故|确因|逾期未|未能?(?:按时|及时|按期)|补(?:报名|录|登记)|不可抗力|例外|不符合|非本"
)
_ASKED: Final = re.compile(
    r"特殊|因故|逾期|补|错过|没?赶|晚|迟|过期|未|没|不|非|外[地来省市]|例外|\b(?:late|miss\w*|special|not)\b"
)


def is_special(said: str, question: str) -> bool:
    """Whether words tell of a special case, and the question asks for none."""
    return _SPECIAL.search(said) is not None and _ASKED.search(question) is None
