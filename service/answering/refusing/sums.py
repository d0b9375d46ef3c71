"""Whether a sum is asked for by its noun, and a draft names none or leaves it to somebody else.

A statute says that there is a fee (可以收取工本费), or who sets it (标准由省规定). Both hold
the words of who asks how much it is.
"""

from __future__ import annotations

import re
from typing import Final

_MUCH: Final = r"多少(?:万|亿)?(?:钱|元|块)"
_SUM_ASKED: Final = re.compile(
    rf"(?:费用|金额|数额|额度|限额|罚款|{_MUCH}|(?:每|一个?)月多少|罚多少)"
    rf"(?:(?:一共|大概)?[是有要]?(?:{_MUCH}|多少))?[呀啊呢的]?\W*\Z"
)
_STANDARD_ASKED: Final = re.compile(r"标准(?:是(?:什么|多少)|多少)?\W*\Z")
# Something else is asked about the sum: who pays it, when, how it is got rid of.
_ELSE_ASKED: Final = re.compile(
    r"怎么|如何|哪|谁|什么(?!标准)|是否|可以|[吗么]\W*\Z|不[要会]|[要能]不[要能]|减|免|降|多久|几天|时间"
)
_NUMERAL: Final = "一二两三四五六七八九十"
_SUM: Final = re.compile(
    rf"[\d{_NUMERAL}百千万亿几]\s*[万亿]?(?:[美欧港日]?元|块)|[￥¥$]\s*\d|[\d百千几{_NUMERAL}]\s*[万亿](?!人|户|家|名)"
    rf"|[%％‰]|百分|分之|[\d{_NUMERAL}]\s*倍|[{_NUMERAL}]成|[\d{_NUMERAL}半]\s*个?月[^,。，]{{0,6}}(?:工资|收入)"
    r"|减半|半价|双倍|全额|折"
)
_FREE: Final = (
    r"(?<![减避])免(?:费|票|收|征|交|缴|除|予|于|租|息|押|[^,，。;；]{0,3}[费金税])|全免|不收|不得收|零(?:费用|成本|收费)|无[需须]"
    r"|不[需用必再][^,。，]{0,4}[交缴付收出]|取消|停征"
)
_BOUND: Final = r"(?:不得)?[低高超][于过]|市场价|成本|(?:平均|最低)(?:工资|收入)|待遇不变|照发"
_BORNE: Final = (
    r"财政|由[^,，。；]{2,20}(?:承担|负担|出资|支付)"
    r"|(?:单位|企业|个人|本人|双方|业主|申请人|当事人)(?:承担|负担|支付)|自[理负付]|据实|实报实销"
)
_QUOTA: Final = re.compile(rf"[\d{_NUMERAL}百千]\s*[人名件箱支台辆吨]")
"""What 额度 and 限额 count beside money: 每年五十人."""
_SETTLED: Final = re.compile(rf"{_FREE}|{_BOUND}|{_BORNE}")
_BOUNDED: Final = re.compile(rf"{_FREE}|{_BOUND}")
_LEFT: Final = re.compile(r"由[^。；;]{2,40}(?:规定|确定|制定|核定|公布|拟订|约定)")


def sum_left_open(text: str, said: str) -> bool:
    """Whether a question asks for a sum, and a text states none and nothing that settles it.

    Who asks for a standard (补助金标准) may be answered in words, but not by who sets it.

    Args:
        text: The question, canonical and in lower case.
        said: What the draft says and cites, in lower case.
    """
    if _ELSE_ASKED.search(text) or _SUM.search(said):
        return False
    if asked := _SUM_ASKED.search(text):
        quota = asked[0].startswith(("额度", "限额")) and _QUOTA.search(said)
        return not quota and _SETTLED.search(said) is None
    left = _STANDARD_ASKED.search(text) and _LEFT.search(said)
    return bool(left) and _BOUNDED.search(said) is None
