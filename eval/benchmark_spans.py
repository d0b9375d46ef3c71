"""Read the questions of a benchmark folder whose answers are marked in the documents' texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.benchmark_files import (
    BenchmarkData,
    Entry,
    benchmark_of,
    counted,
    is_in_part,
    read_corpus,
)
from eval.datasets import read_json_lines
from eval.errors import DataFileError, NothingToScore
from eval.records import Split
from eval.splits import split_of


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSpan:
    """One stretch of a document that answers, as an annotator marked it."""

    text: str
    """Always `entry.text[start:end]`."""
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanQuestion:
    """One question with the document it was asked about."""

    id: str
    text: str
    document: str
    """Id of the corpus entry."""
    gold: tuple[GoldSpan, ...]
    """Alternatives, each of which answers; empty when the document does not answer."""
    split: str
    """As the folder has it; empty without."""

    @property
    def answerable(self) -> bool:
        """Whether the document it was asked about answers."""
        return bool(self.gold)

    @property
    def part(self) -> Split:
        """Of its document, so that no document is in two parts."""
        return split_of(self.document)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanData:
    """A corpus with questions whose answers are marked in it."""

    benchmark: BenchmarkData
    """As for ranking; the document that a question was asked about is its one judged document."""
    questions: tuple[SpanQuestion, ...]


def read_spans(
    folder: Path,
    *,
    queries: Path | None = None,
    split: str | None = None,
    part: Split | None = None,
    limit: int | None = None,
    corpus_limit: int | None = None,
) -> SpanData:
    """Read a benchmark folder for its answers; it needs no qrels.tsv.

    A question names its document in `doc`, and what answers either in `answers`, a list of objects
    with `text` and `span`, or in `answer` and `span`. With `answerable: false` it has neither. A
    span is [start, end) in the text of the document.

    Args:
        folder: Holds corpus.jsonl, and queries.jsonl unless it is given apart.
        queries: Another queries.jsonl.
        split: Ask only questions whose `split` is this.
        part: Ask only questions whose document is in this part.
        limit: Ask only so many questions, the first ones.
        corpus_limit: Keep the documents asked about and the first others up to this many.

    Raises:
        DataFileError: If a file is missing or a line cannot be used, or a span is not the answer.
        NothingToScore: If no question is left.
    """
    entries = read_corpus(folder / "corpus.jsonl")
    skipped: dict[str, int] = defaultdict(int)
    known = {entry.id: entry for entry in entries}
    questions = _questions(queries or folder / "queries.jsonl", known, skipped)
    found = list(_asked(questions, skipped, split=split, part=part))
    if not found:
        raise NothingToScore(
            f"{folder}: no question with an answer span is left to ask ({counted(skipped)})"
        )
    asked = tuple(found[:limit])
    wanted = {question.id: {question.document: 1} for question in asked}
    texts = ((question.id, question.text) for question in asked)
    data = benchmark_of(folder, entries, texts, wanted, size=corpus_limit, skipped=skipped)
    return SpanData(benchmark=data, questions=asked)


def _asked(
    questions: Iterable[SpanQuestion],
    skipped: dict[str, int],
    *,
    split: str | None,
    part: Split | None,
) -> Iterator[SpanQuestion]:
    """Yield the questions of a split and a part, and count the others."""
    for question in questions:
        if split is not None and question.split != split:
            skipped[f"not in split {split}"] += 1
        elif not is_in_part([question.document], part):
            skipped[f"not in part {part}"] += 1
        else:
            yield question


def _questions(
    path: Path, known: Mapping[str, Entry], skipped: dict[str, int]
) -> Iterator[SpanQuestion]:
    for line, row in read_json_lines(path):
        question_id, text, document = row.get("id"), row.get("text"), row.get("doc")
        if not isinstance(question_id, str) or not isinstance(text, str):
            raise DataFileError(path, line, "needs the string fields id and text")
        marked = [] if row.get("answerable") is False else _marked(row)
        if not isinstance(document, str) or (not marked and row.get("answerable") is not False):
            skipped["without a document or an answer span"] += 1
        elif document not in known:
            skipped["asked about a document that is not in the corpus"] += 1
        else:
            yield SpanQuestion(
                id=question_id,
                text=text,
                document=document,
                gold=tuple(_gold(one, known[document], path, line) for one in marked),
                split=str(row.get("split") or ""),
            )


def _marked(row: Mapping[str, Any]) -> list[Any]:
    """Return what the row marks as answers, as objects with text and span."""
    if isinstance(answers := row.get("answers"), list):
        return answers
    return [{"text": row["answer"], "span": row["span"]}] if {"answer", "span"} <= set(row) else []


def _gold(marked: Any, entry: Entry, path: Path, line: int) -> GoldSpan:
    match marked:
        case {"text": str(text), "span": [int(start), int(end)]} if text.strip():
            if start >= 0 and entry.text[start:end] == text:
                return GoldSpan(text=text, start=start, end=end)
            raise DataFileError(path, line, f"[{start}, {end}) of {entry.id} is not its answer")
    raise DataFileError(path, line, "an answer needs text and span, [start, end)")
