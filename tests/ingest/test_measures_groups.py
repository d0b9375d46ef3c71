"""For whom a sentence or a list gives its figures, and what halves, changes and tiers are of."""

from __future__ import annotations

import pytest

from ingest.figures.measures import extract_measures

Said = tuple[str, str | None, str, str, str | None]


def said(text: str) -> list[Said]:
    return [(m.value, m.unit, m.comparator, m.subject, m.condition) for m in extract_measures(text)]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("坡度不应大于5%。", "<="),
        ("服务半径不宜大于500米。", "<="),
        ("费用不可超过300元。", "<="),
        ("净宽不应小于1.2米。", ">="),
        ("座椅不宜少于20个。", ">="),
    ],
)
def test_what_is_denied_is_a_bound_whatever_word_denies_it(text: str, sign: str) -> None:
    assert [one[2] for one in said(text)] == [sign]


@pytest.mark.parametrize(
    ("text", "group", "subjects"),
    [
        ("（一）二级医院，起付标准500元，支付比例80%；", "二级医院", ["起付标准", "支付比例"]),
        ("对特困人员，起付线降低50%，支付限额为2万元。", "特困人员", ["起付线降低", "支付限额"]),
        ("入住养老机构的，补贴300元，服务费优惠20%。", "入住养老机构", ["补贴", "服务费优惠"]),
    ],
)
def test_who_opens_a_sentence_is_meant_by_all_its_figures(
    text: str, group: str, subjects: list[str]
) -> None:
    assert [(one[3], one[4]) for one in said(text)] == [(each, group) for each in subjects]


def test_a_sentence_about_what_is_done_names_no_group() -> None:
    assert said("培育科技型企业，研发投入强度达到3%。")[0][3:] == ("研发投入强度", None)


@pytest.mark.parametrize(
    ("text", "subject", "conditions"),
    [
        (
            "护理标准按照自理能力分为两档：半护理每人373元，全护理每人1120元。",
            "护理标准",
            ["半护理,每人", "全护理,每人"],
        ),
        (
            "按户年用水量分为两级：第一级不超过216立方米，第二级为300立方米以下。",
            "户年用水量",
            ["第一级", "第二级"],
        ),
        ("收费标准：会议室500元，报告厅800元。", "收费标准", ["会议室", "报告厅"]),
    ],
)
def test_what_stands_before_the_colon_is_what_each_case_has(
    text: str, subject: str, conditions: list[str]
) -> None:
    assert [one[3:] for one in said(text)] == [(subject, each) for each in conditions]


@pytest.mark.parametrize(
    ("text", "subject", "condition"),
    [
        ("孤儿每人每月1400元，低保对象减半。", "孤儿", "低保对象"),
        ("对获评省级的，减半奖励。", "奖励", "获评省级"),
        ("保证金对未拖欠工资的企业减半收取。", "保证金", "未拖欠工资的企业"),
    ],
)
def test_a_half_is_a_share(text: str, subject: str, condition: str) -> None:
    assert said(text)[-1] == ("50", "%", "=", subject, condition)


def test_what_tiers_are_paid_is_said_behind_them() -> None:
    found = said("超过起付线的部分，5万元以下支付60%，5万元至10万元报销65%。")
    assert [one[3:] for one in found if one[1] == "%"] == [
        ("支付", "5万元以下"),
        ("报销", "5万元至10万元"),
    ]


@pytest.mark.parametrize(
    ("text", "subject", "condition"),
    [
        ("粮食总产量25.8万吨，比上年增加0.4万吨。", "粮食总产量", "比上年增加"),
        ("规模以上企业132家，比上年末增加9家。", "规模以上企业", "比上年末增加"),
    ],
)
def test_by_how_much_something_grows_is_of_it(text: str, subject: str, condition: str) -> None:
    assert said(text)[-1][3:] == (subject, condition)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("小学计划招收128个班、5600人。", ["班", "小学计划招收"]),
        ("小学班额不超过45人，初中不超过50人。", ["小学班额", "小学班额"]),
        ("最高限价：280万元。", ["最高限价"]),
        ("职工，户籍人口超过4人的。", ["户籍人口"]),
    ],
)
def test_what_is_counted_or_priced_has_its_name(text: str, subjects: list[str]) -> None:
    assert [one[3] for one in said(text)] == subjects


def test_groups_of_a_list_keep_their_names_before_what_marks_them() -> None:
    text = "对获评绿色工厂、绿色供应链企业的，分别给予50万元、80万元奖励。"
    assert [one[4] for one in said(text)] == ["获评绿色工厂", "绿色供应链企业"]


def test_the_lower_end_of_a_range_may_be_left_out_of_it() -> None:
    assert [one[2] for one in said("超过20%至40%的部分加价1倍。")][:2] == [">", "<="]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("开展一次拉网式排查，7月20日前完成，不留死角。", "开展一次拉网式排查"),
        ("于3月2日17时前到账。", "到账"),
        ("6月30日前向所在县（市、区）部门提交材料。", "向所在县部门提交材料"),
    ],
)
def test_what_is_due_is_named(text: str, subject: str) -> None:
    assert [one[3] for one in said(text)] == [subject]


def test_a_class_at_the_head_of_a_column_is_a_condition() -> None:
    table = "| 设施 | 面积小于1000平方米 | 面积1000平方米以上 |\n| 座椅（个） | ≥6 | ≥12 |"
    assert [one[3:] for one in said(table) if one[1] == "个"] == [
        ("座椅", "面积小于1000平方米"),
        ("座椅", "面积1000平方米以上"),
    ]


def test_a_bracket_that_names_no_unit_leaves_the_header_its_unit() -> None:
    table = "| 类别 | 标准（元/人·月） |\n| 孤儿（集中养育） | 1900 |"
    assert said(table)[0][:2] == ("1900", "元/人·月")


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("具有本县户籍、年满80周岁的老年人。", None),
        ("身高1.3米以下儿童、65周岁以上老年人免费。", None),
        ("高层次人才年满60周岁的，可以申请。", "高层次人才"),
    ],
)
def test_years_of_life_are_of_an_age(text: str, whose: str | None) -> None:
    assert [one[3:] for one in said(text) if one[1] == "周岁"] == [("年龄", whose)]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "早晚高峰发车间隔不超过8分钟，平峰不超过15分钟。",
            ["早晚高峰发车间隔", "早晚高峰发车间隔"],
        ),
        ("审批时限不超过10日，消防验收不超过5日。", ["审批时限", "消防验收"]),
        ("年均停电时间2小时，临时停电提前24小时公告。", ["年均停电时间", "公告"]),
    ],
)
def test_another_case_is_of_what_was_limited(text: str, subjects: list[str]) -> None:
    assert [one[3] for one in said(text)] == subjects


@pytest.mark.parametrize(
    ("text", "subject", "condition"),
    [
        ("女方在享受国家规定98天产假的基础上待遇不变。", "产假", "女方在享受国家规定"),
        ("禁渔期4个月。", "禁渔期", None),
        ("产生建筑垃圾5立方米以上的建设单位应当申报。", "产生建筑垃圾", None),
        ("消纳场容量达到设计容量90%时应当报告。", "消纳场容量", "设计容量"),
        ("生育二孩的家庭，一次性发放育儿补贴3000元。", "育儿补贴", "生育二孩的家庭"),
    ],
)
def test_what_a_figure_measures_stands_beside_it(
    text: str, subject: str, condition: str | None
) -> None:
    assert (subject, condition) in [one[3:] for one in said(text)]


def test_a_share_of_another_group_is_of_what_was_charged_before() -> None:
    text = "清运费按建筑面积每平方米不超过5元收取；低收入家庭减半收取。"
    assert said(text)[-1][3:] == ("清运费", "低收入家庭")


def test_the_most_that_somebody_gets_is_for_whom_the_share_is() -> None:
    text = "首次购房的，其他人才按房价的20%给予补贴，最高不超过15万元。"
    assert "其他人才" in (said(text)[-1][4] or "")


def test_a_bracket_in_a_name_cuts_nothing_off() -> None:
    (one,) = said("1个月内向户籍所在地村（居）民委员会提出申请。")
    assert one[3] == "向户籍所在地村民委员会提出申请"


def test_a_day_that_ends_a_range_is_not_due() -> None:
    assert [one[1] for one in said("自4月1日零时至7月31日24时，禁渔期4个月。")] == ["个月"]


def test_concentrations_have_units_of_latin_letters() -> None:
    assert [one[:2] for one in said("排放浓度不超过1.0mg/m3。")] == [("1.0", "mg/m3")]


def test_what_a_bracket_in_a_cell_times_is_named_in_it() -> None:
    table = "| 事项 | 办理时限 |\n| 注销 | 15个工作日（公告20个工作日） |"
    assert [one[3:] for one in said(table)] == [("办理时限", "注销"), ("公告", "注销")]


def test_how_often_something_is_done_is_by_whom_and_in_what_time() -> None:
    text = "县级河长每季度巡河不少于1次，乡级河长每月不少于2次，村级河长每周不少于1次。"
    assert [one[3:] for one in said(text)] == [
        ("巡河", "县级河长,每季度"),
        ("巡河", "乡级河长,每月"),
        ("巡河", "村级河长,每周"),
    ]


def test_who_does_it_how_often_is_told_of_what_the_list_is_about() -> None:
    text = "单位应当组织消防演练：\n（一）重点单位每半年至少一次；\n（二）其他单位每年至少一次。"
    found = said(text)
    assert [one[4] for one in found] == ["重点单位,每半年", "其他单位,每年"]
    assert all("消防演练" in one[3] for one in found)


@pytest.mark.parametrize(
    ("text", "subject", "condition"),
    [
        ("低保家庭按每户900元给予救助。", "救助", "低保家庭,每户"),
        ("对用热困难的，按应缴热费的30%予以减免。", "减免", "用热困难,应缴热费"),
        ("银行5个工作日内放款。", "放款", "银行"),
    ],
)
def test_what_is_given_or_done_is_named_after_the_figure(
    text: str, subject: str, condition: str
) -> None:
    assert said(text)[-1][3:] == (subject, condition)


def test_what_is_done_before_is_not_who_does_it() -> None:
    assert said("清单向社会公布并每年更新一次。")[0][3:] == ("更新", "每年")


def test_a_formula_holds_no_share() -> None:
    assert said("计算方法：门诊收入/医疗收入×100%。") == []


def test_each_thousand_is_no_figure() -> None:
    assert [one[:2] for one in said("每千平方米平均在孵企业不少于3家。")] == [("3", "家")]


def test_prices_are_in_the_unit_of_their_column_and_not_of_what_is_priced() -> None:
    table = "| 项目 | 单位 | 价格（元） 调整前 | 价格（元） 调整后 |\n| 诊察费 | 次 | 10 | 12 |"
    assert [one[:2] for one in said(table)] == [("10", "元"), ("12", "元")]


def test_years_of_a_series_say_when() -> None:
    found = said("厂房租金第一年补贴50%，第二年至第三年减半收取。")
    assert found[-1][3:] == (found[0][3], "第二年至第三年")


def test_the_group_of_a_village_is_no_number_of_groups() -> None:
    assert said("在柳浦村水坪5组设立监测点。") == []
    assert [one[:2] for one in said("配置垃圾箱3组。")] == [("3", "组")]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (
            "| 生活补助 | 小学每年1250元，初中每年1500元 |",
            [("资助标准", "生活补助,小学,每年"), ("资助标准", "生活补助,初中,每年")],
        ),
        (
            "| 助学贷款 | 每年最高20000元，贷款期限最长22年 |",
            [("资助标准", "助学贷款,每年"), ("贷款期限", "助学贷款")],
        ),
    ],
)
def test_sentences_in_a_cell_are_read_below_their_column(
    cell: str, found: list[tuple[str, str]]
) -> None:
    assert [one[3:] for one in said(f"| 项目 | 资助标准 |\n{cell}")] == found


def test_a_column_of_words_leaves_the_subject_to_its_sentences() -> None:
    table = "| 项目 | 考核内容 |\n| 效率 | 按时办结率低于99%的，扣2分；未设终端的，扣3分 |"
    assert [one[3:] for one in said(table)] == [
        ("按时办结率", "效率"),
        ("考核内容", "效率,按时办结率低于99%"),
        ("考核内容", "效率,未设终端"),
    ]


def test_points_may_be_a_range() -> None:
    assert [one[:3] for one in said("80分至89分为良好。")] == [
        ("80", "分", ">="),
        ("89", "分", "<="),
    ]


@pytest.mark.parametrize(
    ("header", "row", "condition"),
    [
        ("违法行为|情节|处罚标准", "无证经营|严重|5万元", "无证经营,严重"),
        ("区域|车型|收费标准", "一类区域|小型车|5元", "一类区域,小型车"),
        ("补贴对象|补贴项目|补贴标准", "毕业生|求职补贴|1500元", "毕业生,求职补贴"),
        ("类别|指标|评价标准", "管理指标|漏损率|不超过5%", "管理指标,漏损率"),
        # Other columns say nothing of which figure it is.
        ("项目|责任单位|补助标准", "改厕|县农业农村局|500元", "改厕"),
        ("项目|项目性质|补助标准", "改厕|民生|500元", "改厕"),
        ("项目|备注|补助标准", "改厕|含税|500元", "改厕"),
        ("项目|对象说明|补助标准", "改厕|农村住户|500元", "改厕"),
        ("项目|类别|补助标准", "改厕|3类|500元", "改厕"),
        ("项目|补助标准|对象", "改厕|500元|农户", "改厕"),
    ],
)
def test_the_kind_of_a_row_is_part_of_what_its_figure_is_for(
    header: str, row: str, condition: str
) -> None:
    assert said(f"|{header}|\n|{row}|\n")[-1][4] == condition


def test_a_number_before_the_name_of_a_row_names_nothing() -> None:
    table = "|序号|一级指标|二级指标|目标值|\n|1|效率|审批时限|5个工作日|\n|2|效率|材料件数|不超过3件|\n"
    assert [one[3] for one in said(table)] == ["审批时限", "材料件数"]


def test_roads_are_those_for_which_a_limit_holds() -> None:
    limit = "没有中心线的道路，城市道路为每小时30公里，公路为每小时40公里。"
    assert [one[4] for one in said(limit)] == ["没有中心线的道路,每小时"] * 2


@pytest.mark.parametrize(
    ("text", "group", "values"),
    [
        (
            "85岁至94周岁老年人，每月津贴60元，每年体检费150元，每年慰问费240元；",
            "85岁至94周岁老年人",
            ["60", "150", "240"],
        ),
        (
            "满70周岁的独居老人，每月补贴110元，另发慰问金220元。",
            "满70周岁的独居老人",
            ["110", "220"],
        ),
        (
            "3000千瓦以上工业用户，基本电费每月31元，容量电费每月21元。",
            "3000千瓦以上工业用户",
            ["31", "21"],
        ),
        (
            "注册资本2000万元以上企业，年检费510元，登记费210元。",
            "注册资本2000万元以上企业",
            ["510", "210"],
        ),
    ],
)
def test_who_is_told_by_a_number_is_meant_by_all_figures_of_the_sentence(
    text: str, group: str, values: list[str]
) -> None:
    money = [one for one in said(text) if one[1] == "元"]
    assert [one[0] for one in money] == values
    assert all((one[4] or "").startswith(group) for one in money)


def test_a_number_that_tells_what_is_given_leads_no_sentence() -> None:
    assert said("每人补贴300元，交通费20元。")[1][3:] == ("交通费", None)


def test_the_mark_of_an_item_is_no_part_of_whom_its_figure_is_for() -> None:
    text = "1.75-84周岁老人，每月30元；\n2.85-94周岁老人，每月90元；\n3.95周岁以上老人，每月300元。"
    conditions = [one[4] for one in said(text) if one[1] == "元"]
    assert conditions == ["75-84周岁老人,每月", "85-94周岁老人,每月", "95周岁以上老人,每月"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("由原来的月补助标准310元提高到420元。", "月补助标准"),
        ("首档最高贷款额度仍为55万元。", "最高贷款额度"),
    ],
)
def test_words_about_what_was_before_are_no_part_of_the_subject(text: str, subject: str) -> None:
    assert said(text)[0][3].endswith(subject)
    assert "原来" not in said(text)[0][3]
