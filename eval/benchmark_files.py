"""Read a benchmark folder: corpus.jsonl, queries.jsonl, qrels.tsv."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.datasets import read_json_lines, read_text
from eval.errors import DataFileError, NothingToScore
from eval.records import Qrels, Split
from eval.splits import split_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document of a benchmark corpus."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkData:
    """A corpus with judged queries."""

    name: str
    entries: tuple[Entry, ...]
    queries: tuple[tuple[str, str], ...]
    """(id, text) of the queries that are judged and asked."""
    qrels: Qrels
    skipped: Mapping[str, int]
    """Reason -> how many queries were left out for it."""


def read_benchmark(
    folder: Path,
    *,
    queries: Path | None = None,
    qrels: Path | None = None,
    split: str | None = None,
    part: Split | None = None,
    limit: int | None = None,
    corpus_limit: int | None = None,
) -> BenchmarkData:
    """Read a benchmark folder.

    Args:
        folder: Holds corpus.jsonl, and the other two unless they are given apart.
        queries: Another queries.jsonl, e.g. of one split.
        qrels: Another qrels.tsv.
        split: Ask only queries whose `split` is this.
        part: Ask only queries all of whose documents are in this part, see `is_in_part`.
        limit: Ask only so many judged queries, the first ones.
        corpus_limit: Keep the judged entries and the first others up to this many: for trying.

    Raises:
        DataFileError: If a file is missing or a line of it cannot be used.
        NothingToScore: If no judged query is left.
    """
    entries = read_corpus(folder / "corpus.jsonl")
    judged, unknown = _read_qrels(qrels or folder / "qrels.tsv", {entry.id for entry in entries})
    asked, skipped = _read_queries(
        queries or folder / "queries.jsonl", judged, split=split, part=part
    )
    if unknown:
        skipped["judgment of an entry that is not in the corpus"] = unknown
    if not asked:
        raise NothingToScore(f"{folder}: no judged query is left to ask ({counted(skipped)})")
    asked = asked[:limit]
    wanted = {query_id: judged[query_id] for query_id, _ in asked}
    return benchmark_of(folder, entries, asked, wanted, size=corpus_limit, skipped=skipped)


def benchmark_of(
    folder: Path,
    entries: list[Entry],
    asked: Iterable[tuple[str, str]],
    wanted: Qrels,
    *,
    size: int | None,
    skipped: Mapping[str, int],
) -> BenchmarkData:
    """Put together what is asked of a folder; what is wanted stays in a shortened corpus."""
    return BenchmarkData(
        name=folder.resolve().name,
        entries=tuple(shortened(entries, wanted, size)),
        queries=tuple(asked),
        qrels=wanted,
        skipped=dict(skipped),
    )


def is_in_part(documents: Iterable[str], part: Split | None) -> bool:
    """Return whether all documents are in a part, by the rule of `split_of`; None is every part.

    A folder's own `split` may have questions on one document on both sides, so that what was tuned
    on one side was tuned on the other's documents.
    """
    return part is None or all(split_of(document) is part for document in documents)


def counted(skipped: Mapping[str, int]) -> str:
    """Return how many queries were left out, by reason."""
    return ", ".join(f"{count} {reason}" for reason, count in skipped.items()) or "none read"


def read_corpus(path: Path) -> list[Entry]:
    """Read the entries of a corpus.jsonl.

    Raises:
        DataFileError: If a line cannot be used, or an id is used twice.
    """
    entries: dict[str, Entry] = {}
    for line, row in read_json_lines(path):
        entry_id, text = row.get("id"), row.get("text")
        if not isinstance(entry_id, str) or not isinstance(text, str):
            raise DataFileError(path, line, "needs the string fields id and text")
        if entry_id in entries:
            raise DataFileError(path, line, f"the id {entry_id} is used twice")
        entries[entry_id] = Entry(id=entry_id, title=str(row.get("title") or ""), text=text)
    return list(entries.values())


def _read_qrels(path: Path, known: set[str]) -> tuple[dict[str, dict[str, int]], int]:
    """Read query, document, grade; a header line and TREC's four columns are understood."""
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    unknown = 0
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        fields = line.split("\t")
        if not line.strip() or (number == 1 and not _is_grade(fields[-1])):
            continue
        if len(fields) not in (3, 4) or not _is_grade(fields[-1]):
            raise DataFileError(path, number, f"expected query, document, grade; found {line!r}")
        query_id, document_id, grade = fields[0], fields[-2], int(fields[-1])
        if document_id not in known:
            unknown += 1
        elif grade > 0:
            judged[query_id][document_id] = grade
    return dict(judged), unknown


def _is_grade(field: str) -> bool:
    return field.strip().lstrip("-").isdigit()


def _read_queries(
    path: Path, judged: Qrels, *, split: str | None, part: Split | None
) -> tuple[list[tuple[str, str]], dict[str, int]]:
    asked: list[tuple[str, str]] = []
    skipped: dict[str, int] = defaultdict(int)
    for line, row in read_json_lines(path):
        query_id, text = row.get("id"), row.get("text")
        if not isinstance(query_id, str) or not isinstance(text, str):
            raise DataFileError(path, line, "needs the string fields id and text")
        if split is not None and row.get("split") != split:
            skipped[f"not in split {split}"] += 1
        elif not is_in_part(_documents(row, judged), part):
            skipped[f"not in part {part}"] += 1
        elif row.get("answerable") is False:
            skipped["unanswerable"] += 1
        elif query_id not in judged:
            skipped["without a judgment"] += 1
        else:
            asked.append((query_id, text))
    return asked, dict(skipped)


def _documents(row: Mapping[str, Any], judged: Qrels) -> Iterable[str]:
    """Return the document that a query was asked about, or all that answer it."""
    document = row.get("doc")
    return (document,) if isinstance(document, str) else judged.get(row["id"], {})


def shortened(entries: list[Entry], wanted: Qrels, size: int | None) -> list[Entry]:
    """Keep the entries that are wanted and the first others, up to a size; None keeps all."""
    if size is None:
        return entries
    needed = {entry_id for grades in wanted.values() for entry_id in grades}
    spare = max(size - len(needed), 0)
    kept = []
    for entry in entries:
        if entry.id in needed:
            kept.append(entry)
        elif spare:
            kept.append(entry)
            spare -= 1
    return kept
