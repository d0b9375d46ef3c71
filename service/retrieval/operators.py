"""Dify's comparison operators, each as a test of one value."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from operator import ge, gt, le, lt
from typing import Any, Final

from service.retrieval.fields import Field, Kind, Value, fold

Test = Callable[[Value], bool]

NEGATIONS: Final[Mapping[str, str]] = {
    "not contains": "contains",
    "is not": "is",
    "≠": "is",
    "not in": "in",
    "empty": "not empty",
}
"""What is true when, and only when, the other one is not."""

ALIASES: Final[Mapping[str, str]] = {
    "=": "is",
    "==": "is",
    "!=": "≠",
    ">=": "≥",
    "<=": "≤",
    "null": "empty",
    "not null": "not empty",
}
"""Other signs that Dify's versions write for the same."""

_TEXT_TESTS: Final[Mapping[str, Callable[[str, str], bool]]] = {
    "contains": lambda text, part: part in text,
    "start with": str.startswith,
    "end with": str.endswith,
}
_ORDER_TESTS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    ">": gt,
    "<": lt,
    "≥": ge,
    "≤": le,
    "before": lt,
    "after": gt,
}
_DAY_TESTS: Final = ("before", "after")

OPERATORS: Final = (*_TEXT_TESTS, "is", "in", "not empty", *_ORDER_TESTS, *NEGATIONS, *ALIASES)

TEXT_MAX_CHARS: Final = 1000
"""Of one text to compare with: its folded form is remembered, and there are thousands."""

_CHINA: Final = dt.timezone(dt.timedelta(hours=8))
_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.ASCII | re.DOTALL)
_NUMBER: Final = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,9})?", re.ASCII)


def test_of(operator: str, field: Field, given: object) -> Test:
    """Return the test that an operator which negates nothing does on one value of a field.

    Raises:
        ValueError: If operator, field and what was given do not go together; says why.
    """
    if operator == "not empty":
        return lambda value: True
    if given is None:
        raise ValueError("is required for this operator")
    if operator in _TEXT_TESTS:
        compare, part = _TEXT_TESTS[operator], fold(_text(given))
        if field.kind is Kind.NUMBER:
            raise ValueError(f"{field.name} is a number, which {operator!r} does not compare")
        return lambda value: compare(fold(_shown(value)), part)
    if operator in _ORDER_TESTS:
        return _order_test(operator, field, given)
    wanted = {_key(field, one) for one in (_listed(given) if operator == "in" else (given,))}
    return lambda value: (field.key(value) if isinstance(value, str) else value) in wanted


def _order_test(operator: str, field: Field, given: object) -> Test:
    if field.kind is Kind.TEXT or (operator in _DAY_TESTS and field.kind is not Kind.DAY):
        raise ValueError(f"{field.name} is a {field.kind}, which {operator!r} does not compare")
    compare, bound = _ORDER_TESTS[operator], _key(field, given)
    return lambda value: compare(value, bound)


def _key(field: Field, given: object) -> Value | float:
    if field.kind is Kind.DAY:
        return _day(given)
    if field.kind is Kind.NUMBER:
        return _number(given)
    text = _text(given)
    if field.allowed is not None and text not in field.allowed:
        raise ValueError(f"must be one of {', '.join(sorted(field.allowed))}, found {text!r}")
    return field.key(text)


def _listed(given: object) -> tuple[object, ...]:
    """Return the members of a list, which Dify also writes as a text with commas."""
    if isinstance(given, str):
        return tuple(part.strip() for part in given.split(",") if part.strip())
    return tuple(given) if isinstance(given, list) else (given,)


def _shown(value: Value) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _text(given: object) -> str:
    if isinstance(given, str):
        if len(given) > TEXT_MAX_CHARS:
            raise ValueError(f"expected at most {TEXT_MAX_CHARS} characters")
        return given
    if isinstance(given, int | float) and not isinstance(given, bool):
        return str(given)
    raise ValueError("expected a text")


def _number(given: object) -> float:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return given
    if isinstance(given, str) and _NUMBER.fullmatch(given.strip()):
        return float(given)
    raise ValueError("expected a number")


def _day(given: object) -> dt.date:
    """Read a date, or seconds since 1970, in which Dify sends times, as the day it was in China."""
    if isinstance(given, str) and (match := _DAY.fullmatch(given.strip())):
        try:
            return dt.date.fromisoformat(match[1])
        except ValueError as error:
            raise ValueError(f"no day of the calendar: {error}") from error
    try:
        return dt.datetime.fromtimestamp(_number(given), _CHINA).date()
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError("expected a date as YYYY-MM-DD, or seconds since 1970") from error
