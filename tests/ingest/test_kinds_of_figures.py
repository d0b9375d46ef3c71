"""Sentences by kind of figure: durations, dates, shares, money, counts, sizes, ranges, names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.figures.measures import extract_measures
from ingest.pipeline import parse
from ingest.records import RawDocument, Source

SENTENCES: dict[str, list[tuple[str, list[list[str | None]]]]] = json.loads(
    (Path(__file__).parent / "data" / "kinds_of_figures.json").read_text(encoding="utf-8")
)
"""By kind: a sentence and its figures (span, value, unit, comparator, subject or null)."""


@pytest.mark.parametrize("kind", SENTENCES)
def test_every_figure_of_a_kind_is_read(kind: str) -> None:
    for text, expected in SENTENCES[kind]:
        measures = extract_measures(text)
        found = [[text[m.start : m.end], m.value, m.unit, m.comparator] for m in measures]
        assert found == [figure[:4] for figure in expected], text
        for measure, figure in zip(measures, expected, strict=True):
            subject = figure[4] or measure.subject
            assert subject in measure.subject or measure.subject in subject, text
            assert measure.subject or not figure[4], text


def read(text: str) -> list[tuple[str, str, str | None, str, str | None]]:
    return [(m.comparator, m.value, m.unit, m.subject, m.condition) for m in extract_measures(text)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("应当自终止经营之日起15日内向省、自治区、直辖市人民政府交通主管部门备案。", "备案"),
        ("应当在三十日内向乡、镇人民政府或者街道办事处办理变更备案手续。", "办理变更备案手续"),
        ("应当提前30日向原审核、发证或者备案机关办理变更手续。", "办理变更手续"),
        ("应当在十日内向审理减刑、假释案件的人民法院提出书面检察意见。", "提出书面检察意见"),
        (
            "应当自批准之日起15日内，将保证安全施工的措施和方案、有关图纸、交底记录及其附件等材料一并报送建设行政主管部门。",
            "保证安全施工的措施和方案、有关图纸、交底记录及其附件等材料一并报送",
        ),
        ("15日内向人民法院提交有关会计报表、债权债务清册。", "向人民法院提交有关会计报表"),
    ],
)
def test_what_is_done_follows_a_list_of_whom_it_is_done_to(text: str, subject: str) -> None:
    assert [said for *_, said, _ in read(text)] == [subject]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("在全部损害的百分之九十至百分之六十之间承担赔偿责任。", [("<=", "90"), (">=", "60")]),
        ("应当提前100米至50米开启转向灯。", [("<=", "100"), (">=", "50")]),
        ("在百分之十至百分之四十之间承担赔偿责任。", [(">=", "10"), ("<=", "40")]),
    ],
)
def test_a_range_may_come_down(text: str, figures: list[tuple[str, str]]) -> None:
    assert [(sign, value) for sign, value, *_ in read(text)] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("获利5000至1万元以上的，", [("5000", "元"), ("1", "万元")]),
        ("照片5000至1万张以上的，", [("5000", "张"), ("1", "万张")]),
        ("补助3至5万元。", [("3", "万元"), ("5", "万元")]),
        ("奖励300—1000万元。", [("300", "万元"), ("1000", "万元")]),
    ],
)
def test_a_number_far_above_the_next_has_a_smaller_unit(
    text: str, figures: list[tuple[str, str]]
) -> None:
    assert [(value, unit) for _, value, unit, *_ in read(text)] == figures


@pytest.mark.parametrize(
    ("text", "subject", "condition"),
    [
        ("董事会作出决议应当经全体董事的三分之二以上通过。", "全体董事", "董事会作出决议"),
        ("应当经农村集体经济组织成员大会全体成员四分之三以上同意。", "成员", None),
        ("由全国人民代表大会以全体代表的三分之二以上的多数通过。", "全体代表", "由全国"),
        ("中标人应当提交合同价10%的履约保证金。", "履约保证金", "合同价"),
        ("对施工单位处工程合同价款2%的罚款。", "罚款", "施工单位,工程合同价款"),
        ("由应急管理部门处上一年年收入60%的罚款。", "罚款", "上一年年收入"),
        ("从业人员在五十人以上的高危生产经营单位", "从业人员", None),
        ("床位不满100张的医疗机构", "床位", None),
        ("造成5000万元以上1亿元以下直接经济损失的", "直接经济损失", None),
        ("由县级公安部门责令停业整顿3个月。", "停业整顿", None),
        ("经三分之一以上业主委员会委员提议，应当召开会议。", "业主委员会委员", None),
        ("或者五分之一以上的全国人民代表大会代表提议，可以召集。", "代表大会代表", None),
        ("支付不低于工资的百分之二百的工资报酬。", "工资报酬", None),
        ("一季度应缴纳的社会保险费可延长至4月底，期间不加收滞纳金。", "社会保险费", None),
        ("在驾驶证核发地一次记9分：", "记分", None),
        ("选择三家以上的供应商参加。", "供应商", None),
        ("应当有2名以上持有资格证书的专职会计人员。", "专职会计人员", None),
        ("同一建筑物有两个以上所有权人的，", "所有权人", None),
        ("应当邀请两名与案件无关的见证人在场。", "见证人", None),
        ("有五名以上与其经营范围相适应的执业经纪人。", "执业经纪人", None),
    ],
)
def test_subjects_of_shares_counts_and_penalties(
    text: str, subject: str, condition: str | None
) -> None:
    for *_, said, when in read(text):
        assert subject in said
        assert condition is None or condition in (when or "")
    assert read(text)


@pytest.mark.parametrize(
    "text",
    [
        "每年9月5日为“中华慈善日”。",
        "每年3月6日至12日为重庆义务植树周。",
        "国家实行九年义务教育制度。",
        "期间的最后一日是法定休假日的，顺延。",
        "行为发生时不认为违法的，依照当时的规定处理。",
        "以往一周一检，目前改为一天一检。",
        "对每一次讯问应当录音。",
        "支持投资总额排序前10位的项目。",
        "提供4位数编码。",
        "今天的菜花一斤。",
    ],
)
def test_names_of_days_and_terms_are_no_figures(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("输入种畜禽的，应当在进境前30日报检。", ("=", "30", "日")),
        ("应当提前45日报经批准。", ("=", "45", "日")),
        ("记满12分或者有犯罪记录的", (">=", "12", "分")),
        ("国旗长288公分。", ("=", "288", "公分")),
        ("赔偿责任限额为50万计算单位。", ("=", "50", "万计算单位")),
        ("证照一式四册，由双方保存。", ("=", "4", "册")),
        ("在有效期最后1个月内申请。", ("<=", "1", "个月")),
        ("面部皮肤擦伤，面积2.0cm2以上；", (">=", "2.0", "cm2")),
        ("公称直径大于25mm的管道。", (">", "25", "mm")),
        ("每天有8位医学专家坐诊。", ("=", "8", "位")),
        ("口罩日产量达到20万只。", (">=", "20", "万只")),
        ("落实护目镜2180副。", ("=", "2180", "副")),
        ("阅览座位应当达到500席以上。", (">=", "500", "席")),
        ("每天供应蔬菜5万多斤。", ("=", "5", "万斤")),
        ("日均运营3260班次。", ("=", "3260", "班次")),
        ("蔬菜储备15.2万多吨。", ("=", "15.2", "万吨")),
        ("城区人口50万以下的城市", ("<=", "50", "万")),
        ("网上申报率超99.6%。", (">", "99.6", "%")),
        ("规模以上工业企业复工率接近六成 省统计局", ("=", "60", "%")),
    ],
)
def test_units_before_words_that_once_hid_them(text: str, figure: tuple[str, str, str]) -> None:
    assert [one[:3] for one in read(text)] == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "对会员企业一次性奖励10万。",
        "用户违约金不超过1万。",
        "用户装表工程造价30万以下的由供电企业承担。",
        "对用户给予最高20万的补贴。",
    ],
)
def test_money_of_people_is_no_number_of_people(text: str) -> None:
    assert read(text) == []


def test_a_gap_parts_things_from_each_other() -> None:
    subjects = [subject for *_, subject, _ in read("桑白皮15克 地骨皮15克 芦根20克")]
    assert subjects == ["桑白皮", "地骨皮", "芦根"]
    assert read("3个工作日 办结。")[0][3] == "办结"


@pytest.mark.parametrize("what", ["新生报到", "报名", "养犬登记年检", "免费体检", "开放"])
def test_a_day_on_which_somebody_comes_is_more_than_a_name(what: str) -> None:
    assert [one[1] for one in read(f"每年9月1日为{what}日。")] == ["每年9月1日"]


def test_one_character_names_a_dimension() -> None:
    assert [subject for *_, subject, _ in read("展位长3米，宽2米，高2.5米。")] == [
        "展位长",
        "宽",
        "高",
    ]


def test_what_is_due_by_a_date_follows_a_list_of_whom_it_is_due_to() -> None:
    said = read("应当在许可证有效期届满90日前向省、自治区人民政府农业主管部门申请延续。")
    assert [subject for *_, subject, _ in said] == ["申请延续"]
    said = read("三十日前，向活动举办地的区县（自治县）主管部门提出申请。")
    assert said[0][3].endswith("提出申请")


LAW = """云桥市车船管理条例
第一条 为加强管理，制定本条例。
第二条 车船应当登记。
第三条 本条例自2024年5月1日起施行。
附：
{}
{}
1.乘用车
2.商用车
3.挂车
"""


@pytest.mark.parametrize(
    ("title", "sentence", "whole"),
    [
        ("云桥市车船目录", "下列车船应当登记：", True),
        ("云桥市车船说明", "说明如下。", False),
    ],
)
def test_what_stands_below_a_bare_mark_is_attached(title: str, sentence: str, whole: bool) -> None:
    text = LAW.format(title, sentence)
    source = Source(uri="x", name="x.txt", sha256="0" * 64)
    clauses = parse(RawDocument(source=source, text=text)).clauses
    assert clauses[2].text.endswith("起施行。")
    assert [clause.heading for clause in clauses if "乘用车" in clause.text] == (
        [title] if whole else ["乘用车"]
    )
