"""Read the words before a figure as what is measured and for whom."""

from __future__ import annotations

import re

from ingest.figures.bounds import TO
from ingest.figures.wording import (
    BOUND,
    CHANGE_ONLY,
    QUANTITY_NOUN,
    Said,
    is_conditional,
    joined,
    names_group,
    names_quantity,
    take_per,
    trimmed,
)

_TIME_NOUN = (
    r"(?:(?:平均|总体|全流程|行政|具体)?(?:审批|办理|办结|办电|接电|接入|报装|审理|承诺|审核|核准|登记|整体|通关|等候|等待|停电|纳税|办税|开办|处理)"
    r"(?:业务|全流程)?(?:用时|时间|时限|期限|时长|耗时|总时长))"
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
    rf"^(?P<subject>.+?(?:{QUANTITY_NOUN}))(?:{TO}|分别为?|为|:|:)(?P<group>[^,:]{{2,24}})\Z"
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
_DONE_AFTER = re.compile(
    r"^(?P<who>[^,]{0,30}?)(?:应当?|可以|要|须|必须)?(?:在|于)(?P<when>[^,在]{2,20}(?:后|前|时|期间|之日))\Z"
)
_TIMED = re.compile(r"(?P<from>(?:自|从)[^,;。]{1,40}?(?:之日起?|之日内|之时起?|起|以来))\Z")
_TERM_NOUN = r"(?:时间|时限|期限|年限|时长|有效期|试用期|保修期|期)"
_TERM_FROM = re.compile(
    rf"^(?P<subject>[^,]{{0,40}}?{_TERM_NOUN})(?P<when>(?:自|从)[^,]{{2,40}}?起)\Z"
)
_TERM_AFTER = re.compile(
    rf"^(?P<subject>[^,]{{0,40}}?{_TERM_NOUN})(?:{BOUND})(?P<when>[^,\d]{{2,40}}(?:[前后]|之日起))\Z"
)
_TERM_HEAD = re.compile(
    rf"^(?P<subject>[^,]{{0,24}}?(?:{QUANTITY_NOUN})金?)(?:由|按|根据|依|应|可|自|从|一般|原则上|以)"
)
_GRANTED = re.compile(r"(?:可以|(?<![许认])可|应当|必须|须)(?P<act>[^,可应必须]{3,16})\Z")
# What lasts: 将记录保存 before 10年以上.
_LASTS = re.compile(
    r"^(?:.*(?:应当?|必须|(?<!无)须|可以?|将|把|对|给予|予以|处以?|责令))?(?P<subject>[^,]{0,24}?(?:保存|保留|留存|存档|存放|公示|公告"
    r"|担任|任职|从业|执业|工作|实习|见习|居住|缴费|参保|就业|持有|经营|暂停|停业|服务|培训|学习|整顿|暂扣|吊扣(?:执照|证照)?|隔离|检疫|占用))\Z"
)
_AFTER = re.compile(r"(?:届满|期满|到期|后|之后|以后|时|之日|前|以前|之前|期间)\Z")
_GIVES_VERB = (
    r"(?:分阶段|一次性|另外?|额外|再|各|分别)*+(?:给予|予以)?(?:最高|累计|一次性|每[年月])*+"
    r"(?:奖励|补助|补贴|资助|处罚|罚款|奖补)"
)
_GIVES = re.compile(
    rf"^(?P<led>对|给(?!予)|向|为)?(?P<group>.{{2,60}}?)(?:,)?(?P<verb>{_GIVES_VERB})\Z"
)
# 首次购房的再给予购房补贴: what is given has a name of its own.
_GIVES_NAMED = re.compile(
    r"^(?P<group>[^,]{0,60}?)(?:再|另外?|分别|一次性)?(?:给予|予以|发放|享受|发给)"
    r"(?P<what>[^,的]{0,12}(?:补贴|补助|奖励|津贴|资助|奖金|经费|贴息))\Z"
)
_ONLY_GIVES = re.compile(rf"^{_GIVES_VERB}\Z")
_GIVEN_TO = re.compile(r"(?:的|时|后|级|每[^,每]{1,4})\Z")
_GIVES_LEAD = re.compile(r"^(?:分阶段|另外?|额外|再|各|分别|给予|予以)+")
# 保证金对未拖欠工资的企业 before 减半收取: what it is, and for whom.
_FOR_GROUP = re.compile(
    rf"^(?P<subject>[^,对]{{0,16}}?(?:{QUANTITY_NOUN}))对(?P<group>[^,]{{2,30}})\Z"
)
# 清运费按建筑面积 before 每平方米5元: what is paid, and by what it is reckoned.
_RECKONED_BY = re.compile(
    rf"^(?P<subject>[^,按]{{0,16}}?(?:{QUANTITY_NOUN}))(?P<by>按照?[^,按\d不超]{{2,10}})\Z"
)
_SIDES = frozenset("上下内外前后")
_ON_BASE = re.compile(r"^(?P<subject>[^,]{2,30}?)(?P<base>在[^,在]{2,20}基础上)(?:再)?[^,]{0,4}\Z")


def quantity(words: str) -> Said | None:
    """Read words that end with a quantity: 小型项目的审批时间, or 办理时限压减至居民用户."""
    if "基础上" in words and (on_base := _ON_BASE.match(words)):
        whom, per = take_per(on_base["subject"])
        if per or names_group(whom):  # 孤儿每人每月在上述标准的基础上增加10%
            return Said("", joined(whom, joined(per, on_base["base"])))
        return Said(on_base["subject"], on_base["base"])
    reckoned = _RECKONED_BY.match(words) if "按" in words else None
    if reckoned and names_quantity(words):
        return Said(reckoned["subject"], reckoned["by"])
    of_group = _FOR_GROUP.match(words) if "对" in words else None
    if of_group and names_group(of_group["group"]):
        return Said(of_group["subject"], of_group["group"])
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
    if not names_quantity(subject) or "的" in subject or subject[0] in "、和及与":
        return False
    if pattern is _GROUP_SPLIT:
        bare = group.removesuffix("的")
        if not group.endswith("的"):
            return len(subject) >= 4 and not CHANGE_ONLY.match(subject)
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
    return Said(match["span"], match["group"] or None) if match else None


def giving(words: str) -> Said | None:
    """Read 对首次上市的企业一次性奖励: what is given to whom; 财政补贴 is one noun."""
    if only_gives(words):
        return Said(_GIVES_LEAD.sub("", words))
    named = _GIVES_NAMED.match(words)
    if named:
        return Said(named["what"], trimmed(named["group"]).removesuffix("的") or None)
    match = _GIVES.match(words)
    if not match:
        return None
    group = match["group"]
    verb = _GIVES_LEAD.sub("", match["verb"])
    what, per = take_per(group + verb[:2] if verb.startswith("每") else group)
    if per and what.endswith("费"):
        return Said(what + verb[-2:], per)  # 保教费每学期补助600元
    if not (match["led"] or names_group(group) or _GIVEN_TO.search(group)):
        return None
    return Said(verb, trimmed(group).removesuffix("的") or None)


def only_gives(words: str) -> bool:
    """Tell whether words are nothing but a giving: 给予一次性奖励."""
    return _ONLY_GIVES.match(words) is not None


def timed_from(words: str) -> str | None:
    """Return 自…之日起, or words that end in 后 or 时, without who acts."""
    match = _TIMED.search(words)
    if match:
        return match["from"]
    match = _DONE_AFTER.match(words)
    if match:
        return match["when"]
    return words if _AFTER.search(words) else None


def who_acts(words: str) -> str:
    """Return 合议庭评议案件 of 合议庭评议案件应当在庭审结束后; empty where nobody is named."""
    match = _DONE_AFTER.match(words)
    return match["who"] if match else ""


def term(words: str) -> Said | None:
    """Read 保存期限自退出之日起, or 保存期限不少于停止经营后: a term, and from when it counts."""
    match = _TERM_FROM.match(words) or _TERM_AFTER.match(words)
    return Said(match["subject"], match["when"]) if match else None


def term_head(words: str) -> str | None:
    """Return 限制的期限 of 限制的期限由当事人约定, before a bound that stands alone."""
    match = _TERM_HEAD.match(words)
    return match["subject"] if match else None


def granted(words: str) -> str | None:
    """Return what somebody may or must do for a time: 免费入住公寓 of 毕业生可以免费入住公寓."""
    match = _GRANTED.search(words)
    return match["act"] if match else None


def lasting(words: str) -> str | None:
    """Return what lasts as long as a duration says: 记录保存 of 应当将记录保存."""
    match = _LASTS.match(words)
    return match["subject"] if match else None


def completed(words: str, subject: str) -> str | None:
    """Return 出口整体通关时间 for 出口 after 进口整体通关时间, whose head it shares.

    Words of a pair differ in one character: 进口 and 出口, 线上 and 线下, 省级 and 市级; 展期 is
    no pair of 展览.
    """
    count = len(words)
    if not 2 <= count <= 4 or len(subject) <= count + 1 or not names_quantity(subject):
        return None
    head = subject[:count]
    different = [at for at in range(count) if words[at] != head[at]]
    if len(different) != 1 or (different[0] and words[different[0]] not in _SIDES):
        return None
    return words + subject[count:]
