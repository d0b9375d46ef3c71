"""Every entry that passes as one file, made bit by bit: none waits in memory for the others."""

from __future__ import annotations

import csv
import io
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from functools import partial
from typing import IO, Final, TypeVar
from urllib.parse import quote

import anyio

from service.comparing.spreadsheets import csv_cell
from service.comparing.table import Cell
from service.dependencies import Worker
from service.file_formats import FileFormat
from service.knowledge.presenting import entry_out
from service.knowledge.reading import Wanted, every_clause
from service.knowledge.records import Entry
from service.knowledge.rows import row_of, titles_of
from service.knowledge.workbook import Workbook

T = TypeVar("T")

WORK_S: Final = 0.005
"""How long entries are made at a time: a search waits no longer for its turn."""
REST: Final = 2.0
"""Idle time in between, as a multiple of that."""
_IN_MEMORY_BYTES: Final = 8_000_000
_BLOCK_BYTES: Final = 1 << 16
_BYTE_ORDER_MARK: Final = "\ufeff"
_NAME: Final = "政答知识条目"


def disposition(wanted: FileFormat, day: str) -> str:
    """Return the header that names the file, in UTF-8 and, for old programs, in ASCII."""
    ending = f"{day}.{wanted.value}"
    named = quote(f"{_NAME}-{ending}")
    return f"attachment; filename=\"zhengda-knowledge-{ending}\"; filename*=UTF-8''{named}"


async def json_text(worker: Worker, wanted: Wanted) -> AsyncIterator[bytes]:
    """Yield the parts of one JSON object with every entry."""
    before = b'{"entries":['
    async for texts in _pages(worker, wanted, _json_texts):
        for text in texts:
            yield before + text
            before = b","
    yield (before if before != b"," else b"") + b"]}"


async def csv_text(
    worker: Worker, wanted: Wanted, *, language: str, site: str
) -> AsyncIterator[bytes]:
    """Yield a table as UTF-8 with a byte order mark, without which Excel garbles Chinese."""
    before = (_BYTE_ORDER_MARK + _csv_line(titles_of(language))).encode()
    make = partial(_csv_text, language=language, site=site)
    async for text in _pages(worker, wanted, make):
        if before + text:
            yield before + text
        before = b""


async def workbook_file(
    worker: Worker,
    wanted: Wanted,
    *,
    language: str,
    site: str,
    is_gone: Callable[[], Awaitable[bool]],
) -> IO[bytes] | None:
    """Return a file with a workbook of every entry; None if whoever asked has gone."""
    book = Workbook(titles_of(language))

    def append(entries: Sequence[Entry]) -> None:
        for entry in entries:
            book.append(row_of(entry, language=language, site=site))

    try:
        async for _ in _pages(worker, wanted, append):
            if await is_gone():
                book.discard()
                return None
    except BaseException:
        book.discard()
        raise
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # blocks_of closes it
    await anyio.to_thread.run_sync(book.save, file, limiter=worker.limiter)
    file.seek(0)
    return file


async def blocks_of(file: IO[bytes]) -> AsyncIterator[bytes]:
    """Yield a file block by block, and close it."""
    try:
        while block := await anyio.to_thread.run_sync(file.read, _BLOCK_BYTES):
            yield block
    finally:
        file.close()


async def _pages(
    worker: Worker, wanted: Wanted, make: Callable[[Sequence[Entry]], T]
) -> AsyncIterator[T]:
    """Yield what is made of some entries, in a thread of the worker, and rest after it.

    Raises:
        As `every_clause` and `Worker.run` do.
    """
    clauses = await worker.run(partial(every_clause, wanted=wanted))
    is_last = False
    while not is_last:
        started = time.perf_counter()
        made, is_last = await worker.call(partial(_made, clauses, make))
        yield made
        await anyio.sleep((time.perf_counter() - started) * REST)


def _made(clauses: Iterator[Entry | None], make: Callable[[Sequence[Entry]], T]) -> tuple[T, bool]:
    """Make something of the next entries, as many as there is time for; whether none follow."""
    until = time.perf_counter() + WORK_S
    entries: list[Entry] = []
    for entry in clauses:
        if entry is not None:
            entries.append(entry)
        if time.perf_counter() >= until:
            return make(entries), False
    return make(entries), True


def _json_texts(entries: Sequence[Entry]) -> list[bytes]:
    return [entry_out(entry).model_dump_json().encode() for entry in entries]


def _csv_text(entries: Sequence[Entry], *, language: str, site: str) -> bytes:
    lines = (_csv_line(row_of(entry, language=language, site=site)) for entry in entries)
    return "".join(lines).encode("utf-8", "replace")


def _csv_line(cells: Sequence[Cell]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(map(csv_cell, cells))
    return buffer.getvalue()
