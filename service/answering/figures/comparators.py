"""The comparators of figures that bound from one side."""

from __future__ import annotations

from typing import Final

AT_MOST: Final = frozenset({"<=", "<"})
AT_LEAST: Final = frozenset({">=", ">"})
