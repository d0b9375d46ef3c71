"""Series of classes that exclude each other: voltages, degrees, sizes, levels, grades.

A figure for one class of a series is no answer about another. The table is data: each row has a
pattern of words and the classes that they name. Grades that are counted (二级, 甲类, AAA级, 第二套)
need no table; `service.answering.groups.classes` reads them.
"""

from __future__ import annotations

from typing import Final

from service.answering.groups.attainments import ATTAINMENT_SERIES
from service.answering.groups.matters import MATTER_SERIES
from service.answering.groups.records import Series, plain
from service.answering.groups.undertakings import UNDERTAKING_SERIES

_SIZES: Final = ("微型", "小型", "中型", "大型", "特大型")
_OF_AGE: Final = r"成年|(?<![完组达养])成人(?!教育|高[考校])"

SERIES: Final = (
    Series(
        name="voltage",
        words=(
            (r"高压(?!态势|线|锅|氧|电工)|\bhigh[- ]voltage", ("高压",)),
            (r"低压|\blow[- ]voltage", ("低压",)),
        ),
    ),
    Series(
        name="household",
        words=(
            (
                r"非居民|(?<!个体)工商业?(?:用户|户)|(?:工业|商业)用户|\bnon-?residential",
                ("非居民",),
            ),
            (
                r"居民(?!身份|委员会|委会|消费|健康|医保|医疗|养老|基本|人均|可支配|小组|大会)"
                r"|\b(?<!-)(?<!non)residential",
                ("居民",),
            ),
        ),
        hints=(
            (r"住家|住户|家庭|[我自]己?家|家里|家用|民用", ("居民",)),
            (r"公司|企业|厂|店|商户|商铺|单位", ("非居民",)),
        ),
    ),
    Series(
        name="insured",
        words=(
            (r"(?:城镇)?职工(?=基本医疗|医保|医疗|基本养老|养老)", ("职工",)),
            (r"(?:城乡)?居民(?=基本医疗|医保|医疗|基本养老|养老)", ("居民",)),
        ),
    ),
    Series(
        name="size",
        words=(
            (r"大中小微型?", _SIZES),
            (r"中小微型?|中小型?(?=企业|客户|用户)", _SIZES[:3]),
            (r"大中型", _SIZES[2:]),
            (r"小型微型|小型、微型|小微型?|微小型?", _SIZES[:2]),
            (r"微型|微企", _SIZES[:1]),
            (r"特大型", _SIZES[4:]),
            (r"小型|中型|大型", ()),
            (r"大企业", _SIZES[3:]),
        ),
        order=_SIZES,
    ),
    Series(
        name="above scale",
        words=((r"规模以上|规上", ("规上",)), (r"规模以下|规下", ("规下",))),
    ),
    *ATTAINMENT_SERIES,
    Series(
        name="capital",
        words=((r"外商投资|外资|外企|\bforeign", ("外资",)), (r"内资|中资", ("内资",))),
    ),
    Series(
        name="taxpayer",
        words=(
            (r"小规模(?=纳税人|企业|\W|\Z)|\bsmall-scale", ("小规模",)),
            (r"一般纳税人|\bgeneral taxpayer", ("一般",)),
        ),
    ),
    Series(
        name="contributors",
        words=(
            (
                r"双缴存|双职工|夫妻双方|双方(?:均|都)?(?:连续|正常){0,2}[缴交]"
                r"|夫妻(?:俩|两个?人?|都)",
                ("双",),
            ),
            (
                r"单缴存|单职工|单[方人](?:连续|正常){0,2}[缴交申]"
                r"|(?:一方|一个人|自己)(?:连续|正常){0,2}[缴交]",
                ("单",),
            ),
        ),
    ),
    Series(
        name="sex",
        words=(
            (r"男(?=性|职工|方|工|员工|士|干部|教师|同志)", ("男",)),
            (r"(?<!子)女(?=性|职工|方|工|员工|士|干部|教师|同志)", ("女",)),
        ),
        hints=((r"丈夫|爸爸|老公", ("男",)), (r"妻子|妈妈|老婆|产妇", ("女",))),
    ),
    Series(
        name="of age",
        words=((r"未成年|儿童|少儿|小孩", ("未成年",)), (_OF_AGE, ("成年",))),
    ),
    Series(name="married", words=((r"未婚|单身", ("未婚",)), (r"已婚", ("已婚",)))),
    Series(name="insured for", words=((r"门诊(?!部|大楼)", ("门诊",)), (r"住院", ("住院",)))),
    Series(
        name="self-care",
        words=(
            (r"完全(?:丧失|不能)", ("完全",)),
            (r"大部分(?:丧失|不能)", ("大部分",)),
            (r"(?<!大)部分(?:丧失|不能)", ("部分",)),
        ),
    ),
    Series(
        name="accident",
        words=(
            (r"特别?重大(?=\w{0,4}(?:事故|事件|灾害|险情))", ("特大",)),
            (r"(?<!特别)(?<!特)重大(?=\w{0,4}(?:事故|事件|灾害|险情))", ("重大",)),
            (r"较大(?=\w{0,4}(?:事故|事件|灾害|险情))", ("较大",)),
            (r"一般(?=\w{0,4}(?:事故|灾害|险情))", ("一般",)),
        ),
        order=("一般", "较大", "重大", "特大"),
    ),
    Series(
        name="risk",
        words=(
            (r"中高风险", ("中", "高")),
            (r"中低风险", ("低", "中")),
            (r"低风险", ("低",)),
            (r"中(?:等)?风险", ("中",)),
            (r"高风险", ("高",)),
        ),
        order=("低", "中", "高"),
    ),
    Series(
        name="what is applied for",
        words=(
            (r"新办|新设立?|新开办|设立(?=登记|许可|审批)|初次申[领请]", ("新办",)),
            (r"变更", ("变更",)),
            (r"延续|续期|续展|换证|换发", ("延续",)),
            (r"注销", ("注销",)),
            (r"补办|补领|补发|补证|遗失", ("补办",)),
        ),
    ),
    Series(
        name="building work",
        words=(
            (r"新改扩建", ("新建", "改建", "扩建")),
            (r"改扩建", ("改建", "扩建")),
            (r"新建(?!商品)|改建|扩建", ()),
        ),
    ),
    Series(
        name="dwelling",
        words=((r"二手房|存量房", ("二手",)), (r"新建商品房|新房|一手房", ("新房",))),
    ),
    Series(
        name="town or country",
        words=(
            (r"(?:城镇|城市)(?=居民|户籍|户口|家庭|低保|特困)", ("城",)),
            (r"农村(?=居民|户籍|户口|家庭|低保|特困)", ("乡",)),
        ),
    ),
    Series(
        name="registered residence",
        words=(
            (
                r"非[一-鿿]{0,6}户[籍口]|(?:没有?|不是)[一-鿿]{0,6}户[籍口]|(?:外[省市地来]|异地)(?:的?(?:户[籍口]|人口|人员|务工))"
                r"|外地人|外来工|外来(?:务工|人口|人员)|进城务工|流动人口|随迁子女|来穗人员|非穗籍",
                ("外地",),
            ),
            (
                r"(?:本[市区省地县]|[市区])的?(?:城镇|常住|居民|农业)?(?:户[籍口])(?!所在|地)|穗籍"
                r"|(?<![一-鿿])户籍(?=适龄|学生|生(?![育活产])|儿童|居民|人口|家庭)",
                ("本地",),
            ),
        ),
    ),
    Series(
        name="person or body",
        words=(
            (r"对个人|(?<![一-鿿])个人(?=处|按|缴|自付|承担|的|\Z)", ("个人",)),
            (r"对[一-鿿]{0,4}单位|(?<![一-鿿])单位(?=处|按|缴|承担|的|\Z)", ("单位",)),
        ),
        hints=(
            (r"我(?![们司市省区县国厂店方院校]|公司|单位|企业)|个人|自己", ("个人",)),
            (r"公司|企业|厂|单位|店|我们", ("单位",)),
        ),
    ),
    Series(name="working", words=((r"在职|在岗", ("在职",)), (r"退休", ("退休",)))),
    Series(name="degree", words=((r"极重度|重度|中度|轻度", ()),)),
    plain("report on the environment", "报告书", "报告表", "登记表"),
    plain("managed as", "重点管理", "简化管理", "登记管理"),
    *UNDERTAKING_SERIES,
    plain("warning", "红色预警", "橙色预警", "黄色预警", "蓝色预警"),
    plain("school run by", "(?<!办)公办", "(?<!居)民办"),
    plain("patent", "发明(?=专利)", "实用新型", "外观设计"),
    plain("province", "省内|本省", "省外|跨省|外省"),
    *MATTER_SERIES,
)
"""Patterns without classes name the class that they find."""

MATTERS: Final = frozenset(series.name for series in SERIES if series.matter)

TOPICS: Final = frozenset(series.name for series in SERIES if series.topic)
"""Series of which a text is about a class also where it denies it."""
