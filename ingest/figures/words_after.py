"""Read the words after a figure: what is done, given, counted, or left out."""

from __future__ import annotations

import re

from ingest.figures.handed_over import addressed, handed
from ingest.text.numerals import NUMERAL

_NO_MARK = r"[^,;。()|:!?\n\d“”]"
# 三个月内,或者自告知之日起七日内,申请复议: another limit for the same, before what is done.
_OR_ELSE = r"或者?[^,;。()|:!?\n“”]{2,40}?(?:[日月年天时期]内,?|(?:要求|时|内),)"
# 三十日内,未接到通知书的自公告之日起四十五日内,申报债权: a limit for others, before what is done.
# 十日内要求企业三十日内完成整改 is what is done, and a limit of its own.
_FOR_OTHERS = (
    r"(?![将把向]|[要请]求|告知|通知|转送|转交|派员|组织)[^,;。()|:!?\n\d“”并或限由责令]{2,40}?"
    rf"(?:\d{{1,3}}|{NUMERAL}{{1,4}})个?(?:工作)?(?:[日天月年]|小时)以?内[,、]?"
)
_BY_MEANS = rf"通过{_NO_MARK}{{2,30}}(?:渠道|途径|方式|形式|平台|系统|网站|媒体|报刊|报纸)"
_DONE = re.compile(
    rf"^(?:以?前|之前|期间)?(?:[,、]{_FOR_OTHERS}|[,、]?{_OR_ELSE}|[,、]?(?:{_BY_MEANS}|(?:根据|依据|按照|依照){_NO_MARK}{{2,40}}),)?[,、]?(?P<done>(?![、的]){_NO_MARK}{{2,40}})(?=[,;。()|:!?\n])"
)
_RIGHT_NOUN = re.compile(
    r"^(?:[、,](?:最高|最多)?(?:不超过)?[\d.]+[万亿]?元(?=的))?(?:的)?(?:(?:标准|比例|额度|幅度|税率)?,?(?:向[^,;。]{1,10}?)?(?:给予|予以|发放|发给|支付|计发|享受|加付))?"
    r"(?P<noun>[^\d,、;。:()|的]{0,12}?(?:补助|奖励|奖补|补贴|津贴|资助|救助(?!金)|减免|罚款|罚金|经费|贴息|扣除|奖金|优惠|折扣|赔偿金|赔偿责任|赔偿|违约金|滞纳金"
    r"|诉讼费|生活费|补偿金|救助金|抚恤金|慰问金|养老金|保险金|保证金|零用钱|租金|房租(?![赁金])|工资报酬|劳动报酬|报酬|工资|支持|资金|基金|贷款|有期徒刑|拘役|管制|拘留|警告"
    r"|征收率|预征率|税率|费率|利率|首付款|票款|价款|货款|税款|股权|股份|份额))"
)
_OF_BASE = re.compile(
    r"^的(?P<noun>[^\d,、;。:()|的向给]{0,8}(?:补助|补贴|津贴|奖励|奖金|保证金|赔偿金|补偿金|违约金|滞纳金|抚恤金|罚款|报酬))"
    r"(?=[,、;。:)|\n和并或及]|\Z)"
)
_LOSS = re.compile(r"(?:直接|间接)?(?:经济|财产)损失")
_OTHER_AMOUNT = re.compile(r"^或者?(?:.*以[上下]的?)?")
# 减按25%计入应纳税所得额: what the share is reckoned into, paid, or kept.
_RECKONED = re.compile(
    r"^(?:的(?:标准|比例|税率|幅度|征收率|费率))?(?:加计|缴纳|计缴|计算|计征|征收|计入|计提|提取|预留|计发|发放|支付|返还|收取|抵扣|抵免|享受)"
    r"(?P<noun>(?![和与并及的])[一-鿿]{2,16}?)(?=[,、;。:()|\n和并由]|\Z)"
)
# 按照30%的比例进行电话回访: what is done so often.
_AT_RATE = re.compile(
    r"^的比例(?:进行|予以|开展)?(?P<noun>(?![给予支计发承执确])[一-鿿]{2,12}?)"
    r"(?=[,、;。:()|\n和并]|\Z)"
)
_PEOPLE = re.compile(
    r"^(?:的)?(?P<noun>(?!的|比例|标准)[一-鿿]{0,8}?(?:委员(?!会)|代表(?!大会)|组成人员|(?:成员|业主|股东|会员|职工)(?!委员|代表|大会|会议)|理事(?!会)|董事(?!会)|监事(?!会)|债权人(?!会议)|投票权|表决权|选民|人员))"
)
_CONSENTS = re.compile(r"^的?(?:多数)?(?:书面)?(?:表决)?(?:同意|通过|赞成)")
_SHARE = re.compile(
    r"^(?:的)(?P<noun>[一-鿿“”A-Za-z]{2,20}?)(?=[,、;。:()|\n实进完达得能可按由应在]|建成|覆盖|纳入|接入|\Z)"
)
_HEADS = (
    r"(?:事项|业务|企业|项目|用户|案件|车辆|公交车|出租车|村(?![民委])|社区|小区|乡镇|街道|学校|医院|机构"
    r"|家庭|人口|居民|农户|人员|单位|场所|设施|道路|路段|建筑|产品|床位|岗位|资金|土地|部门)"
)
# 80%以上政务服务事项实现…: what the share is of stands next to it.
_BARE_SHARE = re.compile(
    rf"^(?P<noun>(?![的由在对])(?:(?!的)[一-鿿“”]){{0,12}}?{_HEADS})(?![一-鿿]{{0,2}}{_HEADS})"
)
_UNDONE = re.compile(r"^(?P<noun>未(?![成满来到])[^\d,;。()|:、的\n]{1,16})的")
_LASTING = re.compile(
    r"^(?:的)?(?P<noun>(?![前后内未])[^\d,、;。()|的]{0,14}?(?:合同|协议|经验|经历|工龄|学制|租期|见习|实习|培训|试运行|试点|试用|质保|保修|资格|记录|历史|[婚产理年休育儿励节病事]假(?!日)|[一-鿿](?<![到延逾届按定分如同日学为长短中近周])期(?![间限满内货末初\d])))"
)
_COUNTED = re.compile(
    r"^(?:的)?“?(?:所在)?(?P<noun>(?![的每均已都按给为时]|可[在以由]|全部|全都|分别|正式|不[得超低高少多予满足]|后(?![备勤续台方])|最[高低少]|最多(?!跑)|[列纳]入|评[为定]|认定为|确定为|视为|予以|准予|允许|具[有备]|拥有|计[算收]|核算|[设配][置备]|布置|安排)[一-鿿A-Za-z+·]{1,20}?)(?=[”的由在赴对给并和或及将与须按从进完达实以均都无每,、;。:()|\n\d]|(?<![供相响])应|(?<![国持所专])有|不?[没具所]有|所在|合并|不?作为|正在|(?<!行)为|(?<![高中平同相均])等|(?<!许)可(?!再生|燃|视|研)|纳入|列入|入选|进入|参[加与]|开工|竣工|投[产用]|落[地户]|上线|以上|增[加长]|减少|推行|推广|方可|可在|共(?=[收完投检出])|合计|主要|逐一|计划(?=在)|中(?=有)|…|\Z)"
)
# 具有辐射引领作用的实训基地: what has the marks is counted, not the having.
_WITH_MARKS = re.compile(
    r"^(?:(?:具有|具备|拥有|持有|有|与|可[在以由])[^\d,;。()|\n的]{2,20}|(?:占地|面积|投资|容量)[^,;。()|\n的]{2,20})的(?P<noun>(?:(?!的)[一-鿿A-Za-z]){2,20}?)"
    r"(?=[,;。、()|\n]|或者?|提出|不|\Z)"
)
_SHORT_NOUNS = frozenset("省市区县乡镇村人户字词页校班车船师")  # 八千吨级 and 八十公里前 count none
_GOES_ON = re.compile(r"[组构]成|和(?![平解谐睦美])|以?及(?![时格第早])|或(?!许)|并且|但(?!书)")
_ARE_PEOPLE = re.compile(r"为[一-鿿]{0,6}(?:人|员|者|代表)")
# 持证的安全管理人员, 符合条件的企业: who has the marks is counted.
_MARKED = re.compile(r"持|符合|经|取得|获得?|从事|参与|承担|可(?:容纳|供)|注册|在[本当]|毕业")
_ACTION = re.compile(r"^(?:后|[之以]?前)?(?P<action>[^\d,;。()|:!?\n]{1,22})")
_ACTION_VERB = re.compile(
    r"^(?:完成|办结|办理|办完|办好|答复|回复|回访|反馈|作出|做出|出具|核发|发放|拨付|支付|兑现|审结|签收|响应|到场|到达|到位|到账|受理|审核|审查|审批|解决|协调|通知|报告"
    r"|提交|提出|提供|报送|报备|公开|公布|公示|公告|整改|退还|退回|退至|退|恢复|领证|发证|开工|转办|转至|转送|移送|移交|生成|接通|接入|送达|告知|签订|付款|更新|下架|解答|接听"
    r"|申报|缴纳|缴清|补齐|补缴|核定|核查|核实|组织|指派|选派|启动|联系|勘测|勘查|制定|补正|裁定|裁决|不予|不再|重新|书面|予以|给予|检查|验收|登记|核准|批准|决定|决定是否|将|向|依法|提请"
    r"|依|报|上报|清偿|清算|偿还|申请|申诉|起诉|上诉|提起|行使|备案|回传|处理|处置|查处|销毁|召开|举行|开庭|宣告|审理|复核|复议|复工|复产|复学|开学|立案|交付|返还|赔偿|不得|一次|一次性|安排"
    r"|上门|并联|集中|排除|修复|抢修|赶[到赴]|抵达|清[除运理]|注销|变更|撤销|停止|实施|执行|落实|建立|建成|建设|达到|实现|取得|形成|全面|基本|全部|力争|汇总|预约|上传|录入|推送|归集|设置|放款|竣工|投产|达产|[只仅]|内)"
)
_ACTION_CUT = re.compile(r"[、不高低超率](?:(?<=[、率])|(?<=超)过|(?<=[不高低])于)")
_BRINGS_ABOUT, _SEVERAL_MAX = ("完成", "开展", "组织"), 14
_EXCEPTION = re.compile(
    r"^(?:[,]?(?:均|以上均)?)(?P<said>[(〔]?(?:不含|不包括|不计|含)[^,;。()〔〕\n]{1,40}|[(]?[^,;。()\n]{1,24}除外)"
)


def done(after: str) -> str | None:
    """Return the words after a time limit, whatever they say is done by it."""
    match = _DONE.match(after)
    if match is None:
        return handed(after)
    return match["done"].removeprefix("应当").removeprefix("将").removesuffix("的")


def right_noun(after: str) -> str | None:
    """Return what is given: 一次性奖励 of 50万元一次性奖励."""
    if loss := _LOSS.match(after):
        return loss[0]
    match = _RIGHT_NOUN.match(after)
    return _OTHER_AMOUNT.sub("", match["noun"]) if match else None


def of_base(after: str) -> str | None:
    """Return what is a share of the words before it: 履约保证金 of 合同价10%的履约保证金."""
    match = _OF_BASE.match(after)
    return match["noun"] if match else None


def reckoned(after: str) -> str | None:
    """Return what a share is reckoned into or paid as: 社会保险费 of 60%缴纳社会保险费."""
    match = _RECKONED.match(after)
    return match["noun"] if match else at_rate(after)


def at_rate(after: str) -> str | None:
    """Return what is done at a rate: 电话回访 of 30%的比例进行电话回访."""
    match = _AT_RATE.match(after)
    return match["noun"] if match else None


def people(after: str) -> str | None:
    """Return the people that a share is of: 委员 of 三分之二以上委员."""
    match = _PEOPLE.match(after)
    return match["noun"] if match else None


def consents(after: str) -> bool:
    """Tell whether a share is of those who agree: 三分之二以上同意."""
    return _CONSENTS.match(after) is not None


def share_of(after: str) -> str | None:
    """Return what a share is of, where it says so: 乡镇 of 60%的乡镇."""
    match = _SHARE.match(after)
    return match["noun"].strip("“”") or None if match else None


def undone(after: str) -> str | None:
    """Return what has not been done for a time: 未执行 of 六个月未执行的."""
    match = _UNDONE.match(after)
    return match["noun"] if match else None


def bare_share(after: str) -> str | None:
    """Return what a share is of, right after it: 政务服务事项 of 80%以上政务服务事项."""
    match = _BARE_SHARE.match(after)
    return match["noun"].strip("“”") if match else None


def lasting(after: str) -> str | None:
    """Return what lasts a time: 劳动合同 of 3年以上劳动合同."""
    match = _LASTING.match(after)
    return match["noun"] if match else None


def counted(after: str) -> str | None:
    """Return what is counted: 主题场景 of 30个主题场景, 基地 of 300个具有引领作用的基地."""
    if after.startswith(" "):
        return None  # what stands behind a gap is another thing
    if _ARE_PEOPLE.match(after):
        after = after[1:]  # 二百人以下为发起人
    if _GOES_ON.match(after):
        return None  # 由五至九人组成, 副主任二至四人和委员: of whom the words before tell
    after = after.removeprefix("作为")  # 一至二人作为诉讼代理人
    match = _WITH_MARKS.match(after) or _COUNTED.match(after)
    if match and match["noun"].endswith(("级", "规模")) and after.startswith("以上", match.end()):
        match = _COUNTED.match(after[match.end() + 2 :]) or match  # 中级以上职称人员
    if match and _MARKED.match(match["noun"]) and after.startswith("的", match.end()):
        match = _COUNTED.match(after[match.end() :]) or match
    noun = match["noun"].strip("“”") if match else ""
    return noun if len(noun) > 1 or noun in _SHORT_NOUNS else None


def names_action(words: str) -> bool:
    """Tell whether words begin with something that is done within a time: 发证, 公示."""
    return _ACTION_VERB.match(words) is not None


def action(after: str) -> str | None:
    """Return what is done within a time: 完成初审 of 7个工作日内完成初审."""
    match = _ACTION.match(after)
    if not match or not _ACTION_VERB.match(match["action"]):
        return None
    words = match["action"]
    if words.startswith(_BRINGS_ABOUT) and len(words) <= _SEVERAL_MAX:
        return words.rstrip("的并和及 、")  # 完成收入、财产核查
    cut = _ACTION_CUT.search(words)
    if cut and (act := addressed(after, beyond=match.start("action") + cut.start())):
        return act
    words = words[: cut.start()] if cut else words
    if words.count("”") > words.count("“"):
        words = words.split("”")[0]
    words = words.removesuffix("在").removesuffix("于").rstrip("的并和及 、")
    return words.removeprefix("内") or None


def exception(after: str) -> str | None:
    """Return what a figure leaves out: 不含公示时间, 节假日除外."""
    match = _EXCEPTION.match(after)
    said = match["said"].strip("(〔") if match else ""
    bound = said in ("", "含", "含本数", "含本级") or said[1:2].isdigit()
    return None if bound else said
