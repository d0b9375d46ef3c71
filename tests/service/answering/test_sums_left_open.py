"""Who asks for a sum is told one, that there is none, or who bears it; not that it exists."""

from __future__ import annotations

import pytest

from service.answering.refusing.sums import sum_left_open


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("年检工本费多少钱", "发证机关可以收取工本费。"),
        ("摊位变更费用", "摊位变更的,应当在30日内办理变更登记。"),
        ("侵权损害赔偿金额", "有下列情形之一的,受害人有权请求损害赔偿"),
        ("护工工资一个月多少", "用人单位应当按月支付工资。"),
        ("擅自开挖罚款多少", "责令停止开挖,限期恢复原状。"),
        ("误餐补助标准", "误餐补助的标准由省、自治区、直辖市人民政府规定。"),
        ("慰问金标准是多少", "慰问金的具体标准由县级人民政府另行确定并公布。"),
    ],
)
def test_a_sum_is_left_open_where_a_text_only_knows_of_it(question: str, said: str) -> None:
    assert sum_left_open(question, said)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("年检工本费多少钱", "每证收取工本费20元。"),
        ("年检工本费多少钱", "首次年检免收工本费。"),
        ("摊位变更费用", "变更摊位无需缴纳任何费用。"),
        ("验房费用", "验房费用由开发企业承担。"),
        ("侵权损害赔偿金额", "赔偿金额为货款的三倍。"),
        ("裁员补偿金额", "每满一年支付一个月工资。"),
        ("擅自开挖罚款", "处二百元以上五百元以下罚款。"),
        ("最高贷款额度", "不超过房价的七成"),
        ("征地补偿数额", "补偿不得低于市场价格。"),
        ("误餐补助标准", "误餐补助按低于最低工资的水平,由省级人民政府确定。"),
        ("绿化验收标准", "绿化验收应当苗木成活、场地平整。"),
        ("谁来承担鉴定费用", "由申请人先行垫付"),
        ("怎么确定补偿金额", "由双方协商确定。"),
        ("哪些情形可以减免费用", "生活困难的可以申请减免。"),
        ("退还保证金要多久", "验收后退还保证金。"),
    ],
)
def test_what_settles_a_sum_and_what_else_is_asked_of_it_is_left_alone(
    question: str, said: str
) -> None:
    assert not sum_left_open(question, said)
