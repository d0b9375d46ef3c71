"""Zip archives read in memory, with limits against archives made to exhaust the machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from ingest.errors import ArchiveTooLarge, CorruptFile, EncryptedFile
from ingest.sources.zip_faults import MEMBER_FAULTS, ZIP_FAULTS

_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_RATIO_FLOOR_BYTES = 10 * 1024 * 1024
"""A small archive of blank text compresses beyond any ratio and harms nobody."""
_NAME_ENCODINGS = ("utf-8", "gb18030", "big5hkscs")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLimits:
    """What an archive may unpack to before it is refused."""

    members: int = 20_000
    """Files in one archive."""
    total_bytes: int = 2 * 1024**3
    """Bytes of all files unpacked; they are read one at a time."""
    member_bytes: int = 256 * 1024**2
    """Bytes of one file unpacked; a larger one is refused alone."""
    ratio: float = 200.0
    """Unpacked to packed bytes; text packs 3-20 times, what is made to explode 1,000 times."""


DEFAULT_LIMITS = ArchiveLimits()


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive."""

    name: str
    """Path inside the archive, posix style, without `..` or a leading slash."""
    info: zipfile.ZipInfo


class Archive:
    """An open zip archive; nothing in it is ever written to disk."""

    def __init__(
        self, source: Path | bytes, *, uri: str, limits: ArchiveLimits = DEFAULT_LIMITS
    ) -> None:
        """Open an archive, a file or one that is held in memory, and check it against the limits.

        Raises:
            CorruptFile: If it is not a readable zip archive.
            ArchiveTooLarge: If it unpacks to more than the limits allow.
        """
        self._uri = uri
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        except ZIP_FAULTS as error:
            raise CorruptFile(uri, f"the archive cannot be opened: {error}") from error
        try:
            self._check_limits(len(source) if isinstance(source, bytes) else source.stat().st_size)
        except ArchiveTooLarge:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        """Return the archive itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._zip.close()

    @property
    def files(self) -> int:
        """How many files and folders it lists."""
        return len(self._zip.infolist())

    @property
    def unpacked_bytes(self) -> int:
        """What it says that its files unpack to."""
        return sum(info.file_size for info in self._zip.infolist())

    def members(self) -> Iterator[Member]:
        """Yield the files in the order of their names; of equal names the last one written."""
        by_name = {
            name: Member(name, info)
            for info in self._zip.infolist()
            if not info.is_dir() and (name := _member_name(info))
        }
        for name in sorted(by_name, key=_by_parts):
            yield by_name[name]

    def uri_of(self, member: Member) -> str:
        """Return how a member is named in sources and errors."""
        return f"{self._uri}!{member.name}"

    def read(self, member: Member) -> bytes:
        """Return the bytes of a member.

        Raises:
            ReadError: If it is encrypted, damaged, too large, or packed by an unknown method.
        """
        uri = self.uri_of(member)
        if member.info.flag_bits & _ENCRYPTED:
            raise EncryptedFile(uri, "the file in the archive asks for a password")
        self._check_member(member, uri)
        try:
            return self._zip.read(member.info)
        except MEMBER_FAULTS as error:
            raise CorruptFile(uri, f"the file cannot be unpacked: {error}") from error

    def _check_limits(self, packed_bytes: int) -> None:
        unpacked, limits = self.unpacked_bytes, self._limits
        if self.files > limits.members:
            reason = f"the archive holds {self.files} files, {limits.members} are allowed"
        elif unpacked > limits.total_bytes:
            reason = f"the archive unpacks to {unpacked} bytes, {limits.total_bytes} are allowed"
        elif unpacked > max(_RATIO_FLOOR_BYTES, limits.ratio * packed_bytes):
            reason = (
                f"the archive unpacks to {unpacked / max(packed_bytes, 1):.0f} times its size, "
                f"{limits.ratio:g} times are allowed"
            )
        else:
            return
        raise ArchiveTooLarge(self._uri, reason)

    def _check_member(self, member: Member, uri: str) -> None:
        size, limits = member.info.file_size, self._limits
        if size > limits.member_bytes:
            raise ArchiveTooLarge(
                uri, f"the file unpacks to {size} bytes, {limits.member_bytes} are allowed"
            )
        if size > max(_RATIO_FLOOR_BYTES, limits.ratio * member.info.compress_size):
            raise ArchiveTooLarge(
                uri,
                f"the file unpacks to {size} bytes from {member.info.compress_size}, "
                f"{limits.ratio:g} times are allowed",
            )


def check_package(data_size: int, infos: list[zipfile.ZipInfo], *, uri: str) -> None:
    """Refuse a document that is itself a zip package and would explode when opened.

    Raises:
        ArchiveTooLarge: If the parts unpack to more than one member of an archive may.
    """
    unpacked = sum(info.file_size for info in infos)
    limits = DEFAULT_LIMITS
    allowed = min(limits.member_bytes, max(_RATIO_FLOOR_BYTES, limits.ratio * data_size))
    if unpacked > allowed:
        raise ArchiveTooLarge(
            uri, f"the document unpacks to {unpacked} bytes, {allowed:.0f} are allowed"
        )


def _member_name(info: zipfile.ZipInfo) -> str:
    """Return the path of a member in its own encoding, with whatever leads outside removed."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        # zipfile reads names without the UTF-8 flag as code page 437, which loses nothing.
        name = _decode_name(name.encode("cp437"))
    parts = name.partition("\x00")[0].replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", ".."))


def _decode_name(data: bytes) -> str:
    for encoding in _NAME_ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp437")


def _by_parts(name: str) -> list[str]:
    return name.split("/")
