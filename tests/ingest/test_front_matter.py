import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.metadata.fields import Field, find_fields, is_field_line
from ingest.metadata.front_matter import (
    front_length,
    is_history_line,
    is_letterhead,
    is_note_line,
    read_front_lines,
    whole_number,
)
from ingest.metadata.signatures import find_signatures, printed_on
from ingest.text.cleaning import fold_punctuation


def _signatures(text):
    return [
        (found.bodies, found.date, found.first, found.last)
        for found in find_signatures(read_front_lines(text))
    ]


def test_lines_keep_their_offsets_and_lose_their_marks():
    text = "\n  # 云中市条例 \n\n第一条　供水。\n"
    lines = read_front_lines(text)
    assert [text[line.start : line.end] for line in lines] == ["云中市条例", "第一条　供水。"]
    assert [line.heading_level for line in lines] == [1, 0]


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("一、总则", 1),
        ("(一)目标", 1),
        ("1.目标", 1),
        ("第一章 总则", 1),
        ("第五条例", 2),
        ("2020年", 2),
    ],
)
def test_the_front_ends_at_the_first_number(mark, expected):
    assert front_length(read_front_lines(f"云中市办法\n{mark}")) == expected


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("文 号:云委办〔2020〕55号 | 签发单位: |", [(Field.NUMBER, "云委办〔2020〕55号"), (Field.ISSUER, "")]),
        ("签发时间:2020-11-23 | 生效时间:2020-12-01 |", [(Field.ISSUED_ON, "2020-11-23"), (Field.EFFECTIVE_ON, "2020-12-01")]),
        ("• 文章来源：云中市水务局", [(Field.SOURCE, "云中市水务局")]),
        ("发布日期:2020-06-19 查看次数:14797 次", [(Field.PUBLISHED_ON, "2020-06-19"), (Field.OTHER, "14797 次")]),
        ("索引号:11 发文字号:云政发〔2021〕3号 发布日期:2021-02-03", [(Field.OTHER, "11"), (Field.NUMBER, "云政发〔2021〕3号"), (Field.PUBLISHED_ON, "2021-02-03")]),
        ("索引号:11发文字号:云政发〔2021〕3号发布日期:2021-02-03", [(Field.OTHER, "11"), (Field.NUMBER, "云政发〔2021〕3号"), (Field.PUBLISHED_ON, "2021-02-03")]),
        ("| 发文机关 | 云中市水务局 | 成文日期 | 2022年3月4日 |", [(Field.ISSUER, "云中市水务局"), (Field.ISSUED_ON, "2022年3月4日")]),
        ("时效性：已失效", [(Field.STATUS, "已失效")]),
        ("供水要到位", []),
    ],
)  # fmt: skip
def test_fields_are_read_from_label_and_value(line, fields):
    assert list(find_fields(line)) == fields
    assert is_field_line(fold_punctuation(line)) is bool(fields)


def test_a_sentence_with_a_label_in_it_states_no_field():
    assert not is_field_line("办事群众可查询来源:水务局网站。")


@pytest.mark.parametrize(
    ("text", "signatures"),
    [
        ("云中市水务局\n2020年1月2日", [(("云中市水务局",), dt.date(2020, 1, 2), 0, 1)]),
        (
            "襄阳市水务局襄阳市财政局2018年 8月 1日",
            [(("襄阳市水务局", "襄阳市财政局"), dt.date(2018, 8, 1), 0, 0)],
        ),
        (
            "襄阳市水务局\n襄阳市财政局\n二〇二〇年一月二日",
            [(("襄阳市水务局", "襄阳市财政局"), dt.date(2020, 1, 2), 0, 2)],
        ),
        ("云中市人民政府令\n市长:张三\n2020年1月2日", [((), dt.date(2020, 1, 2), 1, 2)]),
        ("2020年1月2日", [((), dt.date(2020, 1, 2), 0, 0)]),
        ("请于2020年1月2日", []),
        ("云中市水务局办公室2020年1月2日印发", []),
    ],
)
def test_signatures_are_dates_with_the_authorities_above_them(text, signatures):
    assert _signatures(text) == signatures


def test_the_printing_line_tells_when_a_document_went_out():
    lines = read_front_lines("一、供水\n云中市人民政府办公室 2020年1月9日印发")
    assert printed_on(lines) == dt.date(2020, 1, 9)


@pytest.mark.parametrize(
    ("line", "is_note"),
    [
        ("(此件公开发布)", True),
        ("公开方式:主动公开", True),
        ("(联系人:张三;联系方式:010-1234567)", True),
        ("<!-- INFO END -->", True),
        ("云中市办公室2020年1月9日印发", True),
        ("主动公开是原则,应当落实到每一个环节。", False),
        ("供水", False),
    ],
)
def test_notes_about_the_paper_are_told_from_text(line, is_note):
    assert is_note_line(line) is is_note


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("襄阳市人民政府令", True),
        ("襄阳市人民政府文件", True),
        ("襄阳市人民政府关于供水的公告", False),
        ("供水公告", False),
    ],
)
def test_letterheads_are_told_from_titles(line, expected):
    assert is_letterhead(line) is expected


@pytest.mark.parametrize(
    ("line", "is_history"),
    [
        ("2019年12月23日 第十三届全国人民代表大会常务委员会通过", True),
        ("(2019年12月23日云中市人民政府令第3号公布 自2020年1月1日起施行)", True),
        ("2019年12月23日", False),
        ("2019年12月23日前通过验收。企业应当继续申报。", False),
    ],
)
def test_history_lines_are_told_from_sentences(line, is_history):
    assert is_history_line(line) is is_history


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("云政规〔2020〕7号", "云政规〔2020〕7号"),
        ("(云政规〔2020〕7号)", "云政规〔2020〕7号"),
        ("文号:云政规〔2020〕7号", "云政规〔2020〕7号"),
        ("云中市人民政府令第179号", "云中市人民政府令第179号"),
        ("按照云政规〔2020〕7号执行", None),
    ],
)
def test_a_line_may_be_a_number(line, key):
    found = whole_number(line)
    assert (found.key if found else None) == key


@given(
    st.text(alphabet=st.sampled_from("文号:来源云中市局2020年1月2日印发\n|#()一、 •"), max_size=60)
)
def test_no_text_breaks_the_reading(text):
    lines = read_front_lines(text)
    assert all(text[line.start : line.end].strip() for line in lines)
    list(find_signatures(lines))
    list(find_fields(text))
    printed_on(lines)
