from __future__ import annotations

import datetime as dt
import io
import tempfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from service.knowledge.workbook import Workbook


@pytest.mark.parametrize("text", ["=1+1", "+8", "-5", "@sum", "＝A1", "正文", "a\x00b"])
def test_texts_stay_texts(text: str) -> None:
    book = Workbook(["标题", "日期"])
    book.append([text, dt.date(2024, 6, 1)])
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    sheet = load_workbook(file).active
    assert sheet["A2"].value == text.replace("\x00", "")
    assert sheet["A2"].data_type == "s"
    assert sheet["B2"].value == dt.datetime(2024, 6, 1)
    assert sheet["A1"].font.bold


def test_a_workbook_that_is_given_up_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    book = Workbook(["标题"])
    book.append(["正文"])
    assert list(tmp_path.iterdir())
    book.discard()
    assert not list(tmp_path.iterdir())
