"""Every entry that passes as one file, page after page: none of it waits in memory for the rest."""

from __future__ import annotations

import csv
import io
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from enum import StrEnum
from functools import partial
from typing import IO, Final, TypeVar
from urllib.parse import quote

import anyio

from index import Store
from service.comparing.spreadsheets import CSV_MEDIA_TYPE, XLSX_MEDIA_TYPE, csv_cell
from service.comparing.table import Cell
from service.dependencies import Worker
from service.knowledge.presenting import entry_out
from service.knowledge.reading import Wanted, entries_page
from service.knowledge.records import Entry
from service.knowledge.rows import row_of, titles_of
from service.knowledge.workbook import Workbook

T = TypeVar("T")

PAGE: Final = 25
"""Entries that are made at a time: searches have their turn in between."""
REST: Final = 1.0
"""Idle time after each page, as a share of what it took."""
_IN_MEMORY_BYTES: Final = 8_000_000
_BLOCK_BYTES: Final = 1 << 16
_BYTE_ORDER_MARK: Final = "\ufeff"
_NAME: Final = "政答知识条目"


class Format(StrEnum):
    """How entries are written."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


MEDIA_TYPES: Final = {
    Format.JSON: "application/json",
    Format.CSV: CSV_MEDIA_TYPE,
    Format.XLSX: XLSX_MEDIA_TYPE,
}


def disposition(wanted: Format, day: str) -> str:
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
    """Yield what is made of each page, in a thread of the worker, and rest after it.

    Raises:
        As `entries_page` and `Worker.run` do.
    """
    cursor: str | None = None
    while True:
        started = time.perf_counter()
        made, cursor = await worker.run(partial(_made, wanted=wanted, cursor=cursor, make=make))
        took = time.perf_counter() - started
        yield made
        if cursor is None:
            return
        await anyio.sleep(took * REST)


def _made(
    store: Store, *, wanted: Wanted, cursor: str | None, make: Callable[[Sequence[Entry]], T]
) -> tuple[T, str | None]:
    page = entries_page(store, wanted, cursor=cursor, limit=PAGE)
    return make(page.items), page.next_cursor


def _json_texts(entries: Sequence[Entry]) -> list[bytes]:
    return [entry_out(entry).model_dump_json().encode() for entry in entries]


def _csv_text(entries: Sequence[Entry], *, language: str, site: str) -> bytes:
    lines = (_csv_line(row_of(entry, language=language, site=site)) for entry in entries)
    return "".join(lines).encode("utf-8", "replace")


def _csv_line(cells: Sequence[Cell]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(map(csv_cell, cells))
    return buffer.getvalue()
