"""Choose which reading of the words around a figure holds, by the kind of the figure."""

from __future__ import annotations

import re

from ingest.figures import wording, words_after, words_before
from ingest.figures.bases import base_of, base_right_before, voters_of
from ingest.figures.bounds import Cluster
from ingest.figures.units import UNIT
from ingest.figures.wording import Said
from ingest.records import MeasureKind

GIVEN = frozenset({MeasureKind.MONEY, MeasureKind.PERCENTAGE})
INTRODUCED = GIVEN | {MeasureKind.DURATION, MeasureKind.SIZE}
"""Kinds whose subject may stand before the colon of a list, each item naming a case."""
CHANGED = GIVEN | {MeasureKind.SIZE, MeasureKind.COUNT}
"""Kinds that may be said to grow or shrink by a figure: 比上年增加0.4万吨."""
_USED = ("用于", "作为", "纳入", "上缴", "留")
FINES = ("罚款", "罚金", "违约金", "滞纳金")
_GIVING = ("给予", "予以", "享受", "发放", "执行", "给")
DIMENSIONS = frozenset("长宽高深厚")
AGES = frozenset({"周岁", "岁"})
_AGE = re.compile(r"龄|寿命\Z")
UNIT_SUBJECTS = {"千伏": "电压", "kV": "电压", "KV": "电压", "周岁": "年龄", "岁": "年龄"}

_TERM_NAME = re.compile(r"[^,的]{0,8}(?![到逾届按定分同日学长短近前后中假缓])[一-鿿]期")
_OF_TIER = re.compile(
    r"(?P<tier>[^,\d]{0,12}\d[^,]{1,20}?(?:以[上下内]|元|年|部分)(?:的?部分)?)的?(?P<verb>支付|报销|补偿|赔付|收取|计收|负担)\Z"
)
_MONTHLY, _PLEDGES = ("租金", "房租", "月租", "工资"), ("押金", "保证金", "定金", "补偿金")
_GIVES_SHARE = re.compile(
    r"(?:(?:额外|另外?|再|一次性)*(?:给予|予以)|(?P<who>[^,按]{2,16})按照?(?:不超过|不高于|不低于|最高))"
    r"(?P<base>[^,]{2,24})\Z"
)

_ENGAGED = re.compile(r"(?:招聘|招录|招募|选聘|聘用|录用|引进)(?P<who>[^,的\d]{2,12})\Z")
_SEX = re.compile(r"[一-鿿]{0,8}?(?:男|(?<!子)女)(?:性|方|职工|士官|生|子)?")
BUSINESS = re.compile(r"(?:业务|事项|案件|登记|审批|手续|服务)\Z")
_BREAK = re.compile(r"、|受到")
_FIGURE = re.compile(rf"(?!(?:19|20)\d\d年)(?<!\d)\d[\d.,]{{0,11}}(?:{UNIT.pattern})\Z")
_NEAR_MAX = 20
EXTENDS = re.compile(r"(?:延长|缩短|放宽)(?:至|到|为)(?:不超过)?\Z")
# What is granted, and how the most of it for one of several is said: 全国首店最高100万元.
_GRANT = re.compile(r"(?:补助|补贴|奖励|资助|奖补|贴息)\Z")
_BOUNDED = re.compile(r"(?:最高|最多|不超过)\Z")
# What a further figure of the same kind is for: 核心部件最高50万元, 区级财政承担5万元.
SHARE_OF_LAST = re.compile(
    r"^(?:[^,]{0,8}(?:级|类|型|套|档|等|部件|设备|财政|承担|负担|护理|专业|岗位|阶段|部分|家庭|职工|每生)|其他[^,]{0,8}|第[一二三四五][^,]{0,6})\Z"
)


def carry_key(kind: MeasureKind, unit: str | None) -> str:
    """Return what subjects are carried under: 纳税时间 in 小时 is not 办结 in 工作日."""
    if kind in GIVEN:
        return "given"  # a share and its ceiling are of one thing
    return f"{kind}{unit or ''}"


def own_said(core: str, own: str, group: Cluster, after: str) -> Said | None:
    """Read words that say themselves what is measured.

    Args:
        core: The words before the figure without the verb that leads to it.
        own: The same with the verb.
        group: The figure.
        after: The words after it, its 以上 or 以内 skipped.
    """
    kind = group.figures[0].kind
    if kind in GIVEN and (tier := _OF_TIER.match(own)):
        return Said(tier["verb"], tier["tier"])  # 5万元至10万元支付65%
    if kind is MeasureKind.PERCENTAGE and (used := _of_itself(core, own, after)):
        return used
    if kind is MeasureKind.PERCENTAGE and words_after.consents(after):
        if voters := voters_of(core):
            return voters
    if kind is MeasureKind.PERCENTAGE or group.figures[0].unit == "倍":
        if of := _of_base(core, own, kind, after):
            return of
    gives = own.endswith(_GIVING) or (wording.ends_with_change(core) and not core.startswith("每"))
    given_for = gives or wording.is_conditional(core)  # 在防控期间给予最高9万元的补助
    if kind in GIVEN and given_for and words_after.right_noun(after):
        return None
    if kind is MeasureKind.MONEY and words_after.right_noun(after) is None:
        given = words_before.giving(core)
        if given:
            return given
    if kind is MeasureKind.DURATION:
        return _of_time(core, own, after)
    if kind is MeasureKind.COUNT and _adds(core) and words_after.counted(after):
        return None  # 目录增加34个药品: what is counted, and not that there are more
    return words_before.quantity(core)


def _of_base(core: str, own: str, kind: MeasureKind, after: str) -> Said | None:
    """Read a share or a multiple by what it is taken of."""
    if kind is MeasureKind.PERCENTAGE and (share := words_after.of_base(after)):
        if own.endswith(core) and (base := base_right_before(core)):
            return Said(share, base)
    noun = words_after.right_noun(after)
    if noun and noun.endswith(FINES) and wording.names_quantity(core):
        return Said(noun, wording.limited(core) or None)  # 违法所得1倍以上3倍以下的罚款
    return None if noun and kind is MeasureKind.COUNT else base_of(core)


def _of_time(core: str, own: str, after: str) -> Said | None:
    """Read how long the words say that something takes, or lasts."""
    if after.startswith(_MONTHLY) and core.endswith(_PLEDGES):
        return Said(core)  # 押金不超过1个月租金
    if own.endswith("满") and after.startswith("后") and not core.endswith("起"):
        return Said(core)  # 连续缴存满12个月后可申请贷款
    if term := words_before.term(core):
        return term
    if (work := words_before.work_of_group(core)) and not words_after.action(after):
        return work
    if words_after.action(after) and not wording.names_time(core):
        return None
    if (wording.only_changes(core) or _adds(core)) and words_after.lasting(after):
        return None  # 增加60天奖励假
    named = Said(core) if _TERM_NAME.fullmatch(core) else None  # 禁渔期4个月
    return words_before.quantity(core) or words_before.process(core) or named


def _adds(core: str) -> bool:
    """Tell whether words end with a change of something that has no value itself."""
    return wording.ends_with_change(core) and not wording.names_quantity(
        wording.without_change(core)
    )


def _of_itself(core: str, own: str, after: str) -> Said | None:
    """Read a share of what the words name: 收入的90%用于…, 不低于面积千分之三的比例配置用房."""
    if core.endswith("的") and after.startswith(_USED) and wording.names_quantity(core[:-1]):
        return Said(core[:-1])
    if own.startswith("按") and (noun := words_after.right_noun(after)):
        return Said(noun, core.removesuffix("的"))  # 按应付金额50%加付赔偿金
    if (given := _GIVES_SHARE.match(core)) and (noun := words_after.right_noun(after)):
        noun = noun.rpartition("支付")[2] if "对" in noun else noun
        return Said(
            noun, wording.joined(given["who"], given["base"])
        )  # 额外再给予产品销售价格5%的补贴
    rate = words_after.at_rate(after) if after.startswith("的比例") else None
    return Said(rate, wording.limited(core) or None) if rate else None


def noun_after(kind: MeasureKind, unit: str | None, after: str) -> str | None:
    """Return what the words after a figure say is done, given or counted."""
    if kind is MeasureKind.DURATION:
        return (
            words_after.action(after) or words_after.right_noun(after) or words_after.lasting(after)
        )
    if unit in UNIT_SUBJECTS:
        return None
    if kind is MeasureKind.PERCENTAGE:
        return (
            words_after.right_noun(after)
            or words_after.people(after)
            or words_after.reckoned(after)
        )
    if kind in GIVEN or unit == "倍":
        return words_after.right_noun(after)
    return words_after.counted(after)


def part_of(core: str, after: str) -> Said | None:
    """Read what a share is of, right after it: 80%以上政务服务事项, 不动产登记等70%以上的事项."""
    if noun := words_after.bare_share(after):
        return Said(noun, core if core.endswith("等") else None)
    noun = words_after.share_of(after) if core.endswith("等") else None
    return Said(noun, core) if noun else None


def nearest(core: str, group: Cluster) -> str | None:
    """Return what the words next to a figure name, all of them where they are few."""
    kind, unit = group.figures[0].kind, group.figures[0].unit
    if kind is MeasureKind.DURATION and core.startswith("由"):
        return None  # who has to do it, not what
    if unit == "分" and core.endswith("记"):
        return "记分"
    if len(core) == 1:
        return core  # 长8米,宽3米
    near = core if len(core) <= _NEAR_MAX else _BREAK.split(core)[-1]
    if figure := _FIGURE.search(near, len(near) - 12):
        if kind is not MeasureKind.COUNT or not figure.start():
            return ""  # 由780元、700元统一调整为860元
        near = core = near[: figure.start()]  # 公章1套4枚; 惠及1.2万户2.3万人
    whole = near is core or not ("》" in near or unit in UNIT_SUBJECTS)
    if whole and 2 <= len(near) <= _NEAR_MAX and not wording.is_conditional(near):
        return near
    if kind is MeasureKind.COUNT and (engaged := _ENGAGED.search(core)):
        return engaged["who"]
    lasts = kind is MeasureKind.DURATION
    last = words_before.granted(core) if lasts else _last_noun(near, unit)
    return words_before.term_head(core) or last or None


def _last_noun(words: str, unit: str | None) -> str | None:
    """Return what long words end with: 有表决权股份 of 上市公司已发行的有表决权股份."""
    noun = words.rpartition("的")[2].removesuffix("一式")
    if unit in UNIT_SUBJECTS:
        return None
    return noun if len(noun) < len(words) and 3 <= len(noun) <= _NEAR_MAX else None


def of_unit(said: Said, own: str, unit: str) -> Said:
    """Say what a unit measures where the words do not: 女性不超过40周岁 is of the age of women."""
    aged = unit in AGES and "所称" not in said.subject  # a definition is of what it defines
    whose = own if _SEX.fullmatch(own) or (aged and wording.names_group(own)) else None
    if said.subject and said.subject != whose and not (aged and not _AGE.search(said.subject)):
        return said
    whose = None if whose and whose in (said.condition or "") else whose
    return Said(UNIT_SUBJECTS[unit], wording.joined(said.condition, whose))


def condition_of(core: str, kind: MeasureKind) -> str | None:
    """Return the part of the words before a figure that limits what is said after it."""
    timed = words_before.timed_from(core)
    if timed:
        return timed
    conditional = wording.is_conditional(core)
    if kind is MeasureKind.DURATION:
        return wording.limited(core).removesuffix("的") or None
    if not conditional and not (kind in GIVEN and wording.names_group(core)):
        return None
    return wording.limited(core).removesuffix("的") or None


def share_of_grant(core: str, group: Cluster, text: str, granted: str) -> Said | None:
    """Read the most that one of several gets: 按投入的20%给予补助,其中亚洲首店最高150万元.

    Args:
        core: The words before the figure.
        group: The figure.
        text: The text it stands in.
        granted: What the figure before it is.
    """
    if group.figures[0].kind is not MeasureKind.MONEY or not _GRANT.search(granted):
        return None
    if not _BOUNDED.search(text, max(0, group.start - 4), group.start):
        return None
    return Said(granted, core.removeprefix("其中"))
