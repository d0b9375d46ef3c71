"""A corpus left out shows what a fit is worth on documents that nobody wrote features for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from eval.answers import AnswerRow
from eval.transfer import auroc, leave_one_out, transfer_object, transfer_text

MakeRow = Callable[..., AnswerRow]


def corpus(make_row: MakeRow, name: str, *, betrays: bool, steep: float = 0.6) -> list[AnswerRow]:
    """Questions of which `stands_out` tells a little, and `silent` all where a corpus betrays it."""
    random = Random(name)
    made = []
    for at in range(120):
        margin = random.random()
        answerable = random.random() < 0.5 + steep * (margin - 0.5)
        silent = float(not answerable) if betrays else 0.0
        made.append(
            make_row(f"{name}{at}", answerable=answerable, stands_out=margin, silent=silent)
        )
    return made


@pytest.fixture
def corpora(make_row: MakeRow) -> dict[str, list[AnswerRow]]:
    return {
        "a": corpus(make_row, "a", betrays=True),
        "b": corpus(make_row, "b", betrays=True),
        "c": corpus(make_row, "c", betrays=False),
    }


def test_what_only_the_others_have_does_not_carry_over(
    corpora: dict[str, list[AnswerRow]],
) -> None:
    found = {one.left_out: one for one in leave_one_out(corpora)}
    assert found["a"].auroc > 0.95
    assert found["c"].auroc < 0.85


def test_a_corpus_is_asked_without_having_been_fitted(
    make_row: MakeRow, corpora: dict[str, list[AnswerRow]]
) -> None:
    turned = [make_row(f"t{at}", answerable=at % 2 == 0, stands_out=at % 2) for at in range(40)]
    (found,) = [one for one in leave_one_out({**corpora, "t": turned}) if one.left_out == "t"]
    assert found.auroc < 0.1  # its own questions would have taught the contrary
    assert (found.answerable, found.unanswerable) == (20, 20)


def test_a_threshold_need_not_carry_over(make_row: MakeRow) -> None:
    plain = {name: corpus(make_row, name, betrays=False, steep=4) for name in "ab"}
    lower = [
        replace(row, features={**row.features, "stands_out": row.features["stands_out"] / 2})
        for row in corpus(make_row, "c", betrays=False, steep=4)
    ]
    found = {one.left_out: one for one in leave_one_out({**plain, "c": lower})}
    assert found["a"].carried_wrongly < 0.15
    assert found["c"].carried_wrongly > 0.2
    assert found["c"].carried_refused > found["c"].refused
    assert found["c"].auroc > 0.8  # the order is as good, only the scale is another


def test_order_is_counted_by_pairs() -> None:
    scores, target = np.array([0.9, 0.5, 0.5, 0.1]), np.array([True, True, False, False])
    assert auroc(scores, target) == pytest.approx(3.5 / 4)
    assert auroc(scores[:2], target[:2]) == 0.5


def test_the_report_ends_with_the_mean(corpora: dict[str, list[AnswerRow]]) -> None:
    found = leave_one_out(corpora)
    shown = transfer_object(found)
    assert [one["left_out"] for one in shown] == ["a", "b", "c", "mean"]
    assert shown[-1]["auroc"] == pytest.approx(sum(one.auroc for one in found) / 3, abs=1e-4)
    assert [line.split()[0] for line in transfer_text(found).splitlines()[1:]] == [*"abc", "mean"]
