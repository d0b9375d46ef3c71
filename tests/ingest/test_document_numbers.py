import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.metadata.document_numbers import find_numbers, normalize_number


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("云政规〔2020〕7号", "云政规〔2020〕7号"),
        ("云政规[2020]第7号", "云政规〔2020〕7号"),
        ("云政规（2020）7号", "云政规〔2020〕7号"),
        ("云政规(2020)7 号", "云政规〔2020〕7号"),
        ("云政规【2020】007号", "云政规〔2020〕7号"),
        ("云政规﹝2020﹞7号", "云政规〔2020〕7号"),
        ("云政规 2020年 7号", "云政规〔2020〕7号"),
        ("云政规〔２０２０〕７号", "云政规〔2020〕7号"),
        ("深发改规〔2023〕5号", "深发改规〔2023〕5号"),
        ("沪经信规范〔2022〕3号", "沪经信规范〔2022〕3号"),
        ("粤府办〔2019〕1号", "粤府办〔2019〕1号"),
        ("青委办字〔2020〕55 号", "青委办字〔2020〕55号"),
        ("财税(93)12号", "财税〔1993〕12号"),
        ("国务院令第722号", "国务院令第722号"),
        ("中华人民共和国国务院令第722号", "国务院令第722号"),
        ("国务院令（第722号）", "国务院令第722号"),
        ("中华人民共和国主席令第三十四号", "主席令第34号"),
        ("云中市人民政府令第179号", "云中市人民政府令第179号"),
        ("令第722号", "令第722号"),
        ("国家税务总局公告2021年第12号", "国家税务总局公告2021年第12号"),
        ("国家税务总局2021年第12号公告", "国家税务总局公告2021年第12号"),
        ("2021年第12号公告", "公告2021年第12号"),
        ("公告（2021年第5号）", "公告2021年第5号"),
        (
            "云中市人民代表大会常务委员会公告〔十五届〕第30号",
            "云中市人民代表大会常务委员会公告〔十五届〕第30号",
        ),
        ("不是文号", "不是文号"),
    ],
)
def test_every_way_of_writing_gives_one_key(written, key):
    assert normalize_number(written) == key


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("按照国办发〔2019〕39号文件要求", ["国办发〔2019〕39号"]),
        (
            "根据《甲》(云厅字〔2018〕31号)和《乙》（厅字[2018]22 号）",
            ["云厅字〔2018〕31号", "厅字[2018]22号"],
        ),
        ("建市〔2014〕1号和建市〔2015〕2号", ["建市〔2014〕1号", "建市〔2015〕2号"]),
        ("2008年12月1日中华人民共和国国务院令第541号公布", ["中华人民共和国国务院令第541号"]),
        ("第一条 本办法共5号楼", []),
        ("(2019年版)12号", []),
    ],
)
def test_numbers_are_found_without_the_words_before_them(text, found):
    mentions = find_numbers(text)
    assert [mention.text for mention in mentions] == found
    for mention in mentions:
        assert "".join(text[mention.start : mention.end].split()) == mention.text


@given(
    st.text(
        alphabet=st.sampled_from("云政规国务院令第公告〔〕()[]（）2020年712号 、和"), max_size=40
    )
)
def test_any_text_is_read_and_normalising_twice_changes_nothing(text):
    for mention in find_numbers(text):
        assert 0 <= mention.start < mention.end <= len(text)
    key = normalize_number(text)
    assert normalize_number(key) == key
