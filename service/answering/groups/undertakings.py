"""Series of undertakings: who invests, the form of a business, how hard a case is, where to park.

Like groups they exclude each other: the days of 政府投资项目 are not those of 社会投资项目.
"""

from __future__ import annotations

from typing import Final

from service.answering.groups.records import Series

_OF_A_CASE: Final = "(?=[一-鿿]{0,4}(?:诉求|问题|事项|工单|案件|咨询|情况))"

UNDERTAKING_SERIES: Final = (
    Series(
        name="power sources",
        words=(
            (r"单(?:电源|回路)|\bsingle[- ](?:power[- ])?source", ("单",)),
            (r"双(?:电源|回路)|\b(?:dual|double)[- ](?:power[- ])?source", ("双",)),
        ),
    ),
    Series(
        name="investor",
        words=(
            (r"政府(?:投|出)资|财政(?:投|出)资", ("政府",)),
            (r"社会(?:投|出)资|社会资本投资|企业投资|民间投资", ("社会",)),
        ),
    ),
    Series(
        name="form of business",
        words=(
            (r"个体(?:工商户|经营|户|商户)|\bself-employed", ("个体",)),
            (r"(?:小微|中小微?|小型|微型|初创|创办|设立|新办)(?:企业|公司)", ("企业",)),
        ),
    ),
    Series(
        name="above or below ground",
        words=(
            (r"地下(?=停|车|车位|泊位)", ("地下",)),
            (r"地[面上](?=停|车|车位|泊位)", ("地上",)),
        ),
    ),
    Series(
        name="hardness of a case",
        words=(
            (rf"(?:疑难|复杂){_OF_A_CASE}|跨部门|疑难", ("疑难",)),
            (rf"(?:一般|普通|简单){_OF_A_CASE}", ("一般",)),
        ),
    ),
)
