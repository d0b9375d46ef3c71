"""Compare what the parser finds with the labels: precision and recall of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from eval.reading.labels import DocumentLabels, MeasureLabel, digest
from ingest.errors import IngestError
from ingest.pipeline import parse
from ingest.records import Clause, Document, Measure, ParsedDocument
from ingest.sources.stream import read_sources
from ingest.text.cleaning import clean, fold_punctuation


@dataclass(slots=True)
class Counts:
    """How many are labelled, found, and right."""

    labelled: int = 0
    found: int = 0
    right: int = 0

    def add(self, labelled: Counter[Any], found: Counter[Any]) -> None:
        """Count two multisets of the same kind."""
        self.labelled += labelled.total()
        self.found += found.total()
        self.right += (labelled & found).total()

    @property
    def precision(self) -> float:
        """Right of found; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Right of labelled; 1 where nothing was labelled."""
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.labelled + self.found
        return 2 * self.right / both if both else 1.0


@dataclass(slots=True)
class ReadingScores:
    """The counts of each kind over some documents."""

    documents: int = 0
    kinds: dict[str, Counts] = field(default_factory=dict)
    """clauses, metadata, metadata.FIELD, responsible, measures, and measures.subject, whose found
    are the measures that are right in all else."""
    missing: list[str] = field(default_factory=list)
    """Labelled files that are not among the documents, or cannot be read."""
    wrong: list[str] = field(default_factory=list)
    """One line for each disagreement."""

    def of(self, kind: str) -> Counts:
        """Return the counts of a kind, new ones if there are none."""
        return self.kinds.setdefault(kind, Counts())

    def as_object(self) -> dict[str, Any]:
        """Return the scores as one object for JSON."""
        rounded = {
            kind: {
                **asdict(counts),
                "precision": round(counts.precision, 4),
                "recall": round(counts.recall, 4),
                "f1": round(counts.f1, 4),
            }
            for kind, counts in sorted(self.kinds.items())
        }
        return {"documents": self.documents, "missing": self.missing, "kinds": rounded}


def score_reading(
    labels: Iterable[DocumentLabels],
    folders: Sequence[Path],
    *,
    on_document: Callable[[str], object] = lambda name: None,
) -> ReadingScores:
    """Read the labelled files under some folders and compare.

    Args:
        labels: As `read_labels` returns them.
        folders: Files and folders; a labelled file is found by its name.
        on_document: Called with the name of each file before it is read.
    """
    paths = _by_name(folders)
    scores = ReadingScores()
    for one in labels:
        on_document(one.file)
        path = paths.get(one.file)
        parsed = _parsed(path) if path else None
        if parsed is None:
            scores.missing.append(one.file)
            continue
        scores.documents += 1
        _score(one, parsed, scores)
    return scores


def _by_name(folders: Sequence[Path]) -> Mapping[str, Path]:
    files = (
        path for folder in folders for path in ([folder] if folder.is_file() else folder.rglob("*"))
    )
    return {path.name: path for path in files if path.is_file()}


def _parsed(path: Path) -> ParsedDocument | None:
    (item,) = read_sources([path])
    if isinstance(item, IngestError):
        return None
    try:
        return parse(item)
    except IngestError:
        return None


def _score(labels: DocumentLabels, parsed: ParsedDocument, scores: ReadingScores) -> None:
    by_start = {clause.span.start: clause for clause in parsed.clauses}
    if labels.metadata is not None:
        _score_metadata(labels, parsed.document, scores)
    if labels.clauses is not None:
        found = Counter(
            (clause.number, digest(clause.heading), clause.span.start) for clause in parsed.clauses
        )
        _count(labels.file, "clauses", Counter(labels.clauses), found, scores)
    if labels.units is not None:
        units = Counter(
            (start, role, unit)
            for start, clause in by_start.items()
            for role, names in (
                ("lead", clause.responsible.lead),
                ("with", clause.responsible.with_),
            )
            for unit in names
        )
        _count(labels.file, "responsible", Counter(labels.units), units, scores)
    for start, expected in labels.measures.items():
        _score_measures(labels.file, expected, by_start.get(start), parsed.document, scores)


def _score_metadata(labels: DocumentLabels, document: Document, scores: ReadingScores) -> None:
    stated = {
        "title_sha": [digest(document.title)],
        "number": _listed(document.number_key),
        "issuers": list(document.issuers),
        "region": _listed(document.region and document.region.full_name),
        "issued_on": _listed(document.issued_on),
        "effective_on": _listed(document.effective_on),
        "expires_on": _listed(document.expires_on),
    }
    assert labels.metadata is not None
    for name, value in labels.metadata.items():
        expected = Counter(value if isinstance(value, list) else _listed(value))
        found = Counter(stated[name])
        scores.of(f"metadata.{name.removesuffix('_sha')}").add(expected, found)
        _count(labels.file, "metadata", expected, found, scores, detail=name)


def _listed(value: object) -> list[str]:
    return [] if value is None else [str(value)]


def _score_measures(
    file: str,
    expected: Sequence[MeasureLabel],
    clause: Clause | None,
    document: Document,
    scores: ReadingScores,
) -> None:
    found = {_key(clause, measure): measure for measure in clause.measures} if clause else {}
    wanted = {(one.span, one.value, one.unit, one.comparator): one for one in expected}
    _count(file, "measures", Counter(wanted.keys()), Counter(found.keys()), scores)
    subjects = scores.of("measures.subject")
    for key in wanted.keys() & found.keys():
        place = wanted[key].subject
        if place is None:
            continue
        words = document.text[slice(*place)]
        right = _agrees(words, found[key].subject)
        subjects.labelled += 1
        subjects.found += 1
        subjects.right += right
        if not right:
            scores.wrong.append(f"{file} subject at {place[0]}: found {found[key].subject}")


def _key(clause: Clause, measure: Measure) -> tuple[tuple[int, int], str, str | None, str]:
    span = clause.alignment.raw_span(measure.start, measure.end)
    return ((span.start, span.end), measure.value, measure.unit, measure.comparator)


def _agrees(label: str, found: str) -> bool:
    """A phrase is right when one holds the other: 办理时间 for 平均办理时间."""
    one, other = (_plain(words) for words in (label, found))
    return bool(one and other) and (one in other or other in one)


def _plain(words: str) -> str:
    return "".join(char for char in fold_punctuation(clean(words).text) if char.isalnum())


def _count(
    file: str,
    kind: str,
    expected: Counter[Any],
    found: Counter[Any],
    scores: ReadingScores,
    *,
    detail: str = "",
) -> None:
    scores.of(kind).add(expected, found)
    for sign, rest in (("missing", expected - found), ("too much", found - expected)):
        scores.wrong.extend(f"{file} {detail or kind} {sign}: {one}" for one in rest)
