"""What keeps an upload from becoming documents, as the client is told."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Sequence
from typing import Any

from service.problems import ServiceError
from service.uploading.records import UnreadFile

_NAMED_MAX = 5
_CLOSE = {"Connection": "close"}  # the rest of the body is not read


class BodyTooLarge(ServiceError):
    """An upload is larger than is allowed."""

    status = 413

    def __init__(self, max_bytes: int) -> None:
        """Name the limit."""
        super().__init__(f"The request body is larger than {max_bytes} bytes.", headers=_CLOSE)


class BodyTooSlow(ServiceError):
    """An upload did not arrive in time."""

    status = 408

    def __init__(self, timeout_s: float) -> None:
        """Name the limit."""
        super().__init__(f"The request body did not arrive within {timeout_s:g} s.", headers=_CLOSE)


class BodyBrokenOff(ServiceError):
    """The client went away before all of an upload had arrived; nobody reads this."""

    status = 400

    def __init__(self) -> None:
        """Say it for the log."""
        super().__init__("The request body ended before it was complete.", headers=_CLOSE)


class UnreadableForm(ServiceError):
    """A body does not follow the format that it says it has."""

    status = 400


class InvalidUpload(ServiceError):
    """An upload holds nothing that becomes a document; `errors` says why of each file."""

    status = 422


def unreadable(failed: Sequence[UnreadFile]) -> InvalidUpload:
    """Return the error of an upload of which no file could be read."""
    if not failed:
        return InvalidUpload("The upload holds no document.")
    detail = f"{failed[0].file}: {failed[0].reason}"
    if len(failed) > 1:
        detail += f" (and {len(failed) - 1} more)"
    errors: list[dict[str, Any]] = [
        {"location": ["body", one.file], "message": one.reason, "code": "unreadable"}
        for one in failed
    ]
    return InvalidUpload(detail, errors=errors)


class SeveralFiles(ServiceError):
    """What is put under one id is an archive of several files."""

    status = 422

    def __init__(self, count: int) -> None:
        """Say how many, and what takes them."""
        super().__init__(
            f"The archive holds {count} files, and one id stands for one document: put each under"
            " its own id, or POST the archive."
        )


class KnownDocument(ServiceError):
    """A document is in the store under another id."""

    status = 409

    def __init__(self, kept_id: str, wanted_id: str) -> None:
        """Name both ids, and what to do."""
        super().__init__(
            f"This document is in the store as {kept_id}: put it there, or delete that one before"
            f" it is put as {wanted_id}."
        )


class WriterBusy(ServiceError):
    """Somebody else is writing to the store."""

    status = 503

    def __init__(self) -> None:
        """Say that it passes."""
        super().__init__(
            "The store is being written to; nothing was changed. Send the request again later.",
            headers={"Retry-After": "10"},
        )


class ReadingTooSlow(ServiceError):
    """The files of an upload took too long to read."""

    status = 503

    def __init__(self, timeout_s: float) -> None:
        """Name the limit, and how to stay within it."""
        super().__init__(
            f"The files could not be read within {timeout_s:g} s; nothing was changed. Send fewer"
            " or smaller ones at a time.",
            headers={"Retry-After": "10"},
        )


class TookTooLong(ServiceError):
    """A change was given up."""

    status = 503

    def __init__(self, timeout_s: float, unfinished: Sequence[str] = ()) -> None:
        """Name the limit; what was embedded is kept, so that a second try gets further.

        Every write completes what is `unfinished` first, so who sent too much must hear of a way
        to take it back.
        """
        detail = (
            f"This took longer than {timeout_s:g} s and was given up. What was done so far is kept:"
            " sent again, the request goes on from there."
        )
        if unfinished:
            named = ", ".join(unfinished[:_NAMED_MAX])
            if more := unfinished[_NAMED_MAX:]:
                named += f" and {len(more)} more"
            detail += (
                f" Unfinished, and slowing other writes: {named};"
                " to take one back DELETE it, or send what it was before."
            )
        super().__init__(detail, headers={"Retry-After": "10"})


class StoreNotWritable(ServiceError):
    """The store can only be read."""

    status = 503

    def __init__(self) -> None:
        """Say what holds; where the store lies is nobody's business."""
        super().__init__("The store is for reading only here: its folder cannot be written to.")


class DiskFails(ServiceError):
    """The files of the store, or those that a body waits in, cannot be written."""

    status = 503

    def __init__(self) -> None:
        """Say what it mostly is; the log names the file."""
        super().__init__(
            "The disk of the service takes no more: it may be full. Send the request again later.",
            headers={"Retry-After": "60"},
        )


_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
_CODES = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})


def is_of_disk(error: Exception) -> bool:
    """Whether a file could not be written for want of room, or since its disk fails."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _CODES
    return isinstance(error, OSError) and error.errno in _ERRNOS
