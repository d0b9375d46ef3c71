"""Plain rules about times: the figure of the thing asked about, a ban, a condition, a price's act."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import Store
from service.answering.records import Answer

HOUSING = """汀州市住房保障办法
汀政规〔2024〕6号
第一条 为保障住房，制定本办法。
第二条 新房质量保修期限：屋面防水5年，墙面渗漏3年，门窗2年，灯具6个月；报修后48小时内上门维修。
第三条 放弃选房的，2年内不得申请公租房；主管部门自受理之日起30日内完成审核。
第四条 申请公积金贷款的职工应当近6个月连续足额缴存，受托银行10个工作日内作出审批决定。
第五条 取得不动产权证满2年可以落户，公安机关5个工作日内办结落户。
第六条 整机质保期3年，压缩机6年，保修单遗失的5日内补办。
第七条 初审结果在社区张榜公布5日，有异议的15日内核查。
第八条 拖欠租金超过6个月的，收回公租房。公租房租金每平方米3元。
第九条 公共充电桩覆盖率达到90%以上，单桩功率不低于60千瓦。
汀州市人民政府
2024年3月5日
"""


@pytest.fixture(scope="module")
def store(store_of: Callable[..., Store]) -> Store:
    return store_of({"housing.txt": HOUSING})


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("新房墙面渗漏保修期几年", "3 年", "48"),
        ("整机质保期多久", "3 年", "补办"),
        ("压缩机质保期", "6", "5 日"),
        ("新房保修期报修多久来修", "48 小时", "5 年"),
        ("放弃选房后多久可以申请公租房", "2", "30 日"),
        ("公积金缴存多久可以贷款", "6", "30 日"),
        ("买房取得产权证多久能落户", "2 年", "30 日"),
        ("初审公示多久", "5 日", "15"),
        ("公租房租金", "3 元", "6 个月"),
    ],
)
def test_the_figure_of_the_thing_asked_about_is_told(
    answers: Callable[[str], Answer], question: str, said: str, unsaid: str
) -> None:
    text = " ".join(answers(question).text.replace("个月", " 个月").split())
    assert said in text
    assert unsaid not in text


def test_power_is_no_share(answers: Callable[[str], Answer]) -> None:
    assert "60" in answers("公共充电桩功率").text


def test_what_follows_arrears_is_no_price(answers: Callable[[str], Answer]) -> None:
    assert "收回" in answers("拖欠公租房租金").text
