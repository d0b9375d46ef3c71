"""Documents of 22 more kinds, written and labelled before they were read, as they are read now.

Word and PDF files are built from text: `#t` is a row of a table, `^` a cell that goes on from the
row above, `#left` and `#right` are the columns of a page.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from ingest.pipeline import parse
from ingest.readers import read_bytes
from ingest.records import ParsedDocument

LabelsHold = Callable[[ParsedDocument, dict[str, Any]], None]
FOLDER = Path(__file__).parent.parent / "data" / "unseen"
LABELS: dict[str, dict[str, Any]] = json.loads((FOLDER / "labels.json").read_text("utf-8"))
_ALIGNED = {"#r": WD_ALIGN_PARAGRAPH.RIGHT, "#c": WD_ALIGN_PARAGRAPH.CENTER}
_READ: dict[str, ParsedDocument] = {}
_EM, _CHARS_A_LINE, _LEADING = 12, 19, 20


def write_word(text: str) -> bytes:
    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        tag, _, words = line.partition(" ")
        if tag == "#t":
            rows.append(words.split("|"))
            continue
        add_table(document, rows)
        rows = []
        paragraph = document.add_paragraph(words)
        if tag in _ALIGNED:
            paragraph.alignment = _ALIGNED[tag]
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def add_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0])) if rows else None
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            if words == "^":
                continue
            last = at
            while last + 1 < len(rows) and rows[last + 1][column] == "^":
                last += 1
            cell = table.cell(at, column).merge(table.cell(last, column))
            cell.text = words


def write_columns(text: str, pdf: Any) -> bytes:
    page = pdf.page()
    x, y, below_titles = 50, 790, 0
    for line in text.splitlines():
        tag, _, words = line.partition(" ")
        if tag == "#title":
            page.text((595 - 16 * len(words)) / 2, y, words, size=16)
            y -= 30
            below_titles = y - 10
        elif tag in ("#left", "#right"):
            x, y = (50 if tag == "#left" else 310), below_titles
        elif tag == "#sign":
            page.text(x + 235 - _EM * len(words), y, words, size=_EM)
            y -= _LEADING
        else:
            for start in range(0, len(line), _CHARS_A_LINE):
                piece = line[start : start + _CHARS_A_LINE]
                indent = len(piece) - len(piece.lstrip("　"))
                page.text(x + _EM * indent, y, piece[indent:], size=_EM)
                y -= _LEADING
    return bytes(pdf.data())


def file_of(name: str, pdf: Any) -> tuple[bytes, str]:
    """Return the bytes of a document, and the name under which it is read."""
    text = (FOLDER / name).read_text("utf-8")
    if "_docx" in name:
        return write_word(text), name.replace("_docx.txt", ".docx")
    if "_pdf" in name:
        return write_columns(text, pdf), name.replace("_pdf.txt", ".pdf")
    encoding = "gb18030" if "_gb18030" in name else "big5" if "_big5" in name else "utf-8"
    return text.encode(encoding), name


@pytest.fixture(params=sorted(LABELS))
def case(request: pytest.FixtureRequest, pdf: Any) -> tuple[ParsedDocument, dict[str, Any]]:
    if request.param not in _READ:
        data, name = file_of(request.param, pdf)
        _READ[request.param] = parse(read_bytes(data, uri=name, name=name))
    return _READ[request.param], LABELS[request.param]


def test_an_unseen_document_is_read(
    case: tuple[ParsedDocument, dict[str, Any]], statements_hold: LabelsHold
) -> None:
    statements_hold(*case)


def test_an_unseen_document_gives_its_figures(
    case: tuple[ParsedDocument, dict[str, Any]], figures_hold: LabelsHold
) -> None:
    figures_hold(*case)
