"""Pages of characters and rules to text: tables, lines in reading order, paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.pdf_bare_tables import take_bare_tables
from ingest.readers.pdf_furniture import drop_furniture
from ingest.readers.pdf_glyphs import PageContent
from ingest.readers.pdf_labels import with_whole_labels
from ingest.readers.pdf_lines import Line, gutter, in_reading_order, segments
from ingest.readers.pdf_notes import mark_notes
from ingest.readers.pdf_paragraphs import text_of
from ingest.readers.pdf_tables import Table, find_tables


def text_of_pages(contents: Sequence[PageContent]) -> str:
    """Return the text of a document, without what the edges of its pages repeat."""
    return text_of(_items(contents))


def _items(contents: Sequence[PageContent]) -> list[Line | Table]:
    """Return lines and tables of all pages in reading order."""
    tables: list[list[Table]] = []
    pages: list[list[Line]] = []
    for number, content in enumerate(contents):
        found, outside = find_tables(content.rules, content.glyphs)
        for table in found:
            table.page = number
        pieces = with_whole_labels(segments(outside))
        if gutter(pieces, content.width) is None:
            bare, pieces = take_bare_tables(pieces)
            found += [Table(table.box, table.edges, table.rows, page=number) for table in bare]
            found.sort(key=lambda table: -table.box.top)
        places = [Line("", table.box, 0.0) for table in found]
        lines = in_reading_order(pieces, content.width, places)
        for line in lines:
            line.page = number
            line.sheet = round(content.width)
        tables.append(found)
        pages.append(lines)
    pages = drop_furniture(pages, [content.height for content in contents])
    for content, lines, found in zip(contents, pages, tables, strict=True):
        mark_notes(lines, found, content.rules, content.width)
    return [
        item
        for lines, found in zip(pages, tables, strict=True)
        for item in _with_tables(lines, found)
    ]


def _with_tables(lines: Sequence[Line], tables: Sequence[Table]) -> list[Line | Table]:
    """Put each table before the first line that stands below it, or where its column has it."""
    items: list[Line | Table] = []
    waiting = list(tables)
    for line in lines:
        if not line.text:
            own = next(table for table in waiting if table.box == line.box)
            waiting.remove(own)
            items.append(own)
            continue
        while not line.column and waiting and line.middle < waiting[0].box.bottom:
            items.append(waiting.pop(0))
        items.append(line)
    return [*items, *waiting]
