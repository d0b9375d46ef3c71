"""Lines of a document that state facts about it and rule nothing: fields, notes, who printed it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.dates import DATE
from ingest.front_matter import FrontLine, is_label_line, is_note_line
from ingest.issuers import split_bodies

TAIL_LINES = 15
"""What closes a document, a signature or a note, stands within so many lines of its end."""
_PRINTED_ON = re.compile(rf"{DATE}\s*印发")


def label_lines(lines: Sequence[FrontLine], front: int) -> Iterator[int]:
    """Yield the indexes of such lines, in order; one may come twice.

    Args:
        lines: All lines of the body.
        front: How many of them stand before the first numbered one.
    """
    tail = max(front, len(lines) - TAIL_LINES)
    for index in (*range(front), *range(tail, len(lines))):
        line = lines[index]
        opening, closing = index < front, index >= len(lines) - TAIL_LINES
        if (opening and is_label_line(line.text)) or is_note_line(line.text):
            yield index
        elif not (closing and index and line.text.endswith("印发")):
            continue
        elif _PRINTED_ON.fullmatch(line.text):
            # 某办公室 and 2020年1月1日印发 on lines of their own.
            if split_bodies(lines[index - 1].text):
                yield index - 1
            yield index
