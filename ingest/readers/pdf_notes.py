"""Notes at the foot of a page: small print below a short rule."""

from __future__ import annotations

import re
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
_MIN_ABOVE = 2
"""Lines above notes; a single one above a rule is a heading that is underlined."""
_SIGN = re.compile(r"[①-⑳*＊※]|[\[〔(（]\d{1,3}[\])〕）]|注[:：]")
_NUMBER = re.compile(r"\d{1,3}(?![\d.、．])")
_SENTENCE_END = re.compile(r"[。；.;][”’」』）)]?$")


def begins_note(text: str, *, after: str = "") -> bool:
    """Whether a line begins a note; a bare number may be one that a line before was cut at."""
    is_number = _NUMBER.match(text) is not None
    return _SIGN.match(text) is not None or (
        is_number and (not after or _SENTENCE_END.search(after) is not None)
    )


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
        if not is_short or len(above) < _MIN_ABOVE or _is_of(rule, tables):
            continue
        size = median(above)
        below = [line for line in lines if line.middle < rule.bottom]
        if not below or not begins_note(below[0].text):
            continue
        if rule.left <= left + 2 * size and all(line.size < _SMALLER * size for line in below):
            for line in below:
                line.is_note = True


def _is_of(rule: Box, tables: Iterable[Table]) -> bool:
    return any(table.box.bottom - 1 <= rule.middle <= table.box.top + 1 for table in tables)
