"""Which function does what a tool says; apart from the tools, since what these import is heavy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from service.mcp import asking, reading
from service.mcp.desk import Desk
from service.mcp.results import Reply

RUNS: Final[Mapping[str, Callable[[Desk, Any], Reply]]] = {
    "ask": asking.ask,
    "search": asking.search,
    "compare": asking.compare,
    "read_clause": reading.read_clause,
    "read_document": reading.read_document,
    "list_documents": reading.list_documents,
}
"""By the name of the tool; each takes what the tool's `arguments` are checked to be."""
