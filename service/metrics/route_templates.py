"""Which route a path belongs to, as the few templates that there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from starlette.routing import BaseRoute, Mount, Route

UNMATCHED: Final = "(none)"
"""Stands for all paths that lead nowhere, of which a scanner tries thousands."""


class RouteTemplates:
    """The paths of an application with their parameters as placeholders.

    A request is looked up by its path and not by what the router found, since some are refused
    before the router sees them.
    """

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        """Take the templates of routes and mounted applications, in the order of the router."""
        self._fixed: set[str] = set()
        self._patterns: list[tuple[re.Pattern[str], str]] = []
        for route in routes:
            if not isinstance(route, Route | Mount):
                continue
            if isinstance(route, Mount) or route.param_convertors:
                self._patterns.append((route.path_regex, route.path))
            else:
                self._fixed.add(route.path)

    def of(self, path: str) -> str:
        """Return the template of a path."""
        if path in self._fixed:
            return path
        for pattern, template in self._patterns:
            if pattern.match(path):
                return template
        return UNMATCHED
