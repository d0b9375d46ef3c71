"""The log of questions by itself: in batches, in order, drained, bounded, forgotten in time."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from service.ledger import Ledger
from service.ledger.moments import timestamp
from service.question_log.keeping import all_questions
from service.question_log.log import BATCH_MAX, QuestionLog
from service.question_log.records import Action, LoggedQuestion

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
PATIENCE_S = 30.0


def asked(number: int, at: dt.datetime = NOW) -> LoggedQuestion:
    return LoggedQuestion(
        at=timestamp(at),
        request_id=f"request-{number}",
        key_id="k" if number % 2 else None,
        action=Action.ASK,
        question=f"第{number}个问题",
        filters={"region": ["襄阳市"], "top_k": number},
        generation=7,
        clauses=(f"clause-{number}", "another"),
        answered=[True, False, None][number % 3],
        took_ms=1.5,
    )


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_question_is_kept_as_it_was_taken_with_nobody_asking_for_it(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    log = QuestionLog(ledger, linger_s=0)
    log.start()
    for number in range(3):
        log.take(asked(number))
    wait_until(lambda: len(list(all_questions(ledger))) == 3)
    log.close()
    assert list(all_questions(ledger)) == [asked(number) for number in range(3)]


def test_what_waits_is_written_when_the_log_is_closed_in_order(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    log = QuestionLog(ledger, linger_s=PATIENCE_S)
    count = 2 * BATCH_MAX + 1
    for number in range(count):
        log.take(asked(number))
    log.start()
    started = time.monotonic()
    log.close()
    assert time.monotonic() - started < PATIENCE_S  # who closes does not wait for company
    assert [one.question for one in all_questions(ledger)] == [
        f"第{number}个问题" for number in range(count)
    ]


def test_what_is_taken_by_many_threads_is_kept_once_each(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    log = QuestionLog(ledger, linger_s=0)
    log.start()

    def take(first: int) -> None:
        for number in range(first, first + 200):
            log.take(asked(number))

    threads = [threading.Thread(target=take, args=(first,)) for first in range(0, 1600, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log.close()
    assert sorted(one.filters["top_k"] for one in all_questions(ledger)) == list(range(1600))


def test_when_too_many_wait_the_rest_is_left_out_and_counted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = Ledger(tmp_path)
    log = QuestionLog(ledger, queue_max=5)
    for number in range(8):
        log.take(asked(number))
    log.start()
    log.close()
    log.take(asked(9))  # by a request that was given up: it does no harm
    assert [one.filters["top_k"] for one in all_questions(ledger)] == [0, 1, 2, 3, 4]
    assert "3 question(s) left out of the log" in caplog.text


def test_a_ledger_that_cannot_be_written_is_told_and_the_next_questions_are_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = Ledger(tmp_path)
    (tmp_path / "service.sqlite3").mkdir()
    log = QuestionLog(ledger, linger_s=0)
    log.start()
    log.take(asked(1))
    wait_until(lambda: "1 question(s) left out of the log" in caplog.text)
    assert "questions cannot be logged: " in caplog.text
    assert "个问题" not in caplog.text
    (tmp_path / "service.sqlite3").rmdir()
    log.take(asked(2))
    log.close()
    assert [one.filters["top_k"] for one in all_questions(ledger)] == [2]


def test_half_a_character_keeps_no_other_question_out(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    log = QuestionLog(ledger, linger_s=0)
    log.take(replace(asked(1), question="办\ud800电", filters={"region": ["\udc00"]}))
    log.take(asked(2))
    log.start()
    log.close()
    assert [(one.question, one.filters["region"]) for one in all_questions(ledger)] == [
        ("办?电", ["?"]),
        ("第2个问题", ["襄阳市"]),
    ]


def test_a_fault_of_ours_ends_one_batch_and_not_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = Ledger(tmp_path)
    log = QuestionLog(ledger, linger_s=0)
    log.start()
    log.take(replace(asked(1), generation=2**70))  # more than a column holds
    wait_until(lambda: "1 question(s) left out of the log" in caplog.text)
    log.take(asked(2))
    log.close()
    assert [one.filters["top_k"] for one in all_questions(ledger)] == [2]
    assert "Traceback" in caplog.text
