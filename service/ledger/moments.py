"""Moments as the ledger has them."""

from __future__ import annotations

import datetime as dt


def timestamp(moment: dt.datetime) -> str:
    """Return a moment as the ledger has it: UTC, milliseconds, Z."""
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def utc_now() -> dt.datetime:
    """Return this moment."""
    return dt.datetime.now(dt.UTC)
