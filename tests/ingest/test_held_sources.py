"""Files that are held in memory are read as files of a folder are."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from ingest.errors import ArchiveTooLarge, ReadError, UnsupportedFormat
from ingest.records import RawDocument
from ingest.sources.stream import ArchiveLimits, read_held, read_sources

TEXT = "临河市供水管理办法\n第一条 用水报装应当自受理之日起5个工作日内办结。\n"


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_an_archive_gives_what_it_gives_as_a_file(tmp_path: Path) -> None:
    inner = packed({"c.txt": TEXT.encode("gb18030")})
    data = packed(
        {"文件/a.txt": TEXT.encode(), "文件/inner.zip": inner, "b.rar": b"Rar!\x1a\x07\x00"}
    )
    path = tmp_path / "all.zip"
    path.write_bytes(data)
    in_memory, in_folder = [*read_held(data, name="all.zip")], [*read_sources([path])]
    texts = [item.text for item in in_memory if isinstance(item, RawDocument)]
    assert texts == [item.text for item in in_folder if isinstance(item, RawDocument)] == [TEXT] * 2
    errors = [item for item in in_memory if isinstance(item, ReadError)]
    assert [error.uri for error in errors] == ["all.zip!b.rar"]
    uris = {item.source.uri for item in in_memory if isinstance(item, RawDocument)}
    assert uris == {"all.zip!文件/a.txt", "all.zip!文件/inner.zip!c.txt"}


def test_an_archive_in_memory_has_limits() -> None:
    data = packed({f"{number}.txt": TEXT.encode() for number in range(3)})
    (refused,) = read_held(data, name="all.zip", limits=ArchiveLimits(members=2))
    assert isinstance(refused, ArchiveTooLarge)


def test_a_file_that_cannot_be_read_is_an_error_in_its_place() -> None:
    (refused,) = read_held(b"{\\rtf1 x}", name="a.txt")
    assert isinstance(refused, UnsupportedFormat)
    assert refused.uri == "a.txt"
