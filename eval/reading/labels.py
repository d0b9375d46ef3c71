"""Read the labels of how documents are to be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, get_args

from eval.datasets import read_json_lines
from eval.errors import DataFileError
from ingest.text.cleaning import clean

KINDS = ("metadata", "clauses", "responsible", "measures")
Part = Literal["dev", "held_out", "fresh"]
PARTS: tuple[Part, ...] = get_args(Part)
FIELDS = ("title", "number", "issuers", "region", "issued_on", "effective_on", "expires_on")
"""The fields of metadata; one that a label leaves out is not scored, null says there is none."""


@dataclass(frozen=True, slots=True)
class MeasureLabel:
    """One figure: its raw span, what it says, and where its subject stands."""

    span: tuple[int, int]
    value: str
    unit: str | None
    comparator: str
    subject: tuple[int, int] | None
    """Raw span of the words that name what is measured; None where it is not judged."""


@dataclass(slots=True)
class DocumentLabels:
    """What is labelled of one file."""

    file: str
    part: Part = "dev"
    """What the rules were worked on with; held out from it; or fresh: labelled last, from the text
    alone, before the reader was asked."""
    draw: int = 1
    """Of the fresh ones, in which of several draws."""
    metadata: dict[str, Any] | None = None
    clauses: list[tuple[str | None, str, int]] | None = None
    """Every clause: mark, digest of its heading, raw offset of its first character."""
    units: list[tuple[int, str, str]] | None = None
    """Every responsible unit: raw offset of its clause, lead or with, name."""
    measures: dict[int, list[MeasureLabel]] = field(default_factory=dict)
    """All figures of some clauses, by the raw offset of the clause."""


def digest(text: str) -> str:
    """Return the first twelve digits of the SHA-256 of a text without marks and spaces."""
    words = "".join(char for char in clean(text).text if char.isalnum())
    return sha256(words.encode()).hexdigest()[:12] if words else ""


def read_labels(paths: Iterable[Path]) -> list[DocumentLabels]:
    """Read label files, one record a line; records of one file are put together.

    Raises:
        DataFileError: If a line is no label.
    """
    found: dict[str, DocumentLabels] = {}
    for path, number, row in _rows(paths):
        if "about" in row:
            continue
        try:
            labels = found.setdefault(row["file"], DocumentLabels(row["file"]))
            labels.part = next((part for part in PARTS[1:] if row.get(part)), labels.part)
            labels.draw = int(row.get("draw", labels.draw))
            _ADD[row["kind"]](labels, row)
        except (KeyError, TypeError, ValueError) as error:
            raise DataFileError(path, number, f"is no label: {error!r}") from error
    return list(found.values())


def _rows(paths: Iterable[Path]) -> Iterator[tuple[Path, int, Mapping[str, Any]]]:
    for path in paths:
        files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        for file in files:
            for number, row in read_json_lines(file):
                yield file, number, row


def _add_metadata(labels: DocumentLabels, row: Mapping[str, Any]) -> None:
    unknown = set(row) - {*FIELDS, "title_sha", "file", "kind", "draw", *PARTS}
    if unknown:
        raise ValueError(f"unknown fields {sorted(unknown)}")
    values = {name: row[name] for name in FIELDS if name in row}
    if "title" in values:
        values["title_sha"] = digest(values.pop("title"))
    if "title_sha" in row:
        values["title_sha"] = row["title_sha"]
    labels.metadata = values


def _add_clauses(labels: DocumentLabels, row: Mapping[str, Any]) -> None:
    labels.clauses = [(mark, heading, int(start)) for mark, heading, start in row["clauses"]]


def _add_units(labels: DocumentLabels, row: Mapping[str, Any]) -> None:
    labels.units = [(int(start), role, unit) for start, role, unit in row["units"]]


def _add_measures(labels: DocumentLabels, row: Mapping[str, Any]) -> None:
    by_clause: dict[int, list[MeasureLabel]] = defaultdict(list)
    for start, end, value, unit, comparator, subject in row["measures"]:
        place = tuple(subject) if subject else None
        by_clause[int(row["at"])].append(MeasureLabel((start, end), value, unit, comparator, place))
    labels.measures.update(by_clause or {int(row["at"]): []})


_ADD = {
    "metadata": _add_metadata,
    "clauses": _add_clauses,
    "responsible": _add_units,
    "measures": _add_measures,
}
