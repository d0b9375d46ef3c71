"""Has uploads read by a process of its own, within a time limit."""

from __future__ import annotations

import logging
import multiprocessing
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Final

from service.uploading.errors import InvalidUpload
from service.uploading.records import ReadFiles, ReadingJob

logger = logging.getLogger(__name__)

IDLE_S: Final = 60.0
"""So long the process waits for another upload: its start takes a second, its memory 100 MB."""
_LARGE_BYTES: Final = 2 * 1024**2
"""A process that has read so much has grown; the next upload gets a new one."""


@dataclass(slots=True)
class _Running:
    """A process that reads, and since when it has nothing to do."""

    process: BaseProcess
    jobs: Connection
    idle_since: float = field(default_factory=time.monotonic)

    def is_of_use(self) -> bool:
        """Whether it will take another job; near the end of its wait it might just be leaving."""
        return self.process.is_alive() and time.monotonic() - self.idle_since < IDLE_S / 2

    def end(self) -> None:
        """Kill it: there is nothing that it could leave undone."""
        self.jobs.close()
        self.process.kill()
        self.process.join()
        self.process.close()


class FileReader:
    """Reads files in a process apart, which is started when it is needed; for one thread a time."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._running: _Running | None = None

    def read(self, job: ReadingJob, *, timeout_s: float) -> ReadFiles:
        """Read the files of a job.

        Raises:
            TimeoutError: If it takes longer; the process is ended.
            InvalidUpload: If the process did not survive the files.
        """
        if self._running is None or not self._running.is_of_use():
            self.close()
            self._running = _start()
        running = self._running
        try:
            read = _exchange(running, job, timeout_s)
        except BaseException:
            self.close()
            raise
        running.idle_since = time.monotonic()
        if sum(len(file.data) for file in job.files) > _LARGE_BYTES:
            self.close()
        return read

    def close(self) -> None:
        """End the process, if there is one."""
        if self._running is not None:
            self._running.end()
            self._running = None


def _start() -> _Running:
    # Not forked: that would copy the locks of a server's threads as they happen to be.
    context = multiprocessing.get_context("spawn")
    jobs, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), name="zhengda-reader", daemon=True)
    process.start()
    theirs.close()
    return _Running(process, jobs)


def _serve(jobs: Connection) -> None:
    from service.uploading.reader import serve_jobs  # here: only that process needs the readers

    serve_jobs(jobs, idle_s=IDLE_S)


def _exchange(running: _Running, job: ReadingJob, timeout_s: float) -> ReadFiles:
    try:
        running.jobs.send(job)
        if not running.jobs.poll(timeout_s):
            raise TimeoutError
        read: ReadFiles = running.jobs.recv()
    except (EOFError, ConnectionError) as error:
        running.process.join(1)
        logger.error("the process that reads uploads ended with %s", running.process.exitcode)
        raise InvalidUpload(
            "The upload could not be read: a reader broke off on it. Send its files one by one."
        ) from error
    return read
