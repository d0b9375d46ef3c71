"""The record of a figure, before it is known what it measures."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.records import MeasureKind


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit; offsets in the folded clause text."""

    kind: MeasureKind
    value: str
    """A decimal number, or the text of a date."""
    unit: str | None
    start: int
    end: int
    by: bool = False
    """The words of the figure itself say 'within' or 'by' (当日, 月底前)."""
