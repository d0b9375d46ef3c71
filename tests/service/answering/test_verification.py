"""Sentences that say more than their sources, and answers that do not stand on theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index import DocumentSummary, QueryInfo, SearchResult, cite
from ingest.pipeline import parse
from ingest.records import ParsedDocument, RawDocument
from ingest.records import Source as FileSource
from service.answering.checking.claims import read_claims
from service.answering.records import (
    Answer,
    AskedKind,
    AskedQuestion,
    FoundMeasure,
    Source,
    Statement,
)
from service.answering.verification import FaultKind, SupportSpan, Unfounded, unsupported, verify

CITY = """襄阳市优化营商环境行动方案
襄政办发〔2021〕9号
各县（市、区）人民政府，市政府各部门：
现就优化营商环境制定本方案。
一、提升电力服务。高压用户办电时间不超过40个工作日，低压非居民用户不超过15个工作日，居民用户不超过5个工作日。\
（牵头单位：市发展改革委；责任单位：国网襄阳供电公司）
二、压缩开办时间。企业开办时间由15个工作日缩短到7个工作日，环节由5个压减至2个，首套四枚印章免费。
三、兑现奖励。对首次入规的企业最高奖励50万元，博士、硕士分别补贴5万元、3万元。公示期不少于10天。
四、明确进度。2021年底前出台《襄阳市告知承诺办法》，三分之一的事项半日办结，每月25日前报送，抽查比例不低于20%。
襄阳市人民政府办公室
2021年3月5日
"""
OTHER = """天津市优化营商环境若干措施
津政办规〔2021〕3号
一、便利用电。高压用户办电时间不超过30个工作日，居民用户不超过3个工作日。
天津市人民政府办公厅
2021年5月8日
"""
NOISY = """青石縣招商引資若干措施
青石縣人民政府
2022年8月1日
一、減免場地租金。對入駐孵化基地的企業(qǐ yè)，前兩年免收租金，辦理時限不超過13個工作日。
"""
INSURED = """青石县医疗保险若干办法
青石县人民政府
2023年2月6日
一、护理待遇。基金最高支付限额为职工每人每月500元、居民每人每月250元。
二、法律责任。虚报注册资本取得登记的,处虚报注册资本金额5%以上15%以下的罚款。虚假出资的,处虚假出资金额6%以上12%以下的罚款。
三、审核医疗保险。遇有紧急命令需要立即执行的除外,审核时间一般不少于5个工作日,最长不超过15个工作日。
四、咨询。登录www.12333.gov.cn办理。
五、减按征收。月销售额超过10万元的,适用3%征收率的应税销售收入减按1%征收。
六、核验公示。13个工作日内完成核验和公示(其中公示不少于5个工作日)。
"""


def read(text: str, name: str) -> ParsedDocument:
    return parse(RawDocument(source=FileSource(uri=name, name=name, sha256=name), text=text))


DOCUMENTS = {
    name: read(text, name)
    for name, text in {
        "city": CITY,
        "other": OTHER,
        "noisy": NOISY,
        "insured": INSURED,
    }.items()
}


def source(name: str, opening: str) -> Source:
    """Cite the whole clause whose heading opens so."""
    parsed = DOCUMENTS[name]
    clause = next(c for c in parsed.clauses if c.heading.startswith(opening))
    document = DocumentSummary.of(parsed.document)
    citation = cite(document, parsed.document.text, clause, 0, len(clause.text))
    return Source(citation=citation, clause=clause, document=document)


POWER, SETUP, REWARD, TIMETABLE = (
    source("city", opening) for opening in ("提升电力", "压缩开办", "兑现奖励", "明确进度")
)
CARE, PENALTY, AUDIT, SITE, LOWERED, PUBLISHED = (
    source("insured", opening) for opening in ("护理", "法律", "审核", "咨询", "减按", "核验")
)
THERE, TRADITIONAL = source("other", "便利用电"), source("noisy", "减免场地")


def kinds(sentence: str, *sources: Source) -> set[Unfounded]:
    spans = [SupportSpan.of(one) for one in sources]
    return {found.kind for found in unsupported(sentence, spans)}


TRUE = [
    ("高压用户办电时间不超过40个工作日。", POWER),
    ("博士、硕士分别补贴5万元、3万元。", REWARD),
    ("高压用户、居民用户办电时间分别不超过40个、5个工作日。", POWER),
    ("襄阳市：高压用户 ≤ 40 个工作日；低压非居民用户 ≤ 15 个工作日；居民用户 ≤ 5 个工作日", POWER),
    ("在襄阳，居民用户办电需要五个工作日以内。", POWER),
    ("襄陽市的高壓用戶辦電時間不超過４０個工作日。", POWER),
    (
        "按照《襄阳市优化营商环境行动方案》（襄政办发〔2021〕9号），居民用户办电不超过5个工作日。",
        POWER,
    ),
    ("高压用户办电由市发展改革委牵头，时间不超过40个工作日。", POWER),
    ("企业开办时间由15个工作日缩短到7个工作日。", SETUP),
    ("企业开办时间为7个工作日，2个环节。", SETUP),
    ("补贴 5 万元(博士)；补贴 3 万元(硕士)", REWARD),
    ("首次入规的企业最高奖励五十万。", REWARD),
    ("PhD holders get CNY 50 thousand; master's holders CNY 30 thousand.", REWARD),
    ("首套4枚印章免费。", SETUP),
    ("对首次入规的企业最高奖励50万元。", REWARD),
    ("首次入规的企业最高可获得500000元奖励。", REWARD),
    ("博士补贴5万元，硕士补贴3万元。", REWARD),
    ("公示期不少于10日。", REWARD),
    ("襄阳市要求在2021年底前出台《襄阳市告知承诺办法》。", TIMETABLE),
    ("有三分之一的事项0.5日办结，抽查比例至少20%。", TIMETABLE),
    ("每月25日前报送。", TIMETABLE),
    ("该方案于2021年3月5日印发。", TIMETABLE),
    ("青石县对入驻孵化基地的企业前2年免收租金。", TRADITIONAL),
    ("High-voltage users in Xiangyang wait no more than 40 working days.", POWER),
    ("Residential users: within 5 business days; low-voltage: within 15 working days.", POWER),
    ("Up to RMB 500,000 for enterprises.", REWARD),
    ("At least 20% must be checked.", TIMETABLE),
    ("By the end of 2021; issued on 5 March 2021.", TIMETABLE),
    ("请向窗口工作人员咨询。", POWER),
]


@pytest.mark.parametrize(("sentence", "cited"), TRUE, ids=[sentence for sentence, _ in TRUE])
def test_a_sentence_of_its_source_stands(sentence: str, cited: Source) -> None:
    assert kinds(sentence, cited) == set()


FALSE = [
    ("高压用户办电时间不超过45个工作日。", POWER, Unfounded.FIGURE),
    ("高压用户办电时间不超过40天。", POWER, Unfounded.UNIT),
    ("高压用户办电时间不超过40个小时。", POWER, Unfounded.UNIT),
    ("高压用户办电时间不超过40个自然日。", POWER, Unfounded.UNIT),
    ("高压用户办电时间不少于40个工作日。", POWER, Unfounded.BOUND),
    ("高压用户办电时间超过40个工作日。", POWER, Unfounded.BOUND),
    ("低压非居民用户办电时间不超过40个工作日。", POWER, Unfounded.CONDITION),
    ("居民用户办电时间不超过15个工作日。", POWER, Unfounded.CONDITION),
    ("襄阳市：高压用户 ≤ 5 个工作日；居民用户 ≤ 40 个工作日", POWER, Unfounded.CONDITION),
    ("高压用户、居民用户办电时间不超过40个工作日。", POWER, Unfounded.CONDITION),
    ("居民用户和高压用户办电时间不超过40个工作日。", POWER, Unfounded.CONDITION),
    ("襄阳市：高压用户、低压非居民用户 ≤ 15 个工作日", POWER, Unfounded.CONDITION),
    ("博士和硕士补贴5万元。", REWARD, Unfounded.CONDITION),
    ("小微企业办电时间不超过40个工作日。", POWER, Unfounded.CONDITION),
    ("天津市的高压用户办电时间不超过40个工作日。", POWER, Unfounded.PLACE),
    ("湖北省规定高压用户办电时间不超过40个工作日。", POWER, Unfounded.PLACE),
    ("云桥市的高压用户办电时间不超过40个工作日。", POWER, Unfounded.PLACE),
    ("高压用户办电由市财政局牵头。", POWER, Unfounded.ORGANISATION),
    ("高压用户办电由区发展改革委牵头。", POWER, Unfounded.ORGANISATION),
    ("按照襄政办发〔2021〕8号，居民用户不超过5个工作日。", POWER, Unfounded.DOCUMENT),
    ("按照《襄阳市供电条例》，居民用户不超过5个工作日。", POWER, Unfounded.DOCUMENT),
    ("企业开办时间为15个工作日。", SETUP, Unfounded.FIGURE),
    ("企业开办需要5个环节。", SETUP, Unfounded.FIGURE),
    ("首套六枚印章免费。", SETUP, Unfounded.FIGURE),
    ("高压用户办电免费。", POWER, Unfounded.FIGURE),
    ("对首次入规的企业奖励50万元。", REWARD, Unfounded.BOUND),
    ("对首次入规的企业最高奖励50元。", REWARD, Unfounded.FIGURE),
    ("博士补贴3万元。", REWARD, Unfounded.CONDITION),
    ("公示期不少于10个工作日。", REWARD, Unfounded.UNIT),
    ("公示期不超过10天。", REWARD, Unfounded.BOUND),
    ("2022年底前出台办法。", TIMETABLE, Unfounded.DATE),
    ("每月15日前报送。", TIMETABLE, Unfounded.DATE),
    ("该方案于2021年3月15日印发。", TIMETABLE, Unfounded.DATE),
    ("抽查比例不低于20个百分点。", TIMETABLE, Unfounded.UNIT),
    ("三分之二的事项半日办结。", TIMETABLE, Unfounded.FIGURE),
    ("详询12366。", POWER, Unfounded.FIGURE),
    ("High-voltage users wait no more than 40 days.", POWER, Unfounded.UNIT),
    ("Residential users wait no more than 40 working days.", POWER, Unfounded.CONDITION),
    ("High-voltage users wait at least 40 working days.", POWER, Unfounded.BOUND),
    ("High-voltage users in Tianjin wait at most 40 working days.", POWER, Unfounded.PLACE),
    ("Responsible is the Municipal Finance Bureau.", POWER, Unfounded.ORGANISATION),
    ("By the end of 2022.", TIMETABLE, Unfounded.DATE),
    ("It was issued on March 6, 2021.", TIMETABLE, Unfounded.DATE),
    ("居民用户可在五天内通电。", POWER, Unfounded.UNIT),
    ("所有用户办电时间均不超过40个工作日。", POWER, Unfounded.CONDITION),
    ("办电时间不超过5个工作日。", POWER, Unfounded.CONDITION),
    ("办电时间约两个月。", POWER, Unfounded.FIGURE),
    ("办电时间为一个半月。", POWER, Unfounded.FIGURE),
    ("十堰的高压用户办电时间不超过40个工作日。", POWER, Unfounded.PLACE),
    ("首次入规的企业奖励五十万。", REWARD, Unfounded.BOUND),
    ("首次入规的企业最高奖励六十万。", REWARD, Unfounded.FIGURE),
    ("企业开办时间缩短了7个工作日。", SETUP, Unfounded.FIGURE),
    ("企业开办时间压缩53%。", SETUP, Unfounded.FIGURE),
    ("PhD holders get CNY 30 thousand.", REWARD, Unfounded.CONDITION),
    ("It takes forty-five working days.", POWER, Unfounded.FIGURE),
]


@pytest.mark.parametrize(("sentence", "cited", "kind"), FALSE, ids=[row[0] for row in FALSE])
def test_what_the_source_does_not_say_is_found(
    sentence: str, cited: Source, kind: Unfounded
) -> None:
    assert kind in kinds(sentence, cited)


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        (
            "青石县：职工每人每月 基金最高支付限额 500 元；居民每人每月 基金最高支付限额 250 元",
            CARE,
        ),
        ("青石县: 基金最高支付限额: 500 yuan (CNY)", CARE),
        ("罚款 5%以上15%以下(虚报注册资本金额)；虚假出资金额 6%以上12%以下", PENALTY),
        ("《青石县医疗保险若干办法》：审核时间 ≤ 15 个工作日", AUDIT),
        ("适用3%征收率的应税销售收入 1%(月销售额超过10万元)", LOWERED),
        ("可通过www.12333.gov.cn办理，平台全国通用", SITE),
        ("完成核验和公示不超过13个工作日", PUBLISHED),
    ],
)
def test_names_that_sound_like_bounds_ranges_and_titles_are_read_as_such(
    sentence: str, cited: Source
) -> None:
    assert kinds(sentence, cited) == set()


@pytest.mark.parametrize(
    ("sentence", "cited", "expected"),
    [
        ("基金支付限额至少为职工每人每月500元", CARE, Unfounded.BOUND),
        ("罚款 6%以上12%以下(虚报注册资本金额)", PENALTY, Unfounded.CONDITION),
        ("审核时间不少于15个工作日", AUDIT, Unfounded.BOUND),
        ("拨打2333办理", SITE, Unfounded.FIGURE),
    ],
)
def test_what_only_resembles_them_is_found(
    sentence: str, cited: Source, expected: Unfounded
) -> None:
    assert expected in kinds(sentence, cited)


def test_a_group_in_brackets_before_a_colon_is_of_the_figure_behind() -> None:
    """As an English answer words it, also where the group has a number of its own."""
    text = "履约保证金(合同价): at most 10%; 工资保证金(三年未拖欠工资的企业): 50%"
    first, *_, last = read_claims(text)
    assert {"履约保证金", "合同价"} <= set(first.words.replace(" ", "").split(","))
    assert {"工资保证金", "三年未拖欠工资的企业"} <= set(last.words.replace(" ", "").split(","))


def test_each_place_keeps_its_own_figure() -> None:
    assert (
        kinds("襄阳市居民用户不超过5个工作日，天津市居民用户不超过3个工作日。", POWER, THERE)
        == set()
    )
    swapped = "襄阳市居民用户不超过3个工作日，天津市居民用户不超过5个工作日。"
    assert kinds(swapped, POWER, THERE)


def test_without_spans_no_fact_stands() -> None:
    assert kinds("高压用户办电时间不超过40个工作日。") == {Unfounded.FIGURE}
    assert kinds("请咨询窗口。") == set()


def test_a_span_supports_only_what_it_holds() -> None:
    short = replace(POWER, citation=_slice(POWER, "低压非居民用户不超过15个工作日"))
    assert kinds("低压非居民用户不超过15个工作日。", short) == set()
    assert kinds("高压用户办电时间不超过40个工作日。", short) == {Unfounded.FIGURE}


def _slice(one: Source, words: str):
    start = one.clause.text.index(words)
    raw = DOCUMENTS["city"].document.text
    return cite(one.document, raw, one.clause, start, start + len(words))


QUESTION = AskedQuestion(
    text="办电要多久", normalized="办电要多久", language="zh", kind=AskedKind.HOW_LONG
)
FOUND = SearchResult(
    query=QueryInfo(text="办电要多久", normalized="办电要多久", language="zh"),
    hits=(),
    took_ms=1.0,
    generation=1,
)
ANSWER = Answer(
    question=QUESTION,
    answered=True,
    text="襄阳市：高压用户 ≤ 40 个工作日",
    confidence=0.9,
    search=FOUND,
    statements=(Statement(text="襄阳市：高压用户 ≤ 40 个工作日", citations=(0,)),),
    measures=(FoundMeasure(measure=POWER.clause.measures[0], citation=0),),
    citations=(POWER,),
)


def faults(answer: Answer) -> list[FaultKind]:
    raw = {parsed.document.id: parsed.document.text for parsed in DOCUMENTS.values()}
    return [fault.kind for fault in verify(answer, raw.__getitem__)]


def test_a_true_answer_has_no_faults() -> None:
    assert faults(ANSWER) == []


def test_a_quote_must_be_the_raw_slice() -> None:
    moved = replace(POWER.citation, start=POWER.citation.start + 1)
    assert FaultKind.QUOTE in faults(replace(ANSWER, citations=(replace(POWER, citation=moved),)))


@pytest.mark.parametrize("citations", [(), (1,), (-1,)])
def test_a_statement_needs_a_citation_that_exists(citations: tuple[int, ...]) -> None:
    bare = Statement(text=ANSWER.text, citations=citations)
    assert FaultKind.UNCITED in faults(replace(ANSWER, statements=(bare,)))


def test_a_measure_must_stand_in_its_span_as_given() -> None:
    measure = POWER.clause.measures[0]
    for wrong in (
        replace(measure, condition="低压用户"),
        replace(measure, value="4"),
        replace(measure, comparator=">="),
        SETUP.clause.measures[0],
    ):
        given = (FoundMeasure(measure=wrong, citation=0),)
        assert faults(replace(ANSWER, measures=given)) == [FaultKind.MEASURE]


def test_a_measure_outside_the_cited_span_is_found() -> None:
    short = replace(POWER, citation=_slice(POWER, "居民用户不超过5个工作日"))
    statement = Statement(text="居民用户 ≤ 5 个工作日", citations=(0,))
    answer = replace(ANSWER, citations=(short,), statements=(statement,))
    assert faults(answer) == [FaultKind.MEASURE]


def test_a_refusal_makes_no_statements() -> None:
    assert faults(replace(ANSWER, answered=False)) == [FaultKind.SHAPE]
    assert faults(replace(ANSWER, statements=(), measures=())) == [FaultKind.SHAPE]
