"""Sentences side by side that say of each group what holds for it.

学生凭证半价乘车。残疾人免费乘车。: the one on the group asked about answers, its neighbours do not.
"""

from __future__ import annotations

import re
from typing import Final

_HEAD: Final = re.compile(r"[^,，。;；:：]{1,14}?(?=[的应须可由免享按凭持需要在,，]|不得|实行)")
"""Whom or what a sentence is about: what stands before the first word of a rule."""
_SOMEBODY: Final = re.compile(r"(?:[人者员生户童车]|企业|单位|家庭|对象|机构|公司|居民)\Z")
_SAME_SHARE: Final = 0.5


def is_of_another(sentence: str, answer: str, question: str) -> bool:
    """Whether a sentence is about somebody else than the answer beside it.

    Only where the answer begins with words of the question that the sentence does not begin with:
    it begins alike otherwise (个人申请贷款的, 企业申请贷款的), or with another somebody.
    """
    head, told = _pairs(_head(sentence)), _pairs(_head(answer))
    asked = told & _pairs(question)
    if not asked or not head or asked <= head:
        return False
    alike = len(head & told) >= _SAME_SHARE * min(len(head), len(told))
    return alike or (not head & asked and _SOMEBODY.search(_head(sentence)) is not None)


def _head(sentence: str) -> str:
    found = _HEAD.match(sentence)
    return found[0] if found else ""


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
