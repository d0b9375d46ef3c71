"""What a near miss leaves out is seen: the side asked about, the scale, the year, the class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from index import AskedWord, Mode, Store
from service.answering.answering import ask, draft_of
from service.answering.refusing.features import is_of_another_class, refusal_features
from service.answering.refusing.refusal import decision, packaged_refusal_model
from service.answering.refusing.shape import lacks_year, off_scale, other_class
from service.answering.refusing.words import untranslated
from service.answering.searching import ELSEWHERE, HITS, search_for_answer
from service.raw_texts import RawTexts

Features = Callable[[str], Mapping[str, float]]


@pytest.fixture(scope="module")
def features(asked_store: Store) -> Features:
    texts = RawTexts()

    def of(question: str) -> Mapping[str, float]:
        result = search_for_answer(asked_store, question)
        return refusal_features(
            draft_of(result, lambda hit: texts.of(asked_store, hit, generation=result.generation))
        )

    return of


def test_latin_words_that_nothing_knows_are_untranslated() -> None:
    known = AskedWord(text="water", names=("用水",))
    held = AskedWord(text="app", clauses=3)
    assert untranslated((known, held, AskedWord(text="zenme"), AskedWord(text="12"))) == 0.5
    assert untranslated((AskedWord(text="护照"),)) == 0
    assert untranslated(()) == 0


@pytest.mark.parametrize(
    ("clue", "fits", "misses"),
    [
        ("silent", "黄山市供暖报装办理时限几天", "黄山市供暖报装一平方收多少钱"),
        ("silent", "黄山市供暖报装几天", "黄山市供暖报装丢了合同怎么补办"),
        ("silent", "黄山市企业开办要多久", "黄山市企业开办的咨询电话是多少"),
        ("silent", "黄山市用电申请材料要几项", "黄山市企业开办窗口主任是谁"),
        ("silent", "黄山市供水报装几天", "黄山市供水报装合同几年有效"),
        ("silent", "黄山市供水报装几个工作日", "黄山市供水报装几分钟办好"),
        ("year_missing", "2022年黄山市企业开办要多久", "2031年黄山市企业开办要多久"),
    ],
)
def test_a_miss_shows_in_its_clue(features: Features, clue: str, fits: str, misses: str) -> None:
    assert features(fits)[clue] < features(misses)[clue]


def test_another_class_than_the_clause_speaks_of_is_seen(tmp_path_factory) -> None:
    folder = tmp_path_factory.mktemp("classes")
    text = """泾河市外贸服务办法
泾政〔2022〕5号
第一条 为方便外贸企业，制定本办法。
第二条 一类出口企业退税5个工作日办结，三类出口企业退税8个工作日办结。
泾河市人民政府
2022年3月5日
"""
    (folder / "trade.txt").write_text(text, encoding="utf-8")
    from service.ingesting import ingest

    with Store.open(tmp_path_factory.mktemp("class_store") / "store", create=True) as store:
        ingest(store, [folder])
        found = {}
        for question in ("三类出口企业退税几天", "四类出口企业退税几天"):
            result = store.search(question, top_k=HITS, for_answer=True)
            texts = RawTexts()
            draft = draft_of(
                result,
                lambda hit, r=result, t=texts: t.of(store, hit, generation=r.generation),
            )
            found[question] = draft.for_others
            assert not is_of_another_class(draft) or draft.for_others
    assert found == {"三类出口企业退税几天": False, "四类出口企业退税几天": True}


def test_a_class_is_another_where_the_clause_speaks_of_others_only() -> None:
    assert other_class("四类企业退税几天", "一类5个工作日，三类8个工作日")
    assert not other_class("三类企业退税几天", "一类5个工作日，三类8个工作日")
    assert not other_class("四类企业退税几天", "退税5个工作日办结")
    for several in ("三、四级", "三四级", "三级和四级"):
        assert not other_class("三级伤残发几个月", f"{several}伤残发23个月")
        assert not other_class("四级伤残发几个月", f"{several}伤残发21个月")
        assert other_class("五级伤残发几个月", f"{several}伤残发21个月")


def test_a_year_is_looked_for_in_the_clause_and_its_date() -> None:
    assert lacks_year("2031年要多久", "2022年起 5日办结 2022-03-05")
    assert not lacks_year("2022年要多久", "5日办结 2022-03-05")
    assert not lacks_year("要多久", "5日办结")


@pytest.mark.parametrize(
    ("question", "said", "off"),
    [
        ("合同几年有效", "5日办结", True),
        ("合同几年有效", "有效期三年", False),
        ("干几个月能转正", "签订书面协议", True),
        ("招人就干几个月,让不让签短的合同", "可以签订短期合同", False),
        ("几分钟接通", "5个工作日内回复", True),
        ("渣土车使用年限", "90日内申请使用许可", True),
        ("渣土车使用年限", "使用满8年的应当报废", False),
        ("档案保存年限", "长期保存", False),
    ],
)
def test_a_figure_is_of_the_scale_asked_for(question: str, said: str, off: bool) -> None:
    assert off_scale(question, said) is off


@pytest.mark.parametrize(
    "question",
    ["123456", "kai gongsi yao ji tian", "今天天气怎么样", "在吗在吗", "？？？", "的 了 吗"],
)
def test_what_says_nothing_is_not_answered(asked_store: Store, question: str) -> None:
    texts = RawTexts()
    result = search_for_answer(asked_store, question)
    draft = draft_of(result, lambda hit: texts.of(asked_store, hit, generation=result.generation))
    assert not packaged_refusal_model().assess(draft).answered


@pytest.mark.parametrize("question", ["职工产假能休多少天", "骑车没戴头盔罚多少钱"])
def test_a_matter_that_nothing_knows_is_far_and_shares_no_words(
    features: Features, question: str
) -> None:
    known, unknown = features("企业开办时间压缩到几个工作日"), features(question)
    assert unknown["far"] > known["far"] + 0.2
    assert unknown["far_unsaid"] > 0.3
    assert known["far_unsaid"] == 0


def test_spoken_words_of_a_known_matter_are_far_and_share_some(features: Features) -> None:
    spoken = features("黄山办个公司前前后后得几天")
    assert spoken["far_unsaid"] < spoken["far"] or spoken["far"] == 0


def test_nothing_is_far_without_vectors(asked_store: Store) -> None:
    found = asked_store.search("职工产假能休多少天", mode=Mode.LEXICAL)
    texts = RawTexts()
    draft = draft_of(found, lambda hit: texts.of(asked_store, hit, generation=found.generation))
    values = refusal_features(draft)
    assert values["far"] == values["far_unsaid"] == 0
    assert values["unmatched"] == pytest.approx(0.5)


@pytest.mark.parametrize(("least", "unmatched"), [(0.9, 0.0), (0.5, 0.5), (0.1, 1.0)])
def test_a_word_that_nothing_in_the_clause_is_like_speaks_against_it(
    asked_store: Store, least: float, unmatched: float
) -> None:
    found = asked_store.search(
        "高压用户办电要多久", top_k=HITS, elsewhere=ELSEWHERE, for_answer=True
    )
    hits = tuple(replace(h, scores={**h.scores, "tokens_least": least}) for h in found.hits)
    texts = RawTexts()
    draft = draft_of(
        replace(found, hits=hits),
        lambda hit: texts.of(asked_store, hit, generation=found.generation),
    )
    assert refusal_features(draft)["unmatched"] == pytest.approx(unmatched)


GUIDE = """青石县失业保险问答
青石县人力资源和社会保障局
2025年3月2日
一、失业保险金能领到多少钱？
目前发放标准为每月2250元。
二、如何申领？
凭身份证到窗口申领。
"""


def test_a_figure_below_the_heading_that_names_its_matter_is_heard(
    store_of: Callable[..., Store],
) -> None:
    store = store_of({"guide.txt": GUIDE})
    found = ask(store, "失业金一个月多少", decision=decision(0.0))
    assert found.answered
    assert "2250" in found.text
    assert not ask(store, "今天天气怎么样", decision=decision(0.0)).answered
