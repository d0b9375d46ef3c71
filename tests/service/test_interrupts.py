from __future__ import annotations

import signal
import time
from collections.abc import Iterator

import pytest

from service.interrupts import interrupt_between_imports

IMPORT_SYSTEM = "<frozen importlib._bootstrap>"


@pytest.fixture(autouse=True)
def usual_handler() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupted_in(name: str) -> list[str]:
    """Interrupt code of a file of that name; return what it reached after the interrupt."""
    reached: list[str] = []
    source = "signal.raise_signal(signal.SIGINT)\nreached.append('the end')"
    try:
        exec(compile(source, name, "exec"), {"signal": signal, "reached": reached})
        time.sleep(5)
    except KeyboardInterrupt:
        return reached
    pytest.fail("the interrupt was lost")


def test_code_is_interrupted_at_once() -> None:
    interrupt_between_imports()
    assert interrupted_in("policies.py") == []


def test_the_import_system_is_left_first() -> None:
    assert interrupted_in(IMPORT_SYSTEM) == []
    interrupt_between_imports()
    assert interrupted_in(IMPORT_SYSTEM) == ["the end"]


def test_ignored_interrupts_stay_ignored() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    interrupt_between_imports()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
