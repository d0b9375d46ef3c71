"""Nouns of figures, days and units, which ask for them only where nothing else is asked.

收费 alone asks for the sum, 哪些情况可以减免收费 for the cases; 复工时间 alone for the day.
"""

from __future__ import annotations

import re
from typing import Final

# What happens on days; what takes time is not among it: 办理时间.
_DATED = (
    "(?:开始|启动|起始|结束|截止|报名|报考|申报|受理|缴费|缴款|征收|考试|发布|公布|印发|公示|施行|实施|生效|执行|上线|启用"
    "|开学|放假|开工|完工|竣工|召开|举行|放榜|录取)"
)
DATES: Final = f"{_DATED}(?:的?时间|日期)"
"""Names a day, as a pattern: 报名时间, 施行日期."""
UNITS: Final = "(?:牵头|责任|主管|主办|负责|配合|协办|承办|参与|实施)的?(?:单位|部门)"
"""Names who has to do it, as a pattern."""
_ALONE = r"\A(?!.*(?:怎么|如何|为什么|什么是|哪|谁|吗|可以|[能不找去向到]))"
_WORDS = r"[\w ]*"
AUTHORITIES: Final = (
    rf"{_ALONE}{_WORDS}(?:审批|登记|受理|监管|许可|发证|执法|管理)"
    r"(?:单位|部门|机[关构])(?:是(?:什么)?)?\W*\Z"
)
"""An office by what it does, where nothing else is asked: 登记机关."""
PRICES: Final = (
    rf"{_ALONE}(?!.*[欠免退抬骗虚]){_WORDS}(?:租金|价格|[水电气热票油单房]价)(?:标准)?"
    r"(?:是(?:什么|怎样的?))?\W*\Z"
)
"""A price and nothing else; 拖欠租金 is an act."""
RATES: Final = rf"{_ALONE}{_WORDS}(?:(?<![效频汇功速])(?<!容积)率|份额)(?:是(?:什么|怎样的?))?\W*\Z"
"""A share and nothing else."""
TERMS: Final = (
    rf"{_ALONE}{_WORDS}(?:(?:有效|保护|保质|质保|保修|公示|公告|等待|冷静|宽限|过渡|服务|保存|保管|见习|实习|试用|哺乳|医疗|诉讼)期(?:间|限)?"
    r"|年限|诉讼时效)(?:是(?:什么|怎样的?))?\W*\Z"
)
"""A length of time by its name and nothing else: 护照有效期."""
CYCLES: Final = "(?:办[理结件]|审[批核查]|受理|许可|报装)周期"
"""Names how long something takes, as a pattern."""
FEE: Final = (
    r"\A(?!.*(?:怎么|如何|什么|哪|谁|能|可以|[多几吗退缴交免]))[\w ]{1,10}(?<![消付自公浪])费\W*\Z"
)
"""A fee and nothing else, as a pattern: 过户费."""
SUMS: Final = (
    r"(?:(?:最低工资|(?:缴费|缴存|收费|资助|发放|供养|低保|失业金|养老金|抚养费|待遇|救助|救济|补偿|赔偿|支付|报销|扣除)标准)(?:标准)?"
    r"|注册资[本金]|起征点|免征额|起付线|起付标准|封顶线|(?:补[助贴]|贷款|报销|支付|奖励)限额|(?:缴费|缴存)基数)(?:是(?:什么|怎样的?|怎么样的?))?\W*\Z"
)
"""Names a sum at the end of a question, as a pattern: 最低工资, 供养标准是什么."""

_NOUN = (
    "最低工资|起征点|免征额|起付线|封顶线|(?:缴费|缴存)基数"
    "|时限|期限|时长|天数|用时|耗时|工期|收费|费用|免费|额度|金额|百分比|比例|占比|比重|面积|容量|次数|数量|个数|[上下]限"
    f"|{CYCLES}|{DATES}|{UNITS}(?![都是为有由]{{0,2}}(?:哪|包括))"
)
_SETS: Final = r"(?:算|[收计]|[规确核]?定|安排|要求|样?\W*\Z)"
"""After 怎么, sets the figure; anything else is done about it: 收费怎么减免, 期限怎么延长."""
# 怎么收费, 期限如何规定 and 费用是什么 do ask for what the noun names.
_UNASKED: Final = re.compile(
    rf"(?<!怎么)(?<!如何)(?:{_NOUN})(?!(?:标准|要求|规定)?[是为有由]?(?:(?:怎么|如何){_SETS}|什么(?!变)|多|几))"
)
_ASKS_ELSE: Final = re.compile(
    r"哪些|哪几[个类种项方]|什么(?!时[候间]|[日期])"
    rf"|(?:怎么|如何)(?!{_SETS})|何(?=变化|影响|措施|举措|政策)"
    r"|(?:措施|举措|做法|办法|政策)\W*\Z"
)
_ASKS_FIGURE: Final = re.compile(
    r"多[少久长大高快远宽]|几(?!乎)|何[时日月年]|什么时[候间]|什么日[期子]|哪(?:一|几)?个?[天日月年]|谁"
    r"|[哪什]\w{0,2}(?:部门|单位|机构|局|委)|[要收花掏][^,。?]{0,4}钱"
)


def without_unasked(text: str) -> str:
    """Blank the nouns of a canonical question that do not ask, where another word does."""
    if _ASKS_ELSE.search(text) is None or _ASKS_FIGURE.search(text):
        return text
    return _UNASKED.sub("　　", text)
