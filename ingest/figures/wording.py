"""Words near a figure: stripped of what leads to it, told apart as quantity, group, condition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.figures.bounds import CHANGE, NOT, TO
from ingest.figures.units import UNIT
from ingest.text.numerals import NUMERAL

MAX_WORDS = 40
_DIGIT = re.compile(r"\d")
# 2.3 of a clause, and not 1.5 of 1.5小时 or 2.0版.
_SECTION = (
    r"\d{1,2}\.\d{1,2}(?=[一-鿿])"
    rf"(?:(?=项目)|(?![万亿千个天日月年元倍米公平亩吨至到级版]|{UNIT.pattern}))"
)
_LEAD = re.compile(
    r"^(?:【[^】]{1,12}】|其中|由原来的|并且?|且|或者?|同时|即(?![办时日将])|实现|确保|力争|使(?!用)|将|把|请(?!求)|并?处以?(?!置|理|罚|分)|对于?|针对|按照?(?![时期月季年日])|依照|到?20\d\d年(?:年?底)?前?(?=实现|[全力])|原则上|其他(?=的)"
    r"|最[高多长]可以?(?:获得?|享受)?|分别|再(?!次)|另外?|则|也|可以|可(?![办再支持研视信用燃比行能收])|应当|应(?![付收缴纳届急用税得])|须|但是?|而|是指?|问:|答:|[一二三四五六七八九十\d]{1,3}(?:[)、]|\.(?!\d))|"
    + _SECTION
    + r"|[①-⑳]|[,、:;。>\s)]|进一步|逐步)+"
)
_MARK_LEAD = re.compile(rf"^第{NUMERAL}+[条款项](?:之{NUMERAL}+)?")
BOUND = (
    rf"{NOT}超过?|{NOT}[高低少多长短大小晚迟早]于|最[多少长短高低迟晚大小]|至[多少]|(?:达到|等于)或者?(?:超过|[高大多小低]于)|[高大多小低少]于(?:或者?)?等于|达到|达|控制在|稳定在|保持在"
    r"|超过|(?<![赶反])超|高于|低于|少于|大于|小于|不足|(?<![期届])[不未年]?满|未达|[不未]?逾|突破|上限"
)
# 办理由5日 and 备案由5日 are no reasons.
_BY = r"(?:(?<=[受办审管处代修清治整护经]理)由|(?<=[备立报结]案)由|(?<![理事案自])由|(?<=办事)由)"
VERB_TAIL = re.compile(
    rf"(?:{TO}|{BOUND}|提前|是指|是|已经?|目前|仍|在|等?于|按照?|以"
    rf"|(?:由|从)(?:原来?|原有|现有|现行|法定|目前|过去)的?|{_BY}|从|减按|首次"
    r"|(?:进入|位居|跻身)[^,的]{0,8}前|约|原则上|分别|平均|(?<![人户亩年月日])均|一律|一般|应当?|宜"
    r"|一式|至[多少]有|必须|须|需|力争|确保|将|各|共计?|并处?"
    r"|再|进一步|(?<![许认])可以?|达|统一|累计|合计|给予|予以|给|一次性|发放|拨付|(?<![动子上线])支付|处以|(?<![事办])处|只需|仅需|仅|只|不|其|即可?|要|就|能|最?近|上年"
    r"|对|每|暂|实行|但|人民币|[,、: ])+\Z"
)
QUANTITY_NOUN = (
    r"时间|时限|期限|时长|用时|耗时|周期|天数|限期|有效期|公示期|公告期|保存期|保管期|保质期|年限|期间|之和|总和|差额|环节|材料|资料|次数|频次|率|比例|比重|占比|份额"
    r"|费用|费率|税率|利率|金额|基数|额度|限额|总额|定额|补贴|补助|奖励|奖金|资助|租金|保证金|贴息|贴费|津贴|(?:补助|补偿|抚恤|救助|慰问|养老|赔偿)金|面积|容量|高度|长度|宽度|深度|厚度|直径"
    r"|距离|规模|数量|总数|户数|人数|家数|件数|总量|浓度|水平|满意度|权重|资金|资金池|基金|价格|投资额?|收入|支出|产值|税收|营业额|销售额|贷款额|标的额|电压|身高|体重|工龄|车龄|库容|水压|压力|温度|里程|间[距隔]|层高|车长|等级|成本|报价"
    r"|标准|延期|公章|印章|覆盖面|透明度|诉讼费|工资|薪酬|罚款|罚金|违约金|额|注册资本|出资额?|(?<!评)价|人口|年龄|学分|增速|增幅|增长|时效|通关|总数量?|量|流程|手续|步骤|跑动|费"
)
_QUANTITY = re.compile(
    rf"(?:(?:{QUANTITY_NOUN})(?:平均|总体)?(?:再|比[^,]{{1,8}})?{CHANGE}?|{CHANGE})\Z"
)
CHANGE_ONLY = re.compile(rf"^(?:平均|再|进一步|全部|比上年|同比)*{CHANGE}\Z")
_ENDS_WITH_BOUND = re.compile(rf"(?:{BOUND})[^,]{{0,4}}\Z")
_PROCESS = re.compile(
    r"(?:办电|报装|接电|接入|接通|登记|审批|办理|审核|审查|验收|通关|退税|核准|备案|开办|评审|检测|检验|受理)\Z"
)
_MORE = "(?:加发|增发|减发|加收|减收|加付)"
_CHANGES = re.compile(rf"{CHANGE}\Z")
_CHANGED = re.compile(
    rf"(?:相应|再|分别|另外?|适当){{1,8}}(?:{CHANGE}|{_MORE})\Z|(?:{CHANGE}|{_MORE})\Z"
)
_ONLY_CHANGES = re.compile(
    rf"(?:另外?|额外|再|最高|可|平均|进一步|全部|(?:分别)?比上年(?:同期|末)?|同比)*(?:{CHANGE}(?:幅度|了)?|{_MORE})|(?:最高|再)?补"
)
GROUP_END = re.compile(
    r"(?:用户|客户|企业|公司|商户|工商户|工商业户|机构|机关|办事处|人民政府|委员会|管理局|法院|检察院|组织|协会|单位|部门|项目|工程|居民|小区|人员|职工|员工|工人|人才|毕业生|学生|对象|博士|硕士|本科|研究生"
    r"|家庭|个人|[小初高]中|小学|农户|人户|周岁(?:及?以[上下])?|市民|群众|纳税人|当事人|申请人|投资者|消费者|者|人|类|型|情形|情况|事项|业务|工单|案件|纠纷|诉求|问题|事故|贷款|地区|区域|城市|农村|乡镇|镇|县|市|区"
    r"|车|车辆|货车|船舶|道路|公路|住宅|厂房|建筑|仓库|设施|产品|商品|设备|场所|学校|医院|幼儿园|平台|基地|园区|中心)\Z"
)
_TIME_QUANTITY = re.compile(
    rf"(?:时间|时限|期限|期间|时长|用时|耗时|周期|天数|期|年限|时效|{CHANGE})\Z"
)
_PER = re.compile(
    r"(?P<per>(?:每(?:个?(?:工作日|自然日|标准展位|展位|职工|企业|项目|月|半年|年度?|季度?|周|旬|日|天|次|人次?|户|件|家企业|家|名[^,每]{0,6}|位|套|台|亩|公顷|采暖[期季]|吨|平方米|立方米|千瓦时?|度"
    r"|学期|学年|批|条|生|辆|张|处|场|班|所|床位|课时|小时|分钟|公里|间|项|证|本)|个|万元)|单(?:个(?:[一-鿿]{0,4}(?:企业|项目|主体|单位|机构|个人|产品|设备|合作社|家庭))?|户|项|家企业|笔|次)|按日|按月|按年|人均|户均|亩均|同一(?:企业|单位|项目))(?:每(?:年度?|月|次|日|季度?))?)\Z"
)
_EACH_ONE = ("每人", "每户")
_PER_FIRST = re.compile(
    r"(?P<per>(?:每(?:人|户|[天日月年次]|学期|学年|家|生|亩|吨)){1,2})"
    r"(?P<given>(?:补助|补贴|奖励|资助|津贴|补偿|救助)[一-鿿]{0,4})"
)
_EVERY = re.compile(
    r"每(?:半年|[两二三四五六七八九十\d]{1,3}(?:年|个?月|个?季度|周|天|日|个?小时|分钟)|年度?|个?季度?|个?月|周|日|天)"
)
_CONDITIONAL = re.compile(
    r"(?:的|(?<!小)时|后|前提下|条件下|情况下|情形下|之日起?|以后|之后|除外|外|期间|范围内|(?<![初高])中)\Z"
)

# What a match of the pattern above each can end with: a look at one character tells most words
# apart, where the pattern is tried at every place of their end. A test derives the same sets.
_VERB_TAIL_ENDS = frozenset(
    " ,:、一上不为予争于仅仍从付以但低保共其再别到前即原去只可各在均处多大定对将小少"
    "宜性币就年并应当律成按放是晚暂有来次步每满照由的短破约给能至般行要计超足达过近迟逾长限"
    "需须高式有指已经"
)
_CHANGE_ENDS = frozenset("低减加化升增大宽少展整浮短简缩调长降高")
_PROCESS_ENDS = frozenset("入关准办审批收查核案测理电税装记通验")
_CONDITION_ENDS = frozenset("下中内后外日时的起间")
_GROUP_ENDS = frozenset(
    "业中学人件众会位关况务区单县台司员品园地型域士处备宅局工市库府庭形心户房所才故施村构路"
    "岁上下校款民求生目科程筑类纷织者舶象车辆镇门院项题"
)
_TIME_ENDS = frozenset("低减加化升增大宽少展效数整时期浮短简缩调长间降限高")


@dataclass(frozen=True, slots=True)
class Said:
    """What words say of a figure."""

    subject: str = ""
    """What is measured; empty when the words name none."""
    condition: str | None = None


def has_digit(words: str) -> bool:
    """Tell whether a digit stands in words."""
    return _DIGIT.search(words) is not None


def trimmed(words: str) -> str:
    """Strip what introduces the words and the verb that leads to the figure."""
    words = words.strip()
    if words.startswith("第"):
        words = _MARK_LEAD.sub("", words)
    words = _without_lead(_without_lead(words))
    if words.count("“") > words.count("”"):
        words = _without_lead(words.rsplit("“", 1)[-1])
    return _without_tail(words).strip()


def _without_lead(words: str) -> str:
    match = _LEAD.match(words)
    return words[match.end() :] if match else words


def _without_tail(words: str) -> str:
    if words[-1:] not in _VERB_TAIL_ENDS:
        return words
    match = VERB_TAIL.search(words, len(words) - 28)
    return words[: match.start()] if match else words


def limited(words: str) -> str:
    """Keep a phrase readable: words too far from the figure are more likely wrong than helpful."""
    if len(words) <= MAX_WORDS:
        return words
    near = words.rsplit("的", 1)[-1]
    return near if 2 <= len(near) <= MAX_WORDS else ""


def ends_with_change(words: str) -> bool:
    """Tell whether words end with a change: 分别增加."""
    return words[-1:] in _CHANGE_ENDS and _CHANGES.search(words, len(words) - 4) is not None


def without_change(words: str) -> str:
    """Return 退休人员 of 退休人员相应提高; nothing where no change ends the words."""
    match = _CHANGED.search(words, len(words) - 8)
    return words[: match.start()] if match else ""


def change_of(words: str) -> str:
    """Return 相应提高 of 退休人员相应提高; nothing where no change ends the words."""
    match = _CHANGED.search(words, len(words) - 8)
    return match[0] if match else ""


_ONLY_DONE = re.compile(
    r"(?:必须|应当?|须|可以?|即可?|予以|给予|全部|全面|基本|力争|争取|一次性?|集中)*"
    r"(?:办结|办理|办完|办好|办理完[成毕]|完成|完毕|落实|实现|兑现|到位|进行|举行|开展|实施|执行|处理|处置|解决|建成|达到|有效)?"
    r"|(?:仍|还|尚)?不能.*"
)


def only_changes(words: str) -> bool:
    """Tell whether words are a change alone: 再增加, 上浮."""
    return _ONLY_CHANGES.fullmatch(words) is not None


def only_says_done(words: str) -> bool:
    """Tell whether words say that something is done, or cannot be, and not what: 办结, 不能补送."""
    return _ONLY_DONE.fullmatch(words) is not None


def names_bound(words: str) -> bool:
    """Tell whether words end with a bound: 原则上不超过."""
    return _ENDS_WITH_BOUND.search(words, len(words) - 12) is not None


def names_process(words: str) -> bool:
    """Tell whether words end with a procedure that takes time: 办电, 一般登记."""
    return words[-1:] in _PROCESS_ENDS and _PROCESS.search(words, len(words) - 4) is not None


def take_per(words: str) -> tuple[str, str | None]:
    """Split 每人每月 and the like off the end of the words before a figure."""
    pers = ""
    while match := _PER.search(words, len(words) - 24):
        pers = match["per"] + pers
        words = _without_tail(words[: match.start()])
    return words, pers or None


def per_apart(said: Said) -> Said:
    """Return 补助 for 每人每天 of 每人每天补助: what is given for each is what is given."""
    match = _PER_FIRST.fullmatch(said.subject)
    if match is None:
        return said
    of_each = said.condition is not None and said.condition.endswith(_EACH_ONE)
    condition = (
        f"{said.condition}{match['per']}" if of_each else joined(said.condition, match["per"])
    )
    return Said(match["given"], condition)


def take_every(words: str, subject: str) -> str | None:
    """Return how often something is counted, unless the subject says so: 每3年 of 每3年修订一次."""
    every = _EVERY.search(words)
    return every[0] if every and every[0] not in subject else None


def joined(first: str | None, second: str | None) -> str | None:
    """Join two conditions, either of which may be missing."""
    parts = [part for part in (first, second) if part]
    return ",".join(parts) if parts else None


def is_conditional(words: str) -> bool:
    """Tell whether a piece of a sentence says when or for whom the rest holds."""
    return words[-1:] in _CONDITION_ENDS and _CONDITIONAL.search(words, len(words) - 6) is not None


def names_group(words: str) -> bool:
    """Tell whether words end with a group of people, bodies, projects or cases."""
    return words[-1:] in _GROUP_ENDS and GROUP_END.search(words, len(words) - 6) is not None


def names_actor(words: str) -> bool:
    """Tell whether words end with somebody who does something: 乡级河长, 重点单位."""
    return words.endswith(("长", "员")) or names_group(words)


def names_quantity(words: str) -> bool:
    """Tell whether words end with something that has a value."""
    return _QUANTITY.search(words, len(words) - 16) is not None


def names_time(words: str) -> bool:
    """Tell whether words end with a quantity of time."""
    return words[-1:] in _TIME_ENDS and _TIME_QUANTITY.search(words, len(words) - 6) is not None
