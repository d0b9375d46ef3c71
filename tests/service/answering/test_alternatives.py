"""Kinds that exclude each other: what is said of one is withheld from who asks about another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import Store
from service.answering.answering import ask
from service.answering.figures.purposes import Purpose, asked_purpose
from service.answering.records import Answer
from service.answering.refusing.refusal import RefusalModel
from service.answering.wording.alternatives import alternative_sets, alternatives_of, parsed_sets

LEAVES = """阳渚市职工休假指引
阳渚府发〔2024〕18号
一、职工休假。女职工生育享受产假158天；产假期间，男方享受护理假15天；职工结婚享受婚假13天。
二、护照办理。申请普通护照的，自受理之日起7个工作日内签发，收费120元。
三、公积金贷款。职工购房申请公积金贷款的，最高额度为60万元。购房提取公积金的，总额不得超过房价的80%。
四、小学新生。学校免试招收小学新生，报名时间为5月7日至11日。幼儿园新生报名时间为6月1日至5日。
阳渚市人民政府
2024年3月2日
"""


@pytest.fixture(scope="module")
def decided(store_of: Callable[..., Store]) -> Callable[[str], Answer]:
    """Ask with a model that is always sure: only the rules beside it withhold a draft."""
    store = store_of({"leaves.txt": LEAVES})
    sure = RefusalModel(intercept=30.0, coefficients={}, threshold=0.5)
    return lambda question: ask(store, question, decision=sure.assess)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("阳渚产假多少天", "158"),
        ("阳渚护理假几天", "15"),
        ("阳渚陪产假几天", "15"),
        ("阳渚婚假多少天", "13"),
        ("阳渚普通护照几天签发", "7"),
        ("阳渚护照几天签发", "7"),
        ("阳渚小学新生什么时候报名", "5月7日"),
        ("阳渚双缴存职工公积金贷款最高多少", "60"),
    ],
)
def test_the_kind_asked_about_is_told(
    decided: Callable[[str], Answer], question: str, told: str
) -> None:
    answer = decided(question)
    assert answer.answered
    assert told in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "阳渚丧假多少天",
        "阳渚育儿假几天",
        "阳渚公务护照几天签发",
        "阳渚港澳通行证收费多少",
        "阳渚异地公积金贷款最高额度多少",
    ],
)
def test_another_kind_is_withheld(decided: Callable[[str], Answer], question: str) -> None:
    answer = decided(question)
    assert not answer.answered
    assert answer.not_found is not None
    assert answer.not_found.nearest


def test_figures_of_another_kind_in_the_same_sentence_are_left_out(
    decided: Callable[[str], Answer],
) -> None:
    assert "158" not in decided("阳渚陪产假几天").text


@pytest.mark.parametrize(
    ("question", "text", "not_in"),
    [
        ("婚假几天", "产假158天", True),
        ("婚假几天", "婚假3天，产假158天", False),
        ("婚假几天", "假期遇节日顺延", False),
        ("骑自行车罚多少", "机动车处200元罚款", True),
        ("非机动车罚多少", "非机动车处50元罚款", False),
        ("普通护照多少钱", "公务普通护照由外事部门签发", True),
        ("小学学费多少", "义务教育免收学费", False),
        ("护照多少钱", "公务护照免费", False),
        ("婚假有工资吗", "婚丧假期间照付工资", False),
        ("年假有工资吗", "婚丧假期间照付工资", True),
        ("误工费谁出", "赔偿护理费和因误工减少的收入", False),
        ("幼儿园学费能退吗", "退园的，退还剩余保教费", False),
        ("停车费怎么定", "停车服务收费和住宿费明码标价", False),
        ("初中生能带手机吗", "中小学生不得带手机进课堂", False),
        ("高中生要买校服吗", "中小学生自愿购买校服", False),
        ("幼儿园要买校服吗", "中小学生自愿购买校服", True),
        ("老师您好，执业登记要几天", "医师执业登记20日办结", False),
    ],
)
def test_a_text_on_other_kinds_only(question: str, text: str, not_in: bool) -> None:
    assert alternatives_of(question).are_not_in(text) is not_in


def test_a_kind_that_must_be_named_is_nowhere_where_nothing_is_named() -> None:
    assert alternatives_of("公务护照多少钱").are_nowhere_in("护照120元/本")
    assert not alternatives_of("普通护照多少钱").are_nowhere_in("护照120元/本")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("异地高考要什么条件", "随迁子女可以在流入地参加升学考试"),
        ("异地搬迁补多少", "易地扶贫搬迁每人补助2万元"),
        ("异地换驾照怎么换", "向核发地以外的车辆管理所申请换证"),
        ("异地购房能提公积金吗", "房屋不在缴存地的，提交购房合同"),
    ],
)
def test_elsewhere_is_said_in_other_words(question: str, text: str) -> None:
    assert not alternatives_of(question).are_nowhere_in(text)


def test_words_of_documents_name_no_kind_in_a_question() -> None:
    assert not alternatives_of("社保转移要多久")
    assert alternatives_of("异地贷款要多久").are_all_in("跨省办理的，15日办结")


def test_a_question_without_kinds_rules_nothing_out() -> None:
    kinds = alternatives_of("办电要多久")
    assert not kinds
    assert not kinds.are_nowhere_in("产假158天")


def test_lines_of_a_file_are_sets() -> None:
    (one,) = parsed_sets("# 注\n\n水果: 苹果/林檎 | !榴莲~猫山王 | 菠萝/苹果梨\n没有冒号\n")
    assert one.name == "水果"
    assert one.asked == {"苹果", "林檎", "榴莲", "菠萝", "苹果梨"}
    assert one.marked == {1}
    assert one.said_by("猫山王和苹果梨") == {1, 2}
    assert one.asked_by("猫山王多少钱") == frozenset()


def test_the_sets_that_come_along_tell_kinds_apart() -> None:
    for one in alternative_sets():
        kinds = frozenset().union(*one.kinds.values())
        assert len(kinds) > 1 or one.marked, one.name
        assert all(word and word == word.strip() for word in one.kinds), one.name
        assert one.asked <= set(one.kinds), one.name


@pytest.mark.parametrize(
    "question", ["单缴存职工公积金贷款最高多少", "公积金贷款最多几万", "贷款最高额度"]
)
def test_what_is_lent_is_asked_for(question: str) -> None:
    assert asked_purpose(question) is Purpose.LOAN
