"""Patterns of numbers and units as policy texts write them."""

from __future__ import annotations

import re
from typing import Final

from ingest.records import MeasureKind
from ingest.text.numerals import NUMERAL

_DURATION = (
    r"个?工作小时|个?工作日|个?自然日|个?日历[日天]|个?交易日|个?小时|分钟|个月|个季度|季度(?=以?内)|个?星期(?!天|日)"
    r"|周(?![年边期岁到转一二三四五六日末])|天(?![然津])"
    r"|日(?![期常起至在由游历均用])(?!报[^检告送请备批经颁])|年(?!一遇|义务教育|[度级制期检审报终均货代鉴轻初底末]|[一两二三四五六七八九十\d]+月)"
    r"|秒(?![批杀办])"
)
_MONEY = (
    r"(?:(?:万亿|千万|百万|万|亿|千|百)[多余]?)?(?:美元|港元|欧元|元)(?![旦素宵件])"
    r"(?:/m[23²³])?(?:/(?:(?![的以至])[㐀-鿿]){1,3}(?:·[㐀-鿿][位里次]?)?)?(?:(?<=/[㐀-鿿])\.车?次(?![日年数]))?"
    r"|(?<!为[一1])万?计算单位|分(?:钱|/(?:千瓦时|公斤|千克|[度斤吨]))"
)
_MANY = r"(?:(?:万亿|[万亿])[多余]?)?"
_SIZE = (
    rf"{_MANY}平方米|平方公里|{_MANY}立方米|年一遇|摄氏度|℃|[毫微]?克[/每](?:立方米|立方厘米|升)|[mμ]g/(?:m[3³]|L)|公里/小时|万?总吨(?!位)|度(?=及?以[上下内])|{_MANY}公里|海里|千米|[毫厘]米|公分(?![母子])|米(?!粉|线)|万?平米|{_MANY}亩|{_MANY}公顷|{_MANY}吨(?:标准煤)?|蒸吨|{_MANY}公斤|(?<=[\d多余]){_MANY}斤(?![斤计两])|千克|毫克|克(?!服|制|扣|拉)"
    r"|[cm]m[23²³]?(?![A-Za-z])|km[2²]?(?![A-Za-z])|kg(?![A-Za-z])|毫升|升(?![级降学至到为温])|[万亿]?千瓦时|万?千瓦|兆瓦|万?千伏安|千伏|[kK][vV][aA]|[kK][vV]|[kK][wW]|[兆千]帕|马力|分贝|㎡"
)
_PER_TIME = r"(?:/(?:小时|[日天年月时秒]))?"
_COUNT = (
    r"(?:[万亿][多余]?)?(?:个(?!人|体|别|性)|项|件(?!套)|架次|班次|车次|人次|户次|份(?!额)|次(?![性日月年级要生序新])|家(?!庭|长|具|电|园)|户(?!籍|口|外)"
    r"|人(?![户才民均员大类社防力口工体事])|(?<=\d)位(?![数于置列居次移编码代字小一])|周岁|岁|名(?![单称录义额优])|枚|套(?!用|餐)|张|台(?!账|湾|风|阶)|辆|种(?!植|子|业)|根(?![据本源治除基系])|场次|场(?![所地馆景合外内租站长面均])"
    r"|类(?!别|似)|条(?!例|款|件)|处(?![罚理置分室于长])(?!以[^上下])|座|所(?![得有属需在])|倍|间(?!接|距)|栋|幢|艘|笔(?!试)|宗(?!旨)|批次|批(?!准|复|次|发)|例(?![如外行会证])|双(?![重向方边语休创选随循程])|盒(?!子)|(?<=[\d万多余])只(?![有能要需是须好限得])|起(?![草诉来点步重伏源码飞床始止见因火身到用算施实至执])"
    r"|副(?=以[上下]|[,;。、)(])|席(?=以[上下]|[,;。、)])|组(?![织长成员件建别合装团])|支(?![队撑付持行部出])|头(?!部)|株|盏|轮(?!候|换)|篇|册(?![子封立])|本(?=以[上下]|或者?|[,;。、])|发(?=以[上下])|学[时分]|课时|户|层(?![次级面出压])|部(?=电梯|扶梯|电话|手机|以上|[,、;。)|]|\Z)|步(?!行)|折(?![旧算扣叠])"
    r"|分(?=以上|以下|的|为[优良合不及]|或者|[未不]满|[至到-]\d|[,、;:。)]| ?\||\Z))"
)
UNIT = re.compile(
    rf"(?P<scale>多|余)?(?:(?P<percent>[%‰]|个百分点|个?基点)|(?P<duration>{_DURATION})"
    rf"|(?P<money>{_MONEY})|(?P<size>(?:{_SIZE}){_PER_TIME})|(?P<count>{_COUNT}))"
)
"""A unit directly after its number; the named groups are the kinds of measures."""

OTHER_UNIT = (
    r"\((?:[册件副枚张份个次篇只部套本条盒幅户家人台辆处项名盘盏节种类](?:[、,]|或者?)?){1,3}\)"
)
"""Another unit that may stand after one, before its bound: 一百件(套)以上."""

KIND_OF_GROUP: Final = {
    "percent": MeasureKind.PERCENTAGE,
    "duration": MeasureKind.DURATION,
    "money": MeasureKind.MONEY,
    "size": MeasureKind.SIZE,
    "count": MeasureKind.COUNT,
}
"""What the groups of `UNIT` measure."""

UNIT_STARTS = (
    "个工自日交小分季星周天年秒万亿千百美港欧元平立公海毫厘米亩吨克升兆kKvVwWmμ微㎡摄℃"
    "项件人份次家户岁名枚套张台马辆种类蒸处座所倍间栋幢艘笔宗批支头株盏轮篇学课步折起层架根场部例双盒只组总度计册本发位副席斤班车c"
)
"""What every unit of `UNIT` but % and ‰ begins with; 条 counts after digits only."""

_JOINTS = rf"[-—–~～至到、或和](?:者)?(?:\d|{NUMERAL})"

# 一点八米; 八点零五分 and 每晚十点三次 tell a time of day, 第二点三日内 a point of several.
_NO_CLOCK = rf"(?<![第早晚午夜晨]{NUMERAL})(?<![早晚]上{NUMERAL})(?<![午晚上]十[一二])"
_DECIMALS = _NO_CLOCK + r"点[零〇一二三四五六七八九]{1,6}(?!分(?!贝))"

# What may follow a number whose unit is said once, after the next number: 3至5天, 10个、15个工作日.
_ELIDED = r"个?(?P<join>[-—–~～至到、]+|或者?|和)"

# Starts with one character class, so that the search skips other text at full speed.
NUMBER = re.compile(
    r"[0-9零〇○一二三四五六七八九十百千两半]"
    r"(?:(?<=[0-9])\d{0,15}(?:,\d{3}){0,6}(?:\.\d+)?"
    rf"(?=[多余]?[%‰{UNIT_STARTS}条]|{_JOINTS})"
    rf"|(?<=[^0-9]){NUMERAL}{{0,12}}(?:{_DECIMALS}|半)?(?=[多余]?[{UNIT_STARTS}]|{_JOINTS}))"
)
"""A number that something like a unit or a joined number follows."""

LOST_POINT = re.compile(r"(?<![\d.附件表图第A-Za-z\n|])\d{1,3} \Z")
"""What stands before the decimals of a number whose point was lost: 13 of 13 7小时."""

ELIDED_STARTS = "个-—–~～至到、或和"
"""What such words begin with."""
_NEXT = rf"(?:\d|{NUMERAL})"
ELIDED_UNIT = re.compile(rf"{_ELIDED}(?={_NEXT})")
# 减半 halves, but 缩减半小时 and 减半天 take half an hour and half a day off.
_HALVES = (
    rf"(?<![加缩压])减半(?!个?(?:(?!年[费金租薪])(?:{_DURATION})|学期|月(?![租费薪缴供均度])))"
)
FRACTION = re.compile(
    rf"(?P<whole>[百千万]|{NUMERAL}{{1,12}})分之(?P<part>{NUMERAL}{{1,12}}(?:点{NUMERAL}{{1,6}})?)|(?P<half>一半|{_HALVES})"
    r"|(?<![\d./])(?P<above>[1-9])/(?P<below>[2-9])(?![\d/])"
)
AT_ONCE = re.compile(r"[当即](?:(?P<day>[日天])|(?P<instant>[时场刻]))")
"""Limits without a number: a day for 当日, none for 即时 and 当场."""
