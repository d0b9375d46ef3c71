"""What reads uploads, in a process of its own: jobs come, what their files hold goes back.

What strangers wrote is read here, so that a file on which a reader hangs, crashes or grows costs
this process and not the service, whose searches need not share one interpreter with it either.
"""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Final

from ingest.errors import IngestError
from ingest.pipeline import parse
from ingest.places.regions import load_user_regions
from ingest.records import ParsedDocument, RawDocument
from ingest.sources.stream import ArchiveLimits, ScanOptions, read_held
from service.uploading.file_names import clean_name
from service.uploading.records import FileNote, ReadFiles, ReadingJob, UnreadFile

LIMITS: Final = ArchiveLimits(members=2_000, total_bytes=256 * 1024**2, member_bytes=64 * 1024**2)
"""Lower than for archives on this machine: all that an upload holds is in memory at one time."""

logger = logging.getLogger(__name__)


def read_files(job: ReadingJob) -> ReadFiles:
    """Read all files of a job; one that cannot be read is named with its reason."""
    if job.regions is not None:
        load_user_regions(job.regions)
    documents: list[ParsedDocument] = []
    failed: list[UnreadFile] = []
    notes: list[FileNote] = []
    for item in _items(job):
        if isinstance(item, IngestError):
            failed.append(UnreadFile(file=clean_path(item.uri), reason=item.reason))
            continue
        file = clean_path(item.source.uri)
        try:
            documents.append(parse(item))
        except IngestError as error:
            failed.append(UnreadFile(file=file, reason=error.reason))
        except Exception as error:  # the outermost loop: one bad file never stops the others
            logger.exception("%s: the parser failed", file)
            failed.append(
                UnreadFile(file=file, reason=f"the parser failed ({type(error).__name__})")
            )
        else:
            notes += [FileNote(file=file, text=text) for text in item.notes]
    return ReadFiles(documents=tuple(documents), failed=tuple(failed), notes=tuple(notes))


def _items(job: ReadingJob) -> Iterator[RawDocument | IngestError]:
    scans = ScanOptions(enabled=job.ocr)
    for file in job.files:
        for item in read_held(file.data, name=file.name, limits=LIMITS, scans=scans):
            if isinstance(item, RawDocument):
                source = replace(item.source, name=clean_name(item.source.name))
                yield replace(item, source=source)
            else:
                yield item


def clean_path(uri: str) -> str:
    """Return how a file, or one in an archive, is named to the client."""
    return "!".join(
        "/".join(clean_name(part) for part in path.split("/") if part) for path in uri.split("!")
    )


def serve_jobs(jobs: Connection, *, idle_s: float) -> None:
    """Answer each job that comes with what its files hold, until none has come for a while."""
    # An interrupt at the terminal goes to every process; the service ends this one when it is done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    while jobs.poll(idle_s):
        try:
            job: ReadingJob = jobs.recv()
            jobs.send(read_files(job))
        except (EOFError, ConnectionError):  # the service is gone
            return
