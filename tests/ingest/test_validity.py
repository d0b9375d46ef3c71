import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.metadata.supersessions import find_supersessions
from ingest.metadata.validity import effective_from, expires_on, stated_status
from ingest.records import Status
from ingest.text.alignment import AlignedText
from ingest.text.cleaning import clean, fold_punctuation

ISSUED = dt.date(2020, 6, 10)
PUBLISHED = dt.date(2020, 6, 15)


def _effective(text):
    term = effective_from(text, fold_punctuation(text), issued_on=ISSUED, published_on=PUBLISHED)
    return term.date if term else None


def _expiry(text, *, effective_on=ISSUED):
    term = expires_on(text, fold_punctuation(text), effective_on=effective_on, issued_on=ISSUED)
    return term.date if term else None


def _superseded(raw, title="云中市供水办法"):
    text = clean(raw)
    found = find_supersessions(text, fold_punctuation(text.text), title=title)
    for record in found:
        assert clean(raw[record.span.start : record.span.end]).text == record.sentence
    return [(record.kind, record.title, record.document_number) for record in found]


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("本办法自2020年7月1日起施行。", dt.date(2020, 7, 1)),
        ("第三十条 本条例自二〇二一年一月一日起施行。", dt.date(2021, 1, 1)),
        ("本通知自印发之日起施行。", ISSUED),
        ("本条例自公布之日起施行。", PUBLISHED),
        ("本办法自发布之日起30日后施行。", dt.date(2020, 7, 15)),
        ("现予公布,自2021年5月1日起施行。", dt.date(2021, 5, 1)),
        ("第五条 自2020年8月1日起实施。", dt.date(2020, 8, 1)),
        ("自2020年8月1日起企业不再提交纸质材料。", None),
        ("落实《甲市办法》,该市做法自2019年1月1日起施行已有成效,按其要求办理。", None),
        ("加快推进供水改革。", None),
        ("本公告执行期限为2023年1月1日至2027年12月31日。", dt.date(2023, 1, 1)),
        ("上述政策自2024年1月1日至2025年12月31日期间有效。", dt.date(2024, 1, 1)),
        ("本通知印发之日起施行。", ISSUED),
        ("申报期限为2023年1月1日至2023年3月31日。", None),
    ],
)
def test_the_text_says_since_when_it_holds(sentence, date):
    assert _effective("第一条 为了供水。\n" + sentence) == date


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("本办法自2020年6月10日起施行,有效期5年。", dt.date(2025, 6, 9)),
        ("本办法自2020年6月10日起施行，有效期为三年。", dt.date(2023, 6, 9)),
        ("本通知有效期至2022年12月31日。", dt.date(2022, 12, 31)),
        ("本政策执行至2021年12月31日。", dt.date(2021, 12, 31)),
        ("本办法自印发之日起试行,试行期6个月。", dt.date(2020, 12, 9)),
        ("本办法有效期2年。", dt.date(2022, 6, 9)),
        ("本办法自2020年6月10日起执行,至2022年6月30日止。", dt.date(2022, 6, 30)),
        ("本办法有效期自2020年6月10日至2022年6月30日。", dt.date(2022, 6, 30)),
        ("本公告执行期限为2023年1月1日至2027年12月31日。", dt.date(2027, 12, 31)),
        ("以上政策执行期限为2023年1月1日—2024年12月31日。", dt.date(2024, 12, 31)),
        ("本细则自公布之日起实施，试行2年。", dt.date(2022, 6, 9)),
        ("本公告自2020年6月10日起施行，2027年12月31日废止。", dt.date(2027, 12, 31)),
        ("本细则自2020年6月10日起施行。有效期为5年。", dt.date(2025, 6, 9)),
        ("供水许可证有效期5年。", None),
        ("符合本条例规定条件的,准予延续,延续注册有效期为5年。", None),
        ("第五条 公民的身份证的有效期为十年。", None),
        ("合同有效期至2022年12月31日。", None),
    ],
)
def test_the_text_says_until_when_it_holds(sentence, date):
    assert _expiry("第一条 为了供水。\n" + sentence) == date


def test_expiry_rests_on_its_sentence():
    text = "第一条 为了供水。\n本办法自2020年6月10日起施行，有效期5年。其他。"
    term = expires_on(text, fold_punctuation(text), effective_on=ISSUED, issued_on=ISSUED)
    assert term is not None
    assert term.sentence == "本办法自2020年6月10日起施行，有效期5年。"


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        (
            "本通知自印发之日起施行,原《云中市供水暂行办法》(云政规〔2015〕3号)同时废止。",
            [("repeals", "云中市供水暂行办法", "云政规〔2015〕3号")],
        ),
        (
            "《甲办法》（云政规〔2015〕3号）、《乙办法》同时废止。",
            [("repeals", "甲办法", "云政规〔2015〕3号"), ("repeals", "乙办法", None)],
        ),
        ("云政规〔2015〕3号文件同时废止。", [("repeals", None, "云政规〔2015〕3号")]),
        (
            "《云中市关于印发〈甲办法〉的通知》停止执行。",
            [("repeals", "云中市关于印发〈甲办法〉的通知", None)],
        ),
        ("根据《丙条例》规定,《甲办法》即行废止。", [("repeals", "甲办法", None)]),
        (
            "经研究,决定废止《甲办法》(云政规〔2015〕3号)。",
            [("repeals", "甲办法", "云政规〔2015〕3号")],
        ),
        (
            "决定废止下列文件:\n1.《甲办法》(云政规〔2015〕3号)\n2.《乙办法》\n本决定自印发之日起施行。",
            [("repeals", "甲办法", "云政规〔2015〕3号"), ("repeals", "乙办法", None)],
        ),
        ("原有规定与本办法不一致的,以本办法为准。", []),
        ("企业可以申请停止执行。", []),
        ("废止《甲办法》的研究要加快。", []),
    ],
)
def test_the_documents_that_a_sentence_ends_are_named(sentence, records):
    assert _superseded("第一条 为了供水。\n" + sentence) == records


def test_a_decision_changes_the_law_it_names():
    raw = "云中市人大常委会决定对《云中市供水条例》作如下修改:\n一、将第一条修改为……"
    title = "关于修改《云中市供水条例》的决定"
    assert _superseded(raw, title) == [("amends", "云中市供水条例", None)]


def test_spans_count_in_the_raw_text():
    raw = "第一条 供水。\n原《甲 办法》 (云政规〔2015〕 3号)同时 废止。"
    assert _superseded(raw) == [("repeals", "甲办法", "云政规〔2015〕3号")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("云中市供水办法(已废止)", Status.REPEALED),
        ("【失效】云中市供水办法", Status.EXPIRED),
        ("已失效", Status.EXPIRED),
        ("废止", Status.REPEALED),
        ("现行有效", None),
        ("云中市供水办法", None),
        ("关于废止部分文件的决定", None),
    ],
)
def test_a_title_or_field_says_that_the_document_is_over(text, status):
    assert stated_status(text) is status


@given(
    st.text(
        alphabet=st.sampled_from(
            "本办法自2020年1月日起施行有效期至《》〈〉同时废止,。\n()号〔〕第条三"
        ),
        max_size=80,
    )
)
def test_no_text_breaks_the_reading(text):
    _effective(text)
    _expiry(text)
    aligned = AlignedText.of(text)
    for record in find_supersessions(aligned, fold_punctuation(text), title="关于修改《甲》的决定"):
        assert 0 <= record.span.start < record.span.end <= len(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "在《合作安排》下，对其企业不再执行《资质管理规定》中关于承包范围的规定。",
        "自本决定施行之日起，《登记办法》第三条停止执行。",
    ],
)
def test_a_document_of_which_a_part_ends_stays(sentence):
    text = AlignedText.of(sentence)
    assert not find_supersessions(text, fold_punctuation(sentence), title="某决定")


def test_a_verb_with_an_object_ends_its_object_alone():
    sentence = "按照《实施意见》的要求，停止执行《收费办法》、《减免办法》。"
    text = AlignedText.of(sentence)
    found = find_supersessions(text, fold_punctuation(sentence), title="某通知")
    assert [record.title for record in found] == ["收费办法", "减免办法"]


def test_a_number_in_brackets_after_a_part_ends_nothing_either():
    sentence = "《退税公告》（国家税务总局公告2013年第12号）第三条、第五条同时废止。"
    assert not find_supersessions(
        AlignedText.of(sentence), fold_punctuation(sentence), title="某公告"
    )


def test_a_decision_on_several_rules_changes_each():
    text = "决定对下列规章作如下修改：\n一、对《绿化办法》作出修改\n（一）删去第二十条。\n二、对《广告办法》作出修改\n删去第九条。\n"
    found = find_supersessions(
        AlignedText.of(text), fold_punctuation(text), title="关于修改《绿化办法》等2部规章的决定"
    )
    assert [(one.kind, one.title) for one in found] == [
        ("amends", "绿化办法"),
        ("amends", "广告办法"),
    ]
