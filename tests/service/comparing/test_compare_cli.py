"""`zhengda compare` as a person uses it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from service.cli import app

QUESTION = "施工许可要多长时间"


def run(places_path: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(
        app, ["compare", *map(str, arguments), "--store", str(places_path)], env={"COLUMNS": "140"}
    )


def test_a_table_for_each_kind_of_figure(places_path: Path) -> None:
    done = run(places_path, QUESTION, "--region", "澄浦", "--region", "南渡", "--region", "襄阳")
    assert done.exit_code == 0
    assert "≤ 60 天" in done.stdout
    assert "≤ 60 个工作日" in done.stdout
    assert "襄阳市" in done.stdout
    assert "未找到" in done.stdout
    assert "澄政办发〔2021〕12号" in done.stdout


def test_each_source_is_listed_once_below_the_rows_that_give_its_number(places_path: Path) -> None:
    printed = run(places_path, "办电要多久", "--region", "澄浦").stdout
    assert printed.count("澄政办发〔2021〕12号") == 1
    assert printed.count("[1]") == 4  # three figures, and the source itself


def test_of_several_questions_each_has_its_own_part(places_path: Path) -> None:
    both = "用电报装办理时限是多少？月最低工资标准是多少？"
    printed = run(places_path, both, "--region", "枫禾").stdout
    power, wages = printed.split("月最低工资标准是多少 ─")
    assert "用电报装办理时限是多少 ─" in power
    assert "未找到" not in power
    assert "枫禾市  未找到" in wages


def test_json_is_what_the_interface_returns(places_path: Path) -> None:
    done = run(places_path, QUESTION, "--region", "澄浦", "--json")
    body = json.loads(done.stdout)
    assert [row["value"] for row in body["rows"]] == ["60"]


def test_files_are_written(places_path: Path, tmp_path: Path) -> None:
    table, book = tmp_path / "a.csv", tmp_path / "a.xlsx"
    done = run(places_path, QUESTION, "--region", "澄浦", "--csv", table, "--xlsx", book)
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "60" in table.read_text("utf-8-sig")
    assert "/documents/" not in table.read_text("utf-8-sig")  # no server to lead to
    assert openpyxl.load_workbook(book).active.max_row == 2


def test_a_table_is_in_the_language_of_the_question_or_the_one_wanted(
    places_path: Path, tmp_path: Path
) -> None:
    asked = ("how long does power connection take", "--region", "澄浦", "--region", "襄阳")
    english = run(places_path, *asked).stdout
    for words in ("Place", "Applies to", "≤ 40 working days", "Not found"):
        assert words in english
    assert "适用情形" in run(places_path, *asked, "--language", "zh").stdout
    table = tmp_path / "a.csv"
    run(places_path, QUESTION, "--region", "澄浦", "--language", "en", "--csv", table)
    assert table.read_text("utf-8-sig").startswith("Place,")


@pytest.mark.parametrize("arguments", [[" "], ["电" * 1001], ["办电", "--as-of", "soon"]])
def test_wrong_usage_is_told(places_path: Path, arguments: list[str]) -> None:
    assert run(places_path, *arguments).exit_code == 2
