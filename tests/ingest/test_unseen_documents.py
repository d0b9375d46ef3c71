"""Documents of 22 more kinds, written and labelled before they were read, as they are read now.

Word and PDF files are built from text: `#t` is a row of a table, `^` a cell that goes on from the
row above, `#left` and `#right` are the columns of a page.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from ingest.pipeline import parse
from ingest.readers import read_bytes
from ingest.records import Clause, ParsedDocument
from ingest.text.cleaning import clean, fold_punctuation

FOLDER = Path(__file__).parent / "data" / "unseen"
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


def squeezed(text: str) -> str:
    return "".join(text.split())


def plain(text: str) -> str:
    return "".join(char for char in fold_punctuation(clean(text).text) if char.isalnum())


def stated(parsed: ParsedDocument) -> dict[str, Any]:
    document = parsed.document
    ended = [one for one in document.supersedes if one.kind == "repeals"]
    return {
        "title": squeezed(document.title),
        "number": document.document_number and squeezed(document.document_number),
        "issuers": list(document.issuers),
        "region": document.region and document.region.full_name,
        "issued_on": document.issued_on and document.issued_on.isoformat(),
        "effective_on": document.effective_on and document.effective_on.isoformat(),
        "expires_on": document.expires_on and document.expires_on.isoformat(),
        "supersedes": sorted(one.title or "" for one in ended),
        "amends": [one.title for one in document.supersedes if one.kind == "amends"],
    }


def figures_of(clause: Clause) -> list[tuple[str, str | None, str, str]]:
    return [
        (m.value, m.unit, m.comparator, squeezed(clause.text[m.start : m.end]))
        for m in clause.measures
    ]


def test_an_unseen_document_is_read(case: tuple[ParsedDocument, dict[str, Any]]) -> None:
    parsed, labels = case
    found, expected = stated(parsed), labels["metadata"]
    assert {name: found[name] for name in expected} == expected
    clauses = labels["clauses"]
    assert len(parsed.clauses) == len(clauses)
    for clause, label in zip(parsed.clauses, clauses, strict=True):
        assert squeezed(clause.text).startswith(label["words"])
        assert clause.heading == label.get("heading", clause.heading)
        units = {"lead": list(clause.responsible.lead), "with": list(clause.responsible.with_)}
        assert units == label.get("responsible", units)


def test_an_unseen_document_gives_its_figures(
    case: tuple[ParsedDocument, dict[str, Any]],
) -> None:
    parsed, labels = case
    for clause, label in zip(parsed.clauses, labels["clauses"], strict=True):
        found = figures_of(clause)
        for value, unit, comparator, subject, quote in label["measures"]:
            assert (value, unit, comparator, quote) in found
            said = [
                plain(measure.subject)
                for measure, figure in zip(clause.measures, found, strict=True)
                if figure == (value, unit, comparator, quote)
            ]
            words = plain(subject or "")
            assert not words or any(words in one or one in words for one in said if one)
