"""What a share is of, where the words before it say so: 保证金不超过估算价的 2%."""

from __future__ import annotations

import re

from ingest.figures.wording import BOUND, QUANTITY_NOUN, Said, names_quantity, trimmed

_LIMIT_OF = re.compile(
    rf"^(?P<subject>[^,]{{0,40}}?)(?:(?!最低(?:生活|工资))(?:{BOUND})|占)(?P<base>(?:前\d{{1,2}}年)?[^,\d]{{2,24}})的\Z"
)
_LIMIT_OF_BARE = re.compile(
    r"^(?P<subject>[^,]{2,30}?)(?:[不未]得?超过|[不未]得?[高低少]于|超过|达到|不足|低于|高于|少于|在(?![^,]*基础))(?P<base>(?:其[^,\d的]{1,8}的)?[^,\d的]{2,20})\Z"
)
_IS_OF = re.compile(
    rf"^(?P<subject>[^,]{{0,40}}?(?:{QUANTITY_NOUN}))[为是](?P<base>[^,]{{2,30}})的\Z"
)
# 实践性教学课时占总课时 before 一半以上.
_SHARE_OF = re.compile(
    r"^(?P<subject>[^,占]{2,30}?)占(?P<by>(?!比)[^,\d占的]{2,16})(?<!比[重例])\Z"
)
# 复评费用由申请人: who bears it.
_BORNE = re.compile(rf"^(?P<subject>[^,由]{{1,24}}?(?:{QUANTITY_NOUN}))由(?P<by>[^,]{{2,12}})\Z")
_GIVEN_OF = re.compile(
    r"^(?P<group>[^,]{2,40}?)(?P<verb>补贴|补助|奖励|资助|贴补)(?P<base>[^,\d的]{2,12})的\Z"
    r"|^(?P<payee>[^,]{0,40}?)(?P<back>返还|退还|减免)其?(?P<paid>[^,\d的]{2,24})的\Z"
)

_OWN_BASE = re.compile(r"(?:价款?|[金额]额|工资|标准|收入|货款|税款)的?\Z")
_BOUND_BEFORE_BASE = re.compile(r"不得?(?:低于|高于|超过|少于)")
_PAYER = re.compile(r"(?P<who>[^,]{2,30}?)(?:可以?|应当?)?并?处以?(?P<base>[^,处]{3,24})")
# 应当经全体董事的 before 三分之二以上通过.
_VOTERS = re.compile(
    r"(?:应当?|必须|须|可以?)?(?:经(?![济营费验])过?|由|以(?![及上下内])|征得|取得|获得)"
    r"(?P<who>(?:[^,经由征得以]|经济)[^,由征得以]{1,30}?)的?\Z"
)


def base_of(words: str) -> Said | None:
    """Read 保证金不超过估算价的 before a percentage: what is limited, and of what."""
    match = _LIMIT_OF.match(words) or _IS_OF.match(words)
    if match:
        return Said(trimmed(match["subject"]), match["base"])
    bare = _LIMIT_OF_BARE.match(words)
    if bare and names_quantity(bare["base"]) and names_quantity(bare["subject"]):
        return Said(trimmed(bare["subject"]), bare["base"])
    match = _SHARE_OF.match(words) or _BORNE.match(words)
    if match:
        return Said(trimmed(match["subject"]), match["by"])
    match = _GIVEN_OF.match(words)
    if match is None:
        return None
    if match["back"]:
        return Said(match["back"] + match["paid"], match["payee"] or None)
    return Said(match["verb"] + match["base"], match["group"])


def base_right_before(words: str) -> str | None:
    """Return 施工单位,工程合同价款 of 施工单位处工程合同价款, before 2%的罚款."""
    if _OWN_BASE.search(words) is None:
        return None
    match = _PAYER.fullmatch(words)
    if match is None:
        return _BOUND_BEFORE_BASE.split(words)[-1].removesuffix("的")
    who = match["who"].rpartition("对")[2]
    return match["base"] if who.startswith("由") else f"{who},{match['base']}"


def voters_of(words: str) -> Said | None:
    """Read 董事会作出决议应当经全体董事的: of whom a share has to agree, and to what."""
    match = _VOTERS.search(words)
    return Said(match["who"], words[: match.start()] or None) if match else None
