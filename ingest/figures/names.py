"""Which numbers with a unit are no figures: names, ordinals, dates, times of day, slogans."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from ingest.figures.units import OTHER_UNIT
from ingest.records import MeasureKind
from ingest.text.numerals import NUMERAL

ONLY = r"[只仅][能可限](?:用于)?"
DONE_SO_OFTEN = r"享受|提取|申请|申报|领取|推荐|选择?|购买?|办理|登记|填?报"
"""What may be done only so often: 只能登记一个, 限申请2次."""

_WHERE_NO_FIGURE_IS = re.compile(r"《[^《》\n]{0,80}》|〔\d{4}〕|\d{4}年版")
_QUOTED = re.compile(r"“[^“”\n]{0,16}”")
# Words that make a numeral in characters before 个, 项, 次 … a count and not part of a name.
_BOUND_BEFORE = re.compile(
    r"(?:超过|[不未]满|不足|[多少高低大小][于]|至少|最[多少]|至多|达到?|[年已]满|满|连续|累计|延期|提交|共|共计|召开"
    r"|[缩减简并合低高升增归][小少化短到至为成]|以|逾|限|一式"
    rf"|{ONLY}(?:{DONE_SO_OFTEN})"
    r"|(?:至少|最[多少]|至多)(?:应当?|要)?(?:配[备置]|设[置立]?|建[成设立]|安排|组织|开展|举办|有|进行|提供|培[养育]|指定|确定))\Z"
)
_BOUND_AFTER = re.compile(
    rf"(?:\(含[^()\n]{{1,8}}\)|{OTHER_UNIT})?(?:的?[)]?(?:及?以[上下内]|之?内|为限|以外))"
)
# 总理5日作政府工作报告, 民政局15日称: news tell who did something that day.
_TOLD_THAT_DAY = re.compile(
    r"(?:作(?=[一-鿿]{0,6}报告)|称(?!为)|说(?![明服理])|表示|讯(?!问)|电(?![子话气力报文压]))"
)
_COUNTED_FROM = ("后", "起", "满", "经", "的")  # 受理后5日说明理由 counts the days
# What stands before the day of an event, and what follows a number of days.
_DAY_BEFORE = re.compile(
    r"(?:^|[\n。,;:“”/\s!?…]|记者|截至|截止到?|[据继从在自比]|(?<![少多短长低高晚早迟])于|预计|[局部委府院会厅组署行司办])\Z"
)
_DAYS_COUNTED = re.compile(
    r"之?内(?!蒙)|以[内上下前后]|之[前后]|[前后的至到、()期为不无未]|左右|办[结理好完]|完成|[领审]|出证|发证"
)
_NEEDED_THINGS = re.compile(r"(?:[^,、;。]{0,4})(?:材料|环节|证件|印章|公章|证明|步骤)")
_EVERY_BEFORE = re.compile(r"每(?!个人|位|名|一)[^,;。]{0,10}\Z")
# 可以复议一次。
_ONCE = re.compile(r"(?:复议|复核|申请|延长|延期|续[期签]|享受|领取|提取|调整|变更|公布)\Z")
# 五至九人: what runs from one number to another is counted, where classes have no such unit.
_RANGE_BEFORE = re.compile(
    rf"(?<![第前后{NUMERAL[1:-1]}]){NUMERAL}{{1,4}}(?P<unit>[人户次个家名]?)[至到]\Z"
)
_RANGE_AFTER = re.compile(rf"[至到]{NUMERAL}{{1,4}}(?P<unit>[人户次个家名])")
_RANGED = frozenset("人户次个家名")
_PAID = re.compile(r"的?(?:,?(?:给予|补助|补贴|奖励|奖|扣|加|减|处以?|罚|按|记|计))")
_MARKS = frozenset(",;。)")
_CALENDAR_YEAR = re.compile(r"(?:1[89]|20)\d\d|[一二][〇○零一二三四五六七八九]{3}")
_HALF_NAMES = tuple("每上下前后大多")
_RANGE_MARKS = ("至", "到", "、", "和")
_ORDINAL_BEFORE = re.compile(r"第[^,、;。]{0,3}[至到、和]\Z")
_LONG_TIME = frozenset({"百", "千"})
# 18日8时和19日20时, 20日上午: a day of the month.
_TIME_OF_DAY = re.compile(
    r"(?:[凌清]?[晨早晚]上?|[上中下]午)?\d{1,2}[时点:](?!间)|[凌清]晨|[上中下]午|晚上?\d?"
)
_VILLAGE = re.compile(r"(?:村民?|社区|屯|寨)[一-鿿]{0,4}\Z")
_CLOCK_BEFORE = re.compile(r"\d[时点]\d{0,2}分?[至到-]?\Z")
_DEGREES = rf"(?:\d|{NUMERAL})[度°]"
_ARC_BEFORE = {
    "分": re.compile(rf"{_DEGREES}\Z"),
    "秒": re.compile(rf"{_DEGREES}(?:\d|{NUMERAL}){{1,4}}[分′]\Z"),
}
# 24小时 is a limit only with a bound; otherwise it says that something is always open.
_HOURS_BOUND = re.compile(r"(?:以?内|之内|前|后|以上|以下|[,、;。)]|\Z)")
_HOURS_BOUND_BEFORE = re.compile(
    r"(?:超过|[于至到为过]|达|满|控制在|提前|每|缩短?|(?<!新)增|减|延)\Z"
)
_CIRCLE = re.compile(r"[一-鿿]{0,6}(?:圈|网|服务|机制|行动)")  # “15分钟服务圈”
_MEANS = ("平均值", "均值")
_DAY_EARLIER = re.compile(r"(?:^|[、,。;:(\n的])前\Z")
_GONE_BY = re.compile(r"(?:过去的?|(?<!以)上|[这又新])\Z")
_PERIOD_NAME_AFTER = re.compile(r"(?:行动|规划|计划|攻坚|专项|目标任务|方案|改革|大计|工作规划)")


class Number(NamedTuple):
    """A number as it stands in a text."""

    text: str
    start: int
    end: int


class Barred:
    """Where figures are parts of titles, or counts are parts of slogans."""

    def __init__(self, text: str) -> None:
        """Find the titles and the short quotations of a text."""
        self._titles = (
            [match.span() for match in _WHERE_NO_FIGURE_IS.finditer(text)]
            if "《" in text or "〔" in text or "版" in text
            else []
        )
        self._quotes = [m.span() for m in _QUOTED.finditer(text)] if "“" in text else []

    def title(self, position: int) -> bool:
        """Tell whether the position is inside a title or a number of a document."""
        return _inside(self._titles, position)

    def quote(self, position: int) -> bool:
        """Tell whether the position is inside a short quotation."""
        return _inside(self._quotes, position)


def _inside(spans: list[tuple[int, int]], position: int) -> bool:
    at = bisect_right(spans, (position, 1 << 60)) - 1
    return at >= 0 and spans[at][0] <= position < spans[at][1]


def is_name(
    text: str,
    found: Number,
    unit: re.Match[str],
    kind: MeasureKind,
    barred: Barred,
) -> bool:
    """Tell whether a number and the unit after it are part of a name, a date or a time of day."""
    number, start, end = found.text, found.start, unit.end()
    before = text[max(0, start - 12) : start]
    if before.endswith(("(含", "零下", "第", "届", "〔", "[", "PM", "[")) or _ordinal(before):
        return True
    if (kind is MeasureKind.DURATION or unit["count"] == "分") and _is_date_or_clock(
        number, unit[0], before, text, end
    ):
        return True
    if unit["count"] == "位" and before.endswith(("前", "后")):
        return True  # 排序前10位
    if unit["count"] == "起" and before.endswith("月"):
        return True  # 2月10起
    if kind is MeasureKind.PERCENTAGE and before.endswith(("×", "*")):
        return True  # 门诊收入/医疗收入×100%
    if unit["count"] == "组" and _VILLAGE.search(before):
        return True  # 柳浦村水坪5组
    if unit["size"] and unit["size"].lower() in ("千伏", "kv"):
        return not _BOUND_AFTER.match(text, end)  # a class of voltage, no threshold
    if number[0].isdigit():
        if kind is MeasureKind.DURATION and barred.quote(start):
            return _CIRCLE.match(text, end) is not None
        return kind is MeasureKind.COUNT and barred.quote(start)
    if barred.quote(start):
        return True
    if number in _LONG_TIME and before.endswith("每"):
        return True  # 每千平方米, 每千名老人
    if kind is MeasureKind.COUNT:
        return not _is_count(number, unit["count"], before, text, end)
    return kind is MeasureKind.MONEY and number in _LONG_TIME


def _ordinal(before: str) -> bool:
    """第三年至第五年 names years; 第 may stand before the whole range."""
    return before.endswith(_RANGE_MARKS) and _ORDINAL_BEFORE.search(before) is not None


def _is_date_or_clock(number: str, unit: str, before: str, text: str, end: int) -> bool:
    after = text[end : end + 6]
    if unit == "年" and _CALENDAR_YEAR.fullmatch(number):
        return True
    if before.endswith("每") and unit not in ("分钟", "小时", "秒"):
        return True  # 每3个月提取一次
    if unit in ("日", "年", "天") and before.endswith(("月", "年", "每年", "每月", "近年", "每")):
        return True
    if unit == "日" and _TIME_OF_DAY.match(after):
        return True
    if unit == "日" and re.search(r"\d日?[-—~至到、和]\Z", before):
        return "月" in before or after.startswith(("为", "期间", "开"))
    if unit == "日" and _is_day_of_month(number, before, text, end):
        return True
    if unit in ("分钟", "秒", "分") and _CLOCK_BEFORE.search(before):
        return True
    if unit in _ARC_BEFORE and _ARC_BEFORE[unit].search(before):
        return True  # 北纬20度13分30秒
    if unit == "小时" and number in ("24", "二十四"):
        return not (_HOURS_BOUND.match(after) or _HOURS_BOUND_BEFORE.search(before))
    if unit == "年" and _PERIOD_NAME_AFTER.match(after):
        return True
    if number == "两" and unit == "天" and before.endswith("这"):
        return True  # 这两天
    if before.endswith("前") and after.startswith(_MEANS):
        return True  # 前3年平均值
    if number in ("一", "1") and before.endswith("最后") and not after.startswith("内"):
        return True  # 期间的最后一日
    if number[0].isdigit():
        return False
    if number in _LONG_TIME:
        return True
    if number == "半" and before[-1:] in _HALF_NAMES:
        return unit in ("年", "天", "日", "周", "秒")  # 后半年, but 收到后半个工作日内
    if number == "一" and unit in ("日", "天") and _DAY_EARLIER.search(before):
        return True  # 前一日新进场人员
    if number == "一" and _GONE_BY.search(before):
        return True  # 过去一年
    if after.startswith("一") and number == "一":
        return True  # 一天一检
    lone = number == "一" and unit in ("日", "天", "年", "周", "秒")
    return lone and not _bounded_time(before, after)


def _is_day_of_month(number: str, before: str, text: str, end: int) -> bool:
    """13日上线 and 记者5日获悉 name a day, as news does; 公示5日 and 1日办结 count them."""
    if not number.isdigit() or not 1 <= int(number) <= 31 or _DAYS_COUNTED.match(text, end):
        return False
    told = _TOLD_THAT_DAY.match(text, end) is not None and not before.endswith(_COUNTED_FROM)
    return told or _DAY_BEFORE.search(before) is not None


def _bounded_time(before: str, after: str) -> bool:
    if not after or after[0] in "内以之后前的至,;。)":
        return True
    return re.search(r"(?:满|超过|不足|[于期行前长为至到]|提前|连续)\Z", before) is not None


def _in_range(unit: str, before: str, text: str, end: int) -> bool:
    """五至九人 and 五人至九人; 七级至十级 are classes."""
    from_ = _RANGE_BEFORE.search(before) if before.endswith(("至", "到")) else None
    if from_ and from_["unit"] in ("", unit):
        return True
    to = _RANGE_AFTER.match(text, end)
    return to is not None and to["unit"] == unit and not before.endswith("第")


def _is_count(number: str, unit: str, before: str, text: str, end: int) -> bool:
    if _BOUND_AFTER.match(text, end):
        return True
    if unit in ("岁", "周岁", "人次", "学时"):
        return True
    if unit in _RANGED and _in_range(unit, before, text, end):
        return True
    if unit == "折":
        return number != "半" and len(number) <= 2
    if _BOUND_BEFORE.search(before):
        return not (before.endswith("以") or (before.endswith("为") and before[-2:-1] == "分"))
    if number == "一" or number[0] == "半":
        once = _ONCE.search(before) is not None and text[end : end + 1] in _MARKS
        # 每上门一次给予80元 says what is paid for, not how often.
        every = (
            _EVERY_BEFORE.search(before) is not None
            and not before.endswith("每")
            and not _PAID.match(text, end)
        )
        return unit == "次" and (once or every)
    if number == "二" and unit in ("套", "批", "轮", "类"):
        return False  # 二套 is the second, 两套 are two
    if unit in ("枚", "份", "套", "张", "名", "倍"):
        return True
    return _NEEDED_THINGS.match(text, end) is not None or (
        unit == "次" and _EVERY_BEFORE.search(before) is not None
    )
