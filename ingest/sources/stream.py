"""Files, folders, zip archives and URLs as one ordered stream of raw documents and errors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ingest.errors import ReadError
from ingest.readers.ocr import DEFAULT_SCAN_OPTIONS, ScanOptions
from ingest.readers.registry import read_bytes
from ingest.records import RawDocument
from ingest.sources.archives import DEFAULT_LIMITS, ArchiveLimits
from ingest.sources.litter import companions, is_litter
from ingest.sources.packed import Packed, is_archive, packed_files, packed_in
from ingest.sources.web import DEFAULT_FETCH_LIMITS, FetchLimits, fetch_url, is_url

__all__ = [
    "ArchiveLimits",
    "FetchLimits",
    "IsKnown",
    "Location",
    "ScanOptions",
    "list_sources",
    "read_held",
    "read_sources",
]

Location = Path | str
"""A path, or a URL as text; text that is no URL is a path."""

IsKnown = Callable[[str, str], bool]
"""Tells by the URI and the digest (sha256) of a file whether it need not be read."""


def read_sources(
    paths: Iterable[Location],
    *,
    limits: ArchiveLimits = DEFAULT_LIMITS,
    web: FetchLimits = DEFAULT_FETCH_LIMITS,
    scans: ScanOptions = DEFAULT_SCAN_OPTIONS,
    is_known: IsKnown | None = None,
) -> Iterator[RawDocument | ReadError]:
    """Read every file under the given paths, in the order given and by name within folders.

    A file that cannot be read yields its error in place and never stops the rest. Passed over
    are hidden files, lock files of Office, the litter of operating systems, and the folder of
    pictures and scripts that a browser saves beside a page. A file reached twice is read once.

    Args:
        paths: Files, folders (read with all their subfolders), zip archives and URLs.
        limits: What an archive may unpack to.
        web: What fetching a URL may cost, and which hosts may be asked.
        scans: Whether pictures of pages are read, and what that may cost.
        is_known: Asked before a file is read; one that is known is passed over.
    """
    reader = _Reader(scans, is_known)
    for path in _files(paths):
        if isinstance(path, ReadError):
            yield path
        elif isinstance(path, str):
            yield from reader.read_url(path, web)
        elif is_archive(path.name):
            yield from reader.read_archive(path, limits)
        else:
            yield from reader.read_file(path)


def read_held(
    data: bytes,
    *,
    name: str,
    limits: ArchiveLimits = DEFAULT_LIMITS,
    scans: ScanOptions = DEFAULT_SCAN_OPTIONS,
) -> Iterator[RawDocument | ReadError]:
    """Read a file that is held in memory, or where it is a zip archive every file in it.

    Args:
        data: The whole file.
        name: Its file name; URIs begin with it.
        limits: What an archive may unpack to.
        scans: Whether pictures of pages are read, and what that may cost.
    """
    reader = _Reader(scans, None)
    if is_archive(name):
        yield from reader.read_packed(packed_in(data, name, limits))
    else:
        yield from reader.read_held(data, uri=name, name=name)


def list_sources(paths: Iterable[Location], *, limits: ArchiveLimits = DEFAULT_LIMITS) -> list[str]:
    """Return the URIs that `read_sources` will yield, in its order, without reading the files."""
    uris: list[str] = []
    for path in _files(paths):
        if isinstance(path, ReadError):
            uris.append(path.uri)
        elif isinstance(path, str):
            uris.append(path)
        elif is_archive(path.name):
            uris.extend(_archive_uris(path, limits))
        else:
            uris.append(path.as_posix())
    return uris


def _files(paths: Iterable[Location]) -> Iterator[Location | ReadError]:
    """Yield what is to be read; what is left as text is a URL without its fragment."""
    seen: set[Location] = set()
    for given in paths:
        if isinstance(given, str) and is_url(given):
            url = given.split("#", 1)[0]
            if url not in seen:
                seen.add(url)
                yield url
            continue
        for path in _files_under(Path(given)):
            if isinstance(path, ReadError):
                yield path
                continue
            resolved = path.resolve()
            if resolved not in seen:
                seen.add(resolved)
                yield path


def _files_under(path: Path) -> Iterator[Path | ReadError]:
    try:
        if path.is_dir():
            children = sorted(path.iterdir(), key=_name)
        elif path.is_file():
            yield path
            return
        else:
            yield ReadError(path.as_posix(), "there is no such file or folder")
            return
    except OSError as error:
        yield _unreadable(path, error)
        return
    beside = companions(child.name for child in children)
    for child in children:
        if is_litter(child.name):
            continue
        if child.is_dir():
            # A link to a folder may lead back up; what it shows is read where it stands.
            if child.name not in beside and not child.is_symlink():
                yield from _files_under(child)
        elif child.is_file():
            yield child


def _name(path: Path) -> str:
    return path.name


class _Reader:
    """Reads what was found; a file that is known yields nothing."""

    def __init__(self, scans: ScanOptions, is_known: IsKnown | None) -> None:
        self._scans = scans
        self._is_known = is_known

    def read_file(self, path: Path) -> Iterator[RawDocument | ReadError]:
        try:
            data = path.read_bytes()
        except OSError as error:
            yield _unreadable(path, error)
            return
        yield from self.read_held(data, uri=path.as_posix(), name=path.name)

    def read_url(self, url: str, web: FetchLimits) -> Iterator[RawDocument | ReadError]:
        try:
            fetched = fetch_url(url, limits=web)
        except ReadError as error:
            yield error
            return
        yield from self.read_held(fetched.data, uri=fetched.uri, name=fetched.name)

    def read_archive(self, path: Path, limits: ArchiveLimits) -> Iterator[RawDocument | ReadError]:
        try:
            yield from self.read_packed(packed_files(path, limits))
        except OSError as error:
            yield _unreadable(path, error)

    def read_packed(self, files: Iterable[Packed | ReadError]) -> Iterator[RawDocument | ReadError]:
        for packed in files:
            if isinstance(packed, ReadError):
                yield packed
                continue
            try:
                data = packed.read()
            except ReadError as error:
                yield error
            else:
                yield from self.read_held(data, uri=packed.uri, name=packed.name)

    def read_held(self, data: bytes, *, uri: str, name: str) -> Iterator[RawDocument | ReadError]:
        if self._is_known is not None and self._is_known(uri, hashlib.sha256(data).hexdigest()):
            return
        try:
            yield read_bytes(data, uri=uri, name=name, scans=self._scans)
        except ReadError as error:
            yield error


def _archive_uris(path: Path, limits: ArchiveLimits) -> list[str]:
    try:
        return [packed.uri for packed in packed_files(path, limits)]
    except OSError:
        return [path.as_posix()]  # reading it will say why


def _unreadable(path: Path, error: OSError) -> ReadError:
    return ReadError(path.as_posix(), f"cannot be read: {error.strerror or error}")
