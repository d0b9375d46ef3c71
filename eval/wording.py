"""How many questions of a file are worded unlike the clauses that answer them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.gold import GoldIndex, resolve_all
from eval.records import Question
from eval.slices import LOW_OVERLAP, lexical_overlap


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWording:
    """The questions of one file, counted."""

    path: Path
    questions: int
    answerable: int
    low_overlap: int
    """Answerable questions that share less than `LOW_OVERLAP` of their bigrams with their gold."""

    @property
    def low_share(self) -> float:
        """The share of the answerable questions in [0, 1]; 0 where there are none."""
        return self.low_overlap / self.answerable if self.answerable else 0.0

    def __str__(self) -> str:
        """Return the counts as one line of a report."""
        return (
            f"{self.path.name}: {self.questions} questions,"
            f" {self.questions - self.answerable} unanswerable;"
            f" {self.low_overlap} of {self.answerable} ({self.low_share:.0%})"
            " worded unlike their clauses"
        )


def wording_by_file(questions: Sequence[Question], gold_index: GoldIndex) -> list[FileWording]:
    """Return the counts of each file, in the order of the questions."""
    qrels, _ = resolve_all(questions, gold_index)
    files: dict[Path, list[Question]] = defaultdict(list)
    for question in questions:
        files[question.path].append(question)
    return [
        FileWording(
            path=path,
            questions=len(members),
            answerable=sum(question.answerable for question in members),
            low_overlap=sum(
                lexical_overlap(question, [gold_index.clause(found).text for found in grades])
                < LOW_OVERLAP
                for question in members
                if (grades := qrels.get(question.id))
            ),
        )
        for path, members in files.items()
    ]
