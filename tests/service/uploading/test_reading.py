"""Files are read in a process apart, which may hang or die without harm."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.uploading import reading
from service.uploading.errors import InvalidUpload
from service.uploading.reading import FileReader
from service.uploading.records import ReadingJob, UploadedFile

Policy = Callable[..., bytes]


@pytest.fixture(scope="module")
def reader() -> Iterator[FileReader]:
    reader = FileReader()
    yield reader
    reader.close()


def job(*data: bytes, regions: Path | None = None) -> ReadingJob:
    files = tuple(UploadedFile(name=f"{at}.txt", data=one) for at, one in enumerate(data))
    return ReadingJob(files=files, ocr=False, regions=regions)


def process_id(reader: FileReader) -> int:
    assert reader._running is not None
    assert reader._running.process.pid is not None
    return reader._running.process.pid


def test_one_process_reads_one_upload_after_another(reader: FileReader, policy: Policy) -> None:
    read = reader.read(job(policy("云汐"), b" "), timeout_s=60)
    assert [parsed.document.title for parsed in read.documents] == ["云汐市供水管理办法"]
    assert [one.file for one in read.failed] == ["1.txt"]
    first = process_id(reader)
    assert first != os.getpid()
    assert reader.read(job(policy("月牙")), timeout_s=60).failed == ()
    assert process_id(reader) == first


def test_what_takes_too_long_is_ended(reader: FileReader, policy: Policy) -> None:
    reader.read(job(policy("云汐")), timeout_s=60)
    first = process_id(reader)
    with pytest.raises(TimeoutError):
        reader.read(job(policy("云汐") * 2000), timeout_s=0.1)
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    assert len(reader.read(job(policy("月牙")), timeout_s=60).documents) == 1


def test_a_process_that_dies_over_a_file_costs_that_upload(
    reader: FileReader, policy: Policy
) -> None:
    reader.read(job(policy("云汐")), timeout_s=60)
    first = process_id(reader)
    killer = threading.Timer(0.2, os.kill, (first, signal.SIGKILL))
    killer.start()
    with pytest.raises(InvalidUpload):
        reader.read(job(policy("云汐") * 2000), timeout_s=60)
    assert len(reader.read(job(policy("月牙")), timeout_s=60).documents) == 1


def test_a_process_that_has_ended_meanwhile_is_replaced(reader: FileReader, policy: Policy) -> None:
    reader.read(job(policy("云汐")), timeout_s=60)
    os.kill(process_id(reader), signal.SIGKILL)
    time.sleep(0.1)
    assert len(reader.read(job(policy("月牙")), timeout_s=60).documents) == 1


def test_an_interrupt_at_the_terminal_lets_it_finish(reader: FileReader, policy: Policy) -> None:
    reader.read(job(policy("云汐")), timeout_s=60)
    os.kill(process_id(reader), signal.SIGINT)
    first = process_id(reader)
    assert len(reader.read(job(policy("月牙")), timeout_s=60).documents) == 1
    assert process_id(reader) == first


def test_a_reader_whose_service_was_killed_ends_without_a_word() -> None:
    running = reading._start()
    running.jobs.send(job(b"\n".join(b"%d. a line" % at for at in range(20_000))))
    running.jobs.close()
    running.process.join(60)
    assert running.process.exitcode == 0
