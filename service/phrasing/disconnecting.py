"""Stop waiting for a model when nobody waits for us any more."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, TypeVar

import anyio
from fastapi import Request

T = TypeVar("T")


async def unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T | None:
    """Return what the work returns; None, with the work cancelled, once the client hangs up.

    The body of the request must have been read: what comes after it is the disconnection.
    """
    result: T | None = None
    async with anyio.create_task_group() as tasks:

        async def watch() -> None:
            while (await request.receive())["type"] != "http.disconnect":
                pass
            tasks.cancel_scope.cancel()

        tasks.start_soon(watch)
        result = await work
        tasks.cancel_scope.cancel()
    return result
