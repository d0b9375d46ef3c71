"""A clause with several lists answers with the one that is asked about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import Store
from service.answering.draft import Draft
from service.answering.spans.listing import find_list
from service.answering.wording.evidence import Topic

PLAN = """澄江市船舶登记办法
澄政规〔2024〕8号
第一条 为规范船舶登记，制定本办法。
第二条 办理船舶登记的本市渔民应当提交下列材料：
（一）渔民的户口簿；
（二）船舶照片。
办理船舶登记的运输公司应当提交下列材料：
（一）营业执照；
（二）船员名册。
办理船舶登记的外地船东应当提交下列材料：
（一）船籍港证明；
（二）通航许可。
第三条 申请渡口许可应当提交下列材料：
（一）渡口位置图，包括：
1.岸线图；
2.航道图。
（二）救生设备清单。
渡口停用的，应当在十日内报告。
第四条 下列行为由海事机构处理：
（一）夜间无灯航行；
（二）超载航行。
罚款的具体标准由市人民政府规定。
第五条 申请捕捞补助应当符合下列条件：
（一）持有捕捞许可证；
（二）上年无违法记录。
申请人应当提交下列材料：
（一）补助申请书；
（二）捕捞日志。
有下列情形之一的，不予补助：
（一）船舶已经报废的；
（二）未实际出海的。
第六条 办理停泊备案应当提交下列材料：
（一）停泊申请表；
（二）船主身份证。
装载危险货物的，还应当提交下列材料：
（一）货物清单；
（二）应急预案。
第七条 办理航线登记需要下列材料：
1.航线图；
2.船员证；
3.检验证书；
4.保险单；
5.照片；
6.登记表；
7.体检表；
8.承诺书；
9.委托书。
夜间航行的，材料如下：
10.灯具合格证；
11.值班表。
第八条 下列渔获可以上市：
（一）自养的虾；
（二）自养的蟹。
下列渔获不得上市：
（一）河豚；
（二）珊瑚。
澄江市人民政府
2024年6月3日
"""


@pytest.fixture(scope="module")
def draft(
    store_of: Callable[..., Store], drafts_of: Callable[[Store], Callable[[str], Draft]]
) -> Callable[[str], Draft]:
    return drafts_of(store_of({"plan.txt": PLAN}))


@pytest.fixture(scope="module")
def said(draft: Callable[[str], Draft]) -> Callable[[str], str]:
    return lambda question: "\n".join(one.text for one in draft(question).statements)


@pytest.mark.parametrize(
    ("question", "told", "others"),
    [
        ("本市渔民办理船舶登记要提交什么材料", "户口簿", ("营业执照", "船籍港")),
        ("运输公司办理船舶登记要提交什么材料", "船员名册", ("户口簿", "船籍港")),
        ("外地船东办理船舶登记要提交什么材料", "通航许可", ("户口簿", "营业执照")),
        ("船舶登记需要什么材料", "户口簿", ("营业执照", "船籍港")),
        # What is asked for counts before the matter, which the first line mostly names alone.
        ("申请捕捞补助要提交什么材料", "捕捞日志", ("捕捞许可证", "报废")),
        ("申请捕捞补助要符合什么条件", "捕捞许可证", ("捕捞日志", "报废")),
        ("哪些情形不给捕捞补助", "未实际出海", ("捕捞许可证", "捕捞日志")),
        # What may be is not told to who asks what may not.
        ("哪些渔获可以上市", "自养的蟹", ("河豚", "珊瑚")),
        ("哪些渔获不能上市", "河豚", ("自养的虾", "自养的蟹")),
    ],
)
def test_the_list_that_is_announced_for_what_is_asked_is_told(
    said: Callable[[str], str], question: str, told: str, others: tuple[str, ...]
) -> None:
    answer = said(question)
    assert told in answer
    assert not any(other in answer for other in others)


def test_the_line_that_announces_the_list_is_told_with_it(said: Callable[[str], str]) -> None:
    assert "办理船舶登记的运输公司应当提交下列材料" in said("运输公司办理船舶登记要提交什么材料")


def test_a_list_is_worth_its_noun_as_far_as_it_is_on_the_matter(
    draft: Callable[[str], Draft],
) -> None:
    def worth(question: str) -> float:
        drafted = draft(question)
        hit = next(hit for hit in drafted.search.hits if hit.clause.number == "第二条")
        found = find_list(hit, drafted.question, Topic.of(drafted.search.query, ()))
        assert found is not None
        return found.fitness

    assert worth("渔民登记船舶提交什么材料") > worth("考取潜水证提交什么材料") + 0.1


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("申请渡口许可要提交什么材料", ("岸线图", "航道图", "救生设备清单")),
        ("哪些行为由海事机构处理", ("夜间无灯航行", "超载航行")),
        # What comes on top is no list instead of the first, nor are numbers that go on.
        ("装载危险货物办理停泊备案提交什么材料", ("停泊申请表", "应急预案")),
        ("夜间航行的航线登记需要什么材料", ("航线图", "委托书", "值班表")),
    ],
)
def test_one_list_stays_whole(
    said: Callable[[str], str], question: str, told: tuple[str, ...]
) -> None:
    answer = said(question)
    assert all(item in answer for item in told)
