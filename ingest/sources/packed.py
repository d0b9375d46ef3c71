"""The files of a zip archive and of the archives in it, one at a time and within one budget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ingest.errors import ReadError, UnsupportedFormat
from ingest.readers.formats import Format, format_of_name
from ingest.sources.archives import Archive, ArchiveLimits, Member
from ingest.sources.litter import companions, is_litter

_MAX_DEPTH = 3
"""Archives in one another, besides the outermost; offices nest attachments once or twice."""


class Packed(NamedTuple):
    """A file in an archive that is open."""

    uri: str
    name: str
    archive: Archive
    member: Member

    def read(self) -> bytes:
        """Return its bytes.

        Raises:
            ReadError: If it cannot be unpacked.
        """
        return self.archive.read(self.member)


def is_archive(name: str) -> bool:
    """Whether a file is called an archive."""
    return format_of_name(name) is Format.ZIP


def packed_files(path: Path, limits: ArchiveLimits) -> Iterator[Packed | ReadError]:
    """Yield the files of an archive by name, those of an archive in it where that one stands.

    What all of them unpack to counts against one limit, so that nesting gains nothing.

    Raises:
        OSError: If the file cannot be read.
    """
    yield from _Walk(limits).files(path, path.as_posix(), depth=0)


def packed_in(data: bytes, uri: str, limits: ArchiveLimits) -> Iterator[Packed | ReadError]:
    """Yield the files of an archive that is held in memory, as `packed_files` does."""
    yield from _Walk(limits).files(data, uri, depth=0)


class _Walk:
    """Opens archives; it knows what they may still unpack to."""

    def __init__(self, limits: ArchiveLimits) -> None:
        self._left = limits

    def files(self, source: Path | bytes, uri: str, *, depth: int) -> Iterator[Packed | ReadError]:
        try:
            archive = Archive(source, uri=uri, limits=self._left)
        except ReadError as error:
            yield error
            return
        self._left = replace(
            self._left,
            members=self._left.members - archive.files,
            total_bytes=self._left.total_bytes - archive.unpacked_bytes,
        )
        with archive:
            for member in _kept_members(archive):
                packed = Packed(
                    archive.uri_of(member), PurePosixPath(member.name).name, archive, member
                )
                if is_archive(packed.name):
                    yield from self._inside(packed, depth + 1)
                else:
                    yield packed

    def _inside(self, packed: Packed, depth: int) -> Iterator[Packed | ReadError]:
        if depth > _MAX_DEPTH:
            yield UnsupportedFormat(
                packed.uri, f"more than {_MAX_DEPTH} archives stand in one another; unpack it"
            )
            return
        try:
            data = packed.read()
        except ReadError as error:
            yield error
            return
        yield from self.files(data, packed.uri, depth=depth)


def _kept_members(archive: Archive) -> Iterator[Member]:
    members = list(archive.members())
    folders = companions(member.name for member in members)
    for member in members:
        path = PurePosixPath(member.name)
        if any(map(is_litter, path.parts)):
            continue
        if folders.isdisjoint(folder.as_posix() for folder in path.parents):
            yield member
