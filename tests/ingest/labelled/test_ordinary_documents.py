"""89 documents as cities publish them, written and labelled before they were read.

Word and PDF files are built from text: `#t` is a row of a table, `<` a cell that goes on from the
left, `^` one that goes on from above, `#n1` and `#n2` are paragraphs that Word numbers, `#title`, `#c` and `#r` say where a line
stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from ingest.pipeline import parse
from ingest.readers import read_bytes
from ingest.records import ParsedDocument

LabelsHold = Callable[[ParsedDocument, dict[str, Any]], None]
FOLDER = Path(__file__).parent.parent / "data" / "ordinary"
LABELS: dict[str, dict[str, Any]] = json.loads((FOLDER / "labels.json").read_text("utf-8"))
_ALIGNED = {"#r": WD_ALIGN_PARAGRAPH.RIGHT, "#c": WD_ALIGN_PARAGRAPH.CENTER}
_READ: dict[str, ParsedDocument] = {}
_LEFT, _RIGHT, _TOP, _BOTTOM, _EM, _LEADING = 73, 521, 760, 90, 16, 28


def write_word(text: str, word: Any) -> bytes:
    numbering = word.list(
        ("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）")
    )
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        tag, _, words = line.partition(" ")
        if tag == "#t":
            rows.append(words.split("|"))
            continue
        add_table(word, rows)
        rows = []
        if tag in ("#n1", "#n2"):
            word.item(words, numbering, int(tag[2]) - 1)
        elif tag:
            word.paragraph(words)
            if tag in _ALIGNED:
                word.document.paragraphs[-1].alignment = _ALIGNED[tag]
    return bytes(word.data())


def add_table(word: Any, rows: list[list[str]]) -> None:
    if not rows:
        return
    table = word.document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        starts = [column for column, words in enumerate(row) if words != "<"]
        for column, end in zip(starts, [*starts[1:], len(row)], strict=True):
            if row[column] == "^":
                continue
            last = at
            while last + 1 < len(rows) and rows[last + 1][column] == "^":
                last += 1
            table.cell(at, column).merge(table.cell(last, end - 1)).text = row[column]


def wrapped(words: str, width: int) -> list[str]:
    """Break words into lines as Word does, which keeps the digits of a number together."""
    lines = [""]
    for piece in re.findall(r"[0-9.]+%?|[^0-9.]", words):
        if len(lines[-1]) + len(piece) > width:
            lines.append("")
        lines[-1] += piece
    return lines


class Pages:
    """Lines set on pages of a PDF file, each with its number at the foot."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.count = 0
        self.y: float = _TOP
        self.turn()

    def turn(self) -> None:
        self.page = self.pdf.page()
        self.count += 1
        self.page.text(270, 50, f"— {self.count} —", size=12)
        self.y = _TOP

    def down(self, height: float) -> float:
        """Return the baseline of a line of this height, on the next page if this one is full."""
        if self.y - height < _BOTTOM:
            self.turn()
        self.y -= height
        return self.y

    def put(self, x: float, height: float, words: str, size: int = _EM) -> None:
        baseline = self.down(height)  # which may turn the page
        self.page.text(x, baseline, words, size=size)

    def line(self, tag: str, words: str) -> None:
        if tag == "#title":
            self.put(297 - 9 * len(words), 34, words, size=18)
        elif tag == "#r":
            self.put(_RIGHT - _EM * (len(words) + 2), _LEADING, words)
        else:
            for piece in wrapped(words, (_RIGHT - _LEFT) // _EM):
                indent = len(piece) - len(piece.lstrip("　"))
                self.put(_LEFT + _EM * indent, _LEADING, piece[indent:])

    def row(self, cells: list[str]) -> None:
        width = (_RIGHT - _LEFT) / len(cells)
        per_line = int((width - 8) // 10)
        lines = [wrapped(words, per_line) for words in cells]
        height = 14 * max(map(len, lines)) + 8
        bottom = self.down(height)
        for column, pieces in enumerate(lines):
            left = _LEFT + column * width
            self.page.rectangle(left, bottom, width, height)
            for at, piece in enumerate(pieces):
                self.page.text(left + 4, bottom + height - 14 * (at + 1), piece, size=10)


def write_pages(text: str, pdf: Any) -> bytes:
    pages = Pages(pdf)
    for line in text.splitlines():
        tag, _, words = line.partition(" ")
        if tag == "#t":
            pages.row(words.split("|"))
        else:
            pages.line(tag, words)
    return bytes(pdf.data())


def file_of(name: str, text: str, word: Any, pdf: Any) -> tuple[bytes, str]:
    """Return the bytes of a document, and the name under which it is read."""
    if "_docx" in name:
        return write_word(text, word), name.replace("_docx.txt", ".docx")
    if "_pdf" in name:
        return write_pages(text, pdf), name.replace("_pdf.txt", ".pdf")
    encoding = next((code for code in ("gb18030", "big5hkscs") if f"_{code}." in name), "utf-8")
    return text.encode(encoding), name


@pytest.fixture(params=sorted(LABELS))
def case(
    request: pytest.FixtureRequest, word: Any, pdf: Any
) -> tuple[ParsedDocument, dict[str, Any]]:
    if request.param not in _READ:
        text = (FOLDER / request.param).read_text("utf-8")
        data, name = file_of(request.param, text, word, pdf)
        _READ[request.param] = parse(read_bytes(data, uri=name, name=name))
    return _READ[request.param], LABELS[request.param]


def test_an_ordinary_document_is_read(
    case: tuple[ParsedDocument, dict[str, Any]], statements_hold: LabelsHold
) -> None:
    statements_hold(*case)


def test_an_ordinary_document_gives_its_figures(
    case: tuple[ParsedDocument, dict[str, Any]], figures_hold: LabelsHold
) -> None:
    figures_hold(*case)
