"""Open questions: the sentences that run on, said once, by whoever names the place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import Store
from ingest.text.alignment import Span
from service.answering.answering import ask
from service.answering.draft import Assessment, Draft
from service.answering.records import Answer
from service.answering.spans.labels import is_table_head

NOTICE = """澄江市疫病防控期间办事指引
一、出入境检疫业务。市检疫所推行无接触办理。申请人在网上平台上传材料扫描件即可受理。\
窗口收到后当场核对并电话告知结果。确需到场的由专人引导分散等候。本条自公布之日起执行。
二、农机具补贴。农机具补贴由乡镇农技站受理。
澄江市人民政府办公室
2021年3月5日
"""
REPORT = """澄江市政务动态
一、检疫。市检疫所推行无接触办理,申请人在网上平台上传材料扫描件即可受理,窗口收到后当场核对并电话告知结果。
二、其他。其他业务照常开展。
澄江市人民政府办公室
2021年3月6日
"""
UNPLACED = """“银杏贷”上线了
“银杏贷”面向返乡创业人员。玉溪市创业人员凭返乡证明到合作网点申请,网点三日内上门核实。
“银杏贷”由合作网点审核发放。
"""
MENTIONED = """企业防疫手册
来自昆明市的员工隔离七天。户籍在昆明路以北的到社区登记,与昆明市互认结果,职工在昆明市场设摊的每日检测。向上海南站方向的货车凭通行卡通行,借鉴昆明市经验设卡,昆明市籍司机登记。
"""
FARES = """景洪市公交优惠办法
第一条 老年人凭证免费乘车。学生凭学生证半价乘车,办证到学校登记。军人凭军官证免费乘车。
景洪市人民政府
2021年4月2日
"""
PROVINCE = """云南省支持玉溪市返乡创业若干措施
云政发〔2021〕7号
一、设立示范园。在玉溪市设立返乡创业示范园,入园企业由园区代办注册登记。
二、加强培训。各地组织创业培训,培训结业的发给合格证。
云南省人民政府
2021年5月10日
"""


@pytest.fixture(scope="module")
def told(
    store_of: Callable[..., Store], always: Callable[[Draft], Assessment]
) -> Callable[[str], Answer]:
    store = store_of(
        {
            "a.txt": NOTICE,
            "b.txt": REPORT,
            "c.txt": UNPLACED,
            "d.txt": PROVINCE,
            "e.txt": MENTIONED,
            "f.txt": FARES,
        },
    )
    return lambda question: ask(store, question, decision=always)


def test_how_something_is_done_is_told_with_the_sentences_that_go_on(
    told: Callable[[str], Answer],
) -> None:
    answer = told("澄江市检疫业务怎么无接触办")
    cited = answer.citations[answer.statements[0].citations[0]].citation.quote
    assert "上传材料扫描件" in cited
    assert "电话告知结果" in cited
    assert len(answer.statements[0].citations) == 1


def test_who_asks_for_one_thing_gets_one_sentence(told: Callable[[str], Answer]) -> None:
    answer = told("澄江市农机具补贴由谁受理")
    assert "乡镇农技站" in answer.statements[0].text
    assert "检疫" not in answer.statements[0].text


def test_what_two_documents_of_a_place_say_alike_is_said_once(
    told: Callable[[str], Answer],
) -> None:
    answer = told("澄江市检疫业务怎么无接触办")
    assert sum("上传材料扫描件" in statement.text for statement in answer.statements) == 1


def test_a_document_of_no_place_answers_for_the_place_it_names(
    told: Callable[[str], Answer],
) -> None:
    answer = told("玉溪市的银杏贷怎么申请")
    assert "合作网点申请" in answer.statements[0].text


def test_neighbours_on_other_groups_do_not_go_on(told: Callable[[str], Answer]) -> None:
    said = told("景洪市学生坐公交有什么优惠").statements[0].text
    assert "半价乘车" in said
    assert "军人" not in said
    assert "老年人" not in said


@pytest.mark.parametrize("question", ["昆明市的员工隔离几天", "海南省的货车凭什么通行"])
def test_a_place_named_as_elsewhere_or_by_chance_is_not_spoken_for(
    told: Callable[[str], Answer], question: str
) -> None:
    cited = {source.document.title for source in told(question).citations}
    assert "企业防疫手册" not in cited


def test_a_rule_from_above_that_names_the_place_is_no_stopgap(
    told: Callable[[str], Answer],
) -> None:
    named = told("玉溪市返乡创业示范园的企业谁来代办注册登记")
    assert "园区" in named.statements[0].text
    assert named.notes == ()
    unnamed = told("曲靖市创业培训结业的发什么证")
    assert "合格证" in unnamed.statements[0].text
    assert "曲靖市的文件没有写明" in unnamed.notes[0]


def test_the_head_of_a_table_answers_nothing_and_its_rows_do():
    text = "缴费标准\n|人员|个人缴费|\n|老人|500元|\n|学生|400元|"
    rows = [Span(at, text.find("|", at + 1)) for at in (5, 15, 25)]
    assert [is_table_head(text, row) for row in rows] == [True, False, False]
    assert not is_table_head("|老人|500元|", Span(0, 3))
    assert is_table_head("|人员|个人缴费|\n|老人|500元|", Span(0, 3))
