"""Pages that are pictures, read by character recognition within limits."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from ingest.errors import RecognitionFailed, ScanTooLarge
from ingest.readers.ocr_engine import (
    EXTRA,
    EngineFailed,
    RecognitionMissing,
    is_installed,
    load_engine,
)
from ingest.readers.ocr_glyphs import RecognisedLine, glyphs, place
from ingest.readers.ocr_missed import LEAST_SCORE, find_missed
from ingest.readers.ocr_rules import find_rules
from ingest.readers.ocr_turning import level, turned_over
from ingest.readers.pdf_glyphs import PageContent

if TYPE_CHECKING:
    from ingest.readers.ocr_engine import Engine, Image

POINTS_PER_INCH = 72
DPI = 200
"""Resolution at which pages are drawn; characters of 9 point are then 25 pixels high."""
_DOUBTFUL = 0.85
"""Confidence below which a character may well be another. Of 5,000 right letters, digits and
Chinese characters, half of them on degraded pages, one lay below 0.9."""
_POINT_IN_FIGURE = re.compile(r"(?<=\d)[.．](?=\d)|(?<=\d)[,，·:](?=\d)")


class OnPage(Protocol):
    """Told after each page: how many pages of one file are read, and of how many."""

    def __call__(self, done: int, total: int, /) -> None:
        """Take the two numbers."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOptions:
    """Whether pictures of pages are read, and what reading them may cost."""

    enabled: bool = True
    max_pages: int = 500
    """Pages that are pictures in one file."""
    max_pixels: int = 60_000_000
    """Pixels of a picture before it is unpacked; A4 at 600 dpi has 35 million."""
    page_s: float = 900.0
    """Seconds that recognising one page may take: some 5 where the processor is idle, and up to a
    hundred times as many where many other programs wait for it."""
    on_page: OnPage | None = field(default=None, compare=False)


DEFAULT_SCAN_OPTIONS = ScanOptions()


def why_unread(options: ScanOptions) -> str | None:
    """Say why pictures of pages are not read, and what to do; None where they are read."""
    if not options.enabled:
        return "text recognition is turned off (ZHENGDA_OCR)"
    if not is_installed():
        return f"to read them, pip install '{EXTRA}', or run text recognition (OCR) on the file"
    return None


def recognition_error() -> str | None:
    """Load the engine and say what is wrong with it; None where it is well."""
    try:
        load_engine()
    except RecognitionMissing as error:
        return f"text recognition cannot be loaded ({error}); pip install '{EXTRA}'"
    return None


class PageReader:
    """Reads the pictured pages of one file, one picture in memory at a time."""

    def __init__(self, uri: str, options: ScanOptions, *, pages: int) -> None:
        """Prepare to read so many pages.

        Raises:
            ScanTooLarge: If these are more pages than are allowed.
            RecognitionFailed: If the engine cannot be loaded.
        """
        if pages > options.max_pages:
            raise ScanTooLarge(
                uri, f"{pages} pages are pictures, and at most {options.max_pages} are read"
            )
        self._uri, self._options, self._pages = uri, options, pages
        self._done = 0
        self._doubts: list[str] = []
        self._numbers: list[int] = []
        if error := recognition_error():
            raise RecognitionFailed(uri, error)
        self._engine: Engine = load_engine()

    def read(self, image: Image, *, number: int, width: float) -> PageContent:
        """Read a page from its picture; `number` counts from 1, `width` is in points.

        Raises:
            RecognitionFailed: If the engine breaks off, or takes longer than is allowed.
        """
        until = time.monotonic() + self._options.page_s
        try:
            content, lines = self._recognise(image, number, image.shape[1] / width, until)
        except EngineFailed as error:
            raise RecognitionFailed(self._uri, f"page {number} cannot be read: {error}") from error
        self._numbers.append(number)
        if not lines:
            self._doubts.append(f"page {number}: no text was found in the picture")
        if doubtful := sum(map(is_doubtful, lines)):
            self._doubts.append(
                f"page {number}: {doubtful} of {len(lines)} lines read with low confidence"
            )
        self._done += 1
        if self._options.on_page is not None:
            self._options.on_page(self._done, self._pages)
        return content

    def notes(self) -> tuple[str, ...]:
        """Say which pages were recognised, and where the engine was in doubt."""
        if not self._numbers:
            return ()
        pages = page_list(self._numbers)
        return (f"read by text recognition: {pages}; compare figures with the file", *self._doubts)

    def _recognise(
        self, image: Image, number: int, scale: float, until: float
    ) -> tuple[PageContent, list[RecognisedLine]]:
        def check_time() -> None:
            if time.monotonic() >= until:
                raise RecognitionFailed(
                    self._uri, f"page {number} took longer than {self._options.page_s:g} s to read"
                )

        image, quads = level(self._engine, image)
        written = self._engine.read_lines(image, quads, before_each=check_time)
        if better := turned_over(self._engine, image, quads, written):
            image, quads = better
            written = self._engine.read_lines(image, quads, before_each=check_time)
        for quad in find_missed(image, quads):
            (line,) = self._engine.read_lines(image, [quad], before_each=check_time)
            if line.score >= LEAST_SCORE:
                quads.append(quad)
                written.append(line)
        height, width = image.shape[0] / scale, image.shape[1] / scale
        lines = [
            place(line, quad, scale=scale, height=height)
            for line, quad in zip(written, quads, strict=True)
            if line.text
        ]
        rules = find_rules(image, scale=scale)
        return PageContent(width, height, glyphs(lines), rules, 1.0), lines


def is_doubtful(line: RecognisedLine) -> bool:
    """Whether a character that carries meaning may be another one than was read."""
    points = {found.start() for found in _POINT_IN_FIGURE.finditer(line.text)}
    return any(
        confidence < _DOUBTFUL and (char.isalnum() or char in "%％‰℃" or at in points)
        for at, (char, confidence) in enumerate(zip(line.text, line.confidences, strict=True))
    )


def page_list(numbers: Sequence[int]) -> str:
    """Write page numbers, runs of them as ranges: `pages 1-3, 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    written = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"page{'s' if len(numbers) > 1 else ''} {written}"
