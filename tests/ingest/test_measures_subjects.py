"""What a figure is of, where the words that say so stand after it or in an earlier piece."""

from __future__ import annotations

import time

import pytest

from ingest.figures.measures import extract_measures
from ingest.figures.wording import VERB_TAIL

TIERS = """按设备投资额分档给予补助：
（1）200万元（含）至1000万元的，补助8%；
（2）5000万元（含）以上的，补助12%，单个项目最高不超过1000万元。"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("80%以上政务服务事项实现网上可办。", [(">=", "80", "政务服务事项")]),
        ("四类企业开办等80%以上高频事项全程网办。", [(">=", "80", "高频事项")]),
        ("行政村覆盖率不低于六成。", [(">=", "60", "行政村覆盖率")]),
        ("全市八成以上学校接入平台。", [(">=", "80", "学校")]),
        ("全省增加34个药品纳入医保。", [("=", "34", "药品")]),
        ("对调出目录的药品给予6个月的过渡期。", [("=", "6", "过渡期")]),
        ("并处货值金额1倍以上3倍以下的罚款。", [(">=", "1", "罚款"), ("<=", "3", "罚款")]),
        ("处五百元至五万元罚款。", [(">=", "500", "罚款"), ("<=", "5", "罚款")]),
        ("罚款金额为人民币五万元以上。", [(">=", "5", "罚款金额")]),
        ("自收到申请书之日起超过六个月未执行的，可以申请。", [(">", "6", "未执行")]),
        ("病历资料封存满3年未提出要求的，可以销毁。", [(">=", "3", "病历资料封存")]),
        ("建设产地集配中心，每个县不少于2个。", [(">=", "2", "产地集配中心")]),
        ("乡统筹费，不得超过上年人均纯收入的5%。", [("<=", "5", "乡统筹费")]),
        ("用户报修后2小时内上门。", [("<=", "2", "上门")]),
        ("年用电量50万千瓦时以上的冷库。", [(">=", "50", "年用电量")]),
        ("末端水压不低于0.14兆帕。", [(">=", "0.14", "末端水压")]),
        ("招用3人以下的按每人2000元给予补贴。", [("<=", "3", "招用"), ("=", "2000", "补贴")]),
        ("推动建设300个具有引领作用的实训基地。", [("=", "300", "实训基地")]),
        ("实践性教学课时原则上占总课时一半以上。", [(">=", "50", "实践性教学课时")]),
        ("合议庭评议案件应当在庭审结束后五个工作日内进行。", [("<=", "5", "合议庭评议案件")]),
        ("提起的两个或者两个以上有包含关系的事项，不予奖励。", [(">=", "2", "事项")]),
        ("筹建期限，从批准之日起，不得少于一年。", [(">=", "1", "筹建期限")]),
        (
            "投资者共同持有一个上市公司已经公开发行的有表决权股份达到百分之三十时，应当公告。",
            [(">=", "30", "有表决权股份")],
        ),
        (
            "自知道之日起三个月内，或者自书面告知之日起七日内，向人民法院起诉。",
            [("<=", "3", "向人民法院起诉"), ("<=", "7", "向人民法院起诉")],
        ),
        (
            "自受理之日起二十日内，或者自补正之日起十日内作出决定。",
            [("<=", "20", "作出决定"), ("<=", "10", "作出决定")],
        ),
        ("三日内，或者按照其时限要求，移送人民法院。", [("<=", "3", "移送人民法院")]),
        ("批准之日起七日内通过门户网站等渠道，公布名单。", [("<=", "7", "公布名单")]),
        ("三日内通过验收，逾期不予受理。", [("<=", "3", "通过验收")]),
        ("三十日内提出申请或者撤回申请。", [("<=", "30", "提出申请或者撤回申请")]),
        ("这3起事故正在调查处理中。", [("=", "3", "事故")]),
        ("每个企业只能申报3项。", [("<=", "3", "每个企业只能申报")]),
    ],
)
def test_figures_say_what_they_are_of(text: str, found: list[tuple[str, str, str]]) -> None:
    measures = extract_measures(text)
    assert [(one.comparator, one.value, one.subject) for one in measures] == found


def test_tiers_are_of_what_the_line_above_them_is_told_by() -> None:
    found = [(one.comparator, one.value, one.subject) for one in extract_measures(TIERS)]
    assert found == [
        (">=", "200", "设备投资额"),
        ("<=", "1000", "设备投资额"),
        ("=", "8", "补助"),
        (">=", "5000", "设备投资额"),
        ("=", "12", "补助"),
        ("<=", "1000", "补助"),
    ]


def test_a_fine_keeps_the_case_and_what_it_is_reckoned_of() -> None:
    (_, low, _) = extract_measures("货值金额1万元以上的，并处货值金额3倍以上5倍以下罚款。")
    assert low.subject == "罚款"
    assert low.condition == "货值金额1万元以上,货值金额"


@pytest.mark.parametrize("text", ["一成不变。", "第三成员单位。", "建成一批项目。"])
def test_words_with_cheng_are_no_shares(text: str) -> None:
    assert extract_measures(text) == ()


def test_what_stands_beside_a_time_is_not_what_is_undone() -> None:
    (measure,) = extract_measures("企业招用毕业2年内未就业高校毕业生的，给予补贴。")
    assert "未就业" not in measure.subject


def test_ages_are_of_men_or_of_women() -> None:
    found = extract_measures("负责人男性不超过38周岁、女性不超过40周岁。")
    assert [(one.subject, one.condition) for one in found] == [
        ("年龄", "负责人男性"),
        ("年龄", "女性"),
    ]


def test_a_cell_of_a_scale_of_fines_says_its_column() -> None:
    table = "|违法行为|情节|处罚幅度|\n|接纳未成年人|接纳3人|警告，并处3000元以下罚款|"
    fine = extract_measures(table)[-1]
    assert (fine.subject, fine.condition) == ("处罚幅度", "接纳未成年人")


def test_what_is_charged_at_most_is_a_bound() -> None:
    (_, fee) = extract_measures("首小时4元，全天最高收费30元。")
    assert fee.comparator == "<="


def test_the_parts_of_a_total_are_of_what_the_total_is_of() -> None:
    found = extract_measures("招生计划总数为135个（小学45个、初中90个）。")
    assert [(one.value, one.subject, one.condition) for one in found] == [
        ("135", "招生计划总数", None),
        ("45", "招生计划总数", "小学"),
        ("90", "招生计划总数", "初中"),
    ]


def test_a_bound_that_includes_itself_is_no_condition() -> None:
    (measure,) = extract_measures("从业人员50人以上（含50人）的企业。")
    assert measure.condition != "含50人"


@pytest.mark.parametrize(
    ("text", "subject", "condition"),
    [
        ("将2月份纳税申报期限延长至2月24日，仍有困难的可以延期。", "2月份纳税申报期限", None),
        ("可将应缴费用征收期统一顺延到7月底。", "应缴费用征收期", None),
        ("缴费期可以延长至2031年5月31日，足额缴费后享受待遇。", "缴费期", None),
        ("对到期的许可，延长有效期至6月底。", "有效期", None),
        ("捐赠支出在年度利润总额12%以内的部分，准予扣除。", "捐赠支出", "年度利润总额"),
        ("捐赠额未超过其申报的应纳税所得额30%的部分。", "捐赠额", "其申报的应纳税所得额"),
        ("对困难职工给予每人每天补助300元。", "补助", "困难职工,每人每天"),
        ("对参保人员每月补贴600元。", "补贴", "参保人员,每月"),
        ("本办法所称老人是指年满60岁的父母。", "本办法所称老人", None),
        ("在本市境内未超过一年的，视为新品种。", "在本市境内", None),
        ("治愈率已达53%。", "治愈率", None),
        ("梳理明确185个可在网上办理的缴费事项。", "缴费事项", None),
        ("在防控期间将给予最高9万元的一次性就业服务补助。", "一次性就业服务补助", "防控期间"),
        ("24条措施主要聚焦通关。", "措施", None),
        ("有70家银行合计发行存单。", "银行", None),
    ],
)
def test_words_between_a_subject_and_its_figure_are_no_part_of_it(
    text: str, subject: str, condition: str | None
) -> None:
    (one,) = extract_measures(text)
    assert (one.subject, one.condition) == (subject, condition)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("1.5小时应急服务圈覆盖率达到90%。", "1.5小时应急服务圈覆盖率"),
        ("2.3项目完成率达到90%。", "项目完成率"),
        ("3.1家庭医生签约率达到90%。", "家庭医生签约率"),
    ],
)
def test_a_number_of_units_that_begins_a_name_is_no_number_of_a_section(
    text: str, subject: str
) -> None:
    assert extract_measures(text)[-1].subject == subject


def test_the_unit_of_a_row_is_not_what_it_measures() -> None:
    table = "|指标名称|单位|2020年|2025年|\n|供水能力|万吨/日|10|12|\n|绿地面积|公顷|3|4|"
    assert [m.subject for m in extract_measures(table)] == ["供水能力"] * 2 + ["绿地面积"] * 2


@pytest.mark.parametrize(
    ("text", "subject", "condition"),
    [
        ("停车费每小时3元。", "停车费", "每小时"),
        ("工本费每证10元。", "工本费", "每证"),
        ("机械车位每个2000元。", "机械车位", "每个"),
        ("护理费每天120元。", "护理费", "每天"),
        ("每个项目补助5万元。", "补助", "每个项目"),
        ("对机械车位每个补助2000元。", "补助", "机械车位每个"),
    ],
)
def test_what_a_price_is_for_is_told_from_what_it_is_of(
    text: str, subject: str, condition: str
) -> None:
    (measure,) = extract_measures(text)
    assert (measure.subject, measure.condition) == (subject, condition)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("企业开办受理由5个工作日压缩至2个工作日。", "企业开办受理"),
        ("项目备案由10个工作日压缩到3个工作日。", "项目备案"),
        ("商标注册审理由9个月压减至6个月。", "商标注册审理"),
        ("无正当理由超过6个月未开工的，", "无正当理由"),
        ("试点合作银行为5家。", "试点合作银行"),
        ("债券发行为10亿元。", "债券发行"),
        ("违法行为超过3次的，", "违法行为"),
    ],
)
def test_a_verb_before_by_or_is_makes_no_reason_and_no_deed(text: str, subject: str) -> None:
    assert [m.subject for m in extract_measures(text)] == [subject]


def test_words_that_lead_to_a_figure_are_told_in_linear_time() -> None:
    started = time.perf_counter()
    assert VERB_TAIL.search("为" * 22 + "人") is None
    assert time.perf_counter() - started < 1
