"""Said with a figure: what changes it for some, the rate that it caps, the steps before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import Store
from service.answering.answering import ask
from service.answering.records import Answer
from service.answering.refusing.refusal import assess

HEALTH = """檀溪市居民医保待遇问答
一、住院怎么报销
住院费用按医疗机构级别报销，标准如下：
|医疗机构|起付标准（元）|报销比例|
|一级|150|88%|
|二级|450|78%|
|三级|900|62%|
退休人员和70周岁以上老年人住院的，报销比例提高6个百分点。未办理转诊手续到市外就医的，报销比例降低15个百分点。
二、大病保险怎么报
个人负担的合规费用超过1.2万元的部分，由大病保险按比例支付：1.2万元至6万元部分支付62%，6万元以上部分支付72%。\
对低保对象，起付线降低50%，支付比例提高5个百分点。
三、慢性病买药
糖尿病患者购药，不设起付线，报销比例为72%，每年最高支付450元。
四、个人缴费
2027年度个人缴费标准为每人410元，财政补助每人不低于690元。
檀溪市医疗保障局
2026年9月1日
"""
GRANTS = """松岭县支持就业若干规定
第一条 为支持就业，制定本规定。
第二条 见习补贴标准为见习单位实际发放生活费的80%，每人每月最高不超过900元。
第三条 孤儿基本生活费每人每月1350元。失业人员可以领取的一次性生活补助为3个月低保标准。
第四条 对购买1级能效空调的，按销售价格的12%给予补贴；购买节能型号的，再给予4%的补贴。每台补贴最高不超过1500元。
第五条 县人力资源社会保障局应当自受理申请之日起6个工作日内进行实地核查，\
自核查合格之日起4个工作日内发放创业资格证；补贴资金于公示期满后12个工作日内拨付至申请人账户。
第六条 租房提取公积金的，每人每年不超过13200元，三孩家庭上浮40%。犬链长度不得超过1.2米。
第七条 资格证遗失、损坏的，应当场补发。
第八条 外来务工人员随迁子女入学，应当提交居住证；本县户籍学生入学，应当提交户口簿。
第九条 本规定自2025年3月1日起施行，有效期4年。
松岭县人民政府
2025年2月1日
"""
SCHEME = """松岭县2025年家电以旧换新补贴细则
一、补贴标准。购买冰箱的，每台补贴300元；购买空调的，每台补贴450元。
二、旧家电回收。回收价格见下表：
|品类|回收参考价（元/台）|
|冰箱|70—140|
|空调|160—380|
松岭县商务局
2025年3月5日
"""
CARE = """松岭县特困人员照料护理标准
一、照料护理标准见下表：
|自理能力|集中供养（元/人·月）|分散供养（元/人·月）|
|全自理|210|105|
|全护理|1290|645|
松岭县民政局
2025年7月1日
"""
FILES = {"health.txt": HEALTH, "grants.txt": GRANTS, "scheme.txt": SCHEME, "care.txt": CARE}


@pytest.fixture(scope="module")
def store(store_of: Callable[..., Store]) -> Store:
    return store_of(FILES)


@pytest.mark.parametrize(
    ("question", "base", "change"),
    [
        ("檀溪市退休人员住院报销比例是多少", "62%", "提高6个百分点"),
        ("檀溪市75岁老人住院报销比例", "62%", "提高6个百分点"),
        ("檀溪市低保对象大病保险起付线多少", "1.2万元", "起付线降低50%"),
        ("松岭县三孩家庭租房公积金提取多少", "13200", "上浮40%"),
    ],
)
def test_what_changes_a_figure_for_the_group_named_is_said_with_it(
    answers: Callable[[str], Answer], question: str, base: str, change: str
) -> None:
    text = answers(question).text
    assert base in text
    assert change in text


def test_a_change_is_left_out_where_nobody_named_has_it(
    answers: Callable[[str], Answer],
) -> None:
    text = answers("檀溪市三级医院报销比例").text
    assert "62%" in text
    assert "百分点" not in text


def test_by_how_much_is_answered_by_the_change_alone(answers: Callable[[str], Answer]) -> None:
    text = answers("檀溪市没转诊去市外看病报销少多少").text
    assert "15" in text
    assert "62%" not in text


@pytest.mark.parametrize(
    ("question", "says", "never"),
    [
        ("檀溪市大病保险起付线", "1.2万元", "450"),
        ("檀溪市居民医保2027年个人交多少钱", "410", "万元"),
    ],
)
def test_bounds_of_a_scale_are_no_price_and_no_deductible_is_none(
    answers: Callable[[str], Answer], question: str, says: str, never: str
) -> None:
    text = answers(question).text
    assert says in text
    assert never not in text.replace(says, "")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("松岭县见习补贴多少钱", ("80%", "900")),
        ("松岭县节能空调补贴多少钱", ("12%", "再给予4%", "1500")),
    ],
)
def test_the_rate_is_said_with_its_cap(
    answers: Callable[[str], Answer], question: str, said: tuple[str, ...]
) -> None:
    text = answers(question).text
    assert [words for words in said if words not in text] == []


def test_the_cap_alone_is_said_to_who_asks_for_the_most(
    answers: Callable[[str], Answer],
) -> None:
    text = answers("松岭县见习补贴最高多少钱").text
    assert "900" in text
    assert "80%" not in text


@pytest.mark.parametrize(
    ("question", "said", "never"),
    [
        ("松岭县创业资格证几天能发下来", ("6 个工作日", "4 个工作日"), ("12 个工作日",)),
        ("松岭县补贴多久到账", ("12 个工作日",), ("6 个工作日", "4年", "4 年")),
        ("松岭县从申请到拨付一共要多久", ("6 个工作日", "4 个工作日", "12 个工作日"), ()),
    ],
)
def test_the_steps_before_are_waited_for_too(
    check_told: Callable[..., None], question: str, said: tuple[str, ...], never: tuple[str, ...]
) -> None:
    check_told(question, said, never)


@pytest.mark.parametrize(
    ("question", "says", "never"),
    [
        ("松岭县孤儿一个月补多少钱", "1350", "900"),
        ("松岭县旧冰箱回收多少钱", "70—140", "300"),
        ("松岭县买冰箱补贴多少钱", "300", "140"),
        ("松岭县遛狗绳子多长", "1.2 米", "工作日"),
        ("松岭县分散供养全护理标准多少钱", "645", "1290"),
    ],
)
def test_a_sum_is_the_one_meant(
    answers: Callable[[str], Answer], question: str, says: str, never: str
) -> None:
    text = answers(question).text
    assert says in text
    assert never not in text


def test_a_scheme_of_one_year_says_nothing_of_another(store: Store) -> None:
    assert ask(store, "松岭县2025年家电以旧换新买冰箱补贴多少", decision=assess).answered
    assert not ask(store, "松岭县2026年家电以旧换新买冰箱补贴多少", decision=assess).answered
