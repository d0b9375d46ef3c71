"""Deadlines in all their forms, and what figures measure where the words are spread out."""

from __future__ import annotations

import pytest

from ingest.figures.measures import extract_measures
from ingest.records import Measure, MeasureKind


def found(text: str) -> list[Measure]:
    return list(extract_measures(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("每季度考核结果在月底前公布。", "月底"),
        ("8月中旬前完成整改。", "8月中旬"),
        ("2018年内实现全覆盖。", "2018年内"),
        ("2026年6月30日前犯罪率明显下降。", "2026年6月30日"),
        ("2026年6月30日前发生率明显下降。", "2026年6月30日"),
        ("确保年内完成建设。", "年内"),
        ("2021年6月前完成改造。", "2021年6月"),
        ("2020年第三季度末前上线运行。", "2020年第三季度末"),
        ("2020年12月底前取得明显成效。", "2020年12月底"),
        ("每年年底前向社会公开。", "每年年底"),
        ("企业应当于每年1月1日至6月30日报送年度报告。", "每年6月30日"),
        ("应当在每年11月1日至次年1月31日提出申请。", "每年1月31日"),
        ("集中参保缴费期为每年9月1日至12月31日。", "每年12月31日"),
        ("每年3月1日至5月31日为集中申报期，逾期不予受理。", "每年5月31日"),
    ],
)
def test_deadlines_are_read(text: str, value: str) -> None:
    (measure,) = found(text)
    assert (measure.kind, measure.value, measure.comparator) == (MeasureKind.DEADLINE, value, "<=")


@pytest.mark.parametrize(
    "text",
    [
        "二〇二五年十二月底前完成建设。",  # no end of any month
        "截至2025年12月底，全市共有企业若干。",
        "2022年9月1日至2023年8月31日期间出生的适龄儿童。",
        "2025年11月30日前生育的，按原渠道发放。",
        "1997年9月30日以前实施的行为，适用当时的法律。",
        "2011年4月30日以前犯罪，判处管制的，适用修正前的规定。",
        "2003年7月1日前发生的交易行为，适用当时的规定。",
        "本市的防汛期为每年6月1日至9月15日。",
        "每年11月1日至次年5月31日为森林防火期。",
        "2020年内控制度建设取得进展。",
        "2015年1月1日前建成的项目除外。",
        "经市政府第15届130次常务会议通过。",
        "且当日能够办结的，须延时办理完毕。",
    ],
)
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "subject", "condition"),
    [
        ("进口整体通关时间压缩到40小时以内，出口不超过3小时。", "出口整体通关时间", None),
        ("线上办理时限不超过1日，线下不超过3日。", "线下办理时限", None),
        ("保密的期限由当事人约定，最长不得超过三年。", "保密的期限", None),
        ("小组会上的发言，不超过十五分钟。", "小组会上的发言", None),
        (
            "登记信息的保存时间自其退出平台之日起不少于3年。",
            "登记信息的保存时间",
            "自其退出平台之日起",
        ),
        ("留样保存期限不得少于产品期限届满后6个月。", "留样保存期限", "产品期限届满后"),
        ("经营单位应当将转移记录保存10年以上。", "转移记录保存", None),
        ("应当自提出请求之日起30日内确认债权债务关系。", "确认债权债务关系", "自提出请求之日起"),
        ("处分的期间为：警告，六个月；记过，十二个月。", "处分的期间", "记过"),
        ("机关可以给予停止执业三个月以上的处罚。", "停止执业", None),
        ("补助金按照上年度职工月平均工资的六倍计发。", "补助金", None),
    ],
)
def test_the_subject_is_found_where_the_sentence_has_it(
    text: str, subject: str, condition: str | None
) -> None:
    last = found(text)[-1]
    assert (last.subject, last.condition) == (subject, condition)


def test_ages_between_two_bounds_are_a_range() -> None:
    first, second = found("年满60周岁不满65周岁的老年人享受半价。")
    assert (first.comparator, first.value, first.subject) == (">=", "60", "年龄")
    assert (second.comparator, second.value, second.subject) == ("<", "65", "年龄")


def test_shares_written_with_a_stroke_are_percentages() -> None:
    (share,) = found("会议有2/3以上委员出席方可举行。")
    assert (share.value, share.unit, share.comparator) == ("66.67", "%", ">=")


def test_the_lowest_living_standard_is_no_bound() -> None:
    first, second = found("按最低生活保障标准的1.6倍发放，不低于供养标准20%。")
    assert (first.comparator, second.comparator) == ("=", ">=")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # What is given has a name of its own; who gets it stands before.
        (
            "对首次纳入统计的企业，给予一次性奖励20万元；新设研发机构的再给予设备补贴5万元。",
            [("一次性奖励", "首次纳入统计的企业"), ("设备补贴", "新设研发机构")],
        ),
        ("财政补贴按每台15万元执行。", [("财政补贴", "每台")]),
        ("按每人500元的标准给予稳岗补助。", [("稳岗补助", "每人")]),
        # A further share or ceiling is of what the figure before is of.
        (
            "首套住房首付款比例不低于20%，第二套不低于30%。",
            [("首套住房首付款比例", None), ("首套住房首付款比例", "第二套")],
        ),
        (
            "基础养老金标准为每人每月143元，对年满70周岁的每人每月加发10元。",
            [
                ("基础养老金标准", "每人每月"),
                ("年龄", None),
                ("基础养老金标准", "年满70周岁,每人每月,加发"),
            ],
        ),
        # The sentence announces a list of limits.
        (
            "供电方案答复时限：低压3个工作日，高压单电源10个工作日。",
            [("供电方案答复时限", "低压"), ("供电方案答复时限", "高压单电源")],
        ),
        # A bracket explains the step before it.
        (
            "村级公示（不少于7天）→乡镇审核（10个工作日）→县级审批（15个工作日）。",
            [("村级公示", None), ("乡镇审核", None), ("县级审批", None)],
        ),
        # The word 至 of 压减至 joins nothing.
        (
            "报装容量160千瓦及以下的小微企业低压接入办理时间压减至10个工作日。",
            [("报装容量", None), ("低压接入办理时间", "报装容量160千瓦及以下的小微企业")],
        ),
        ("审查由原来的20个工作日压缩到7个工作日。", [("审查", None)]),
        ("与企业签订3年以上劳动合同的，可以申请。", [("劳动合同", "与企业签订")]),
        (
            "累计缴费满1年不足5年的，领取期限为12个月；满5年的，为18个月。",
            [
                ("累计缴费", None),
                ("累计缴费", None),
                ("领取期限", "累计缴费满1年不足5年"),
                ("累计缴费", None),
                ("领取期限", "满5年"),
            ],
        ),
        ("对连续三个月排名末位的单位进行约谈。", [("排名末位", None)]),
        ("责令限期三个月退回。", [("退回", None)]),
        ("邀请企业家担任营商环境体验员，每年不少于50名。", [("营商环境体验员", "每年")]),
        ("收取履约保证金的，不得超过合同金额的3%。", [("履约保证金", "合同金额")]),
        ("缴存基数不得超过上一年度月平均工资的3倍。", [("缴存基数", "上一年度月平均工资")]),
        ("经三分之二以上委员表决通过。", [("委员", None)]),
        (
            "到2025年底，60%以上的乡镇建成便民服务中心。",
            [("60%以上的乡镇建成便民服务中心", None), ("乡镇", None)],
        ),
        ("按照不低于建筑面积千分之三的比例配置服务用房。", [("配置服务用房", "不低于建筑面积")]),
        ("企业用气价格在现行基础上下浮5%。", [("企业用气价格", "在现行基础上")]),
        (
            "合同期限届满九十日前，业主大会应当作出决定。",
            [("业主大会应当作出决定", "合同期限届满")],
        ),
        ("街道办事处应当在三个工作日内代为组织。", [("代为组织", "街道办事处")]),
        ("违反规定的，按应付金额50%加付赔偿金。", [("赔偿金", "违反规定,应付金额")]),
        ("业务部门在收到材料后半个工作日内签收。", [("签收", "收到材料后")]),
        ("有效期至2028年5月31日。", [("有效期", None)]),
        # A limit that is extended is the limit named before, whatever its unit.
        (
            "应当在48小时内进行尸检；具备条件的，可以延长至7日。",
            [("进行尸检", None), ("进行尸检", "具备条件")],
        ),
        ("企业应在次月10日前报送报表。", [("报送报表", "企业")]),
        ("可以申请复核一次。", [("申请复核", None)]),
        ("全年发生3起事故。", [("事故", None)]),
    ],
)
def test_what_is_said_apart_from_the_figure_reaches_it(
    text: str, said: list[tuple[str, str | None]]
) -> None:
    assert [(one.subject, one.condition) for one in found(text)] == said


def test_a_heading_that_names_a_group_leaves_the_subject_to_the_one_above() -> None:
    text = "高压用户由40个工作日压减至25个工作日，其中单电源用户压减至20个工作日。"
    measures = extract_measures(
        text, heading="高压用户", above=("二、重点任务", "（一）压减办电时间")
    )
    assert [(one.subject, one.condition) for one in measures] == [
        ("压减办电时间", "高压用户"),
        ("压减办电时间", "单电源用户"),
    ]


def test_every_figure_of_a_row_has_its_header_and_the_name_of_the_row() -> None:
    text = "|人员类别|补贴标准|补贴期限|\n|离校2年内未就业毕业生|实际缴费的60%|最长2年|\n|就业困难人员|不超过实际缴费的2/3|最长3年|"
    said = [(one.value, one.subject, one.condition) for one in found(text)][1:]
    assert [(value, subject) for value, subject, _ in said] == [
        ("60", "补贴标准"),
        ("2", "补贴期限"),
        ("66.67", "补贴标准"),
        ("3", "补贴期限"),
    ]
    assert all("就业" in (condition or "") for *_, condition in said)


@pytest.mark.parametrize(
    "text", ["二套不低于首套的标准。", "详见附件第1/3页。", "1/3页续表写明的", "前半年完成。"]
)
def test_ordinals_and_pages_are_no_figures(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("维修资金余额不足首次交存额百分之三十的，应当续交。", "<"),
        ("采购金额超过原合同采购金额10%的，重新采购。", ">"),
        ("每人分摊的额度不能超过每月1000元。", "<="),
        ("期满三个月前提出续租申请。", "="),
    ],
)
def test_a_bound_stands_before_what_the_share_is_of(text: str, sign: str) -> None:
    assert found(text)[0].comparator == sign


def test_cases_after_an_announced_quantity_measure_it() -> None:
    measures = found("每户用地面积，使用耕地的不超过90平方米，使用荒地的不超过160平方米。")
    assert [(m.subject, m.condition) for m in measures] == [
        ("每户用地面积", "使用耕地"),
        ("每户用地面积", "使用荒地"),
    ]


def test_what_a_comma_parts_from_its_value_is_its_subject() -> None:
    measures = found("对个人的罚款金额，为二百元以上三千元以下。拘留的期限，为十日以下。")
    assert [m.subject for m in measures] == ["个人的罚款金额", "个人的罚款金额", "拘留的期限"]


def test_what_is_counted_may_stand_before_its_number() -> None:
    (measure,) = found("全市中学93所全部开展延时服务。")
    assert measure.subject == "全市中学"


def test_work_that_is_said_once_belongs_to_each_of_a_series() -> None:
    measures = found("用水、用气报装分别压减至3个、4个工作日以内。")
    assert [m.condition for m in measures] == ["用水报装", "用气报装"]


def test_a_row_that_heads_others_has_no_column() -> None:
    table = "|序号|事项名称|办理时限|\n|一、登记类（共3项）|||\n|1|设立登记|2个工作日|"
    measures = extract_measures(table, heading="事项清单")
    assert [(m.value, m.subject) for m in measures] == [("3", "事项清单"), ("2", "办理时限")]


def test_a_quantity_before_a_colon_is_measured_for_each_group_after_it() -> None:
    measures = found(
        "新批宅基地的面积按照下列标准执行：城郊地区每户不超过90平方米；山区每户不超过160平方米。"
    )
    assert [(m.subject, m.condition) for m in measures] == [
        ("新批宅基地的面积", "城郊地区,每户"),
        ("新批宅基地的面积", "山区,每户"),
    ]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("对2000千瓦以上的工业用户，答复时限不超过15个工作日。", "2000千瓦以上的工业用户"),
        ("建筑面积100平方米以下的餐饮店，检查时限为3个工作日。", "建筑面积100平方米以下的餐饮店"),
        ("从业人员不足300人的企业，返还比例为60%。", "从业人员不足300人的企业"),
        ("存栏300头至499头的养猪场，一次性补助10万元。", "存栏300头至499头的养猪场"),
    ],
)
def test_a_group_that_a_number_tells_is_a_condition(text: str, group: str) -> None:
    assert extract_measures(text)[-1].condition == group


def test_what_is_given_within_bounds_is_no_group() -> None:
    text = "处1万元以上5万元以下的罚款，期限为3日。"
    assert extract_measures(text)[-1].condition is None


def test_again_is_kept_with_the_case() -> None:
    [measure] = extract_measures("再次认定为高新技术企业的，一次性奖励10万元。")
    assert measure.condition == "再次认定为高新技术企业"


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "低压客户2个工作日内答复供电方案；受电工程检验合格后，高压客户5个工作日内装表接电，"
            "低压客户3个工作日内装表接电。",
            ["答复供电方案", "装表接电", "装表接电"],
        ),
        (
            "公司应当自作出决议之日起十日内通知债权人，并于三十日内在报纸上公告。",
            ["通知债权人", "在报纸上公告"],
        ),
        ("应当在七日内补送；七日内不能补送的，应当退回。", ["补送", "补送"]),
    ],
)
def test_each_limit_is_of_what_is_done_by_it(text: str, subjects: list[str]) -> None:
    assert [measure.subject for measure in found(text)] == subjects
