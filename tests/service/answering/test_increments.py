"""What goes up or down is said as such, and with what it changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import Store

WELFARE = """枫桥市社会保障标准
一、养老。基础养老金每人每月170元，其中70周岁以上每月加发10元。
二、租房。租房提取限额每月1500元，多子女家庭提高50%。
三、停车。夜间停车加收5元。
四、产假。产假增加60天，护理假15天。
五、医保。职工住院报销比例为80%，退休人员报销比例提高6个百分点。
六、身份证。身份证自受理之日起15个工作日内办结；急需使用的，可以办理临时身份证，3个工作日内办结。
七、电价。一般工商业电价在2017年基础上降低10%。
枫桥市人民政府
2026年1月5日
"""


@pytest.fixture(scope="module")
def store(store_of: Callable[..., Store]) -> Store:
    return store_of({"welfare.txt": WELFARE})


@pytest.mark.parametrize(
    ("question", "said", "never"),
    [
        ("枫桥市基础养老金多少", ("170", "加发10元"), ()),
        ("枫桥市72岁老人基础养老金加发多少", ("加发10元",), ("170",)),
        ("枫桥市多子女家庭租房提取限额多少", ("1500", "提高50%"), ()),
        ("枫桥市夜间停车加收多少", ("加收5元",), ()),
        ("枫桥市护理假几天", ("15 天",), ("增加 15",)),
        ("枫桥市退休人员住院报多少", ("80%", "提高6个百分点"), ()),
        ("枫桥市职工住院报多少", ("80%",), ("6个百分点",)),
        ("枫桥市身份证多久能办好", ("15 个工作日",), ()),
        ("枫桥市临时身份证多久能办好", ("3 个工作日",), ("15 个工作日",)),
        ("枫桥市一般工商业电价降低多少", ("降低10%",), ()),
        ("枫桥市居民养老金多大年纪加发", ("70周岁",), ()),
    ],
)
def test_what_changes_a_figure_is_said_with_its_verb(
    check_told: Callable[..., None],
    question: str,
    said: tuple[str, ...],
    never: tuple[str, ...],
) -> None:
    check_told(question, said, never)
