"""The sample store and its scores, made once for all tests of eval."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from eval import gate
from eval.answers import AnswerRow
from eval.datasets import QUESTIONS, read_json_lines
from eval.records import Answer, Gold, Question, QuestionType, Split, Style
from eval.sample import build_sample_store
from eval.scoring import Scores
from eval.splits import is_ruled
from index import Store
from service import FEATURES
from service.answering import records
from service.answering.answering import ask
from service.answering.draft import Assessment, Draft
from service.raw_texts import RawTexts


@pytest.fixture(scope="session")
def sample_store(
    sample_store_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """The sample corpus in a store, with the default engine; nothing is embedded a second time."""
    path = tmp_path_factory.mktemp("asked") / "store"
    shutil.copytree(sample_store_path, path)
    with build_sample_store(path) as store:
        yield store


@pytest.fixture(scope="session")
def sample_scores(sample_store: Store) -> Scores:
    """The sample questions scored in every mode."""
    return gate.measure(sample_store)


@dataclass(frozen=True)
class Asked:
    """A question of one of our files, with the draft made for it and the answer given of it."""

    question: str
    path: Path
    draft: Draft
    answer: records.Answer


@pytest.fixture(scope="session")
def sample_asked(sample_store: Store) -> list[Asked]:
    """Our questions asked of the sample, each third one in English; every draft is given.

    All questions on the sample are asked, and every eighth of those on other documents: they find
    little here.
    """
    drafts: list[Draft] = []

    def give_everything(draft: Draft) -> Assessment:
        """However weak a draft is, what it says must be true of its citations."""
        drafts.append(draft)
        return Assessment(confidence=0.5, answered=True)

    texts, asked = RawTexts(), []
    rows = [
        (path, row["text"])
        for path in sorted(QUESTIONS.parent.glob("*.jsonl"))
        for line, row in read_json_lines(path)
        if not is_ruled(path) or line % 8 == 0
    ]
    for at, (path, question) in enumerate(rows):
        language = "en" if at % 3 == 0 else None
        answer = ask(
            sample_store, question, language=language, decision=give_everything, raw_texts=texts
        )
        asked.append(Asked(question, path, drafts[-1], answer))
    return asked


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
        forms = {value, value.replace(".", ""), *("半" * (value == "0.5"))}
        if value.isdigit() and 0 < int(value) < 100:
            tens, ones = divmod(int(value), 10)
            numerals = "零一二三四五六七八九"
            forms.add(
                (numerals[tens] if tens > 1 else "")
                + ("十" if tens else "")
                + (numerals[ones] if ones else "")
            )
            forms |= {"两"} if value == "2" else set()
        elif value.isdigit() and 3 <= len(value) <= 4:
            ranks = zip(value, ("千", "百", "十", "")[-len(value) :], strict=True)
            forms.add("".join("零一二三四五六七八九"[int(n)] + r for n, r in ranks if n != "0"))
        return forms

    return forms_of


@pytest.fixture
def make_row(make_question: Callable[..., Question]) -> Callable[..., AnswerRow]:
    """Rows of questions as asked, without any draft, by name and features."""

    def make(name: str, *, answerable: bool, **features: float) -> AnswerRow:
        question = make_question(id=name, text=name, topic=name, answerable=answerable, gold=())
        return AnswerRow(
            question=question,
            drafted=SimpleNamespace(text=""),  # type: ignore[arg-type]
            answered=True,
            confidence=0.5,
            features={**dict.fromkeys(FEATURES, 0.0), **features},
            cited_right=answerable,
            value_right=None,
            unsupported=(),
            faults=(),
            milliseconds=1.0,
        )

    return make
