"""Series of matters: what is done, rather than for whom.

The same act on another thing, or another act on the same, has a time limit and a price of its own:
the days of 转移登记 are not those of 抵押登记, and who is paid back tax does not pay it.
"""

from __future__ import annotations

from typing import Final

from service.answering.groups.records import Series

MATTER_SERIES: Final = (
    Series(
        name="rent or buy",
        words=(
            (r"租房|租住|房租|租用|租赁(?=形式|用房|场地|房屋|的)", ("租",)),
            (r"购房|买房|购买[^,，。]{0,6}住房", ("购",)),
            (r"自有(?=产权|用房|房)|自建(?=用房|房)", ("自有",)),
        ),
        matter=True,
    ),
    Series(
        name="life of a firm",
        words=(
            (
                r"(?:企业|公司)(?:新设|开办|设立)|[开新]办(?:企业|公司|时间)|设立(?:登记|企业|公司)",
                ("开办",),
            ),
            (r"(?:企业|公司|简易|普通)注销|注销(?:登记|企业|公司|时间)", ("注销",)),
        ),
        matter=True,
        topic=True,
    ),
    Series(
        name="registration of property",
        words=(
            (r"抵押(?![物率贷品人]|担保|融资|借款)", ("抵押",)),
            (r"(?:转移|转让)登记|过户|买卖", ("转移",)),
            (r"一般登记", ("一般登记", "转移")),  # sales are general, unless told by themselves
            (r"首次登记|查封|挂失|(?:预告|更正|异议|注销)登记", ()),
        ),
        matter=True,
        topic=True,
    ),
    Series(
        name="tax",
        words=(
            (r"(?:个人所得|个)税", ("个人所得税",)),
            (
                r"企业所得税|土地增值税|增值税(?!\w{0,2}发票)|消费税|契税|印花税|房产税|车船税|关税",
                (),
            ),
            (r"资源税|环境保护税|土地使用税|耕地占用税|车辆购置税|城市维护建设税", ()),
        ),
        matter=True,
        topic=True,
    ),
    Series(
        name="to the tax office or from it",
        words=(
            (r"退税", ("退",)),
            (r"[纳缴报]税(?!人|服务|信用|大户|评估)|(?<!退)税[^,，。;；]{0,6}申报", ("缴",)),
        ),
        matter=True,
        topic=True,
    ),
    Series(
        name="reaction",
        words=(
            (r"签收", ("签收",)),
            (r"内(?:作出|予以)?响应|响应(?=时[间限长])", ("响应",)),
            (r"答复|回复", ("答复",)),
        ),
        matter=True,
        topic=True,
    ),
)
