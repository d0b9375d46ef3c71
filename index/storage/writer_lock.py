"""One writer at a time: a lock on a file, which the system releases when its process ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from index.errors import StoreLocked

LOCK_NAME: Final = "writer.lock"
DEFAULT_WAIT_S: Final = 5.0
"""Long enough for a short write, a delete or an upload; an ingest takes longer and is named."""
_POLL_S: Final = 0.05

if sys.platform == "win32":
    import msvcrt

    # Windows locks bytes, and a locked byte cannot be read: lock one far behind the process id.
    _LOCKED_BYTE: Final = 2**30

    def _try_lock(file: IO[str]) -> bool:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[str]) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


@contextmanager
def writer_lock(folder: Path, *, wait_s: float = DEFAULT_WAIT_S) -> Iterator[None]:
    """Hold the right to write to the store in `folder`.

    Raises:
        StoreLocked: If another writer, of this process too, holds it for longer than `wait_s`.
    """
    with open(folder / LOCK_NAME, "a+", encoding="ascii") as file:
        deadline = time.monotonic() + wait_s
        while not _try_lock(file):
            if time.monotonic() >= deadline:
                raise StoreLocked(folder, _holder(file))
            time.sleep(_POLL_S)
        try:
            file.seek(0)
            file.truncate()
            file.write(str(os.getpid()))
            file.flush()
            yield
        finally:
            _unlock(file)


def _holder(file: IO[str]) -> int | None:
    file.seek(0)
    text = file.read(20).strip()
    return int(text) if text.isdecimal() else None
