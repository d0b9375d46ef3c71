"""Notes at the foot of a page: small print below a short rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from ingest.readers.pdf_box import Box
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_open_tables import whole_rules
from ingest.readers.pdf_tables import Table

_MAX_RULE_SHARE = 0.5
_MIN_RULE_SHARE = 0.05
"""How much of the page's width the rule above notes takes; one below a heading takes more."""
_SMALLER = 0.9


def mark_notes(
    lines: Sequence[Line], tables: Sequence[Table], rules: Iterable[Box], width: float
) -> None:
    """Mark the lines below the rule that parts notes from the text of a page."""
    if not lines:
        return
    left = min(line.box.left for line in lines)
    for rule in whole_rules(rules):
        is_short = _MIN_RULE_SHARE * width <= rule.width <= _MAX_RULE_SHARE * width
        above = [line.size for line in lines if line.middle > rule.top]
        if not is_short or not above or _is_of(rule, tables):
            continue
        size = median(above)
        below = [line for line in lines if line.middle < rule.bottom]
        if rule.left <= left + 2 * size and all(line.size < _SMALLER * size for line in below):
            for line in below:
                line.is_note = True


def _is_of(rule: Box, tables: Iterable[Table]) -> bool:
    return any(table.box.bottom - 1 <= rule.middle <= table.box.top + 1 for table in tables)
