"""Explain the questions that went most wrong: what stood above the gold, and by which evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.records import Question, Split
from eval.runs import DEPTH
from eval.scoring import ModeScores, Scores
from index import Hit, Mode, QueryInfo, Store

SHOWN = 30
ABOVE = 5
"""Hits shown above the gold; more of them say little that these do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHit:
    """One hit of a question that went wrong."""

    hit: Hit
    grade: int
    """0 when the clause is not gold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorstQuestion:
    """A question without a relevant first hit."""

    question: Question
    values: Mapping[str, float]
    query: QueryInfo
    hits: tuple[ShownHit, ...]
    """What stands above the first gold clause, at most `ABOVE` of it, then every gold clause
    found; best first."""
    not_found: int
    """Gold clauses that are not among the hits asked for."""

    @property
    def first_gold_rank(self) -> int | None:
        """The rank of the best placed gold clause; None when none was found."""
        return next((shown.hit.rank for shown in self.hits if shown.grade), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """The worst questions of one mode."""

    mode: str
    missed: int
    """Questions without a relevant first hit that may be shown."""
    withheld: int
    """The same in the test split, when those are not to be seen."""
    shown: tuple[WorstQuestion, ...]


def worst_questions(
    store: Store, scores: Scores, *, show_test: bool = False, limit: int = SHOWN
) -> Worst:
    """Ask the worst questions of the first mode again, keeping the evidence of each hit.

    Questions of the test split are counted, not shown: who tunes must not know which of them fail.
    """
    name, mode = next(iter(scores.modes.items()))
    missed = missed_questions(scores.questions, mode)
    seen = [one for one in missed if show_test or one.split is not Split.TEST]
    return Worst(
        mode=name,
        missed=len(seen),
        withheld=len(missed) - len(seen),
        shown=tuple(_explain(store, one, scores, mode) for one in seen[:limit]),
    )


def missed_questions(questions: Sequence[Question], mode: ModeScores) -> list[Question]:
    """Return the questions without a relevant first hit, the worst first."""
    missed = [
        question
        for question in questions
        if question.id in mode.queries and mode.queries[question.id]["hit@1"] < 1
    ]
    return sorted(missed, key=lambda question: (mode.queries[question.id]["ndcg@10"], question.id))


def _explain(store: Store, question: Question, scores: Scores, mode: ModeScores) -> WorstQuestion:
    result = store.search(question.text, top_k=DEPTH, mode=Mode(mode.run.mode))
    grades = scores.qrels[question.id]
    hits = [ShownHit(hit=hit, grade=grades.get(hit.clause.id, 0)) for hit in result.hits]
    gold = [shown for shown in hits if shown.grade]
    first = gold[0].hit.rank if gold else len(hits) + 1
    above = [shown for shown in hits if shown.hit.rank < first][:ABOVE]
    return WorstQuestion(
        question=question,
        values=mode.queries[question.id],
        query=result.query,
        hits=(*above, *gold),
        not_found=len(grades) - len(gold),
    )
