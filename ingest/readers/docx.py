"""Word documents (.docx): the text as a reader of the final version sees it.

Numbers that Word draws are written out, insertions are accepted and deletions dropped; headers,
footers, comments, hidden text and the table of contents are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from lxml import etree

from ingest.errors import CorruptFile
from ingest.readers.docx_chunks import Chunks
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_package import Package
from ingest.readers.docx_runs import alternative, paragraph_text, shows_placeholder
from ingest.readers.docx_tables import Placed, placed_cells, reaches, rows_of
from ingest.readers.docx_xml import child, children, is_on, local, value
from ingest.readers.extraction import Extraction
from ingest.readers.tables import Cell, grid_lines

_AROUND = ("ins", "moveTo", "customXml", "smartTag", "sect", "sub-section")
"""What paragraphs stand in besides content controls; the last two are of Word 2003."""
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def read_docx(data: bytes, *, uri: str) -> Extraction:
    """Read a Word document, one line a paragraph and one a table row.

    Raises:
        ReadError: If it is damaged, encrypted or made to explode.
    """
    return _read(data, uri=uri, inside=False)


def _read(data: bytes, *, uri: str, inside: bool) -> Extraction:
    package = Package.open(data, uri=uri)
    body = child(package.document(), "body")
    walk = _Walk(package, Chunks(package, None if inside else partial(_read, inside=True)))
    try:
        text = "\n".join(walk.lines(body)) if body is not None else ""
    except RecursionError as error:
        raise CorruptFile(uri, "tables are nested deeper than in any real document") from error
    title = package.title()
    return Extraction(text, {"title": title} if title else {}, notes=tuple(walk.chunks.notes))


class _Walk:
    """One pass over a document; it counts numbers, so it is made anew for each."""

    def __init__(self, package: Package, chunks: Chunks) -> None:
        styles = package.related("styles")
        self.chunks = chunks
        self._numbering = Numbering(package.related("numbering"), styles)
        self._contents_styles = frozenset(
            value(style, "styleId")
            for style in children(styles, "style")
            if (value(child(style, "name")) or "").lower().startswith("toc ")
        )
        self._notes = {
            role: {value(note, "id"): note for note in children(package.related(role), role[:-1])}
            for role in _NOTES.values()
        }

    def lines(self, container: etree._Element, *, numbers_alone: bool = False) -> Iterator[str]:
        """Yield the lines of a body, cell, note or text box.

        Args:
            container: What holds the paragraphs and tables.
            numbers_alone: Whether a number that Word draws before no text is a line.
        """
        begun = ""  # text of a paragraph whose end mark was deleted: it runs on into the next
        for block in _blocks(container):
            if local(block) == "tbl":
                yield from self._table(block)
                continue
            if local(block) == "altChunk":
                yield from self.chunks.lines(value(block, "id") or "")
                continue
            text = begun + self._paragraph(block, goes_on=bool(begun), number_alone=numbers_alone)
            begun = text if _is_taken_off(block, "del") else ""
            if begun:
                continue
            yield from (line.rstrip() for line in text.split("\n"))
            yield from self._asides(block)
        if begun:
            yield begun

    def _paragraph(self, paragraph: etree._Element, *, goes_on: bool, number_alone: bool) -> str:
        properties = child(paragraph, "pPr")
        style = value(child(properties, "pStyle"))
        if style in self._contents_styles:
            return ""
        text = paragraph_text(paragraph).strip(" \t")
        if goes_on:
            return text  # the number stands before the words it goes on from
        if text.strip():
            return self._numbering.label(properties, style) + text
        if _is_taken_off(paragraph, "del", "moveFrom"):
            return ""  # a paragraph that was deleted or moved away takes no number
        label = self._numbering.label(properties, style).strip()
        return label if number_alone else ""

    def _asides(self, paragraph: etree._Element) -> Iterator[str]:
        """Yield what is anchored in a paragraph and stands apart: text boxes and notes."""
        for box in _text_boxes(paragraph):
            yield from (line for line in self.lines(box) if line)
        for element in paragraph.iter():
            role = _NOTES.get(local(element))
            note = self._notes[role].get(value(element, "id")) if role else None
            if note is not None:
                text = " ".join(line for line in self.lines(note) if line).strip()
                if text:
                    yield f"注：{text}"

    def _table(self, table: etree._Element) -> Iterator[str]:
        rows = list(rows_of(table))
        grid = [list(placed_cells(row)) for row in rows]
        # Each cell is read once, since numbers are counted as they are read.
        if max((row[-1].column + row[-1].wide for row in grid if row), default=0) <= 1:
            # A frame around text, not a table: what is inside are paragraphs.
            for cell in (placed.cell for row in grid for placed in row):
                yield from (line for line in self.lines(cell) if line)
            return
        marked = [is_on(child(child(row, "trPr"), "tblHeader")) for row in rows]
        header_rows = marked.index(False) if False in marked else len(marked)
        yield from grid_lines(list(self._cells(grid)), header_rows=header_rows)

    def _cells(self, grid: list[list[Placed]]) -> Iterator[list[Cell]]:
        """Yield the cells where they begin, with how far they reach down."""
        reach = reaches(grid)
        for at, placed in enumerate(grid):
            skipped = placed[0].column if placed else 0
            yield ([Cell("", colspan=skipped)] if skipped else []) + [
                Cell(self._cell_text(cell), reach[at, column], wide)
                for column, wide, cell in placed
                if (at, column) in reach
            ]

    def _cell_text(self, cell: etree._Element) -> str:
        # A column of serial numbers is often a list without words: Word draws 1, 2, 3.
        is_empty = not "".join(cell.itertext()).strip()
        return " ".join(line.strip(" |") for line in self.lines(cell, numbers_alone=is_empty))


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs and tables in order, from inside content controls and revisions too."""
    for element in container:
        name = local(element)
        if name in ("p", "tbl", "altChunk"):
            yield element
        elif name == "sdt":
            if not _is_contents(element) and not shows_placeholder(element):
                content = child(element, "sdtContent")
                yield from _blocks(content) if content is not None else ()
        elif name in _AROUND:
            yield from _blocks(element)
        elif name == "AlternateContent":
            yield from _blocks(alternative(element))


def _is_contents(control: etree._Element) -> bool:
    gallery = child(child(child(control, "sdtPr"), "docPartObj"), "docPartGallery")
    return (value(gallery) or "").lower() == "table of contents"


def _is_taken_off(paragraph: etree._Element, *revisions: str) -> bool:
    """Whether the end of a paragraph was deleted, or moved away, as a revision."""
    mark = child(child(paragraph, "pPr"), "rPr")
    return any(child(mark, revision) is not None for revision in revisions)


def _text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    for item in element:
        name = local(item)
        if name == "txbxContent":
            yield item
        elif name == "AlternateContent":
            yield from _text_boxes(alternative(item))
        elif name not in ("del", "moveFrom"):
            yield from _text_boxes(item)
