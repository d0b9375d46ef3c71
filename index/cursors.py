"""Places in a listing as opaque texts that a caller sends back for the next page."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Final

from index.errors import InvalidCursor

_LAST: Final = 2**63 - 1  # the largest number that SQLite can be asked for


def encode_cursor(value: object) -> str:
    """Return an opaque, url-safe text for a place in a listing."""
    raw = json.dumps(value, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def decode_cursor(cursor: str) -> object:
    """Return what `encode_cursor` was given.

    Raises:
        InvalidCursor: If it was not made there.
    """
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        value: object = json.loads(raw)
    except (binascii.Error, ValueError, RecursionError) as error:  # the last: [[[[…
        raise InvalidCursor(cursor) from error
    return value


def decode_order(cursor: str) -> tuple[int, str]:
    """Return the number and the id that `encode_cursor` was given.

    Raises:
        InvalidCursor: If it was given anything else, or the cursor was not made there.
    """
    match decode_cursor(cursor):
        case [int() as number, str() as uid] if not isinstance(number, bool):
            return number, uid
    raise InvalidCursor(cursor)


def decode_position(cursor: str) -> int:
    """Return the position that `encode_cursor` was given.

    Raises:
        InvalidCursor: If it was given anything else, or the cursor was not made there.
    """
    match decode_cursor(cursor):
        case int() as position if not isinstance(position, bool) and 0 <= position <= _LAST:
            return position
    raise InvalidCursor(cursor)
