"""Archives in archives, as attachments are sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.errors import ArchiveTooLarge, ReadError, UnsupportedFormat
from ingest.records import RawDocument
from ingest.sources.stream import ArchiveLimits, list_sources, read_sources

Pack = Callable[[dict[str, bytes]], bytes]
TEXT = "第一条　为优化营商环境，制定本条例。".encode()


def read(path: Path, **limits: int) -> list[RawDocument | ReadError]:
    return list(read_sources([path], limits=ArchiveLimits(**limits)))


def test_the_files_of_an_archive_in_an_archive_are_read(tmp_path: Path, make_zip: Pack) -> None:
    inner = make_zip(
        {"附件1.txt": TEXT, "__MACOSX/._附件1.txt": b"x", "深.zip": make_zip({"2.txt": TEXT})}
    )
    path = tmp_path / "a.zip"
    path.write_bytes(make_zip({"办法.txt": TEXT, "附件.zip": inner, "附则.txt": TEXT}))
    uris = [document.source.uri for document in read(path) if isinstance(document, RawDocument)]
    own = ["办法.txt", "附件.zip!深.zip!2.txt", "附件.zip!附件1.txt", "附则.txt"]
    assert uris == [f"{path.as_posix()}!{name}" for name in own]
    assert list_sources([path]) == uris


def test_all_archives_count_against_one_limit(tmp_path: Path, make_zip: Pack) -> None:
    inner = make_zip({"1.txt": TEXT, "2.txt": TEXT})
    path = tmp_path / "a.zip"
    path.write_bytes(make_zip({"1.zip": inner, "2.zip": inner, "3.txt": TEXT}))
    kinds = [type(result) for result in read(path, members=6)]
    assert kinds == [RawDocument, RawDocument, ArchiveTooLarge, RawDocument]
    size = 2 * len(inner) + 3 * len(TEXT)
    assert [type(result) for result in read(path, total_bytes=size)][2] is ArchiveTooLarge


def test_archives_without_end_are_refused(tmp_path: Path, make_zip: Pack) -> None:
    data = make_zip({"x.txt": TEXT})
    for _ in range(4):
        data = make_zip({"a.zip": data})
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    (error,) = read(path)
    assert isinstance(error, UnsupportedFormat)
    assert "more than 3 archives" in str(error)
    assert list_sources([path]) == [error.uri]
