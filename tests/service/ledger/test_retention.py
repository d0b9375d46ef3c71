"""What the ledger kept for long enough goes, and leaves nothing in the file."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.feedback.keeping import all_feedback
from service.feedback.keeping import keep as keep_feedback
from service.feedback.records import Feedback, Verdict
from service.ledger import Ledger
from service.ledger.moments import timestamp
from service.ledger.retention import Retention, Sweeper
from service.question_log.keeping import all_questions
from service.question_log.keeping import keep as keep_questions
from service.question_log.records import Action, LoggedQuestion
from service.settings import Settings

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def asked(question: str, days_ago: int) -> LoggedQuestion:
    return LoggedQuestion(
        at=timestamp(NOW - dt.timedelta(days=days_ago)),
        request_id="r",
        key_id=None,
        action=Action.ASK,
        question=question,
        filters={},
        generation=1,
        clauses=(),
        answered=True,
        took_ms=1.0,
    )


def said(comment: str, days_ago: int) -> Feedback:
    return Feedback(
        id=comment,
        at=timestamp(NOW - dt.timedelta(days=days_ago)),
        request_id=None,
        key_id=None,
        question="办电要多久",
        verdict=Verdict.WRONG,
        clause_id=None,
        document_id=None,
        answer=None,
        comment=comment,
        generation=1,
    )


def sweep(ledger: Ledger, *retentions: Retention) -> None:
    """Sweep once: who closes waits for the sweep that began with the start."""
    sweeper = Sweeper(ledger, retentions, now=lambda: NOW)
    sweeper.start()
    sweeper.close()


def test_each_table_keeps_its_own_days_and_what_goes_leaves_nothing_in_the_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    ledger = Ledger(tmp_path)
    keep_questions(ledger, [asked("旧的问题", 91), asked("新的问题", 89)])
    for feedback in (said("很旧的话", 31), said("不久前的话", 29)):
        keep_feedback(ledger, feedback)
    with ledger.writing() as connection:  # some builds of SQLite overwrite by themselves
        connection.execute("PRAGMA secure_delete = OFF")
    sweep(ledger, Retention("questions_log", 90), Retention("feedback", 30))
    assert [one.question for one in all_questions(ledger)] == ["新的问题"]
    assert [one.comment for one in all_feedback(ledger)] == ["不久前的话"]
    assert "1 row(s) of questions_log dropped" in caplog.text
    ledger.close()
    written = (tmp_path / "service.sqlite3").read_bytes()
    assert "旧的问题".encode() not in written
    assert "很旧的话".encode() not in written


def test_a_table_without_a_retention_is_kept_whole(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    keep_feedback(ledger, said("留着", 4000))
    sweep(ledger, Retention("questions_log", 1))
    assert [one.comment for one in all_feedback(ledger)] == ["留着"]


def test_more_days_than_the_calendar_has_keep_all_and_stop_no_other_sweep(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    keep_questions(ledger, [asked("旧的问题", 91)])
    keep_feedback(ledger, said("留着", 4000))
    sweep(ledger, Retention("feedback", 10**10), Retention("questions_log", 90))
    assert [one.comment for one in all_feedback(ledger)] == ["留着"]
    assert not list(all_questions(ledger))


def test_what_is_not_old_costs_no_writing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    keep_questions(Ledger(tmp_path), [asked("今天的问题", 0)])
    frozen = Ledger(tmp_path, read_only=True)
    sweep(frozen, Retention("questions_log", 90))
    assert len(list(all_questions(frozen))) == 1
    assert not caplog.records


def test_a_ledger_that_cannot_be_used_is_told_and_the_next_sweep_comes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = Ledger(tmp_path)
    (tmp_path / "service.sqlite3").mkdir()
    sweep(ledger, Retention("feedback", 30), Retention("questions_log", 90))
    assert caplog.text.count("cannot be dropped") == 2


@pytest.mark.parametrize(("days", "left"), [(0, ["多年以前"]), (30, [])])
def test_the_service_keeps_feedback_for_good_unless_it_is_told_how_long(
    tmp_path: Path, days: int, left: list[str]
) -> None:
    keep_questions(Ledger(tmp_path), [asked("多年以前", 4000)])
    keep_feedback(Ledger(tmp_path), said("多年以前", 4000))
    with TestClient(create_app(Settings(store=tmp_path, feedback_days=days))):
        pass  # it sweeps when it starts; no store is needed
    assert [one.comment for one in all_feedback(Ledger(tmp_path))] == left
    assert not list(all_questions(Ledger(tmp_path)))
