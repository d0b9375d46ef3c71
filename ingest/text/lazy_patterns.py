"""Regular expressions that are compiled when they are first used.

Python compiles them in Python, for milliseconds where classes and alternatives are many, and most
commands never use most of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern; a mistake in it shows on its first use."""
    return cast("re.Pattern[str]", _Lazy(source, flags))


class _Lazy:
    """Becomes what it stands for: after the first use its attributes are those of the pattern."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # whoever copies or pickles asks for what a pattern lacks too
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for known in dir(compiled):
            if not known.startswith("_"):
                setattr(self, known, getattr(compiled, known))
        return getattr(compiled, name)
