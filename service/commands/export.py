"""`zhengda export`: every clause with its document and citation, for other systems."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from service.commands.console import (
    StoreOption,
    counted,
    load_settings,
    note,
    reported_errors,
)
from service.opening import open_store

if TYPE_CHECKING:
    from index import Store
    from service.schemas import ClauseDetailOut


class FormatChoice(StrEnum):
    """How a row is written."""

    JSONL = "jsonl"
    CSV = "csv"


CSV_COLUMNS = (
    "clause_id", "document_id", "title", "document_number", "issuers", "region", "issued_on",
    "status", "path", "number", "heading", "text", "lead", "with", "label", "start", "end",
    "source",
)  # fmt: skip


BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel garbles Chinese."""


def command(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="File to write; stdout when not given."
        ),
    ] = None,
    format_: Annotated[
        FormatChoice, typer.Option("--format", help="Format of a row.")
    ] = FormatChoice.JSONL,
    store: StoreOption = None,
) -> None:
    """Write every clause with its document and its citation, one row per clause."""
    with reported_errors():
        with open_store(load_settings(store=store)) as opened:
            clauses = exported_clauses(opened)
            lines = _json_lines(clauses) if format_ is FormatChoice.JSONL else _csv_lines(clauses)
            count = _write(lines, output)
        note(f"{counted(count - (format_ is FormatChoice.CSV), 'clause')} written")


def exported_clauses(store: Store) -> Iterator[ClauseDetailOut]:
    """Yield every clause of every document in order, as `GET /v1/clauses/{id}` returns it."""
    from service.presenting import clause_detail

    for document, raw_text, clauses in store.export():
        for clause in clauses:
            yield clause_detail(clause, document, raw_text)


def _json_lines(clauses: Iterator[ClauseDetailOut]) -> Iterator[str]:
    for clause in clauses:
        yield clause.model_dump_json() + "\n"


def _csv_lines(clauses: Iterator[ClauseDetailOut]) -> Iterator[str]:
    yield BYTE_ORDER_MARK + _csv_line(CSV_COLUMNS)
    for clause in clauses:
        document, citation = clause.document, clause.citation
        yield _csv_line(
            (
                clause.id,
                document.id,
                document.title,
                document.document_number or "",
                "、".join(document.issuers),
                document.region or "",
                str(document.issued_on or ""),
                document.status,
                " > ".join(clause.path),
                clause.number or "",
                clause.heading,
                clause.text,
                "、".join(clause.responsible.lead),
                "、".join(clause.responsible.with_),
                citation.label,
                str(citation.start),
                str(citation.end),
                document.source,
            )
        )


def _csv_line(values: tuple[str, ...]) -> str:
    from service.comparing.spreadsheets import csv_cell

    buffer = io.StringIO()
    csv.writer(buffer).writerow(map(csv_cell, values))
    return buffer.getvalue()


def _write(lines: Iterator[str], output: Path | None) -> int:
    count = 0
    if output is None:
        stream = sys.stdout.buffer
        for line in lines:
            stream.write(line.encode("utf-8"))
            count += 1
        return count
    # Written aside and renamed, so that a stopped export leaves no half file behind.
    partial = output.with_name(output.name + ".part")
    with _opened(partial, output) as stream:
        for line in lines:
            stream.write(line.encode("utf-8"))
            count += 1
    partial.replace(output)
    return count


def _opened(partial: Path, output: Path) -> BinaryIO:
    try:
        return partial.open("wb")
    except OSError as error:  # told of the file that was asked for
        raise OSError(error.errno, error.strerror, str(output)) from None
