"""Errors of the ingest stage.

IngestError
├── ReadError            a file cannot be read at all
│   ├── UnsupportedFormat
│   ├── UndecodableText
│   ├── EmptyDocument
│   ├── EncryptedFile
│   ├── CorruptFile
│   ├── ImageOnlyPdf
│   ├── ScanTooLarge
│   ├── RecognitionFailed
│   ├── FetchRefused
│   ├── FetchFailed
│   └── ArchiveTooLarge
├── NoClauses            a file was read, but holds nothing that can be cited
└── InvalidRegionList    a user's table of places cannot be used
"""

from __future__ import annotations


class IngestError(Exception):
    """Anything that stops one source from becoming a document."""

    def __init__(self, uri: str, reason: str) -> None:
        """Name the source and say what was found and what to do."""
        super().__init__(f"{uri}: {reason}")
        self.uri = uri
        self.reason = reason


class ReadError(IngestError):
    """A source cannot be read."""


class UnsupportedFormat(ReadError):
    """The content is of a format that no reader handles."""


class UndecodableText(ReadError):
    """The bytes are not text in any encoding that is tried."""


class EmptyDocument(ReadError):
    """The file is empty or holds only white space."""


class EncryptedFile(ReadError):
    """The file asks for a password."""


class CorruptFile(ReadError):
    """The file is damaged or is not what its name says."""


class ImageOnlyPdf(ReadError):
    """The PDF holds pictures of pages and no text."""


class ScanTooLarge(ReadError):
    """A scan has more pages or pixels than are read."""


class RecognitionFailed(ReadError):
    """Text recognition cannot be loaded, breaks off, or takes too long."""


class FetchRefused(ReadError):
    """A URL may not be fetched, or its document is larger than is allowed."""


class FetchFailed(ReadError):
    """A server cannot be reached, takes too long, or reports an error."""


class ArchiveTooLarge(ReadError):
    """An archive unpacks to more files or bytes than is allowed."""


class NoClauses(IngestError):
    """The text was read but no clause was found in it."""


class InvalidRegionList(IngestError):
    """A user's table of places has a line that cannot be used."""
