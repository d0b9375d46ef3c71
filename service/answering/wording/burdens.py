"""What follows for who breaks a rule, who bears a cost, and who need not pay: asked and said."""

from __future__ import annotations

import re
from typing import Final

from service.answering.asked.kinds import canonical
from service.answering.records import AskedKind, AskedQuestion

_CONSEQUENCES_ASKED: Final = re.compile(
    r"会怎么?样?(?:办|处理)?\W*\Z|后果|怎么(?:处[理罚]|罚)|如何(?:处[理罚]|追究)|什么(?:处罚|责任)|\bhappens?\b|\bpenalt"
)
CONSEQUENCES: Final = re.compile(
    r"责令|罚款|处分|处罚|追究|追回|没收|取消|记入|列入|通报|约谈|收回|退[回还]|不再受理|\d年内|[一二三五]年内不"
)
_RELIEVED_ASKED: Final = re.compile(
    r"(?:什么人|谁|哪些(?:人|家庭|企业|学生|车|情况|情形)?)[^,，。?？]{0,6}(?:免(?!疫|税店)|不用[交缴付])"
)
RELIEVED: Final = re.compile(r"免(?:[收缴交征付除费]|予|于)|不(?:予|再)?(?:收取|缴纳|交纳)|全免")
_PAYER_ASKED: Final = re.compile(
    r"谁来?(?:付|出|掏|交|缴|承担|负担|买单)|[费钱]用?(?:由|归|是|该|要)*谁|\bwho (?:pays|bears)\b"
)
PAYS: Final = re.compile(r"承担|负担|出资|支付|付费|自理|列支|[出付交缴](?:钱|费用)|免[收交费]")


def asks_consequences(asked: AskedQuestion) -> bool:
    """Whether it is asked what follows for who breaks the rule."""
    if asked.figures or asked.form or asked.kind not in (AskedKind.HOW, AskedKind.WHAT):
        return False
    return _CONSEQUENCES_ASKED.search(canonical(asked.normalized)) is not None


def asks_payer(asked: AskedQuestion) -> bool:
    """Whether it is asked who bears a cost."""
    who = asked.kind is AskedKind.WHO
    return who and _PAYER_ASKED.search(canonical(asked.normalized)) is not None


def asks_relieved(asked: AskedQuestion) -> bool:
    """Whether it is asked who need not pay: 什么人可以免."""
    listing = asked.kind in (AskedKind.LIST, AskedKind.WHAT) and not asked.figures
    return listing and _RELIEVED_ASKED.search(asked.normalized) is not None
