from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.marks import Family, match_mark
from ingest.text.numerals import numeral_value


@pytest.mark.parametrize(
    ("line", "family", "value", "printed"),
    [
        ("一、总体要求", Family.HAN_COMMA, 1, "一、"),
        ("(三十一)强化服务", Family.HAN_PAREN, 31, "(三十一)"),
        ("21.优化获得电力", Family.DECIMAL_1, 21, "21."),
        ("3、压缩时限", Family.DECIMAL_1, 3, "3、"),
        ("(12)共享信息", Family.DIGIT_PAREN, 12, "(12)"),
        ("4)提交材料", Family.DIGIT_HALF_PAREN, 4, "4)"),
        ("③现场核验", Family.CIRCLED, 3, "③"),
        ("㈡打造环境", Family.HAN_PAREN, 2, "㈡"),
        ("⒊推进改革", Family.DECIMAL_1, 3, "⒊"),
        ("1.2 适用范围", Family.DECIMAL_2, 2, "1.2"),
        ("5.1.3 等级", Family.DECIMAL_3, 3, "5.1.3"),
        ("第一编 总则", Family.PART, 1, "第一编"),
        ("第一篇 开启新征程", Family.PART, 1, "第一篇"),
        ("第二分编 物权", Family.SUBPART, 2, "第二分编"),
        ("## 第三章 法律责任", Family.CHAPTER, 3, "第三章"),
        ("第一节 一般规定", Family.SECTION, 1, "第一节"),
        ("第一千零一条 当事人", Family.ARTICLE, 1001, "第一千零一条"),
        ("第12条 申请人", Family.ARTICLE, 12, "第12条"),
        ("附件2:任务清单", Family.ATTACHMENT, 2, "附件2:"),
        ("附件", Family.ATTACHMENT, 0, "附件"),
        ("问:需要多久?", Family.QUESTION, 0, "问:"),
    ],
)
def test_a_mark_is_read_with_its_number(
    line: str, family: Family, value: int, printed: str
) -> None:
    mark = match_mark(line, 0, len(line))
    assert mark is not None
    assert (mark.family, mark.value, mark.printed) == (family, value, printed)


@pytest.mark.parametrize(
    "line",
    [
        "2020年底前完成",
        "12345热线",
        "1.5万元以下的项目",
        "2.5个百分点",
        "一是压缩时限",
        "三分之一以上",
        "(照)通用",
        "附件材料齐全的",
        "一网通办",
        "第三方机构",
        "第一时间响应",
        "第一篇文章",
        "第二篇章开启",
    ],
)
def test_words_that_only_look_like_a_mark_are_none(line: str) -> None:
    assert match_mark(line, 0, len(line)) is None


def test_an_inserted_article_keeps_its_suffix() -> None:
    mark = match_mark("第一百二十三条之二 违反", 0, 11)
    assert mark is not None
    assert (mark.value, mark.suffix, mark.printed) == (123, 2, "第一百二十三条之二")


@given(st.text(max_size=40))
def test_any_line_is_read_without_error(line: str) -> None:
    mark = match_mark(line, 0, len(line))
    assert mark is None or 0 < mark.end <= len(line)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("一百零三", 103),
        ("一千二百六十", 1260),
        ("二〇二〇", 2020),
        ("两", 2),
        ("千", 1000),
        ("", None),
        ("三个", None),
    ],
)
def test_numerals_in_characters(text: str, value: int | None) -> None:
    assert numeral_value(text) == value
