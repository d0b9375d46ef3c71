"""How figures bound what they measure, and which of them are only where a change starts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.figures.names import DONE_SO_OFTEN, ONLY
from ingest.figures.records import Figure
from ingest.figures.units import OTHER_UNIT
from ingest.records import MeasureKind

NOT = r"(?:不[得能应宜可]?|未)"
# Of 违法行为 the last character is no verb, of 合作银行为5家 it is.
_IS = r"(?:(?<=[银运执发试]行)为|(?<!行)为)"
"""What denies a comparison and makes it a bound: 不应大于, 不宜小于, 未超过."""
CHANGE = (
    r"(?:压缩|压减|缩短|缩减|减少|精简|降低|下降|提高|提升|增加|扩大|调整|增长|延长|放宽|简化"
    r"|上[调浮]|下[调浮]|扩展|降|减|增)"
)
TO = (
    rf"(?:{CHANGE}(?:率|幅)?(?:到|至|为|成)|(?:合并|整合|归并|变|改)(?:到|至|为|成)"
    rf"|减为|{_IS}|至(?![少多])|到)"
)

_BEFORE = (
    (
        "<=",
        re.compile(
            rf"(?:{NOT}超过?|[不未]逾|{NOT}[高多长晚迟大]于|最多|至多|最长|最高|最迟|最晚|上限[为是]?|控制在"
            r"|以内?不超|封顶|累计不超过|不突破)"
            r"(?:可?再?(?:上浮|下浮|提高|增加|给予|补助|补贴|奖励|资助|发放|收费|收取|罚款|申领|不?超过|为|达|按|开具限额|可达|支持|贷款))?\Z"
            rf"|(?:{ONLY}|(?<![期时上下权额年有不无局受界])限)(?:{DONE_SO_OFTEN}|用)?\Z"
            r"|(?:[小低少]于(?:或者?)?等于|等于或者?[小低少]于)\Z"
            r"|[≤≦]\Z|(?:最多(?!跑一次)|至多)(?:(?![的和或])[一-鿿]){1,4}\Z"  # 最多跑一次 is a name
            r"|最[高多长大迟晚]可以?(?:(?![的和或])[一-鿿]){0,7}\Z"  # 最高可获得奖励50万元
            r"|(?:最高|最长)(?:(?:贷款|补助|补贴|奖励|奖补|资助|支持|保障)?(?:(?:额度|限额|金额|期限)[为是]?|可?达到?)|可?(?:获得?|享受|申请|申报|领取|延长[至到]|奖补)|(?:时长|年限)为)\Z"
        ),
    ),
    (
        ">=",
        re.compile(
            rf"(?:(?:达到|等于)(?:或者?|及|和)(?:超过|高于|大于|多于)|{NOT}[少低小短早]于|至少|最少|最低|达到|下限[为是]?|不下于|(?<![未不届期])满)"
            r"(?:为|达|提前|召开|开展|组织|安排|每[年月]|留存|保存|保留|公示|配备|有)?\Z"
            r"|[≥≧]\Z|[大高多]于(?:或者?)?等于\Z|(?:至少|最少)(?:每\d{1,3})?(?:(?![的和或])[一-鿿]){1,6}\Z"
        ),
    ),
    ("<", re.compile(r"(?:低于|少于|小于|不足|[不未]满|未达到?|不到|短于)\Z")),
    (">", re.compile(r"(?:超过|高于|大于|多于|超出|逾|突破|长于|(?<![不未赶反])超)\Z")),
)
# What 达到 has before a figure that it does not bound: 达到验收标准后拨付剩余40%.
_ONCE_REACHED = (
    r"(?![^,;。]{0,20}?(?:(?<!税)后|(?<![小工课学用])时(?![间限长效段])|的(?!\Z)|者|[拨兑支缴交]付|发放|收取|征收"
    r"|缴纳|享受|获得|返还|退还|扣[减除]|减[免按少]|增[长加]|提[高升取]|下降|降低))"
)
# 不超过估算价的2%: the bound stands before what the share is taken of.
_BASE = re.compile(
    r"(?P<bound>达到或者?(?:超过|高于)|不得?超过|不得?[高低少多]于|(?<![按照到为])最(?:[高多少]|低(?!生活|工资|标准))(?:不超过)?|至[多少]"
    rf"|达到?{_ONCE_REACHED}|超过|低于|高于)"
    r"(?:前\d{1,2}(?:年|个月))?[^,;。、()“”\d]{2,20}的\Z"
    rf"|(?P<over>{NOT}超过|{NOT}[高低少多]于|(?<![不未能每])(?:超过|达到{_ONCE_REACHED}|不足|低于|高于|少于|超出))"
    r"[^,;。、()“”\d处罚给按补奖零一二三四五六七八九十百千两]{1,14}\Z"
)
_INCLUDED = (
    r" ?(?:人民币(?=以)|级(?=及?以))?"
    rf"(?:\(含[^()\n]{{1,8}}\)|\(含(?:本数)?\)|{OTHER_UNIT}|含本数|含(?=以))?"
)
_INSIDE = (
    r"以内|之内|内(?![部地外资容销蒙]|设[机部科处的])"
    r"|的?(?:限额|额度|(?:税额|浮动)?幅度|范围|距离)(?:以|之)?内"
)
_WITHIN = re.compile(rf"{_INCLUDED}(?:{_INSIDE}|及?其?以下|为限|封顶|为上限)")
_AT_LEAST = re.compile(rf"{_INCLUDED}(?:(?:及|或者?)?其?以上|起步|起(?=[,、;。]))")
_SUFFIX = re.compile(rf"{_INCLUDED}(?:{_INSIDE}|(?:及|或者?)?其?以[上下]|左右|之间|为限|起步)?")
_FROM_TO = re.compile(
    rf"(?:以?内|以[上下]|左右)?(?:环节|材料|步骤|程序)?[,]?(?:再|进一步|平均|统一|逐步|全部|暂)*{TO}(?:不超过|不低于|最多|至少|最长|最高|最低|最少)?"
    r"(?:每[人户年月日天次吨度证件本张辆亩套]{1,2}(?:每[年月日天次])?)?\Z"
)
_FROM = re.compile(
    r"(?:由|从|原)(?:每[人户年月日天次吨度证件本张辆亩套]{1,2}(?:每[年月日天次])?|法定的?|原来的?|原有的?|现有的?|现行的?|目前的?|过去的?|原先的?|承诺的?|平均|原)?\Z"
)
_RANGE = re.compile(r"(?:\(含(?:本数)?\))?(?:以上)?(?:\(含(?:本数)?\))?(?:[-—–~～]+|至|到)\Z")
_UP_TO = re.compile(r"[~～至到]+")
_DOUBLE = re.compile(
    rf"(?:(?:\(含(?:本数)?\)|{OTHER_UNIT})?(?:以上|以下|以内)(?:\(含(?:本数)?\))?(?:[,、至到]|不满|不足|不超过|不到)?|[不未]满|不足)\Z"
)
_MADE_UP = re.compile(r"[^,;。\d\n]{0,10}?(?:组成|构成|参加|主持|担任|值[守班]|审理|到场|签[名字])")
"""由7至9名委员组成, 由二人至五人主持 are ranges: nothing comes down."""
# 支持比例上限由原50%提高至70%: the bound stands before what it was.
_LIMIT_MOVES = re.compile(
    r"(?P<edge>[上下])限(?:标准|金额|额度)?(?:由|从)(?:原[来有]?的?|现行的?|目前的?)?\Z"
)
_OR_MORE = re.compile(r"个?(?:或者?|及)")
_CHANGE = re.compile(CHANGE)
_CHANGED_BY = re.compile(rf"{CHANGE}了?\Z")
# 不得高于每千瓦时0.6元: the bound stands before what each unit costs.
_EACH = re.compile(
    r"每(?:平方米|立方米|千瓦时?|公里|小时|分钟|[人户家亩吨件次个套台辆月年日天张间座处度])(?:每[年月日天次])?\Z"
)
_WEAK = ("约", "再", "为")
"""What may stand between a bound and its figure: 不超过约30%."""
_MAX_LIST = 12
_LIST = re.compile(r"个?(?:以?内|以[上下])?(?:、|和|或者?|,|及|与)\Z")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Figures with no words of their own between them: a range, or a list of values."""

    figures: tuple[Figure, ...]
    baseline: Figure | None = None
    is_range: bool = False

    @property
    def start(self) -> int:
        """Where the words before the cluster end."""
        return (self.baseline or self.figures[0]).start

    @property
    def end(self) -> int:
        """Where the last figure ends, its 以内 or 以上 left out."""
        return self.figures[-1].end


def cluster(text: str, figures: Sequence[Figure]) -> list[Cluster]:
    """Join ranges, lists and changes from a baseline; everything else stands alone."""
    found: list[Cluster] = []
    for figure in figures:
        last = found[-1] if found else None
        joined = _joined(text, last, figure) if last else None
        if joined:
            found[-1] = joined
        else:
            found.append(Cluster((figure,)))
    return found


def _joined(text: str, last: Cluster, figure: Figure) -> Cluster | None:
    before = last.figures[-1]
    if figure.start - before.end > 14 or figure.kind is not before.kind:
        return None
    between = text[before.end : figure.start]
    starts_change = (
        _FROM.search(text[max(0, before.start - 8) : before.start]) is not None
        and _MADE_UP.match(text, figure.end) is None
    )
    if len(last.figures) == 1 and not last.baseline and _FROM_TO.fullmatch(between):
        each = between[between.find("每") :] if "每" in between else ""
        if not text.endswith(each, 0, before.start):
            return None  # 由每人每年7200元提高到每人每月650元 is of another time
        if starts_change or (_CHANGE.search(between) and not _is_step(text, before, figure)):
            return Cluster((figure,), baseline=before)
    if figure.kind is MeasureKind.DEADLINE or len(last.figures) >= _MAX_LIST:
        return None
    if between == "以上," and text.startswith("以上", figure.end):
        return None  # 网办率达80%以上,85%以上事项一次办成: two shares
    if _DOUBLE.fullmatch(between) and len(last.figures) == 1 and not starts_change:
        return Cluster((before, figure), last.baseline, is_range=True)  # 5000元以上3万元以下
    if figure.unit != before.unit:
        of_units = figure.kind in (MeasureKind.MONEY, MeasureKind.DURATION)
        like = of_units or _bare(figure.unit) == _bare(before.unit)
        ranges = like and _RANGE.fullmatch(between)
        alone = len(last.figures) == 1 and not starts_change
        # 五百元至五万元
        return Cluster((before, figure), last.baseline, is_range=True) if ranges and alone else None
    if len(last.figures) == 1 and not starts_change:
        if _RANGE.fullmatch(between):
            return Cluster((before, figure), last.baseline, is_range=True)
    if figure.value == before.value and _OR_MORE.fullmatch(between) and len(last.figures) == 1:
        return Cluster((figure,), baseline=before)  # 两个或者两个以上
    if _LIST.fullmatch(between) and not last.is_range:
        return Cluster((*last.figures, figure), last.baseline)
    return None


def _is_step(text: str, first: Figure, second: Figure) -> bool:
    """Tell 下降0.3个百分点,降至1.2%, where the first says how far, and not from where."""
    changes = _CHANGED_BY.search(text, max(0, first.start - 6), first.start) is not None
    apart = first.unit != second.unit or "," in text[first.end : second.start]
    return changes and apart


def _bare(unit: str | None) -> str:
    """Return 张 for 万张."""
    return (unit or "").lstrip("万亿")


def comparator(text: str, cluster_: Cluster, index: int) -> str:
    """Return the sign that the words around one figure of a cluster give it."""
    figure = cluster_.figures[index]
    if figure.kind is MeasureKind.DEADLINE or figure.by:
        return "<=" if figure.by else "="
    after = text[figure.end : figure.end + 10]
    for sign, pattern in (("<=", _WITHIN), (">=", _AT_LEAST)):
        if pattern.match(after):
            return sign
    if cluster_.is_range:
        sign = _sign_before(text, figure.start)
        if index != _descends(text, cluster_):
            return sign if sign in ("<", "<=") else "<="
        return sign if sign == ">" else ">="  # 超过20%至40%
    shared = cluster_.figures[0].start if len(cluster_.figures) > 1 else figure.start
    if len(cluster_.figures) > 1 and figure is not cluster_.figures[-1]:
        last = cluster_.figures[-1]
        if _WITHIN.match(text, last.end) and not _own_suffix(text, figure):
            return "<="
    sign = _sign_before(text, shared)
    if sign == "=" and cluster_.baseline is not None:
        limit = _LIMIT_MOVES.search(text, max(0, cluster_.start - 12), cluster_.start)
        sign = {"上": "<=", "下": ">="}[limit["edge"]] if limit else sign
    # 超过50人(含50人) is 50 or more.
    return f"{sign}=" if sign in ("<", ">") and after.startswith("(含") else sign


def _descends(text: str, cluster_: Cluster) -> bool:
    """Tell 百分之九十至百分之六十, where the upper bound stands first; 365天-104天 is no range."""
    first, last = cluster_.figures
    between = text[first.end : last.start]
    joined = first.unit == last.unit and _UP_TO.fullmatch(between) is not None
    return joined and float(first.value) > float(last.value)


def _own_suffix(text: str, figure: Figure) -> bool:
    return text[figure.end : figure.end + 1] in ("以", "内", "及")


def _sign_before(text: str, start: int) -> str:
    before = text[max(0, start - 12) : start]
    if each := _EACH.search(before):
        before = text[max(0, start - 12 - len(each[0])) : start - len(each[0])]
        start -= len(each[0])
    base = _BASE.search(text[max(0, start - 30) : start])
    if base:
        before = base["bound"] or base["over"]
    elif before.endswith(_WEAK):
        before = before[:-1]
    for sign, pattern in _BEFORE:
        if pattern.search(before):
            return sign
    return "="


def after_bound(text: str, end: int) -> int:
    """Return where the words after a figure begin, its 以内, 以上 and the like skipped."""
    match = _SUFFIX.match(text, end)
    return match.end() if match else end
