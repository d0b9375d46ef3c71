from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.records import Status
from service.pages.search_form import PAGE_SIZE, read_form
from service.schemas_values import QUERY_MAX_CHARS, TOP_K_MAX


def test_filters_are_read_from_the_form() -> None:
    form = read_form(
        {
            "q": "  办电 ",
            "region": "襄阳市、 天津",
            "issuer": "市政府辦公室",
            "document_number": "津政規〔2020〕7號",
            "issued_from": "2020-01-02",
            "issued_to": "2021年3月5日",
            "as_of": "2020.12.31",
            "status": "repealed",
        }
    )
    assert form.query == "办电"
    assert form.filters.region == ("襄阳市", "天津")
    assert form.filters.issuer == ("市政府办公室",)
    assert form.filters.document_number == ("津政规〔2020〕7号",)
    assert form.issuer == "市政府辦公室"
    assert form.filters.issued_from == dt.date(2020, 1, 2)
    assert form.filters.issued_to == dt.date(2021, 3, 5)
    assert form.filters.as_of == dt.date(2020, 12, 31)
    assert form.filters.status is Status.REPEALED
    assert not form.faults
    assert len(form.filter_fields) == 7


@pytest.mark.parametrize("typed", ["2020-13-01", "2020-02-30", "yesterday", "1600000000", "20-1-1"])
def test_a_date_that_is_none_is_a_fault(typed: str) -> None:
    assert read_form({"issued_from": typed}).faults == {"issued_from": "error_date"}
    assert read_form({"as_of": typed}).faults == {"as_of": "error_date"}


def test_dates_in_the_wrong_order_are_a_fault() -> None:
    form = read_form({"issued_from": "2021-01-01", "issued_to": "2020-01-01"})
    assert form.faults == {"issued_to": "error_date_order"}


def test_a_question_that_is_too_long_is_a_fault() -> None:
    assert not read_form({"q": "电" * QUERY_MAX_CHARS}).faults
    assert read_form({"q": "电" * (QUERY_MAX_CHARS + 1)}).faults == {"query": "error_query_long"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", PAGE_SIZE),
        ("30", 30),
        ("-1", PAGE_SIZE),
        ("0", PAGE_SIZE),
        ("9999", TOP_K_MAX),
        ("²", PAGE_SIZE),
        ("x", PAGE_SIZE),
        ("9" * 99, PAGE_SIZE),
    ],
)
def test_the_number_of_results_is_bounded(typed: str, expected: int) -> None:
    assert read_form({"n": typed}).top_k == expected


NAMES = st.sampled_from(["q", "region", "issuer", "issued_from", "issued_to", "status", "n", "x"])


@given(st.dictionaries(NAMES, st.text()))
def test_nothing_typed_breaks_the_form(parameters: dict[str, str]) -> None:
    form = read_form(parameters)
    form.query.encode("utf-8")  # no lone surrogate is left to break the answer
    assert "\x00" not in form.query
