"""What is wrong with a request, in words: where, which rule, and what was found instead."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

SHOWN_MAX_CHARS: Final = 40
"""A longer value is no slip of the keyboard."""

# Whose text is repeated: values of a short list, numbers and dates. What people ask is not.
_REPEATED: Final = frozenset(
    {"literal_error", "enum", "int_parsing", "int_from_float", "bool_parsing", "value_error"}
    | {"greater_than_equal", "less_than_equal"}  # a number in an address is a text
)
_KINDS: Final = ((str, "a text"), (list, "a list"), (dict, "an object"))
_MESSAGES: Final = {
    "missing": "is required",
    "string_too_short": "must not be empty",
    "extra_forbidden": "is not known here; /docs lists what is",
}

_RULES: Final = dict.fromkeys(
    ("model_attributes_type", "model_type", "dict_type"), "expected an object"
)
"""In the words of JSON; what pydantic says speaks of dictionaries."""


def fault_message(fault: Mapping[str, Any]) -> str:
    """Return the rule that a value breaks, and what was found, of an error of pydantic.

    Texts are repeated only where they are short and from a list or a date: a question may be long
    or private.
    """
    if fault["type"] in _MESSAGES:
        return _MESSAGES[fault["type"]]
    told = str(fault["msg"]).removeprefix("Value error, ").replace(" after validation", "")
    rule = _RULES.get(fault["type"]) or told
    found = _found(fault)
    return f"{rule}, found {found}" if found else rule


def _found(fault: Mapping[str, Any]) -> str:
    value = fault.get("input")
    if fault["type"] in ("too_long", "too_short"):
        return ""  # the rule says how many there were
    if fault["type"] == "string_too_long" and isinstance(value, str):
        return f"{len(value.strip())}"  # spaces around it were taken off before it was counted
    if value is None or isinstance(value, bool | int | float):
        return shortened(json.dumps(value))
    if isinstance(value, str) and fault["type"] in _REPEATED:
        return repr(value) if len(value) <= SHOWN_MAX_CHARS else f"{len(value)} characters"
    if isinstance(value, str) and fault["type"].startswith("string"):
        return ""  # a text where one belongs, and no more to be said of it
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "")


def shortened(text: str, most: int = SHOWN_MAX_CHARS) -> str:
    """Return the beginning of a text that is too long to be repeated."""
    return text if len(text) <= most else f"{text[:most]}…"
