"""Ask labelled questions and score the answers: value, citation, refusal, support, length, cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval.answer_values import is_polar, median, says, unsupported_figures, wrong_extras
from eval.asking import Asker
from eval.check import check_questions
from eval.errors import InvalidQuestions
from eval.gold import GoldIndex, resolve_all
from eval.records import Question, QuestionType
from index import Store
from service import Answer, RefusalModel, packaged_refusal_model, refusal_features, verify

RIGHT_GRADE = 3
"""A citation is right when its clause alone answers the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One question asked, with everything that is scored."""

    question: Question
    drafted: Answer
    """The best answer that could be made, whether it was given or not."""
    answered: bool
    confidence: float
    features: Mapping[str, float]
    cited_right: bool
    """Whether the draft cites a clause that answers."""
    value_right: bool | None
    """Whether the draft states every labelled value and none against it; None without labels."""
    unsupported: tuple[str, ...]
    """Figures of the draft that its quotes do not hold."""
    faults: tuple[str, ...]
    """What the product's own verification finds wrong with the draft."""
    milliseconds: float
    """Spent on answering beyond searching."""
    without_gold: bool = False
    """Whether the clauses that answer were taken away: then nothing answers."""

    @property
    def answerable(self) -> bool:
        """Whether something found could answer."""
        return self.question.answerable and not self.without_gold

    @property
    def is_right(self) -> bool:
        """Whether giving the draft would be right."""
        return self.answerable and self.cited_right and self.value_right is not False


def ask_questions(
    store: Store,
    questions: Sequence[Question],
    *,
    model: RefusalModel | None = None,
    without_gold: bool = False,
    on_progress: Callable[[int], None] | None = None,
) -> list[AnswerRow]:
    """Check the questions and ask each once.

    Args:
        store: Holds the documents that the gold labels name.
        questions: Answerable and unanswerable ones.
        model: Decides; the packaged one by default.
        without_gold: Ask each answerable question a second time with its gold clauses taken out of
            the hits, which makes a near miss of it.
        on_progress: Told how many questions are done.

    Raises:
        InvalidQuestions: If any rule is broken or any gold is dangling or ambiguous.
    """
    qrels, dangling = resolve_all(questions, GoldIndex.of(store))
    if problems := [*check_questions(questions), *dangling]:
        raise InvalidQuestions(problems)
    asker = Asker(store, model or packaged_refusal_model())
    if questions:
        asker.warm(questions[0].text)
    rows = []
    for done, question in enumerate(questions, start=1):
        grades = qrels.get(question.id, {})
        rows.append(_ask(asker, question, grades))
        if without_gold and question.answerable:
            rows.append(_ask(asker, question, grades, without=frozenset(grades)))
        if on_progress is not None:
            on_progress(done)
    return rows


def _ask(
    asker: Asker,
    question: Question,
    grades: Mapping[str, int],
    *,
    without: frozenset[str] = frozenset(),
) -> AnswerRow:
    asked = asker.ask(question.text, without=without)
    drafted = asked.drafted
    cited_right = any(grades.get(source.clause.id) == RIGHT_GRADE for source in drafted.citations)
    return AnswerRow(
        question=question,
        drafted=drafted,
        answered=asked.given.answered,
        confidence=asked.given.confidence,
        features=refusal_features(asked.draft),
        cited_right=cited_right,
        value_right=_value_right(drafted, question, cited_right),
        unsupported=tuple(unsupported_figures(drafted)),
        faults=tuple(
            f"{fault.where}: {fault.detail}"
            for fault in verify(drafted, asker.store.raw_text)
            if drafted.statements
        ),
        milliseconds=asked.milliseconds,
        without_gold=bool(without),
    )


def _value_right(answer: Answer, question: Question, cited_right: bool) -> bool | None:
    """Judge the labelled values; None without any.

    Where several clauses answer alone, their values are alternatives, and one is enough; of a
    list in words, half. A bare yes or no is judged by its citation.
    """
    if not question.answers:
        return None
    said = [cited_right if is_polar(label) else says(answer, label) for label in question.answers]
    alternatives = sum(gold.grade == RIGHT_GRADE for gold in question.gold) > 1
    if alternatives:
        enough = any(said)
    elif question.type is QuestionType.LIST:
        enough = 2 * sum(said) >= len(said)
    else:
        enough = all(said)
    return enough and not wrong_extras(answer, question.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerScores:
    """The shares that the answers of some questions reach."""

    answerable: int
    unanswerable: int
    value_right: float
    """Of answerable questions with labelled values: answered, all said, none against them."""
    cited_right: float
    """Of answerable questions: answered with at least one right citation."""
    drafted_value_right: float
    drafted_cited_right: float
    """The same, had no draft been refused."""
    wrongly_refused: float
    refused_right: float
    unsupported: int
    """Figures given that the cited quotes do not hold."""
    faults: int
    milliseconds: float
    """Median cost of answering on top of searching."""
    length: Mapping[str, float]
    """Median length of the answers given, by type of question."""


def score(rows: Sequence[AnswerRow]) -> AnswerScores:
    """Return the shares of some rows; those asked without their gold are left out."""
    rows = [row for row in rows if not row.without_gold]
    asked = [row for row in rows if row.answerable]
    nothing = [row for row in rows if not row.answerable]
    labelled = [row for row in asked if row.value_right is not None]
    given = [row for row in rows if row.answered]
    types = sorted({row.question.type.value for row in given})
    return AnswerScores(
        answerable=len(asked),
        unanswerable=len(nothing),
        value_right=_share(labelled, lambda row: row.answered and bool(row.value_right)),
        cited_right=_share(asked, lambda row: row.answered and row.cited_right),
        drafted_value_right=_share(labelled, lambda row: bool(row.value_right)),
        drafted_cited_right=_share(asked, lambda row: row.cited_right),
        wrongly_refused=_share(asked, lambda row: not row.answered),
        refused_right=_share(nothing, lambda row: not row.answered),
        unsupported=sum(len(row.unsupported) for row in given),
        faults=sum(len(row.faults) for row in given),
        milliseconds=median(row.milliseconds for row in rows),
        length={
            name: median(len(r.drafted.text) for r in given if r.question.type.value == name)
            for name in types
        },
    )


def _share(rows: Sequence[AnswerRow], holds: Callable[[AnswerRow], bool]) -> float:
    return sum(map(holds, rows)) / len(rows) if rows else 0.0
