"""Tables survive CSV and XLSX, and nothing in them is run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from index import Store
from service.comparing.comparing import compare
from service.comparing.spreadsheets import to_csv, to_xlsx
from service.comparing.table import HEADERS, Sort, Table, sorted_rows, table_of

INJECTIONS = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", '=HYPERLINK("http://x")']
ORDINARY = ["≤", "高压用户", "a=b", "〔2021〕12号", '引"号', "两\n行", "a,b"]


def _sheet(data: bytes) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data)).active


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_cell_is_a_formula(text: str) -> None:
    table = Table(("甲",), ((text,),))
    cell = _sheet(to_xlsx(table, title="=1+1"))["A2"]
    assert cell.data_type == "s"
    assert cell.value.strip() == text.strip()
    row = list(csv.reader(io.StringIO(to_csv(table).decode("utf-8-sig"), newline="")))[1]
    assert row == [f"'{text}"]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_texts_come_back_as_they_were(text: str) -> None:
    table = Table(("甲",), ((text,),))
    assert list(csv.reader(io.StringIO(to_csv(table).decode("utf-8-sig"), newline="")))[1] == [text]
    assert _sheet(to_xlsx(table, title="表"))["A2"].value == text


def test_numbers_are_numbers() -> None:
    table = Table(("甲", "乙"), ((Decimal("0.5"), Decimal(40)),))
    sheet = _sheet(to_xlsx(table, title="[a]:b/c?" * 9))
    assert (sheet["A2"].value, sheet["B2"].value) == (0.5, 40)
    assert to_csv(table).decode("utf-8-sig").splitlines()[1] == "0.5,40"


def test_a_workbook_says_what_it_is_about() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(Table(("甲",), ()), title="办电\x00要多久")))
    assert (book.properties.title, book.properties.creator) == ("办电要多久", "Zhengda")


def test_dates_are_dates() -> None:
    table = Table(("甲",), ((date(2022, 3, 1),),))
    cell = _sheet(to_xlsx(table, title="表"))["A2"]
    assert (cell.is_date, cell.value.date(), cell.number_format) == (
        True,
        date(2022, 3, 1),
        "yyyy-mm-dd",
    )
    assert to_csv(table).decode("utf-8-sig").splitlines()[1] == "2022-03-01"


@pytest.mark.parametrize(("language", "note"), [("zh", "即时办结"), ("en", "Done at once")])
def test_no_time_at_all_is_said_in_words(places: Store, language: str, note: str) -> None:
    comparison = compare(places, "办电要多久")
    row = next(row for row in comparison.rows if row.measure)
    assert row.measure
    at_once = replace(row, measure=replace(row.measure, value="0", condition="居民,高压"))
    table = table_of(replace(comparison, rows=(at_once,)), language=language)
    at = 0 if language == "zh" else 1
    cells = dict(zip(table.titles, table.rows[0], strict=True))
    assert cells[HEADERS["note"][at]] == note
    assert cells[HEADERS["condition"][at]] == "居民，高压"


def test_characters_that_no_sheet_may_hold_are_left_out() -> None:
    table = Table(("甲",), (("a\x00b\x0bc\ud800",), ("电" * 40_000,)))
    sheet = _sheet(to_xlsx(table, title="\x00"))
    assert sheet["A2"].value == "abc"
    assert len(sheet["A3"].value) == 32_767


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_comparison_comes_back_from_both(places: Store, language: str) -> None:
    comparison = compare(places, "办电要多久")
    table = table_of(comparison, language=language, site="")
    rows = list(csv.DictReader(io.StringIO(to_csv(table).decode("utf-8-sig"), newline="")))
    assert len(rows) == len(comparison.rows)
    at = 0 if language == "zh" else 1
    names = {key: titles[at] for key, titles in HEADERS.items()}
    for row, kept in zip(rows, comparison.rows, strict=True):
        assert row[names["place"]] == kept.place
        assert row[names["value"]] == (kept.measure.value if kept.measure else "")
        assert bool(row[names["note"]]) is not kept.found
        assert row[names["url"]] == (kept.source.citation.url if kept.source else "")
        issued = kept.source.document.issued_on if kept.source else None
        assert row[names["issued_on"]] == (issued.isoformat() if issued else "")
    sheet = _sheet(to_xlsx(table, title=comparison.question))
    assert sheet.max_row == len(rows) + 1
    assert sheet.title == "办电要多久"
    assert [cell.value for cell in sheet[1]] == list(table.titles)


def test_rows_are_sorted(places: Store) -> None:
    comparison = compare(places, "办电要多久")
    by_place = [row.place for row in sorted_rows(comparison, Sort.PLACE)]
    assert by_place == sorted(by_place)
    measured = [row.measure for row in sorted_rows(comparison, Sort.VALUE) if row.measure]
    values = [Decimal(measure.value) for measure in measured]
    assert values == sorted(values)
    dates = [
        row.source.document.issued_on
        for row in sorted_rows(comparison, Sort.DATE)
        if row.found and row.source
    ]
    assert dates == sorted(dates, reverse=True)
