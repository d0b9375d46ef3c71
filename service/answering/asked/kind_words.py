"""The words by which each kind of question is known: the first pattern that fits decides."""

from __future__ import annotations

import re
from typing import Final

from service.answering.asked.nouns import (
    AUTHORITIES,
    CYCLES,
    DATES,
    FEE,
    PRICES,
    RATES,
    SUMS,
    TERMS,
    UNITS,
)
from service.answering.records import AskedKind

TIME_UNIT: Final = (
    r"(?:工作日|工作小时|自然日|天|日|小时|钟头|分钟|秒|个?月|年|周(?!岁)|星期|个?季度)"
)
FINAL: Final = "(?:吗|(?<![什怎这那多])么)"
A_NOT_A: Final = r"([一-鿿])不\1"
"""要不要, 会不会, 许不许."""
COUNTED: Final = "个项份种次步回件枚张家人名道条处样趟遍户倍折岁站所间套批台座辆届类款门组"
_MET: Final = r"是否|[是算够]不[是算够]|(?:符合|满足|具备|达到)(?!\w*的\w*条件)"
"""Conditions are met or not, and none asked for: 这样算不算低保条件, 不符合条件."""
_GIVEN = "补贴|补助|补偿|津贴|奖励|资助|奖金|罚款|罚金|押金|保证金|工资|租金|赔偿|滞纳金"

_SUM = (
    "(?:fine|loan|grant|subsidy|allowance|deposit|bonus|reward|capital(?! cit)"
    "|wage|salary|rent|premium"
    "|pension|compensation|penalty|amount|sum)"
)
# The first that fits decides; what names a figure comes before what names a sentence.
KINDS: Final = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            AskedKind.WHAT_SHARE,
            r"(?:压减|压缩|缩短|缩减|砍掉|精简|节省|减少|提速)(?:了|掉)?(?:多久|多少(?!\w{0,2}[元钱万天日项个份])|几成)"
            r"|\bby how much\b",
        ),
        (
            AskedKind.BY_WHEN,
            r"什么时[候间]|什么日[期子]|(?<![如为])何[时日月年]|几号(?!文|楼|线|窗)|几月|哪(?:一|几)?(?:[天日]|年(?![版级代龄]))|哪(?:一|几)个?月"
            r"|截止(?!到?(?:\d|目前|现在|今))|几点|有效期至"
            rf"|{DATES}(?:安排)?(?:[是为定在]{{1,2}})?\W*\Z"
            r"|(?:^|[,;] ?|(?:and|until|by|since) )when\b|\bdeadline|\bdue\b(?! to\b)"
            r"|\b(?:by|on) (?:what|which) (?:date|day)|\bwhat (?:date|time)\b"
            r"|\bwhat (?:is|are) the (?:[\w-]+ ){0,2}dates?\b",
        ),
        (
            AskedKind.HOW_LARGE,
            r"(?:线路|道路|[公铁]路|管[线道网]|电缆|里程|距离|绿道|隧道|桥梁?|岸线|长度|河道|(?<!跳)绳子?|[锁犬狗铁]链子?|车身|船身)[^,。?时]{0,2}多长(?!的?时[间长])",
        ),
        (
            AskedKind.HOW_LONG,
            rf"多久|多长|(?:时间|时长|用时)[^,。?]{{0,8}}多少|多快|几个?{TIME_UNIT}|多少个?{TIME_UNIT}|时限|期限|时长|天数(?!的?(?:比|占比))|用时|耗时|工期(?!间)|{CYCLES}|{TERMS}|最[长短]\W*\Z"
            r"|\bhow (?:long|soon|quick|quickly|fast|rapidly)\b"
            r"|\bhow many (?:\w+ )?(?:days|hours|weeks|months|minutes|years)\b"
            r"|\bdays for\b|\btime limit|\bprocessing time|\bturnaround"
            r"|\bduration|\bwithin what time",
        ),
        (
            AskedKind.WHAT_SHARE,
            r"百分之[几多]|百分比|比例|占比|比重|占[^,。?罚]{0,6}(?:多少|几)(?![钱元])|几成|多少成|(?:率|满意度)[^,。?]{0,8}(?:多少|几|多[高低])"
            rf"|{RATES}"
            r"|(?:总?[数额量]|金额|标准|收入|工资|费用?|价格?|利润|面积)的多少(?![一-鿿])"
            r"|(?:压减|降低|提高|下降|便宜|优惠|减少|增长|[上下]浮)(?:了|幅度)?多少(?!\w{0,12}(?:元|钱|万))"
            r"|(?:材料|时限|成本)(?:压减|压缩|降低)\Z|(?<!效)率(?:的?目标|[有何]*要求|指标|(?:是|为)?怎么样?|如何)\W*\Z"
            r"|\bwhat (?:\w+ )?(?:percentage|share|proportion|rate)|\bpercent|\bshare of\b",
        ),
        (
            AskedKind.WHO,
            rf"谁|哪\w{{0,4}}牵头|(?:哪[个家些]|什么|哪)(?:部门|单位|机[构关]|局|科室|委)|哪[个家]\w{{0,3}}(?:部门|单位|机[构关])|归哪|找哪|{UNITS}"
            rf"|{AUTHORITIES}"
            r"|由[^,。?]{0,6}负责|\bwho\b|\bwhom\b|\bwhich (?:\w+ )?"
            r"(?:departments?|agenc(?:y|ies)|authorit(?:y|ies)|bureaus?|offices?|units?|body)|\bresponsible\b"
            r"|\bin charge\b",
        ),
        (
            AskedKind.HOW_MUCH,
            rf"多少[^,。?多少]{{0,6}}钱|多少元|多少万|几[百千万十]+(?!个?[{COUNTED}天日年月米平亩])|(?<!哪)几块(?![地区内板牌屏])|[要花掏收交付给][^,。?]{{0,4}}钱[^,。?]{{0,3}}(?:{FINAL}|[不没]|\Z)"
            r"|[给收要]不[给收要]钱|钱[^,。?]{0,6}(?:谁|公家|自己)|收费|费用|免费|额度|金额|开口费"
            rf"|(?:{_GIVEN})[^,。?]{{0,10}}(?:多少|几)|(?:多少|几)(?!周?岁)[^,。?]{{0,4}}(?:{_GIVEN})|[补罚奖]多少"
            rf"|(?:{_GIVEN})(?:标准|上限)|\s\w*(?:{_GIVEN})\W*\Z"
            rf"|{FEE}|{SUMS}|{PRICES}|费(?:怎么|如何)[收算计]"
            r"|\bhow much|\bcosts?\b|\bfees?\b|\bprice|\btariff"
            rf"|\b(?:what|which|a) (?:is |are )?(?:an? |the )?(?:[\w-]+ ){{0,2}}{_SUM}\b"
            rf"|\bhow (?:large|big|high) (?:an? |the |is )?(?:[\w-]+ ){{0,3}}{_SUM}\b|\bpay for\b"
            r"|\bfree of charge"
            r"|\b(?:subsidy|grant)\b",
        ),
        (
            AskedKind.HOW_LARGE,
            r"多大(?!年[纪龄]|岁数)|多宽|多高|多远|(?:多少|几)(?:平方米|平米|亩|千瓦|千伏|吨|公里|米|兆)|面积|容量"
            r"|\bhow (?:large|big|far)\b|\bwhat (?:area|size|capacity)",
        ),
        (
            AskedKind.HOW_MANY,
            rf"(?<![哪好十])几(?:周岁|[{COUNTED}])|多少[{COUNTED}]|次数|数量|个数|多少|[上下]限|多大(?:年[纪龄]|岁数)|年龄(?:限制|要求|规定|上限|下限)\W*\Z"
            r"|(?<![基参指分少多岁系倍算])数(?:目标|要求|指标|目)?[是为有]?\W*\Z"
            r"|\bhow (?:many|often)\b|\bnumber of\b|\bhow old\b"
            r"|\b(?:what|which) age\b|\bage limit\b",
        ),
        (
            AskedKind.LIST,
            r"哪些|哪几|(?:什么|何种|哪种)(?:情况|情形)|带什么|包括什么|有些什么|都有什么|有什么(?:名目|种类|类型|办法|好处|优惠|支持|扶持)"
            r"|什么(?:材料|资料|证件|手续|条件|政策|措施|要求|服务|渠道|情形|东西)"
            rf"|材料清单|申请条件|\A(?!.*(?:{_MET})).*(?<![无附])条件(?:和要求)?\W*\Z|(?:还|另外|都|一共)需?要(?:些)?什么\W*\Z"
            r"|\bwhat (?:documents|materials|papers|conditions|measures|are the)\b"
            r"|\bwhich (?:documents|materials|types|kinds|industries|businesses|services|languages)"
            r"|\blist\b",
        ),
        (
            AskedKind.MAY,
            rf"能不能|可不可以|可以[^,。?]{{0,60}}{FINAL}|能[^,。?]{{0,60}}{FINAL}|能否|可否|是否(?:可以|允许|能)|行不行|准不准"
            r"|允许|让不让|[可能]以?不"
            r"|^(?:can|may|could)\b|\b(?:allowed|permitted|possible)\b"
            r"|\b(?:can|may) (?:i|we|a|an|the)\b",
        ),
        (
            AskedKind.YES_NO,
            rf"{FINAL}\W*\Z|{FINAL}[,，]|是不是|有没有|是否|{A_NOT_A}|需不需要|[还要]罚|不\W*\Z"
            r"|^(?:is|are|does|do|did|must|should|has|have|will)\b",
        ),
        (
            AskedKind.HOW,
            r"怎么|如何|流程|渠道|途径|[在去到往上]哪(?![些个家种类])|哪里|哪儿|\bwhere\b|\bhow\b",
        ),
        (AskedKind.HOW_LONG, r"时间(?:要求|规定)?\W*\Z|时间(?:是|为|怎么)|\btime\b"),
    )
)
