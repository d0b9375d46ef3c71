"""What routes ask for: the store, and a bounded place to run searches in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated, TypeVar

import anyio
import anyio.to_thread
from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError

from index import Store
from service.metrics.counters import Counters
from service.problems import TooSlow, UnsupportedMediaType
from service.question_log.log import QuestionLog
from service.raw_texts import RawTexts
from service.settings import Settings
from service.store_handle import StoreHandle

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Worker:
    """Runs blocking calls on the store in threads, a bounded number of them, for a bounded time."""

    handle: StoreHandle
    settings: Settings
    limiter: anyio.CapacityLimiter
    raw_texts: RawTexts
    counters: Counters
    question_log: QuestionLog | None = None
    """None when questions are not to be kept."""

    async def run(self, work: Callable[[Store], T]) -> T:
        """Call `work` with the store in a thread and return what it returns.

        Raises:
            NotReady: If there is no store to work on.
            TooSlow: If it takes longer than the time allowed, waiting included.
        """
        return await self.call(partial(self._with_store, work))

    async def call(self, work: Callable[[], T]) -> T:
        """Call `work` in a thread, within the same bounds."""
        try:
            with anyio.fail_after(self.settings.request_timeout_s):
                return await anyio.to_thread.run_sync(
                    work, limiter=self.limiter, abandon_on_cancel=True
                )
        except TimeoutError as error:
            raise TooSlow(self.settings.request_timeout_s) from error

    def _with_store(self, work: Callable[[Store], T]) -> T:
        return work(self.handle.store())


async def get_worker(request: Request) -> Worker:
    """Return the worker of the running application."""
    worker: Worker = request.app.state.worker
    return worker


async def require_json(request: Request) -> None:
    """Refuse a body that does not say it is JSON.

    Raises:
        UnsupportedMediaType: If the content type is another one, or missing.
    """
    essence = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if essence != "application/json" and not (
        essence.startswith("application/") and essence.endswith("+json")
    ):
        raise UnsupportedMediaType(
            f"Expected a body of type application/json, found {essence or 'no content type'}."
        )


async def refuse_parameters(request: Request) -> None:
    """Refuse query parameters on a path that takes none: a misspelt one would go unnoticed.

    Raises:
        RequestValidationError: If there are some; each is named.
    """
    faults = [
        {"type": "extra_forbidden", "loc": ("query", name), "msg": "", "input": value}
        for name, value in request.query_params.items()
    ]
    if faults:
        raise RequestValidationError(faults)


WorkerDep = Annotated[Worker, Depends(get_worker)]
