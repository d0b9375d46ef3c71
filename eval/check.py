"""Check labelled questions before anything is scored with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from eval.errors import Problem
from eval.gold import fold
from eval.records import Question, Split
from eval.splits import is_ruled, split_of

NEAR_DUPLICATE = 0.6
"""Jaccard of character bigrams from which two questions are one asked twice. In the sample set the
closest pair that is two questions reaches 0.44."""

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
    return sorted(found, key=lambda problem: (str(problem.path), problem.line, problem.reason))


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
        for gold in question.gold:
            if not (gold.number or gold.heading or gold.contains):
                yield _problem(question, f"gold in {gold.document} names no clause")


def _duplicates(questions: Sequence[Question]) -> Iterator[Problem]:
    shingles = [(question, bigrams(question.text)) for question in questions]
    for (one, left), (other, right) in combinations(shingles, 2):
        if _jaccard(left, right) >= NEAR_DUPLICATE:
            leak = "" if one.split is other.split else ", and in another split"
            yield _problem(other, f"nearly repeats {one.id} in {_place(one)}{leak}")


def _leaks(questions: Sequence[Question]) -> Iterator[Problem]:
    """A topic in two splits would let tuning see what checking asks; so would a gold clause."""
    owners: dict[str, Question] = {}
    splits: dict[tuple[str, str], dict[Split, Question]] = defaultdict(dict)
    for question in questions:
        owner = owners.setdefault(question.topic, question)
        if owner.split is not question.split:
            yield _problem(
                question, f"topic {question.topic} is in split {owner.split} in {_place(owner)}"
            )
        for gold in question.gold:
            if gold.grade < 3:
                continue  # a clause that only helps is not what the other split is asked for
            label = (gold.document, f"{gold.number} {gold.path} {gold.heading} {gold.contains}")
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


def _place(question: Question) -> str:
    return f"{question.path.name}:{question.line}"


def _problem(question: Question, reason: str) -> Problem:
    return Problem(path=question.path, line=question.line, question_id=question.id, reason=reason)
