"""Which requests need a key, and what it must be allowed to do.

Whatever is not named as open needs a key once `require_key` is on: a path that nobody thought of,
or that is written in some other way, is closed. What writes documents needs a key always.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from re import Pattern
from typing import Final

from service.access.scopes import Scope

OPEN_PATHS: Final = frozenset({"/healthz", "/readyz", "/docs", "/openapi.json"})
"""They hold nothing of the documents, and answer also when no key can be checked."""
OPEN_FOLDER: Final = "/static/"
READING_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
WRITTEN_PATH: Final = "/v1/documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRules:
    """What is asked of a request before it is read."""

    require_key: bool
    """Whether reading needs a key too."""
    open_pages: Sequence[Pattern[str]] = ()
    """Paths of the pages that are open all the same."""

    def needed_scope(self, method: str, path: str) -> Scope | None:
        """Return what a key must be allowed to do for a request; None when it needs no key."""
        if method not in READING_METHODS and WRITTEN_PATH in path.casefold():
            return Scope.WRITE
        if not self.require_key or is_open(path):
            return None
        return None if any(page.match(path) for page in self.open_pages) else Scope.READ


def is_open(path: str) -> bool:
    """Whether a path is open to all, whatever key is sent."""
    return path in OPEN_PATHS or path.startswith(OPEN_FOLDER)
