"""Score labelled questions on a store: what `zhengda-eval questions` and the gate both do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval.check import check_questions
from eval.errors import InvalidQuestions
from eval.gold import GoldIndex, resolve_all
from eval.metrics import score_queries, separation, summarize
from eval.records import Qrels, Question, Ranked, Run, Summary, Values
from eval.runs import DEPTH, run_mode
from eval.slices import slices_of
from index import Mode, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswerable:
    """How the first scores of questions without an answer compare with the others'."""

    n: int
    median_answerable: float
    median_unanswerable: float
    auroc: float | None
    """Chance that an answerable question's first hit scores higher; 0.5 says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeScores:
    """Everything measured of one mode."""

    run: Run
    queries: Mapping[str, Values]
    overall: Summary
    slices: Mapping[str, Summary]
    unanswerable: Unanswerable


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Everything measured of some questions on one store."""

    questions: tuple[Question, ...]
    qrels: Qrels
    members: Mapping[str, Sequence[str]]
    """Slice -> ids of its answerable questions."""
    modes: Mapping[str, ModeScores]


def score_questions(
    store: Store,
    questions: Sequence[Question],
    *,
    modes: Sequence[Mode],
    depth: int = DEPTH,
    on_progress: Callable[[int], None] | None = None,
) -> Scores:
    """Check the questions against rules and store, ask them in every mode, and score the runs.

    Args:
        store: Holds the documents that the gold labels name.
        questions: Answerable ones are scored, the others are reported apart.
        modes: In the order of the report.
        depth: Hits asked for; metrics beyond it are then those of a shorter list.
        on_progress: Told how many questions of the current mode are done.

    Raises:
        InvalidQuestions: If any rule is broken or any gold is dangling or ambiguous.
    """
    gold_index = GoldIndex.of(store)
    qrels, dangling = resolve_all(questions, gold_index)
    if problems := [*check_questions(questions), *dangling]:
        raise InvalidQuestions(problems)
    answerable = [question for question in questions if question.answerable]
    members = slices_of(answerable, qrels, gold_index)
    queries = [(question.id, question.text) for question in questions]
    scored = {}
    for mode in modes:
        run = run_mode(store, queries, mode=mode, depth=depth, on_progress=on_progress)
        scored[mode.value] = _score(run, qrels, members)
    return Scores(questions=tuple(questions), qrels=qrels, members=members, modes=scored)


def _score(run: Run, qrels: Qrels, members: Mapping[str, Sequence[str]]) -> ModeScores:
    values = score_queries(qrels, [r for r in run.ranked if r.query_id in qrels])
    slices = {
        name: summarize({query_id: values[query_id] for query_id in ids})
        for name, ids in members.items()
    }
    return ModeScores(
        run=run,
        queries=values,
        overall=summarize(values),
        slices=slices,
        unanswerable=_unanswerable(run.ranked, qrels),
    )


def _unanswerable(ranked: Sequence[Ranked], qrels: Qrels) -> Unanswerable:
    positive = [result.top_score for result in ranked if result.query_id in qrels]
    negative = [result.top_score for result in ranked if result.query_id not in qrels]
    return Unanswerable(
        n=len(negative),
        median_answerable=_median(positive),
        median_unanswerable=_median(negative),
        auroc=separation(positive, negative),
    )


def _median(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
