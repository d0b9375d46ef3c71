"""Lines that say something whole though no mark ends them: 80至89周岁老年人,每人每月津贴100元.

Pages set lists of sums so, one line for each group. Such a line ends like one that was cut in the
middle of its sentence; what tells them apart is how the next line begins and ends, and how wide
the lines of the text are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeAlias

_Span: TypeAlias = tuple[int, int]

_NUMBER = re.compile(r"\d[\d.,]*|[一二三四五六七八九十]+")
_OPENING_CHARS = 2
_OPENING_REACH = 12

# 津贴100元, 22元/小时, 10个工作日以内
_FIGURE_AT_END = re.compile(r"(?P<before>[^\d\s])\d[\d.]*(?P<unit>[%‰]|[^\d,;:。、]{1,6})\Z")
_CLOSING_REACH = 24
_LABEL = re.compile(r"[一-鿿、/()]{2,12}:")

# 的标准发放 and 、2000元 go on with the words above.
_GOES_ON = frozenset(",。;:、)》”】〕的之及和与或等并且")
_BRACKETS = tuple(zip("《(“〔【", "》)”〕】", strict=True))

_RUNNING_LINE = 80
"""Halves of a Chinese character: a line cut at a width is seldom wider in print."""
_WIDER = 1.25
_MIN_WIDER_LINES = 2


class Statements:
    """The lines of a text, to ask which of them begin a statement of their own."""

    def __init__(
        self, folded: str, spans: Sequence[_Span], width: Callable[[int, int], int]
    ) -> None:
        """Take a text.

        Args:
            folded: With half-width punctuation.
            spans: Its lines.
            width: How wide a line from start to end is in print, in halves of a character.
        """
        self._folded = folded
        self._spans = spans
        self._width = width
        self._listed: _Span | None = None  # the line that was last found to stand in a list

    def begins(self, above: _Span, line: _Span, *, is_cut: bool) -> bool:
        """Tell whether a line begins a statement, after one without a mark at its end.

        Args:
            above: The line above, without its mark.
            line: The line asked about, which has no mark.
            is_cut: Whether the line above is as wide as the lines that were cut in the text.
        """
        folded = self._folded
        if folded[above[1] - 1] in ",、" or folded[line[0]] in _GOES_ON:
            return False
        figure = _figure_at_end(folded, above)
        if (figure and self._is_alike(above, line, figure)) or (
            _LABEL.match(folded, *above) and _LABEL.match(folded, *line)
        ):
            self._listed = line
            return True
        if is_cut:
            return False
        return (figure is not None and self._listed == above) or self._is_narrow(above)

    def _is_alike(self, above: _Span, line: _Span, figure: tuple[str, str]) -> bool:
        """Tell whether two lines open with like words or close with like figures."""
        if _opening(self._folded, above) == _opening(self._folded, line):
            return True
        return figure == _figure_at_end(self._folded, line)

    def _is_narrow(self, line: _Span) -> bool:
        """Tell whether a line ends well before others do, so that no width cut it."""
        width = self._width(*line)
        if width >= _RUNNING_LINE or self._wide < _WIDER * width:
            return False
        words = self._folded[line[0] : line[1]]
        return all(words.count(opener) <= words.count(closer) for opener, closer in _BRACKETS)

    @cached_property
    def _wide(self) -> int:
        """How wide the widest sentences are, but for one that may be an exception."""
        folded = self._folded
        widths = sorted(
            self._width(start, end)
            for start, end in self._spans
            if folded[start] != "|" and folded[end - 1] in "。;:"
        )
        return widths[-_MIN_WIDER_LINES] if len(widths) >= _MIN_WIDER_LINES else 0


def _opening(folded: str, line: _Span) -> str:
    """Return the first characters of a line, each number as one: #至 of 80至89周岁."""
    start, end = line
    words = folded[start : min(end, start + _OPENING_REACH)]
    return _NUMBER.sub("#", words)[:_OPENING_CHARS]


def _figure_at_end(folded: str, line: _Span) -> tuple[str, str] | None:
    """Return the character before the figure that ends a line, and its unit."""
    start, end = line
    match = _FIGURE_AT_END.search(folded, max(start, end - _CLOSING_REACH), end)
    return (match["before"], match["unit"]) if match else None
