"""Gold labels find exactly one clause, or say why not."""

import pytest

from eval.gold import GoldIndex, fold_number
from eval.records import Gold
from ingest.records import Clause, ClauseKind
from ingest.text.alignment import Alignment


def clause(number: str | None, text: str, *, at: str, path: tuple[str, ...] = ()) -> Clause:
    body_start = len(number or "")
    whole = (number or "") + text
    return Clause(
        id=at,
        document_id="d",
        position=0,
        kind=ClauseKind.TASK,
        number=number,
        heading=text.split("。")[0],
        path=path,
        text=whole,
        body_start=body_start,
        alignment=Alignment.identity(len(whole)),
    )


@pytest.fixture
def index() -> GoldIndex:
    return GoldIndex(
        [
            ("plan.txt", clause("1.", "优化获得电力。不超过28个工作日。", at="power")),
            ("plan.txt", clause("(一)", "加强领导。", at="lead", path=("三、保障措施",))),
            ("plan.txt", clause("(一)", "提升效率。", at="task", path=("二、主要任务", "1.审批"))),
            ("plan.txt", clause(None, "|事项|时限|\n|施工许可|3个工作日|", at="table")),
            ("other.txt", clause("1.", "优化获得电力。", at="elsewhere")),
        ]
    )


@pytest.mark.parametrize(
    ("gold", "expected"),
    [
        (Gold(document="plan.txt", number="1."), ["power"]),
        (Gold(document="plan.txt", number="１．", heading="优化 获得电力"), ["power"]),
        (Gold(document="plan.txt", number="（一）", heading="提升"), ["task"]),
        (Gold(document="plan.txt", number="(一)", path=("三、保障",)), ["lead"]),
        (Gold(document="plan.txt", number="(一)", path=("1.审批", "二、主要")), []),
        (Gold(document="plan.txt", contains="施工许可 | 3个"), ["table"]),
        (Gold(document="plan.txt", number="(一)"), ["lead", "task"]),
        (Gold(document="none.txt", number="1."), []),
    ],
)
def test_labels_compare_without_width_and_spaces(index: GoldIndex, gold: Gold, expected: list[str]):
    assert [found.id for found in index.candidates(gold)] == expected


@pytest.mark.parametrize(
    ("gold", "expected"),
    [
        (Gold(document="none.txt", number="1."), "there is no document from this file"),
        (Gold(document="plan.txt", number="1.", heading="用水"), "clauses with this number: 优化"),
        (Gold(document="plan.txt", number="9."), "dangling, no clause fits"),
        (Gold(document="plan.txt", number="(一)"), "ambiguous, 2 clauses fit"),
    ],
)
def test_dangling_and_ambiguous_gold_is_an_error(
    index: GoldIndex, make_question, gold: Gold, expected: str
):
    grades, problems = index.resolve(make_question(gold=(gold,), line=4))
    assert grades == {}
    assert expected in str(problems[0])
    assert str(problems[0]).startswith("questions.jsonl:4: a1: ")


def test_two_labels_on_one_clause_keep_the_higher_grade(index: GoldIndex, make_question):
    labels = (
        Gold(document="plan.txt", number="1.", grade=1),
        Gold(document="plan.txt", contains="28个工作日", grade=3),
    )
    assert index.resolve(make_question(gold=labels)) == ({"power": 3}, [])


@pytest.mark.parametrize("number", ["21.", "２１．", "21、", " 2 1 ."])
def test_numbers_compare_without_separators(number: str):
    assert fold_number(number) == "21"
