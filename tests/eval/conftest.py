"""The sample store and its scores, made once for all tests of eval."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from eval import gate
from eval.records import Answer, Gold, Question, QuestionType, Split, Style
from eval.sample import build_sample_store
from eval.scoring import Scores
from index import Store


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample corpus in a store, with the default engine."""
    with build_sample_store(tmp_path_factory.mktemp("sample") / "store") as store:
        yield store


@pytest.fixture(scope="session")
def sample_scores(sample_store: Store) -> Scores:
    """The sample questions scored in every mode."""
    return gate.measure(sample_store)


@pytest.fixture
def make_question():
    """Return a maker of valid questions; keywords replace its fields."""

    def make(**changes: object) -> Question:
        fields: dict[str, object] = {
            "id": "a1",
            "text": "澜渡市企业开办要几天",
            "style": Style.COLLOQUIAL,
            "type": QuestionType.DURATION,
            "topic": "registration",
            "split": Split.DEV,
            "answerable": True,
            "gold": (Gold(document="plan.txt", number="5.", heading="提升开办企业效率"),),
            "answers": (Answer(value="1", unit="个工作日"),),
            "path": Path("questions.jsonl"),
            "line": 1,
        }
        return Question(**{**fields, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def written_forms() -> Callable[[str], set[str]]:
    """Return the ways a clause may write a figure: digits, a lost decimal point, numerals."""

    def forms_of(value: str) -> set[str]:
        forms = {value, value.replace(".", "")}
        if value.isdigit() and 0 < int(value) < 100:
            tens, ones = divmod(int(value), 10)
            numerals = "零一二三四五六七八九"
            forms.add(
                (numerals[tens] if tens > 1 else "")
                + ("十" if tens else "")
                + (numerals[ones] if ones else "")
            )
            forms |= {"两"} if value == "2" else set()
        return forms

    return forms_of
