import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.metadata.dates import add_months, add_years, find_dates, parse_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020年12月11日", dt.date(2020, 12, 11)),
        ("2018年 8月 1日", dt.date(2018, 8, 1)),
        ("二〇二〇年十二月十一日", dt.date(2020, 12, 11)),
        ("二○一八年八月三十一日", dt.date(2018, 8, 31)),
        ("一九九六年二月九日", dt.date(1996, 2, 9)),
        ("2020-06-19 09:24:16", dt.date(2020, 6, 19)),
        ("2020/6/9", dt.date(2020, 6, 9)),
        ("2020.06.19", dt.date(2020, 6, 19)),
        ("20201211", dt.date(2020, 12, 11)),
        ("2020年2月31日", None),
        ("2020年底", None),
        ("12345", None),
        ("1.2020.3", None),
    ],
)
def test_dates_are_read_in_every_form(text, date):
    assert parse_date(text) == date


def test_several_dates_are_found_in_order():
    text = "自2020年1月1日起施行,有效期至二〇二四年十二月三十一日"
    found = list(find_dates(text))
    assert [mention.date for mention in found] == [dt.date(2020, 1, 1), dt.date(2024, 12, 31)]
    assert text[found[1].start : found[1].end] == "二〇二四年十二月三十一日"


def test_shifted_dates_stay_in_the_calendar():
    assert add_years(dt.date(2020, 2, 29), 1) == dt.date(2021, 2, 28)
    assert add_months(dt.date(2020, 1, 31), 1) == dt.date(2020, 2, 29)
    assert add_months(dt.date(2020, 11, 30), 3) == dt.date(2021, 2, 28)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)))
def test_a_written_date_is_read_back(date):
    assert parse_date(f"{date.year}年{date.month}月{date.day}日") == date
    assert parse_date(date.isoformat()) == date


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text):
    parse_date(text)
