"""Ask a benchmark's questions for answers, and score what is said and cited by the gold spans."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.answer_values import median
from eval.asking import Asker
from eval.benchmark import CACHE, ready_store
from eval.benchmark_files import Entry
from eval.benchmark_spans import SpanData, SpanQuestion
from eval.errors import TextsDiffer
from eval.metrics import summarize
from eval.records import Summary, Values
from eval.span_scores import SPAN_METRICS, Quoted, span_values
from index import Progress, Reranking, SearchFilters, Store
from service import Answer

_PAGE = 200
_TITLE_LABEL = re.compile(r"《[^》]*》(?:：|: )")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanRow:
    """One question asked, with everything that is scored."""

    question: SpanQuestion
    kind: str
    """The kind of question that the product took it for."""
    answered: bool
    confidence: float
    said: str
    """What the draft says, without the place or title that it is labelled with."""
    quoted: tuple[Quoted, ...]
    drafted: Values
    """The measures of the draft, whether it was given or not; none without a gold span."""
    milliseconds: float
    """Spent on answering beyond searching."""

    @property
    def given(self) -> Values:
        """The measures of what a user gets: nothing where it was refused."""
        return self.drafted if self.answered else dict.fromkeys(self.drafted, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanScores:
    """What some questions reach together."""

    given: Summary
    """`SPAN_METRICS` and `answered` over the questions that have a gold span."""
    drafted: Summary
    """`SPAN_METRICS` of the same, had no draft been refused."""
    unanswerable: Summary
    """`refused` over the questions that their document does not answer."""
    said: float
    """Median length of what the answers given say, in characters."""
    quoted: float
    """Median length of all that they cite."""
    gold: float
    """Median length of the gold spans, the shortest of alternatives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanReport:
    """All questions of a benchmark, asked for answers."""

    data: SpanData
    clauses: int
    build_seconds: float
    rows: tuple[SpanRow, ...]


def score_answers(
    data: SpanData,
    *,
    model: str = "default",
    reranking: Reranking | None = None,
    cache: Path = CACHE,
    on_build: Callable[[Progress], None] | None = None,
    on_query: Callable[[int], None] | None = None,
) -> SpanReport:
    """Build the store of a benchmark, or open the kept one, and ask each question once.

    Raises:
        TextsDiffer: If the store's text of an entry has other offsets than the corpus.
    """
    opened = ready_store(
        data.benchmark, model=model, reranking=reranking, cache=cache, on_build=on_build
    )
    with opened as (store, build_seconds):
        check_offsets(store, data.benchmark.entries)
        return SpanReport(
            data=data,
            clauses=store.stats().clauses,
            build_seconds=build_seconds,
            rows=tuple(_asked(store, data, on_query)),
        )


def check_offsets(store: Store, entries: Iterable[Entry]) -> None:
    """Make sure that offsets in the store's raw texts are offsets in the texts of the corpus.

    Reading an entry may put a line break for a blank, one for one; nothing else may differ.

    Raises:
        TextsDiffer: At the first entry that the store lacks or has with another text.
    """
    ids = dict(_document_ids(store))
    for entry in entries:
        raw = store.raw_text(ids[entry.id]) if entry.id in ids else None
        # An entry without a text was read from its title; no span points into it.
        if raw is None or (entry.text and raw.replace("\n", " ") != entry.text.replace("\n", " ")):
            raise TextsDiffer(entry.id)


def _document_ids(store: Store) -> Iterator[tuple[str, str]]:
    cursor: str | None = None
    while True:
        page = store.documents(SearchFilters(), cursor=cursor, limit=_PAGE)
        yield from ((document.source.name, document.id) for document in page.items)
        cursor = page.next_cursor
        if cursor is None:
            return


def _asked(
    store: Store, data: SpanData, on_query: Callable[[int], None] | None
) -> Iterator[SpanRow]:
    asker = Asker(store)
    asker.warm(data.questions[0].text)
    same_text = _same_text(data.benchmark.entries)
    for done, question in enumerate(data.questions, start=1):
        yield _ask(asker, question, same_text[question.document])
        if on_query is not None:
            on_query(done)


def _same_text(entries: Iterable[Entry]) -> Mapping[str, frozenset[str]]:
    """Return entry id -> ids of the entries that have its text: an offset is one in all of them."""
    groups: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        groups[entry.text].add(entry.id)
    return {entry_id: frozenset(ids) for ids in groups.values() for entry_id in ids}


def _ask(asker: Asker, question: SpanQuestion, documents: frozenset[str]) -> SpanRow:
    asked = asker.ask(question.text)
    said, quoted = said_of(asked.drafted), tuple(_quoted(asked.drafted))
    return SpanRow(
        question=question,
        kind=asked.draft.question.kind.value,
        answered=asked.given.answered,
        confidence=asked.given.confidence,
        said=said,
        quoted=quoted,
        drafted=span_values(said, quoted, question.gold, documents) if question.gold else {},
        milliseconds=asked.milliseconds,
    )


def said_of(answer: Answer) -> str:
    """Return what the statements say, one a line, without the place or title before each.

    A label is what the product adds; it says whose rule it is, and no annotator marks it.
    """
    places = {source.document.region.name for source in answer.citations if source.document.region}
    said = []
    for statement in answer.statements:
        title = _TITLE_LABEL.match(statement.text)
        label = (
            title[0]
            if title
            else next(
                (
                    mark
                    for place in sorted(places)
                    for mark in (f"{place}：", f"{place}: ")
                    if statement.text.startswith(mark)
                ),
                "",
            )
        )
        said.append(statement.text.removeprefix(label))
    return "\n".join(said)


def _quoted(answer: Answer) -> Iterator[Quoted]:
    for source in answer.citations:
        citation = source.citation
        yield Quoted(
            document=source.document.source.name,
            start=citation.start,
            end=citation.end,
            text=citation.quote,
        )


def span_scores(rows: Sequence[SpanRow]) -> SpanScores:
    """Return what some rows reach together; lengths are of the answers given."""
    marked = [row for row in rows if row.question.answerable]
    nothing = [row for row in rows if not row.question.answerable]
    given = [row for row in rows if row.answered]
    return SpanScores(
        given=summarize(
            {row.question.id: {**row.given, "answered": float(row.answered)} for row in marked},
            ("answered", *SPAN_METRICS),
        ),
        drafted=summarize({row.question.id: row.drafted for row in marked}, SPAN_METRICS),
        unanswerable=summarize(
            {row.question.id: {"refused": float(not row.answered)} for row in nothing}, ("refused",)
        ),
        said=median(len(row.said) for row in given),
        quoted=median(sum(len(one.text) for one in row.quoted) for row in given),
        gold=median(min(len(one.text) for one in row.question.gold) for row in marked),
    )


def slices(rows: Sequence[SpanRow]) -> Iterator[tuple[str, list[SpanRow]]]:
    """Yield (slice, its rows): by part, by the folder's own split, by kind of question."""
    named: dict[str, Callable[[SpanRow], str]] = {
        "part": lambda row: row.question.part.value,
        "split": lambda row: row.question.split,
        "kind": lambda row: row.kind,
    }
    for field, value_of in named.items():
        for value in sorted({value_of(row) for row in rows} - {""}):
            yield f"{field}:{value}", [row for row in rows if value_of(row) == value]
