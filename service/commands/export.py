"""`zhengda export`: clauses with citations, feedback or logged questions, for other systems."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from service.commands.console import (
    StoreOption,
    load_settings,
    note,
    reported_errors,
)
from service.counting import counted
from service.opening import open_store

if TYPE_CHECKING:
    from index import Store
    from service.schemas import ClauseDetailOut
    from service.settings import Settings


class OfChoice(StrEnum):
    """What there is to write."""

    CLAUSES = "clauses"
    KNOWLEDGE = "knowledge"
    FEEDBACK = "feedback"
    QUESTIONS = "questions"


class FormatChoice(StrEnum):
    """How a row is written."""

    JSONL = "jsonl"
    CSV = "csv"


CSV_COLUMNS = (
    "clause_id", "document_id", "title", "document_number", "issuers", "region", "issued_on",
    "status", "path", "number", "heading", "text", "lead", "with", "label", "start", "end",
    "source",
)  # fmt: skip


NOUNS = {
    OfChoice.CLAUSES: "clause",
    OfChoice.KNOWLEDGE: "knowledge row",
    OfChoice.FEEDBACK: "feedback line",
    OfChoice.QUESTIONS: "logged question",
}

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
    of: Annotated[
        OfChoice,
        typer.Option("--of", help="What to write."),
    ] = OfChoice.CLAUSES,
    store: StoreOption = None,
) -> None:
    """Write every clause with its document and its citation, one row per clause.

    With --of knowledge, the entries made of the clauses, as /v1/knowledge lists them. With --of
    feedback or --of questions, what readers said of answers or asked, the oldest first.
    """
    with reported_errors():
        settings = load_settings(store=store)
        lines_of = {OfChoice.CLAUSES: _clause_lines, OfChoice.KNOWLEDGE: _knowledge_lines}
        with lines_of.get(of, _kept_lines)(settings, of, format_) as lines:
            count = _write(lines, output)
        note(f"{counted(count - (format_ is FormatChoice.CSV), NOUNS[of])} written")


@contextmanager
def _clause_lines(
    settings: Settings, _of: OfChoice, format_: FormatChoice
) -> Iterator[Iterator[str]]:
    with open_store(settings) as opened:
        clauses = exported_clauses(opened)
        yield _json_lines(clauses) if format_ is FormatChoice.JSONL else _csv_lines(clauses)


@contextmanager
def _knowledge_lines(
    settings: Settings, _of: OfChoice, format_: FormatChoice
) -> Iterator[Iterator[str]]:
    from service.commands.knowledge_entries import every_entry
    from service.comparing.spreadsheets import csv_cell
    from service.knowledge.presenting import entry_out
    from service.knowledge.rows import row_of, titles_of

    with open_store(settings) as opened:
        entries = every_entry(opened, settings.lexicon)
        if format_ is FormatChoice.JSONL:
            yield (entry_out(entry).model_dump_json() + "\n" for entry in entries)
        else:
            site = (settings.public_url or "").rstrip("/")
            rows = (row_of(entry, language="zh", site=site) for entry in entries)
            yield _table_lines(titles_of("zh"), (map(csv_cell, row) for row in rows))


@contextmanager
def _kept_lines(settings: Settings, of: OfChoice, format_: FormatChoice) -> Iterator[Iterator[str]]:
    from contextlib import closing

    from index import StoreMissing
    from service.commands.kept_rows import feedback_rows, question_rows
    from service.ledger import Ledger

    if not settings.store.is_dir():
        raise StoreMissing(settings.store)
    with closing(Ledger.open(settings.store, read_only=True)) as ledger:
        columns, rows = (feedback_rows if of is OfChoice.FEEDBACK else question_rows)(ledger)
        if format_ is FormatChoice.JSONL:
            yield (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        else:
            yield _table_lines(columns, ([_cell(row[name]) for name in columns] for row in rows))


def _table_lines(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield BYTE_ORDER_MARK + _csv_line(tuple(columns))
    for row in rows:
        yield _csv_line(tuple(row))


def _cell(value: object) -> str:
    """Return a value as one cell: ids with spaces between them, filters as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


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
