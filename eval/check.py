"""Check labelled questions before anything is scored with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from eval.errors import Problem
from eval.gold import GoldIndex, fold, resolve_all
from eval.records import Question, QuestionType, Split
from eval.splits import is_ruled, split_of
from ingest.records import ClauseKind
from ingest.text.cleaning import clean

NEAR_DUPLICATE = 0.6
"""Jaccard of character bigrams from which two questions are one asked twice. In the sample set the
closest pair that is two questions reaches 0.44."""

ANSWERS = 3
"""The grade of a clause that answers a question alone."""

_FIGURES = {
    QuestionType.DURATION,
    QuestionType.DEADLINE,
    QuestionType.COUNT,
    QuestionType.PERCENTAGE,
    QuestionType.MONEY,
}

_PUNCTUATION = str.maketrans("", "", "，,。.？?！!、；;：:“”\"'《》()（）")


def check_questions(questions: Sequence[Question]) -> list[Problem]:
    """Return every broken rule that can be seen without a store, in file order."""
    found = [
        *_repeated_ids(questions),
        *_labels(questions),
        *_duplicates(questions),
        *_leaks(questions),
        *_splits(questions),
    ]
    return _in_file_order(found)


def check_gold(questions: Sequence[Question], gold_index: GoldIndex) -> list[Problem]:
    """Return every label that does not fit exactly one clause or leaks it into the other split.

    `check_questions` compares labels as they are written; two ways to write one clause meet here.
    """
    qrels, problems = resolve_all(questions, gold_index)
    answering = {
        question_id: [
            clause_id
            for clause_id, grade in grades.items()
            # The rows of a table are asked apart; labels as written tell them apart.
            if grade == ANSWERS and gold_index.clause(clause_id).kind is not ClauseKind.TABLE
        ]
        for question_id, grades in qrels.items()
    }
    return _in_file_order([*problems, *_shared_gold(questions, answering)])


def _repeated_ids(questions: Sequence[Question]) -> Iterator[Problem]:
    first: dict[str, Question] = {}
    for question in questions:
        if question.id in first:
            yield _problem(question, f"the id is already used in {_place(first[question.id])}")
        first.setdefault(question.id, question)


def _labels(questions: Sequence[Question]) -> Iterator[Problem]:
    for question in questions:
        if question.answerable and not question.gold:
            yield _problem(question, "is answerable but has no gold")
        if question.answerable and not any(gold.grade == 3 for gold in question.gold):
            yield _problem(question, "is answerable but no gold has grade 3")
        if not question.answerable and question.gold:
            yield _problem(question, "is unanswerable but has gold")
        if not question.answerable and not question.why:
            yield _problem(question, "is unanswerable without saying why")
        if question.answerable and question.type in _FIGURES and not question.answers:
            yield _problem(question, f"asks for a {question.type} but has no answer value")
        clauses = [replace(gold, grade=ANSWERS) for gold in question.gold]
        for at, gold in enumerate(clauses):
            if not (gold.number or gold.heading or gold.contains):
                yield _problem(question, f"gold in {gold.document} names no clause")
            if gold in clauses[:at]:
                yield _problem(question, f"gold in {gold.document} is given twice")


def _duplicates(questions: Sequence[Question]) -> Iterator[Problem]:
    # Traditional characters are cleaned to simplified ones, so a change of script hides nothing.
    shingles = [(question, bigrams(clean(question.text).text)) for question in questions]
    for (one, left), (other, right) in combinations(shingles, 2):
        if _jaccard(left, right) >= NEAR_DUPLICATE and not _is_contrast(one, other):
            leak = "" if one.split is other.split else ", and in another split"
            how = "repeats" if left == right else "nearly repeats"
            yield _problem(other, f"{how} {one.id} in {_place(one)}{leak}")


def _is_contrast(one: Question, other: Question) -> bool:
    """Say whether a small change makes an answerable question unanswerable, on purpose.

    Such pairs show what a refusal hangs on (contrast sets, Gardner et al. 2020); they share a
    split and a topic, so that neither is trained on while the other is checked.
    """
    together = one.split is other.split and one.topic == other.topic
    return together and one.answerable is not other.answerable and one.text != other.text


def _leaks(questions: Sequence[Question]) -> Iterator[Problem]:
    """A topic in two splits would let tuning see what checking asks; so would a gold clause."""
    owners: dict[tuple[bool, str], Question] = {}
    labels: dict[str, list[str]] = {}
    for question in questions:
        # The sample corpus is another one with splits of its own: trade there is not trade here.
        owner = owners.setdefault((is_ruled(question.path), question.topic), question)
        if owner.split is not question.split:
            yield _problem(
                question, f"topic {question.topic} is in split {owner.split} in {_place(owner)}"
            )
        labels[question.id] = [
            f"{gold.document} {gold.number} {gold.path} {gold.heading} {gold.contains}"
            for gold in question.gold
            if gold.grade == ANSWERS
        ]
    yield from _shared_gold(questions, labels)


def _shared_gold(
    questions: Sequence[Question], gold: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """Name the questions whose gold answers in both splits, once for each clause and split.

    A clause that only helps (grade 1 or 2) is not what the other split is asked for.
    """
    splits: dict[str, dict[Split, Question]] = defaultdict(dict)
    for question in questions:
        for label in gold.get(question.id, ()):
            seen = splits[label]
            seen.setdefault(question.split, question)
            if len(seen) > 1 and seen[question.split] is question:
                other = next(q for split, q in seen.items() if split is not question.split)
                yield _problem(
                    question, f"its gold is also gold of {other.id} in split {other.split}"
                )


def _splits(questions: Sequence[Question]) -> Iterator[Problem]:
    """Where topics decide the splits, a split that was chosen by hand is refused."""
    for question in questions:
        expected = split_of(question.topic)
        if is_ruled(question.path) and question.split is not expected:
            yield _problem(
                question,
                f"is in split {question.split}, but its topic {question.topic} is in {expected}",
            )


def bigrams(text: str) -> frozenset[str]:
    """Return the character bigrams of a text without case, width, spaces and punctuation."""
    folded = fold(text).lower().translate(_PUNCTUATION)
    return frozenset(folded[at : at + 2] for at in range(max(len(folded) - 1, 1)))


def _jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right)


def _in_file_order(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda found: (str(found.path), found.line, found.reason))


def _place(question: Question) -> str:
    return f"{question.path.name}:{question.line}"


def _problem(question: Question, reason: str) -> Problem:
    return Problem(path=question.path, line=question.line, question_id=question.id, reason=reason)
