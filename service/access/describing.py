"""Keys in the OpenAPI description: which operations take one, and what else they may answer."""

from __future__ import annotations

from typing import Any, Final

from service.access.rules import AccessRules, is_open
from service.access.scopes import Scope

_SCHEME: Final = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "zd_<id>_<secret>",
        "description": "A key, as `zhengda keys create` makes it. Who runs the service decides "
        "whether reading needs one; writing documents always does. A key that is sent and is not "
        "valid is refused wherever one could be needed.",
    }
}
_REFUSALS: Final = {"401": "no valid key", "403": "the key may not do this", "429": "too often"}


def describe_access(described: dict[str, Any], rules: AccessRules) -> None:
    """Write on every operation which key it takes, and the errors about keys."""
    described["components"]["securitySchemes"] = _SCHEME
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            if is_open(path):
                operation["security"] = []
                continue
            needed = rules.needed_scope(method.upper(), path)
            operation["security"] = [{"bearer": [needed or Scope.READ]}]
            if needed is None:
                operation["security"].insert(0, {})  # or none at all
            for status, description in _REFUSALS.items():
                if status != "403" or needed is not None:
                    operation["responses"].setdefault(status, {"description": description})
