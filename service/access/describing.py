"""Keys in the OpenAPI description: which operations take one, and what else they may answer."""

from __future__ import annotations

from copy import deepcopy
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
_REFUSALS: Final = frozenset({"401", "403", "429"})
_PROBLEM: Final = {"application/json": {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}


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
            _describe_refusals(operation["responses"], can_lack_scope=needed is not None)


def _describe_refusals(responses: dict[str, Any], *, can_lack_scope: bool) -> None:
    """Add the errors about keys, in the shape of the operation's other errors."""
    errors = [response for status, response in responses.items() if int(status) >= 400]
    content = errors[0].get("content", {}) if errors else _PROBLEM
    for status in sorted(_REFUSALS if can_lack_scope else _REFUSALS - {"403"}):
        responses.setdefault(status, {"description": "Refused", "content": deepcopy(content)})
