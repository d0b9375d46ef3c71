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


@pytest.mark.parametrize(
    ("text", "body", "partners", "issued_on", "effective_on"),
    [
        (
            "1994年7月5日 云中市第八届人民代表大会常务委员会第八次会议通过\n"
            "2019年8月26日 云中市第十三届人民代表大会常务委员会第十二次会议《关于修改〈甲条例〉\n"
            "〈乙条例〉的决定》第三次修正",
            "云中市人民代表大会常务委员会",
            (),
            dt.date(2019, 8, 26),
            None,
        ),
        (
            "1984年1月7日 国务院\n中央军委发布",
            "国务院",
            ("中央军委",),
            dt.date(1984, 1, 7),
            None,
        ),
        (
            "1986年9月15日 中共中央、国务院发布",
            "中共中央",
            ("国务院",),
            dt.date(1986, 9, 15),
            None,
        ),
        (
            "2018年9月3日 最高人民法院审判委员会第1747次会议\n"
            "2018年12月12日 最高人民检察院第十三届检察委员会第十一次会议通过",
            "最高人民法院",
            (),
            dt.date(2018, 12, 12),
            None,
        ),
        (
            "1964年6月8日 国务院公布\n公布之日施行",
            "国务院",
            (),
            dt.date(1964, 6, 8),
            dt.date(1964, 6, 8),
        ),
        (
            "2017年11月22日 中华人民共和国国务院令第692号",
            "国务院",
            (),
            dt.date(2017, 11, 22),
            None,
        ),
    ],
)
def test_a_history_broken_over_lines_is_read_whole(
    text: str,
    body: str,
    partners: tuple[str, ...],
    issued_on: dt.date,
    effective_on: dt.date | None,
) -> None:
    history = read_history(read_front_lines(text))
    assert history.lines == tuple(range(text.count("\n") + 1))
    assert (history.body, history.partners) == (body, partners)
    assert (history.issued_on, history.effective_on) == (issued_on, effective_on)


@pytest.mark.parametrize(
    "text",
    [
        "2024年3月5日\n现将办法印发给你们，请认真贯彻执行。",
        "2024年3月5日 云中市召开会议\n研究部署有关工作",
        "2024年3月5日，云中市人民政府\n公布了办法。",
        "公布之日施行",
    ],
)
def test_what_stands_below_a_date_is_no_history(text: str) -> None:
    assert read_history(read_front_lines(text)).lines == ()
