"""Series of attainments: schools and degrees, titles, skills, and the level that awards them.

Each is an order, of which 及以上 and 以下 take in a part.
"""

from __future__ import annotations

from typing import Final

from service.answering.groups.records import Series

_SCHOOLING: Final = (
    *("幼儿园", "小学", "初中", "高中", "中专"),
    *("大专", "本科", "硕士", "博士", "博士后"),
)
_LEVELS: Final = ("村级", "乡级", "县级", "市级", "省级", "国家级", "世界级")
_LISTED: Final = "(?=(?:[、/和或及](?:国家|部|省|市|县|区|乡|镇)){1,4}级)"
"""The 级 that a list says once: 国家、省、市级."""

ATTAINMENT_SERIES: Final = (
    Series(
        name="schooling",
        words=(
            (r"博士后", ()),
            (r"博士(?:研究生)?|\bph\.?d|\bdoctora(?:l|tes?)\b|\bdoctoral", ("博士",)),
            (r"硕士(?:研究生)?|\bmaster'?s?\b(?! plan)", ("硕士",)),
            (r"研究生", ("硕士", "博士")),
            (r"(?:大学)?本科|学士|\bbachelor", ("本科",)),
            (r"大专|专科(?!医|门诊|联盟)|高职", ("大专",)),
            (r"中专|中职|技校|技工学校", ("中专",)),
            (r"义务教育", ("小学", "初中")),
            (r"高中|初中|小学|幼儿园", ()),
        ),
        order=_SCHOOLING,
    ),
    Series(
        name="boarding",
        words=(
            (r"非寄宿|走读|(?:不|没有?)(?:住校|寄宿|住宿(?![费登证发票单条设场信补]))", ("走读",)),
            (r"寄宿|住校", ("寄宿",)),
        ),
    ),
    Series(name="kindergarten", words=((r"托班|小班|中班|大班(?!额)", ()),)),
    Series(
        name="title",
        words=(
            (r"正高级?|教授级", ("正高",)),
            (r"副高级?", ("副高",)),
            (r"高级(?!工(?!程)|技|中学|人民|认证|法院)", ("副高", "正高")),
            (r"中级(?!工(?!程)|人民|法院)", ("中级",)),
            (r"初级(?!工(?!程)|中学)|助理(?=工程师|级|职称)", ("初级",)),
        ),
        order=("初级", "中级", "副高", "正高"),
    ),
    Series(
        name="skill",
        words=((r"初级工(?!程)|中级工(?!程)|高级工(?!程)|高级技师|特级技师|首席技师|技师", ()),),
        order=("初级工", "中级工", "高级工", "技师", "高级技师", "特级技师", "首席技师"),
    ),
    Series(
        name="level",
        words=(
            (r"世界级|国际级", ("世界级",)),
            (rf"国家级|国家{_LISTED}", ("国家级",)),
            (rf"省部级|省级|自治区级|部级|省{_LISTED}", ("省级",)),
            (r"省市级", ("省级", "市级")),
            (rf"地市级|州级|市级|市{_LISTED}", ("市级",)),
            (rf"区县级|县区级|县[(（]市?、?区[)）]级|县级|区级|[县区]{_LISTED}", ("县级",)),
            (r"乡镇级|镇级|乡级|街道级", ("乡级",)),
            (r"社区级|村级", ("村级",)),
        ),
        order=_LEVELS,
    ),
)
