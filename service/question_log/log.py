"""Takes questions from requests at once, and writes them to the ledger in a thread of its own."""

from __future__ import annotations

import logging
import queue
import threading
from typing import Final

from service.ledger import Ledger, LedgerError
from service.question_log.keeping import keep
from service.question_log.records import LoggedQuestion

logger = logging.getLogger(__name__)

QUEUE_MAX: Final = 10_000
"""Questions that wait to be written; some seconds of what a machine can answer."""
BATCH_MAX: Final = 500
LINGER_S: Final = 0.5
"""How long a question waits for others to be written with it."""


class QuestionLog:
    """Keeps questions; a request neither waits for the disk nor fails with it."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        queue_max: int = QUEUE_MAX,
        linger_s: float = LINGER_S,
    ) -> None:
        """Prepare; `start` begins to write, and what is taken before then waits."""
        self._ledger = ledger
        self._queue_max = queue_max
        self._linger_s = linger_s
        # Counted by us: a SimpleQueue takes a line in a tenth of the time of a bounded Queue.
        self._waiting: queue.SimpleQueue[LoggedQuestion | None] = queue.SimpleQueue()
        self._closing = threading.Event()
        self._dropped = 0
        self._counting = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="question-log", daemon=True)

    def start(self) -> None:
        """Begin to write what is taken."""
        self._thread.start()

    def take(self, question: LoggedQuestion) -> None:
        """Take a question to be written soon; dropped and counted when too many wait."""
        if self._waiting.qsize() >= self._queue_max or self._closing.is_set():
            self._drop(1)
        else:
            self._waiting.put(question)

    def close(self) -> None:
        """Write what waits, and end."""
        self._closing.set()
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while True:
            batch, ended = self._next_batch()
            if batch:
                self._write(batch)
            self._tell_dropped()
            if ended:
                return

    def _next_batch(self) -> tuple[list[LoggedQuestion], bool]:
        """Wait for a question, then a little for others; also whether there are no more."""
        batch: list[LoggedQuestion] = []
        try:
            found = self._waiting.get()
            self._closing.wait(self._linger_s)
            while found is not None:
                batch.append(found)
                if len(batch) == BATCH_MAX:
                    return batch, False
                found = self._waiting.get_nowait()
        except queue.Empty:
            return batch, False
        return batch, True

    def _write(self, batch: list[LoggedQuestion]) -> None:
        try:
            keep(self._ledger, batch)
        except LedgerError as error:
            self._drop(len(batch))
            logger.error("questions cannot be logged: %s", error)
        except Exception:  # the outermost loop: without it the log would end for good
            self._drop(len(batch))
            logger.exception("questions cannot be logged")

    def _drop(self, count: int) -> None:
        with self._counting:
            self._dropped += count

    def _tell_dropped(self) -> None:
        with self._counting:
            dropped, self._dropped = self._dropped, 0
        if dropped:
            logger.warning("%d question(s) left out of the log", dropped)
