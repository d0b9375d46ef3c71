"""Questions in English and everyday Chinese meet documents through plain translations."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import LexiconError
from index.questions.query import analyze
from index.questions.terms import (
    FURTHER_SHARE,
    PLAIN_TRANSLATION_WEIGHT,
    PLAIN_WEIGHT,
    TRANSLATION_WEIGHT,
)
from index.words.english_forms import phrase_words
from index.words.lexicon import Lexicon
from index.words.lexicon_files import builtin_lexicon, parse_groups
from index.words.plain_terms import (
    chinese_matches,
    english_matches,
    english_terms,
    everyday_terms,
    parse_plain_terms,
)

HERE = Path("english.txt")


def _terms(text: str) -> set[str]:
    return {
        term
        for match in english_matches(text, builtin_lexicon())
        for group in match.groups
        for term in group.official
    }


def test_words_outside_the_lexicon_are_translated() -> None:
    assert {"铁路", "应收账款"} <= _terms("Railways and unpaid invoices")


def test_the_lexicon_goes_before_plain_translations() -> None:
    own = Lexicon(parse_groups("登高作业 = 爬高; en: railway work", path=HERE))
    found = english_matches("railway work", own)
    assert [match.phrase for match in found] == ["railway work"]
    assert found[0].groups[0].name == "登高作业"


def test_what_was_typed_goes_before_another_form_of_a_phrase_of_the_lexicon() -> None:
    own = Lexicon(parse_groups("停车设施 = 停车; en: parking", path=HERE))
    assert [group.name for m in english_matches("a park", own) for group in m.groups] == ["公园"]
    assert [group.name for m in english_matches("parking", own) for group in m.groups] == [
        "停车设施"
    ]


def test_further_translations_weigh_less_in_an_english_question() -> None:
    own = Lexicon(parse_groups("登高, 悬空; en: railway work", path=HERE))
    weights = dict(analyze("railway work", lexicon=own).lexical.bigrams)
    assert weights["登高"] == TRANSLATION_WEIGHT
    assert weights["悬空"] == FURTHER_SHARE * TRANSLATION_WEIGHT


def test_plain_translations_weigh_in_full_where_the_question_is_english() -> None:
    weights = dict(analyze("getting electricity near a railway").lexical.words)
    assert weights["铁路"] == PLAIN_TRANSLATION_WEIGHT
    assert weights["获得"] == TRANSLATION_WEIGHT
    mixed = dict(analyze("新厂在 railway 旁边怎么用电").lexical.words)
    assert mixed["铁路"] == PLAIN_WEIGHT < PLAIN_TRANSLATION_WEIGHT


def test_translations_join_the_embedded_text_in_the_order_of_the_question() -> None:
    text = analyze("May a restaurant use a railway warehouse?").embedding_text
    assert text.index("餐饮") < text.index("铁路") < text.index("仓库")


def test_a_chinese_question_is_not_translated() -> None:
    assert analyze("铁路多久建成").info.terms == analyze("铁路多久建成 ").info.terms
    assert "铁路线" not in analyze("铁路多久建成").embedding_text


def test_everyday_phrases_lead_to_official_terms_and_not_back() -> None:
    asked = analyze("不想来回跑,能替我跑吗")
    assert "帮办代办" in asked.info.terms
    assert dict(asked.lexical.words)["代办"] == PLAIN_WEIGHT
    assert "代办" not in asked.embedding_text
    assert "替我跑" not in dict(analyze("帮办代办").lexical.words)


def test_the_lexicon_goes_before_everyday_phrases() -> None:
    own = Lexicon(parse_groups("登高作业 = 替我跑", path=HERE))
    assert analyze("替我跑", lexicon=own).info.terms == ("登高作业",)


@pytest.mark.parametrize(
    "lexicon", [english_terms(), everyday_terms()], ids=["english", "everyday"]
)
def test_every_phrase_stands_once(lexicon: Lexicon) -> None:
    phrases = [phrase for g in lexicon.groups for phrase in (*g.english, *g.everyday)]
    assert len(phrases) > 1000
    assert len(phrases) == len(set(phrases))


def test_the_longer_of_two_overlapping_phrases_stays() -> None:
    own = Lexicon(parse_groups("融资 = 贷款; en: loan", path=HERE))
    assert [match.phrase for match in chinese_matches("没抵押贷款能办吗", own, ())] == [
        "没抵押贷款"
    ]
    assert [match.phrase for match in english_matches("a bridge loan", own)] == ["bridge loan"]
    assert [match.phrase for match in english_matches("a loan", own)] == ["loan"]


def test_no_entry_is_dead_or_leads_to_itself() -> None:
    known = builtin_lexicon()
    chinese = set(known.chinese_words())
    english = {phrase_words(phrase) for group in known.groups for phrase in group.english}
    for group in everyday_terms().groups:
        assert not set(group.everyday) & chinese, group
        assert not set(group.everyday) & set(group.official), group
        assert min(map(len, group.everyday)) > 1, group
    phrases = [phrase_words(p) for group in english_terms().groups for p in group.english]
    assert len(phrases) == len(set(phrases))
    assert () not in phrases
    assert not english & set(phrases)
    for group in (*english_terms().groups, *everyday_terms().groups):
        assert len(set(group.official)) == len(group.official), group
        assert not any(set("=#;") & set(term) for term in (*group.chinese, *group.english)), group


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("How do I renew my residence permit after moving house?", "居住证"),
        ("I overstayed by two days", "非法居留"),
        ("Is an unfixed term contract better?", "无固定期限劳动合同"),
        ("Can a foreign employee bring his wife?", "外国人来华工作"),
        ("My boss owes me wages", "拖欠工资"),
        ("How long is parental leave?", "育儿假"),
        ("Who may withdraw from the housing fund for rent?", "住房公积金"),
        ("Is a fire drill required in a karaoke bar?", "演练"),
        ("Where do I report a gas leak?", "燃气安全"),
        ("subsidies for buying tractors", "农业机械购置补贴"),
        ("vaccinations of infants", "预防接种"),
        ("appeal against a parking ticket", "交通违法"),
        ("How are drones registered?", "无人驾驶航空器"),
        ("May I keep two dogs in a flat?", "养犬"),
        ("tax-free shopping for tourists", "离境退税"),
        ("Is the museum closed on public holidays?", "博物馆"),
        ("How do I set up an association?", "社会组织登记"),
    ],
)
def test_english_questions_of_all_kinds_lead_to_official_terms(question: str, term: str) -> None:
    assert term in _terms(question)


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("老板拖工资怎么办", "拖欠工资"),
        ("被狗咬了谁赔", "饲养动物损害"),
        ("离婚冷静期多久", "离婚登记"),
        ("退一赔三怎么算", "惩罚性赔偿"),
        ("电驴上牌要带什么", "电动自行车"),
        ("幼儿园老师体检", "教师"),
        ("酒驾扣几分", "饮酒驾驶"),
        ("飞线充电谁管", "电动自行车"),
        ("私立学校摇号", "民办学校"),
        ("抱养的孩子怎么落户", "收养登记"),
        ("去世以后骨灰放哪", "死亡"),
        ("房东不退押金", "住房租赁"),
        ("东家不给工钱找哪个", "拖欠工资"),
        ("搁哪儿办新房手续", "办理地点"),
        ("动迁款几时发", "房屋征收"),
        ("包烧费咋算", "采暖费"),
        ("车子上户要带啥子", "机动车登记"),
        ("打95598有用吗", "供电企业"),
        ("粤省事上能办不", "掌上办"),
        ("国土所管不管占地", "自然资源主管部门"),
        ("工伤养病工钱照发不", "停工留薪期"),
        ("祖坟迁不迁", "坟墓"),
        ("每月打卡才发失业金", "资格核对"),
        ("装修要跟物业打招呼吗", "告知物业服务企业"),
        ("社保断缴半年有影响吗", "中断缴费"),
        ("社保基数多少", "缴费基数"),
        ("公司裁员赔几个月", "裁减人员"),
        ("试用期被辞退", "解除劳动合同"),
        ("身份证丢了去哪", "补领"),
        ("驾照扣分查询", "记分"),
        ("疫苗本换新", "预防接种证"),
        ("没有遗嘱房子归谁", "法定继承"),
        ("物业费不交会怎样", "物业服务费用"),
    ],
)
def test_spoken_questions_of_all_kinds_lead_to_official_terms(question: str, term: str) -> None:
    assert term in analyze(question).lexicon_terms


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("提前跟邻居打招呼吗", "违规干预"),  # to tell beforehand, not to interfere
        ("车子上户", "户口登记"),  # of a car, in Sichuan
        ("土地所有权归谁", "土地行政主管部门"),  # no 土地所 in 土地所有权
        ("公章加盖在哪", "扩建"),
        ("1996年的档案", "休息休假"),  # no 996 in a year
        ("住院押金多少", "投标保证金"),
        ("行政调解书有效吗", "仲裁"),
        ("骑手出了车祸", "灵活就业"),
        ("五保户的生活费", "临时救助"),
        ("公证过的遗嘱", "法律援助"),
        ("罚款能分期吗", "免罚清单"),
        ("多少钱一平", "办理成本"),
        ("camping in a park", "停车设施"),
        ("a fine for littering", "免罚清单"),
        ("the cost of a loan", "办理成本"),
        ("removal from the list of green factories", "上市"),
        ("How does the kindergarten draw work?", "施工图"),
        ("工程监理所需资质", "机动车登记"),
        ("消防处理意见", "消防检查"),
        ("劳工处理纠纷", "社会保险"),
        ("出入境处理期限", "出入境管理机构"),
    ],
)
def test_words_of_other_matters_do_not_lead_there(question: str, term: str) -> None:
    assert term not in analyze(question).lexicon_terms


def test_a_line_without_its_other_side_is_refused_by_name() -> None:
    with pytest.raises(LexiconError, match=r"english\.txt.*2"):
        parse_plain_terms("railway = 铁路\nrailway line\n", path=HERE, english=True)
