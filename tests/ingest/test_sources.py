"""Files, folders and archives."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import (
    ArchiveTooLarge,
    CorruptFile,
    EncryptedFile,
    FetchRefused,
    ReadError,
    UndecodableText,
    UnsupportedFormat,
)
from ingest.records import RawDocument
from ingest.sources.archives import Archive
from ingest.sources.stream import ArchiveLimits, list_sources, read_sources

Pack = Callable[[dict[str, bytes]], bytes]
TEXT = "第一条　为优化营商环境，制定本条例。".encode()
ENCRYPTED = 0x1


def write(folder: Path, *names: str, data: bytes = TEXT) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def names(paths: list[Path]) -> list[str]:
    return [
        result.source.name if isinstance(result, RawDocument) else f"!{Path(result.uri).name}"
        for result in read_sources(paths)
    ]


def uris(paths: list[Path], **options: ArchiveLimits) -> list[str]:
    return [
        result.source.uri if isinstance(result, RawDocument) else result.uri
        for result in read_sources(paths, **options)
    ]


def only(path: Path, **options: ArchiveLimits) -> RawDocument | ReadError:
    (result,) = read_sources([path], **options)
    return result


def test_folders_are_read_with_their_subfolders_in_order(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/二.txt", "a/一.md", "c/d/e.txt")
    assert uris([tmp_path]) == [
        f"{tmp_path.as_posix()}/{name}" for name in ("a/一.md", "a/二.txt", "b.txt", "c/d/e.txt")
    ]


def test_the_uri_is_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "data/a.txt")
    monkeypatch.chdir(tmp_path)
    assert uris([Path("data")]) == ["data/a.txt"]


def test_litter_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, ".hidden.txt", ".git/a.txt", "__MACOSX/a.txt", "~$a.docx", "Thumbs.db", "a.txt")
    write(tmp_path, "page_files/x.js", "page.files/y.css", "other_files/b.txt")
    write(tmp_path, "page.html", data=b"<html><p>" + TEXT + b"</p></html>")
    assert names([tmp_path]) == ["a.txt", "b.txt", "page.html"]


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    write(tmp_path, ".notes.txt")
    assert names([tmp_path / ".notes.txt"]) == [".notes.txt"]


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "e.txt")
    write(tmp_path, "b.txt", data=b"\x00\x01")
    write(tmp_path, "c.pdf", data=b"no pdf")
    write(tmp_path, "d.xyz")
    results = list(read_sources([tmp_path]))
    assert [type(result) for result in results] == [
        RawDocument,
        UndecodableText,
        CorruptFile,
        UnsupportedFormat,
        RawDocument,
    ]


def test_a_path_that_is_not_there_is_an_error_in_place(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    results = list(read_sources([tmp_path / "missing", tmp_path / "a.txt"]))
    assert isinstance(results[0], ReadError)
    assert "no such file" in results[0].reason
    assert isinstance(results[1], RawDocument)


@pytest.mark.parametrize("url", ["ftp://plans.example/a.txt", "file:///plans/a.txt"])
def test_a_url_of_another_scheme_is_said_to_be_one(url: str) -> None:
    (found,) = read_sources([url])
    assert isinstance(found, FetchRefused)
    assert "only http and https" in str(found)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_permission_is_an_error_in_place(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0)
    result = only(tmp_path / "a.txt")
    assert isinstance(result, ReadError)
    assert "cannot be read" in result.reason


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a/x.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert names([tmp_path / "a", tmp_path, tmp_path / "a/x.txt"]) == ["x.txt"]


def test_archives_are_read_in_memory(tmp_path: Path, make_zip: Pack) -> None:
    members = {"卷/二.txt": TEXT, "卷/一.md": TEXT, "__MACOSX/一.md": TEXT, "卷/.x": TEXT}
    members |= {"p.html": b"<html><p>" + TEXT + b"</p></html>", "p_files/a.js": b"x"}
    write(tmp_path, "a.zip", data=make_zip(members))
    before = sorted(tmp_path.rglob("*"))
    archive = (tmp_path / "a.zip").as_posix()
    assert uris([tmp_path]) == [f"{archive}!{n}" for n in ("p.html", "卷/一.md", "卷/二.txt")]
    assert names([tmp_path]) == ["p.html", "一.md", "二.txt"]
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "big5"])
def test_names_without_the_utf8_flag_are_read(tmp_path: Path, encoding: str) -> None:
    name = "條例/總則.txt" if encoding == "big5" else "条例/总则.txt"
    data = raw_archive(name.encode(encoding), TEXT)
    write(tmp_path, "a.zip", data=data)
    uri = uris([tmp_path / "a.zip"])[0]
    if encoding == "big5":  # names are too short to be told from GBK for certain
        assert uri.endswith(".txt")
    else:
        assert uri.endswith(f"a.zip!{name}")


@pytest.mark.parametrize("name", ["../../a.txt", "/etc/a.txt", "..\\a.txt", "./x/../a.txt"])
def test_names_that_lead_outside_are_made_harmless(tmp_path: Path, name: str) -> None:
    write(tmp_path, "a.zip", data=raw_archive(name.encode(), TEXT))
    member = uris([tmp_path / "a.zip"])[0].partition("!")[2]
    assert not member.startswith("/")
    assert ".." not in member.split("/")
    assert names([tmp_path / "a.zip"]) == ["a.txt"]


def test_bad_members_do_not_stop_the_rest(tmp_path: Path, make_zip: Pack) -> None:
    data = make_zip({"1.txt": TEXT, "2.txt": b"", "3.zip": b"x", "4.png": b"x", "5.txt": TEXT})
    write(tmp_path, "a.zip", data=data)
    results = list(read_sources([tmp_path / "a.zip"]))
    assert [isinstance(result, RawDocument) for result in results] == [
        True, False, False, False, True,
    ]  # fmt: skip
    assert isinstance(results[2], CorruptFile)


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a.zip", data=raw_archive(b"a.txt", TEXT, flags=ENCRYPTED))
    result = only(tmp_path / "a.zip")
    assert isinstance(result, EncryptedFile)
    assert result.uri.endswith("a.zip!a.txt")


def test_a_damaged_member_is_named(tmp_path: Path) -> None:
    data = bytearray(raw_archive(b"a.txt", TEXT))
    data[data.index(TEXT)] ^= 0xFF
    write(tmp_path, "a.zip", data=bytes(data))
    assert isinstance(only(tmp_path / "a.zip"), CorruptFile)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no archive", b"text"])
def test_a_damaged_archive_is_one_error(tmp_path: Path, data: bytes) -> None:
    write(tmp_path, "a.zip", data=data)
    assert isinstance(only(tmp_path / "a.zip"), CorruptFile)
    assert list_sources([tmp_path]) == [(tmp_path / "a.zip").as_posix()]


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (ArchiveLimits(members=2), "3 files, 2 are allowed"),
        (ArchiveLimits(total_bytes=100), "bytes, 100 are allowed"),
    ],
)
def test_an_archive_beyond_the_limits_is_refused_whole(
    tmp_path: Path, make_zip: Pack, limits: ArchiveLimits, reason: str
) -> None:
    write(tmp_path, "a.zip", data=make_zip({f"{n}.txt": TEXT for n in range(3)}))
    result = only(tmp_path / "a.zip", limits=limits)
    assert isinstance(result, ArchiveTooLarge)
    assert reason in result.reason


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, make_zip: Pack) -> None:
    write(tmp_path, "a.zip", data=make_zip({"a.txt": b" " * (32 * 1024 * 1024)}))
    result = only(tmp_path / "a.zip")
    assert isinstance(result, ArchiveTooLarge)
    assert "times its size" in result.reason


def test_a_member_beyond_the_limit_is_refused_alone(tmp_path: Path, make_zip: Pack) -> None:
    write(tmp_path, "a.zip", data=make_zip({"1.txt": TEXT * 50, "2.txt": TEXT}))
    results = list(read_sources([tmp_path], limits=ArchiveLimits(member_bytes=1_000)))
    assert isinstance(results[0], ArchiveTooLarge)
    assert isinstance(results[1], RawDocument)


def test_a_member_that_lies_about_its_size_is_corrupt(tmp_path: Path) -> None:
    data = raw_archive(b"a.txt", TEXT * 100)
    size = struct.pack("<I", len(TEXT) * 100)
    lie = struct.pack("<I", 10)
    at = data.rindex(b"PK\x01\x02") + 24
    assert data[at : at + 4] == size
    write(tmp_path, "a.zip", data=data[:at] + lie + data[at + 4 :])
    assert isinstance(only(tmp_path / "a.zip"), CorruptFile)


def test_the_list_of_sources_is_what_is_read(tmp_path: Path, make_zip: Pack) -> None:
    write(tmp_path, "b.txt", "a/x.md", "c.bin")
    write(tmp_path, "z.zip", data=make_zip({"1.txt": TEXT, "2.doc": b"x", ".x": b"x"}))
    paths = [tmp_path, tmp_path / "missing"]
    assert list_sources(paths) == uris(paths)


def test_an_archive_is_closed_when_reading_stops_early(tmp_path: Path, make_zip: Pack) -> None:
    write(tmp_path, "a.zip", data=make_zip({"1.txt": TEXT, "2.txt": TEXT}))
    results = read_sources([tmp_path / "a.zip"])
    assert isinstance(next(results), RawDocument)
    results.close()  # type: ignore[attr-defined]
    (tmp_path / "a.zip").unlink()


@given(st.binary(max_size=300))
def test_any_bytes_are_an_archive_or_an_error(tmp_path_factory: object, data: bytes) -> None:
    path = tmp_path_factory.mktemp("zip") / "a.zip"  # type: ignore[attr-defined]
    path.write_bytes(b"PK\x05\x06" + data)
    try:
        with Archive(path, uri="a.zip") as archive:
            assert list(archive.members()) is not None
    except (CorruptFile, ArchiveTooLarge):
        pass


def test_the_real_laws_are_read(shared: Path) -> None:
    """A folder of the real texts is read without an error and in a stable order."""
    folder = shared / "laws" / "宪法相关法"
    results = list(read_sources([folder]))
    assert results
    assert all(isinstance(result, RawDocument) for result in results)
    assert uris([folder]) == sorted(uris([folder]))


def raw_archive(name: bytes, data: bytes, *, flags: int = 0) -> bytes:
    """Write an archive of one stored member byte by byte, which `zipfile` would correct."""
    crc = zipfile.crc32(data)
    fields = struct.pack(
        "<HHHHHIIIHH", 20, flags, 0, 0, 33, crc, len(data), len(data), len(name), 0
    )
    out = io.BytesIO()
    out.write(b"PK\x03\x04" + fields + name + data)
    start = out.tell()
    out.write(b"PK\x01\x02" + struct.pack("<H", 20) + fields)
    out.write(struct.pack("<HHHII", 0, 0, 0, 0, 0) + name)
    size = out.tell() - start
    out.write(b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, size, start, 0))
    return out.getvalue()
