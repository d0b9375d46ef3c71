"""Puts documents into the served store, and takes them out: one request at a time."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

import anyio
import anyio.to_thread

from index import DocumentSummary, Outcome, Store, StoreLocked
from ingest.identity import with_id
from ingest.records import ParsedDocument
from service.access.caller import current_caller
from service.ingesting import under_kept_id
from service.settings import Settings
from service.store_handle import StoreHandle
from service.uploading.bodies import Files
from service.uploading.deadline import Deadline
from service.uploading.errors import (
    DiskFails,
    KnownDocument,
    ReadingTooSlow,
    SeveralFiles,
    TookTooLong,
    WriterBusy,
    is_of_disk,
    unreadable,
)
from service.uploading.reading import FileReader
from service.uploading.records import FileNote, ReadFiles, ReadingJob, UnreadFile

T = TypeVar("T")
ENDING_S = 15.0
"""So long a stopping service waits for a write; it could take minutes, and it would be killed."""
SOURCE_SCHEME = "upload://"
"""Before the id of a document in the URI of what was uploaded for it: it has one such source,
whatever the files were called. A folder that is pruned never holds it, since it is no path."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a request has changed, as searches see it now."""

    documents: tuple[tuple[DocumentSummary, Outcome], ...]
    failed: tuple[UnreadFile, ...] = ()
    notes: tuple[FileNote, ...] = ()
    generation: int


@dataclass(frozen=True, slots=True)
class DocumentWriter:
    """Changes the store that is served; requests wait in line, each for a bounded time."""

    handle: StoreHandle
    settings: Settings
    _reader: FileReader = field(default_factory=FileReader)
    _line: anyio.Lock = field(default_factory=anyio.Lock)
    _under_way: list[Deadline] = field(default_factory=list)

    async def add(self, files: Files) -> Written:
        """Put every document of some files, each under the id that it is known by.

        Raises:
            InvalidUpload: If no file could be read.
            ServiceError: As `_in_line` says.
        """
        return await self._in_line(lambda deadline: self._add(files, deadline))

    async def put(self, document_id: str, file: Files) -> Written:
        """Make the document with this id what a file says.

        Raises:
            InvalidUpload: If the file cannot be read.
            SeveralFiles: If it is an archive of more than one file; nothing is kept of any.
            KnownDocument: If the store has what the file says under another id.
            ServiceError: As `_in_line` says.
        """
        return await self._in_line(lambda deadline: self._put(document_id, file, deadline))

    async def delete(self, document_id: str) -> None:
        """Remove a document.

        Raises:
            UnknownDocument: If there is none with this id.
            ServiceError: As `_in_line` says.
        """
        await self._in_line(lambda deadline: self._delete(document_id, deadline))

    async def aclose(self) -> None:
        """Wait a little for a write under way, then close the store and end what reads files."""
        for deadline in tuple(self._under_way):
            deadline.draw_near(ENDING_S)
        async with self._line:
            await anyio.to_thread.run_sync(self.handle.close)
            self._reader.close()

    async def _in_line(self, work: Callable[[Deadline], T]) -> T:
        """Call `work` in a thread when nobody else is writing; once begun it is never left alone.

        Raises:
            WriterBusy: If others were writing all the time.
            ReadingTooSlow: If files took too long to read.
            TookTooLong: If it was given up while it was being written.
            NotReady: If there is no store to write to, or the service is being stopped.
            StoreNotWritable: If the store is for reading only.
            DiskFails: If its disk is full.
        """
        timeout_s = self.settings.upload_timeout_s
        try:
            with anyio.fail_after(timeout_s):
                await self._line.acquire()
        except TimeoutError as error:
            raise WriterBusy from error
        try:
            return await anyio.to_thread.run_sync(self._done_by, work, Deadline.after(timeout_s))
        except TimeoutError as error:
            raise TookTooLong(timeout_s) from error
        except StoreLocked as error:
            raise WriterBusy from error
        except (OSError, sqlite3.Error) as error:
            if not is_of_disk(error):
                raise
            logger.error("the disk takes no more: %s", error)
            raise DiskFails from error
        finally:
            self._line.release()

    def _done_by(self, work: Callable[[Deadline], T], deadline: Deadline) -> T:
        # Noted in the thread, which goes on when the request that began it has been cancelled.
        self._under_way.append(deadline)
        try:
            return work(deadline)
        finally:
            self._under_way.remove(deadline)

    def _add(self, files: Files, deadline: Deadline) -> Written:
        read = self._read(files, deadline)

        def known(store: Store) -> Iterator[ParsedDocument]:
            return (under_kept_id(store, parsed) for parsed in read.documents)

        return self._written(known, read, deadline)

    def _put(self, document_id: str, file: Files, deadline: Deadline) -> Written:
        read = self._read(file, deadline)
        if (count := len(read.documents) + len(read.failed)) > 1:
            raise SeveralFiles(count)

        def named(store: Store) -> Iterator[ParsedDocument]:
            for parsed in read.documents:
                kept_id = store.kept_id(parsed.document)
                if kept_id not in (None, document_id):
                    raise KnownDocument(kept_id, document_id)
                yield _as_published(with_id(parsed, document_id))

        return self._written(named, read, deadline)

    def _delete(self, document_id: str, deadline: Deadline) -> None:
        self.handle.store_even_if_empty()  # one is not made to find nothing in it
        with self.handle.writing() as store:
            store.delete_document(document_id, on_progress=deadline.check)
        _log("deleted", document_id)

    def _read(self, files: Files, deadline: Deadline) -> ReadFiles:
        job = ReadingJob(files=files(), ocr=self.settings.ocr, regions=self.settings.regions)
        try:
            read = self._reader.read(job, timeout_s=deadline.left_s())
        except TimeoutError as error:
            raise ReadingTooSlow(self.settings.upload_timeout_s) from error
        if not read.documents:
            raise unreadable(read.failed)
        return read

    def _written(
        self,
        documents: Callable[[Store], Iterable[ParsedDocument]],
        read: ReadFiles,
        deadline: Deadline,
    ) -> Written:
        outcomes: dict[str, Outcome] = {}

        def note(document_id: str, outcome: Outcome) -> None:
            # A document that comes twice in one upload was added, if either did that.
            if outcomes.get(document_id, Outcome.UNCHANGED) is Outcome.UNCHANGED:
                outcomes[document_id] = outcome

        try:
            with self.handle.writing() as store:
                report = store.update(
                    # Of no parser version: what counts is the text that the document has by now.
                    map(_as_upload, documents(store)),
                    on_progress=deadline.check,
                    on_document=note,
                )
        except TimeoutError as error:
            changed = [uid for uid, one in outcomes.items() if one is not Outcome.UNCHANGED]
            raise TookTooLong(self.settings.upload_timeout_s, changed) from error
        for document_id, outcome in outcomes.items():
            _log(outcome.value, document_id)
        served = self.handle.store()
        return Written(
            documents=tuple((served.document(uid), outcome) for uid, outcome in outcomes.items()),
            failed=read.failed,
            notes=read.notes,
            generation=report.generation,
        )


def _as_upload(parsed: ParsedDocument) -> ParsedDocument:
    """Return a document as it is kept: from the one source that stands for all its uploads."""
    document = parsed.document
    source = replace(document.source, uri=SOURCE_SCHEME + document.id)
    return replace(parsed, document=replace(document, source=source))


def _as_published(parsed: ParsedDocument) -> ParsedDocument:
    """Return a document that replaces what has its id, even if its text calls itself a repost."""
    source = replace(parsed.document.source, reposted_by=None, reposted_on=None)
    return replace(parsed, document=replace(parsed.document, source=source))


def _log(action: str, document_id: str) -> None:
    caller = current_caller.get()
    logger.info("%s %s document %s", caller.name if caller else "nobody", action, document_id)
