"""The text of a clause, put together from its lines, with the way back to the raw text."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.structure.lines import Line
from ingest.structure.parts import LinePlace, line_place
from ingest.text.alignment import AlignedText


class ClauseTexts:
    """Puts together the clauses of one document."""

    def __init__(self, text: AlignedText) -> None:
        """Take the text that the lines count in."""
        self._text = text

    def assemble(self, lines: Sequence[Line]) -> tuple[AlignedText, list[LinePlace]]:
        """Join lines: a newline between paragraphs, nothing where a sentence was broken."""
        first = lines[0]
        start, end = first.start, first.end
        places = [line_place((first, 0))]
        if len(lines) == 1:
            return self._text.slice(start, end), places
        find = self._text.text.find
        spans: list[tuple[int, int]] = []
        length = end - start
        for line in lines[1:]:
            line_start, line_end, _, continues, _ = line
            if not continues and (newline := find("\n", end, line_start)) >= 0:
                if newline > end:
                    spans.append((start, end))
                    start = newline
                end = newline + 1
                length += 1
            if line_start > end:
                spans.append((start, end))
                start = line_start
            end = line_end
            places.append(line_place((line, length)))
            length += end - line_start
        spans.append((start, end))
        return self._text.keeping(spans), places
