"""Feedback in the ledger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from service.feedback.keeping import all_feedback, find, keep
from service.feedback.records import Feedback, Verdict
from service.ledger import Ledger

SAID = Feedback(
    id="b", at="2026-01-02T00:00:00.000Z", question="办电", verdict=Verdict.RIGHT, generation=3
)


def test_the_first_of_an_id_stays(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    assert keep(ledger, SAID)
    assert not keep(ledger, replace(SAID, comment="later"))
    assert find(ledger, "b") == SAID
    assert find(ledger, "c") is None


def test_it_is_read_in_the_order_it_came(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    earlier = replace(SAID, id="c", at="2026-01-01T00:00:00.000Z")
    beside = replace(SAID, id="a")
    for one in (SAID, earlier, beside):
        keep(ledger, one)
    assert list(all_feedback(ledger)) == [earlier, beside, SAID]
