import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.metadata.front_matter import read_front_lines
from ingest.metadata.law_history import read_history


@pytest.mark.parametrize(
    ("text", "body", "number", "issued_on", "effective_on"),
    [
        (
            "2009年2月20日 中华人民共和国国务院令第950号公布\n"
            "2017年3月1日 《国务院关于修改部分行政法规的决定》修订\n2009年5月1日 施行",
            "国务院",
            "中华人民共和国国务院令第950号",
            dt.date(2017, 3, 1),
            dt.date(2009, 5, 1),
        ),
        (
            "2019年12月23日 云中市第十三届人民代表大会常务委员会第五次会议通过",
            "云中市人民代表大会常务委员会",
            None,
            dt.date(2019, 12, 23),
            None,
        ),
        (
            "(2019年12月23日云中市第十三届人民代表大会第五次会议通过\n2021年3月2日修正)",
            "云中市人民代表大会",
            None,
            dt.date(2021, 3, 2),
            None,
        ),
        (
            "2023年1月6日 云中市第十七届人民代表大会常务委员会第九次会议通过\n"
            "2023年2月10日 海东省第十四届人民代表大会常务委员会第一次会议批准",
            "云中市人民代表大会常务委员会",
            None,
            dt.date(2023, 2, 10),
            None,
        ),
        (
            "2019年1月28日 最高人民法院审判委员会第1760次会议通过\n2019年5月1日 施行",
            "最高人民法院",
            None,
            dt.date(2019, 1, 28),
            dt.date(2019, 5, 1),
        ),
        (
            "1992年5月12日 国务院批准\n1992年6月16日 公安部令第8号发布",
            "公安部",
            "公安部令第8号",
            dt.date(1992, 6, 16),
            None,
        ),
        ("第一条 为了供水,2020年1月1日前通过验收。", None, None, None, None),
    ],
)
def test_history_lines_tell_who_made_a_law_and_when(text, body, number, issued_on, effective_on):
    history = read_history(read_front_lines(text))
    assert history.body == body
    assert history.number == number
    assert history.issued_on == issued_on
    assert history.effective_on == effective_on


def test_the_first_publication_is_kept_beside_the_last_change():
    text = (
        "1998年1月5日 国务院常务会议通过\n1998年2月1日 国务院令第900号公布\n"
        "2011年1月8日 《国务院关于废止和修改部分行政法规的决定》修订"
    )
    history = read_history(read_front_lines(text))
    assert history.first_issued_on == dt.date(1998, 2, 1)
    assert history.issued_on == dt.date(2011, 1, 8)
    assert history.lines == (0, 1, 2)


@given(
    st.text(
        alphabet=st.sampled_from("2019年12月3日第届人民代表大会通过公布施行令号国务院《》()\n "),
        max_size=80,
    )
)
def test_no_text_breaks_the_reading(text):
    read_history(read_front_lines(text))
