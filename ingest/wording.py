"""Read the words around a figure as what is measured, for whom, and what is done."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.bounds import CHANGE, TO
from ingest.numerals import NUMERAL

MAX_WORDS = 40

_LEAD = re.compile(
    r"^(?:其中|并且?|且|或者?|同时|即|实现|确保|力争|使(?!用)|将|把|请|并?处以?(?!置|理|罚|分)|对于?|针对|按照?|依照|到?20\d\d年(?:年?底)?前?(?=实现|[全力])|原则上|其他(?=的)"
    r"|再|另外?|则|也|可以?|应当?|须|但是?|而|是|问:|答:|[一二三四五六七八九十\d]{1,3}[)、.]|\d{1,2}\.|[①-⑳]|[,、:;。>\s)]|进一步|逐步)+"
)
_MARK_LEAD = re.compile(rf"^第{NUMERAL}+[条款项](?:之{NUMERAL}+)?")
_BOUND = (
    r"不得?超过?|不能超过|不能少于|不得?[高低少多长短大小晚迟早]于|最[多少长短高低迟晚大小]|至[多少]|达到|达|控制在|稳定在|保持在"
    r"|超过|高于|低于|少于|大于|小于|不足|[不未年]?满|未达|逾|上限"
)
VERB_TAIL = re.compile(
    rf"(?:{TO}|{_BOUND}|提前|为|是|在|于|按照?|以|由|从|约|原则上|分别|平均|均|一律|一般|应当?|必须|须|需|力争|确保|将|各|共计?|并处?"
    r"|再|进一步|可以?|达|统一|累计|合计|给予|予以|给|发放|拨付|支付|处以?|只需|仅需|仅|只|不|其|即可?|要|就|能|近|上年"
    r"|对|每|暂|实行|但|[,、: ])+\Z"
)
_QUANTITY_NOUN = (
    r"时间|时限|期限|时长|用时|耗时|周期|天数|限期|有效期|公示期|公告期|保存期|保管期|保质期|年限|期间|环节|材料|资料|次数|频次|率|比例|比重|占比|份额"
    r"|费用|费率|税率|利率|金额|额度|限额|总额|定额|补贴|补助|奖励|奖金|资助|租金|保证金|贴息|贴费|面积|容量|高度|长度|宽度|深度|厚度|直径"
    r"|距离|规模|数量|总数|户数|人数|家数|件数|总量|浓度|水平|满意度|权重|资金|资金池|基金|价格|投资额?|收入|产值|税收|营业额|销售额|贷款额|标的额|电压|等级|成本|报价"
    r"|标准|延期|公章|印章|覆盖面|透明度|诉讼费|工资|薪酬|罚款|罚金|违约金|额|注册资本|出资额?|年龄|学分|增速|增幅|增长|时效|通关|总数量?|量|流程|手续|步骤|跑动|费"
)
_QUANTITY = re.compile(
    rf"(?:(?:{_QUANTITY_NOUN})(?:平均|总体)?(?:再|比[^,]{{1,8}})?{CHANGE}?|{CHANGE})\Z"
)
_CHANGE_ONLY = re.compile(rf"^(?:平均|再|进一步|全部|比上年|同比)*{CHANGE}\Z")
_TIME_NOUN = (
    r"(?:(?:平均|总体|全流程|行政|具体)?(?:审批|办理|办结|办电|接电|接入|报装|审理|承诺|审核|核准|登记|整体|通关|等候|等待|停电|纳税|办税|开办|处理)"
    r"(?:业务|全流程)?(?:用时|时间|时限|期限|时长|耗时|总时长))"
)
GROUP_END = re.compile(
    r"(?:用户|客户|企业|公司|商户|工商户|工商业户|机构|组织|协会|单位|部门|项目|工程|居民|小区|人员|职工|员工|工人|人才|毕业生|学生|博士|硕士|本科|研究生"
    r"|家庭|个人|农户|市民|群众|纳税人|当事人|申请人|投资者|消费者|者|人|类|型|情形|情况|事项|业务|工单|案件|纠纷|诉求|问题|事故|贷款|地区|区域|城市|农村|乡镇|镇|县|市|区"
    r"|车|车辆|货车|船舶|住宅|厂房|建筑|仓库|设施|产品|商品|设备|场所|学校|医院|幼儿园|平台|基地|园区|中心)\Z"
)
_GROUP_SPLIT = re.compile(
    r"^(?P<group>.{2,30}(?:的|项目|工程|用户|企业|地区|案件|业务|类|纳税人))(?:的)?(?P<subject>.{2,16})\Z"
)
_OWN_GROUP = re.compile(
    r"^(?P<group>(?:有|无|没有|涉及|符合|不涉及|需要?|采用|属于|具备|未)[^的]{1,24})的(?P<subject>.{2,})\Z"
)
_FROM_TO_TIME = re.compile(
    rf"^(?P<group>.*?)(?:的)?(?:从|自)(?P<span>[^,从]{{2,20}}?(?:到|至)[^,到]{{2,20}}?)(?:的)?(?P<subject>{_TIME_NOUN})\Z"
)
_FROM_TO = re.compile(r"^(?P<group>.*?)(?P<span>(?:从|自|由)[^,]{2,20}?(?:到|至)[^,]{2,20})\Z")
_QUANTITY_THEN_GROUP = re.compile(
    rf"^(?P<subject>.+?(?:{_QUANTITY_NOUN}))(?:{TO}|分别为?|为|:|:)(?P<group>[^,:]{{2,24}})\Z"
)
_PROCESS_THEN_GROUP = re.compile(
    r"^(?P<subject>.{1,10}?(?:报装|办电|接电|开办|登记|审批|备案|接入|通关|申报|检验|退税))(?P<group>.{2,20})\Z"
)
_GROUP_THEN_PROCESS = re.compile(
    r"^(?P<group>.{2,30}?(?:项目|工程|用户|企业|纳税人|案件|居民)的?)"
    r"(?P<subject>[^,的]{0,6}(?:审批|报装|办电|接电|登记|申报|办理|审理|验收|开户))\Z"
)
_GROUP_THEN_CASE = re.compile(
    r"^(?P<group>.{2,20}?(?:用户|企业|项目|居民|客户|单位|工程))(?:,|有|无|没有)"
)
_LIMIT_OF = re.compile(rf"^(?P<subject>[^,]{{0,40}}?)(?:{_BOUND})(?P<base>[^,\d]{{2,24}})的\Z")
_GIVEN_OF = re.compile(
    r"^(?P<group>[^,]{2,40}?)(?P<verb>补贴|补助|奖励|资助|贴补)(?P<base>[^,\d的]{2,12})的\Z"
)
_DONE_AFTER = re.compile(
    r"^(?P<who>[^,]{0,30}?)(?:应当?|可以|要|须|必须)?(?:在|于)(?P<when>[^,在]{2,20}(?:后|前|时|期间|之日))\Z"
)
_TIME_QUANTITY = re.compile(
    rf"(?:时间|时限|期限|期间|时长|用时|耗时|周期|天数|期|年限|时效|{CHANGE})\Z"
)
_TIMED = re.compile(r"(?P<from>(?:自|从)[^,;。]{1,40}?(?:之日起?|之日内|之时起?|起|以来))\Z")
_TERM_NOUN = r"(?:时间|时限|期限|年限|时长|有效期|试用期|保修期|期)"
_TERM_FROM = re.compile(
    rf"^(?P<subject>[^,]{{0,40}}?{_TERM_NOUN})(?P<when>(?:自|从)[^,]{{2,40}}?起)\Z"
)
_TERM_AFTER = re.compile(
    rf"^(?P<subject>[^,]{{0,40}}?{_TERM_NOUN})(?:{_BOUND})(?P<when>[^,\d]{{2,40}}(?:后|之日起))\Z"
)
_TERM_HEAD = re.compile(
    rf"^(?P<subject>[^,]{{0,24}}?(?:{_QUANTITY_NOUN})金?)(?:由|按|根据|依|应|可|自|从|一般|原则上|以)"
)
# What lasts: 将记录保存 before 10年以上.
_LASTS = re.compile(
    r"^(?:.*(?:应当?|必须|须|可以?|将|把|对|给予|予以|处以?|责令))?(?P<subject>[^,]{0,24}?(?:保存|保留|留存|存档|存放|公示|公告"
    r"|担任|任职|从业|执业|工作|实习|见习|居住|缴费|参保|就业|持有|经营|暂停|停业|服务|培训|学习))\Z"
)
_NO_MARK = r"[^,;。()|:!?\n\d“”]"
_DONE = re.compile(
    rf"^(?:以?前|之前|期间)?,?(?:(?:根据|依据|按照|依照){_NO_MARK}{{2,40}},)?(?P<done>(?![、的]){_NO_MARK}{{2,40}})(?=[,;。()|:!?\n])"
)
_AFTER = re.compile(r"(?:后|之后|以后|时|之日|前|以前|之前|期间)\Z")
_PER = re.compile(
    r"(?P<per>(?:每(?:个?(?:工作日|自然日|标准展位|展位|职工|企业|项目|月|年度?|季度?|日|天|次|人次?|户|件|家企业|家|名[^,每]{0,6}|位|套|台|亩|吨|平方米|千瓦|度"
    r"|学期|学年|批|条|生|辆|张|处|场|班|所|床位)|万元)|单(?:个项目|户|个企业|项|家企业|笔|次|个)|按日|按月|按年|人均|户均|亩均|同一(?:企业|单位|项目))(?:每(?:年度?|月|次|日|季度?))?)\Z"
)
_CONDITIONAL = re.compile(
    r"(?:的|(?<!小)时|后|前提下|条件下|情况下|情形下|之日起?|以后|之后|除外|外|期间|范围内|中)\Z"
)
_RIGHT_NOUN = re.compile(
    r"^(?:的)?(?P<noun>[^\d,、;。:()|的]{0,12}?(?:补助|奖励|补贴|资助|罚款|罚金|经费|贴息|扣除|奖金|优惠|赔偿|赔偿金|违约金|滞纳金|诉讼费|生活费"
    r"|支持|资金|基金|贷款|有期徒刑|拘役|管制|拘留|警告))"
)
_GIVES = re.compile(
    r"^(?:对|给|向|为)?(?P<group>.{2,60}?)(?:,)?(?P<verb>(?:分阶段|一次性)?(?:再)?(?:给予|予以)?(?:最高|累计|一次性|每[年月])*"
    r"(?:奖励|补助|补贴|资助|处罚|罚款|奖补))\Z"
)
_COUNTED = re.compile(
    r"^(?:的)?“?(?P<noun>[一-鿿A-Za-z+·]{1,20}?)(?=[”的由在赴对给并和或等及将与须应按从进完达实以均都有无,、;。:()|\n\d]|(?<!行)为|可以|以上|推行|推广|方可|\Z)"
)
_ACTION = re.compile(r"^(?:后)?(?P<action>[^\d,;。()|:!?\n]{1,22})")
_ACTION_VERB = re.compile(
    r"^(?:完成|办结|办理|办完|办好|答复|回复|反馈|作出|做出|出具|核发|发放|拨付|支付|兑现|审结|签收|响应|到场|到达|到位|受理|审核|审查|审批|解决|协调|通知|报告"
    r"|提交|提出|提供|报送|报备|公开|公布|公示|公告|整改|退还|退回|退至|退|恢复|领证|发证|开工|转办|转至|转送|移送|移交|生成|接通|接入|送达|告知|签订|付款|更新|下架|解答|接听"
    r"|申报|缴纳|缴清|补齐|补缴|核定|核查|核实|组织|启动|联系|勘测|勘查|制定|补正|裁定|裁决|重新|书面|予以|给予|检查|验收|登记|核准|批准|决定|决定是否|将|向|依法|提请"
    r"|依|报|上报|清偿|清算|偿还|申请|申诉|起诉|上诉|提起|行使|备案|回传|处理|处置|查处|销毁|召开|举行|开庭|宣告|审理|复核|复议|立案|交付|返还|赔偿|不得|一次|一次性|安排"
    r"|注销|变更|撤销|停止|实施|执行|落实|建立|建成|建设|达到|实现|取得|形成|全面|基本|全部|力争|汇总|预约|上传|录入|推送|归集|内)"
)
_EXCEPTION = re.compile(
    r"^(?:[,]?(?:均|以上均)?)(?P<said>[(〔]?(?:不含|不包括|不计|含)[^,;。()〔〕\n]{1,40}|[(]?[^,;。()\n]{1,24}除外)"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What words say of a figure."""

    subject: str = ""
    """What is measured; empty when the words name none."""
    condition: str | None = None


def trimmed(words: str) -> str:
    """Strip what introduces the words and the verb that leads to the figure."""
    words = _LEAD.sub("", _MARK_LEAD.sub("", words.strip()))
    words = _LEAD.sub("", words)
    if words.count("“") > words.count("”"):
        words = _LEAD.sub("", words.rsplit("“", 1)[-1])
    return _without_tail(words).strip()


def _without_tail(words: str) -> str:
    match = VERB_TAIL.search(words, max(0, len(words) - 28))
    return words[: match.start()] if match else words


def limited(words: str) -> str:
    """Keep a phrase readable: words too far from the figure are more likely wrong than helpful."""
    return words if len(words) <= MAX_WORDS else ""


def take_per(words: str) -> tuple[str, str | None]:
    """Split 每人每月 and the like off the end of the words before a figure."""
    match = _PER.search(words, max(0, len(words) - 24))
    if not match:
        return words, None
    return _without_tail(words[: match.start()]), match["per"]


def is_conditional(words: str) -> bool:
    """Tell whether a piece of a sentence says when or for whom the rest holds."""
    return _CONDITIONAL.search(words, max(0, len(words) - 6)) is not None


def names_group(words: str) -> bool:
    """Tell whether words end with a group of people, bodies, projects or cases."""
    return GROUP_END.search(words, max(0, len(words) - 6)) is not None


def names_quantity(words: str) -> bool:
    """Tell whether words end with something that has a value."""
    return _QUANTITY.search(words, max(0, len(words) - 16)) is not None


def quantity(words: str) -> Said | None:
    """Read words that end with a quantity: 小型项目的审批时间, or 办理时限压减至居民用户."""
    then_group = _QUANTITY_THEN_GROUP.match(words)
    if then_group and not names_quantity(words):
        return Said(then_group["subject"], trimmed(then_group["group"]) or None)
    if not names_quantity(words):
        return None
    for pattern in (_FROM_TO_TIME, _OWN_GROUP, _GROUP_SPLIT):
        match = pattern.match(words)
        if match and _splits(match["group"], match["subject"], pattern):
            group = match["group"]
            if pattern is _FROM_TO_TIME:
                group = words[: match.start("subject")].removesuffix("的")
            return Said(match["subject"], group.removesuffix("的") or None)
    return Said(words)


def _splits(group: str, subject: str, pattern: re.Pattern[str]) -> bool:
    if not names_quantity(subject) or "的" in subject:
        return False
    if pattern is _GROUP_SPLIT:
        bare = group.removesuffix("的")
        if not group.endswith("的"):
            return len(subject) >= 4 and not _CHANGE_ONLY.match(subject)
        return names_group(bare) or is_conditional(bare)
    return True


def process(words: str) -> Said | None:
    """Read 供电报装低压居民: a procedure and the group it is for."""
    match = _PROCESS_THEN_GROUP.match(words)
    if match and names_group(match["group"]) and match["group"] not in ("业务", "事项"):
        return Said(match["subject"], match["group"])
    return None


def work_of_group(words: str) -> Said | None:
    """Read 一般项目全流程审批: a procedure after the group it is for."""
    match = _GROUP_THEN_PROCESS.match(words)
    return Said(match["subject"], match["group"].removesuffix("的")) if match else None


def shared_group(words: str, last: str | None) -> str | None:
    """Return the group of 低压用户有外线工程 for 无外线工程 after it."""
    if last is None or not words.startswith(("有", "无", "没有", "不", "非")):
        return None
    match = _GROUP_THEN_CASE.match(last)
    return match["group"] if match else None


def span_of_work(words: str) -> Said | None:
    """Read 一般项目从立项到竣工: the work that is timed and what it is for."""
    match = _FROM_TO.match(words)
    if not match:
        return None
    return Said(match["span"], match["group"] or None)


def base_of(words: str) -> Said | None:
    """Read 保证金不超过估算价的 before a percentage: what is limited, and of what."""
    match = _LIMIT_OF.match(words)
    if match:
        return Said(trimmed(match["subject"]), match["base"])
    match = _GIVEN_OF.match(words)
    return Said(match["verb"] + match["base"], match["group"]) if match else None


def giving(words: str) -> Said | None:
    """Read 对首次上市的企业一次性奖励: what is given to whom."""
    match = _GIVES.match(words)
    return Said(match["verb"], match["group"].removesuffix("的")) if match else None


def timed_from(words: str) -> str | None:
    """Return 自…之日起, or words that end in 后 or 时, without who acts."""
    match = _TIMED.search(words)
    if match:
        return match["from"]
    match = _DONE_AFTER.match(words)
    if match:
        return match["when"]
    return words if _AFTER.search(words) else None


def term(words: str) -> Said | None:
    """Read 保存期限自退出之日起, or 保存期限不少于停止经营后: a term, and from when it counts."""
    match = _TERM_FROM.match(words) or _TERM_AFTER.match(words)
    return Said(match["subject"], match["when"]) if match else None


def term_head(words: str) -> str | None:
    """Return 限制的期限 of 限制的期限由当事人约定, before a bound that stands alone."""
    match = _TERM_HEAD.match(words)
    return match["subject"] if match else None


def lasting(words: str) -> str | None:
    """Return what lasts as long as a duration says: 记录保存 of 应当将记录保存."""
    match = _LASTS.match(words)
    return match["subject"] if match else None


def done(after: str) -> str | None:
    """Return the words after a time limit, whatever they say is done by it."""
    match = _DONE.match(after)
    return match["done"].removeprefix("应当").removeprefix("将") if match else None


def completed(words: str, subject: str) -> str | None:
    """Return 出口整体通关时间 for 出口 after 进口整体通关时间, whose head it shares.

    Words of a pair differ in one character: 进口 and 出口, 线上 and 线下, 省级 and 市级.
    """
    count = len(words)
    if not 2 <= count <= 4 or len(subject) <= count + 1 or not names_quantity(subject):
        return None
    different = sum(a != b for a, b in zip(words, subject, strict=False))
    return words + subject[count:] if different == 1 else None


def names_time(words: str) -> bool:
    """Tell whether words end with a quantity of time."""
    return _TIME_QUANTITY.search(words, max(0, len(words) - 6)) is not None


def right_noun(after: str) -> str | None:
    """Return what is given: 一次性奖励 of 50万元一次性奖励."""
    match = _RIGHT_NOUN.match(after)
    return match["noun"] if match else None


def counted(after: str) -> str | None:
    """Return what is counted: 主题场景 of 30个主题场景."""
    match = _COUNTED.match(after)
    return match["noun"].strip("“”") or None if match else None


def action(after: str) -> str | None:
    """Return what is done within a time: 完成初审 of 7个工作日内完成初审."""
    match = _ACTION.match(after)
    if not match or not _ACTION_VERB.match(match["action"]):
        return None
    words = re.split(r"、|[不高低]于|超过|率", match["action"])[0]
    if words.count("”") > words.count("“"):
        words = words.split("”")[0]
    return words.rstrip("的并和及 、").removeprefix("内") or None


def exception(after: str) -> str | None:
    """Return what a figure leaves out: 不含公示时间, 节假日除外."""
    match = _EXCEPTION.match(after)
    return match["said"].strip("(〔") if match else None
