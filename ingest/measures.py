"""Typed figures of a clause."""

from __future__ import annotations

from ingest.records import Measure


def extract_measures(text: str, *, heading: str = "") -> tuple[Measure, ...]:
    """Return the figures of a clause text in reading order."""
    return ()
