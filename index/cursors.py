"""Places in a listing as opaque texts that a caller sends back for the next page."""

from __future__ import annotations

import base64
import binascii
import json

from index.errors import InvalidCursor


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
        case [int() as number, str() as uid]:
            return number, uid
    raise InvalidCursor(cursor)


def decode_position(cursor: str) -> int:
    """Return the position that `encode_cursor` was given.

    Raises:
        InvalidCursor: If it was given anything else, or the cursor was not made there.
    """
    position = decode_cursor(cursor)
    if not isinstance(position, int):
        raise InvalidCursor(cursor)
    return position
