"""Calls a tool: checks its arguments, runs it on the store, and says in words what went wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from service.faults import fault_message, shortened
from service.mcp.desk import Desk, DeskKeeper, ToolFailed
from service.mcp.results import Reply
from service.mcp.tools import ToolSpec
from service.problems import ServiceError

logger = logging.getLogger(__name__)

T = TypeVar("T")

UNEXPECTED: Final = (
    "An unexpected error; whoever runs this server finds it in its log. The same call will hardly "
    "do better."
)
_DETAIL_MAX: Final = 300


def call_tool(keeper: DeskKeeper, tool: ToolSpec, arguments: Mapping[str, Any]) -> Reply:
    """Run a tool and return what it gives.

    Raises:
        ToolFailed: If it cannot; the message names what to do.
    """
    try:
        checked = tool.arguments.model_validate(arguments)
    except ValidationError as error:
        raise ToolFailed(_invalid(tool, error)) from error

    def run(desk: Desk) -> Reply:
        from service.mcp.runs import RUNS

        return RUNS[tool.name](desk, checked)

    return on_desk(keeper, run)


def on_desk(keeper: DeskKeeper, work: Callable[[Desk], T]) -> T:
    """Do some work on the store.

    Raises:
        ToolFailed: If it fails; the message says why and what to do.
    """
    try:
        return work(keeper.desk())
    except ToolFailed:
        raise
    except ServiceError as error:
        raise ToolFailed(error.detail) from error
    except Exception as error:
        told = _told(error)
        if told is None:
            logger.exception("a tool failed")
            raise ToolFailed(UNEXPECTED) from error
        raise ToolFailed(told) from error


def _invalid(tool: ToolSpec, error: ValidationError) -> str:
    """Name every argument that is wrong, and what the tool takes."""
    faults = [
        f"{'.'.join(map(str, fault['loc'])) or 'arguments'}: {_fault(fault)}"
        for fault in error.errors()
    ]
    takes = ", ".join(tool.arguments.model_fields)
    return f"{tool.name} cannot be called so. {'; '.join(faults)}. It takes: {takes}."


def _fault(fault: Mapping[str, Any]) -> str:
    return "is not known here" if fault["type"] == "extra_forbidden" else fault_message(fault)


def _told(error: Exception) -> str | None:
    """Return an error of the index that the caller can mend, with what to do; None for others."""
    from index import InvalidCursor, InvalidFilter, UnknownClause, UnknownDocument

    hints = {
        UnknownClause: "take ids from the results of ask, search or read_document",
        UnknownDocument: "take ids from the results of list_documents, ask or search",
        InvalidCursor: "leave it out to begin with the first page",
        InvalidFilter: "mend it or leave it out",
    }
    hint = hints.get(type(error))
    return f"{shortened(str(error), _DETAIL_MAX)}: {hint}" if hint else None
