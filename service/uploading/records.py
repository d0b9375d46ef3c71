"""What goes to the process that reads uploads, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.records import ParsedDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedFile:
    """A file as it was sent."""

    name: str
    """Its name, made harmless: see `service.uploading.file_names`."""
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingJob:
    """Files to be read, and how."""

    files: tuple[UploadedFile, ...]
    ocr: bool
    """Whether scanned pages are read by text recognition."""
    regions: Path | None
    """The user's own table of places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadFile:
    """A file that did not become a document."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNote:
    """What should be known of a file that was read."""

    file: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFiles:
    """What some files hold."""

    documents: tuple[ParsedDocument, ...]
    failed: tuple[UnreadFile, ...]
    notes: tuple[FileNote, ...]
