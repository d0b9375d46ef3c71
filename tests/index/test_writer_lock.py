"""One writer at a time, and a message that says who it is."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from index.errors import StoreLocked
from index.storage.writer_lock import writer_lock

_HOLD = """
import sys
from pathlib import Path
from index.storage.writer_lock import writer_lock
with writer_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_the_process_that_holds_the_lock(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(StoreLocked, match=f"process {holder.pid}") as caught,
            writer_lock(tmp_path, wait_s=0.0),
        ):
            pass
        assert caught.value.pid == holder.pid
        holder.kill()
        holder.wait()
        with writer_lock(tmp_path, wait_s=0.0):
            assert (tmp_path / "writer.lock").read_text() == str(os.getpid())


def test_threads_of_one_process_wait_for_each_other(tmp_path: Path) -> None:
    entered, order = threading.Event(), []

    def write() -> None:
        entered.set()
        with writer_lock(tmp_path, wait_s=120.0):
            order.append("second")

    with writer_lock(tmp_path):
        thread = threading.Thread(target=write)
        thread.start()
        entered.wait()
        with pytest.raises(StoreLocked, match=str(os.getpid())), writer_lock(tmp_path, wait_s=0.0):
            pass
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_the_lock_is_given_back_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writer_lock(tmp_path):
        raise ZeroDivisionError
    with writer_lock(tmp_path, wait_s=0.0):
        pass
