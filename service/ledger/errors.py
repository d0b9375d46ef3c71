"""Errors of the ledger.

LedgerError
├── LedgerCorrupt        the file is damaged
├── LedgerOutdated       the file was written by a newer version
├── LedgerReadOnly       the file cannot be written
└── LedgerUnavailable    the file cannot be used now
"""

from __future__ import annotations

from pathlib import Path


class LedgerError(Exception):
    """Anything that keeps the ledger from being read or written.

    The message names the file, for whoever runs the service; `detail` is what a client is told.
    """

    detail = "What the service remembers of its own cannot be used now; the log says why."


class LedgerCorrupt(LedgerError):
    """The file is damaged."""

    def __init__(self, path: Path, reason: str) -> None:
        """Name the file and what was found."""
        super().__init__(
            f"{path} is damaged ({reason}): restore it from a backup, or move it away to begin"
            " without keys, feedback and questions"
        )
        self.path = path
        self.reason = reason


class LedgerOutdated(LedgerError):
    """The file was written by a version whose format is not known here."""

    def __init__(self, path: Path, *, found: int, expected: int) -> None:
        """Name the file and both format versions."""
        super().__init__(
            f"{path} has format {found}, this version reads up to {expected}: upgrade zhengda"
        )
        self.path = path
        self.found = found
        self.expected = expected


class LedgerReadOnly(LedgerError):
    """The file cannot be written; what it holds can be read."""

    detail = "The service can read its folder, not write to it: nothing was kept."

    def __init__(self, path: Path, reason: str) -> None:
        """Name the file and why."""
        super().__init__(
            f"{path} cannot be written ({reason}): make its folder writable for whom zhengda runs"
            " as, with room on the disk"
        )
        self.path = path
        self.reason = reason


class LedgerUnavailable(LedgerError):
    """The file cannot be used now: it may not be opened, or another process holds it."""

    def __init__(self, path: Path, reason: str) -> None:
        """Name the file and why."""
        super().__init__(f"{path} cannot be used ({reason}): see who owns it and who writes to it")
        self.path = path
        self.reason = reason
