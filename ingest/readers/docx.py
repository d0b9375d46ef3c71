"""Word documents (.docx): the text as a reader of the final version sees it.

Numbers that Word draws are written out, insertions are accepted and deletions dropped; headers,
footers, comments, hidden text and the table of contents are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ingest.errors import CorruptFile
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_package import Package
from ingest.readers.docx_xml import child, children, integer, is_on, local, value
from ingest.readers.extraction import Extraction
from ingest.readers.tables import Cell, grid_lines

_DROPPED = frozenset(
    ("del", "moveFrom", "rt", "instrText", "delText", "pPr", "rPr", "tblPr", "sdtPr", "txbxContent")
)
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SYMBOLS = {"A8": "□", "6F": "□", "71": "□", "A3": "□", "FE": "☑", "52": "☑", "FC": "✓"}
"""Boxes of forms, drawn from the Wingdings fonts by their code."""
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def read_docx(data: bytes, *, uri: str) -> Extraction:
    """Read a Word document, one line a paragraph and one a table row.

    Raises:
        ReadError: If it is damaged, encrypted or made to explode.
    """
    package = Package.open(data, uri=uri)
    body = child(package.document(), "body")
    try:
        text = "\n".join(_Walk(package).lines(body)) if body is not None else ""
    except RecursionError as error:
        raise CorruptFile(uri, "tables are nested deeper than in any real document") from error
    title = package.title()
    return Extraction(text, {"title": title} if title else {})


class _Walk:
    """One pass over a document; it counts numbers, so it is made anew for each."""

    def __init__(self, package: Package) -> None:
        styles = package.related("styles")
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

    def lines(self, container: etree._Element) -> Iterator[str]:
        """Yield the lines of a body, cell, note or text box."""
        begun = ""  # text of a paragraph whose end mark was deleted: it runs on into the next
        for block in _blocks(container):
            if local(block) == "tbl":
                yield from self._table(block)
                continue
            text = begun + self._paragraph(block)
            begun = text if _runs_on(block) else ""
            if begun:
                continue
            yield from (line.rstrip() for line in text.split("\n"))
            yield from self._asides(block)
        if begun:
            yield begun

    def _paragraph(self, paragraph: etree._Element) -> str:
        properties = child(paragraph, "pPr")
        style = value(child(properties, "pStyle"))
        if style in self._contents_styles:
            return ""
        text = "".join(_pieces(paragraph))
        if not text.strip():
            return ""  # Word counts no empty paragraph
        return self._numbering.label(properties, style) + text.strip(" \t")

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
        rows, header_rows = self._rows(table)
        if max((sum(cell.colspan for cell in row) for row in rows), default=0) <= 1:
            # A frame around text, not a table: what is inside are paragraphs.
            for row in _rows(table):
                for cell in _cells(row):
                    yield from (line for line in self.lines(cell) if line)
            return
        yield from grid_lines(rows, header_rows=header_rows)

    def _rows(self, table: etree._Element) -> tuple[list[list[Cell]], int]:
        """Return the cells where they begin, with how far they reach down."""
        grid: list[list[tuple[int, etree._Element]]] = []
        header_rows = 0
        for row in _rows(table):
            if is_on(child(child(row, "trPr"), "tblHeader")) and header_rows == len(grid):
                header_rows += 1
            grid.append(list(_placed(row)))
        reach = _reaches(grid)
        rows = []
        for at, placed in enumerate(grid):
            skipped = placed[0][0] if placed else 0
            rows.append([Cell("", colspan=skipped)] if skipped else [])
            rows[-1] += [
                Cell(self._cell_text(cell), reach[at, column], _colspan(cell))
                for column, cell in placed
                if (at, column) in reach
            ]
        return rows, header_rows

    def _cell_text(self, cell: etree._Element) -> str:
        return " ".join(line.strip(" |") for line in self.lines(cell))


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs and tables in order, from inside content controls and revisions too."""
    for element in container:
        name = local(element)
        if name in ("p", "tbl"):
            yield element
        elif name == "sdt":
            if not _is_contents(element):
                content = child(element, "sdtContent")
                yield from _blocks(content) if content is not None else ()
        elif name in ("ins", "moveTo", "customXml", "smartTag"):
            yield from _blocks(element)
        elif name == "AlternateContent":
            yield from _blocks(_alternative(element))


def _is_contents(control: etree._Element) -> bool:
    gallery = child(child(child(control, "sdtPr"), "docPartObj"), "docPartGallery")
    return (value(gallery) or "").lower() == "table of contents"


def _runs_on(paragraph: etree._Element) -> bool:
    """Whether the end of a paragraph was deleted as a revision."""
    return child(child(child(paragraph, "pPr"), "rPr"), "del") is not None


def _pieces(element: etree._Element) -> Iterator[str]:
    """Yield the text of a paragraph, without revisions deleted, phonetic glosses and boxes."""
    for item in element:
        name = local(item)
        if name == "t":
            yield item.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name == "sym":
            yield _SYMBOLS.get((value(item, "char") or "").upper().removeprefix("F0"), "")
        elif name == "r" and is_on(child(child(item, "rPr"), "vanish")):
            continue
        elif name == "AlternateContent":
            yield from _pieces(_alternative(item))
        elif name and name not in _DROPPED:
            yield from _pieces(item)


def _alternative(element: etree._Element) -> etree._Element:
    """Return the one branch that is shown; the others repeat it for older programs."""
    for name in ("Choice", "Fallback"):
        branch = child(element, name)
        if branch is not None and len(branch):
            return branch
    return etree.Element("empty")


def _text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    for item in element:
        name = local(item)
        if name == "txbxContent":
            yield item
        elif name == "AlternateContent":
            yield from _text_boxes(_alternative(item))
        elif name not in ("del", "moveFrom"):
            yield from _text_boxes(item)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in _inside(table, "tr"):
        if child(child(row, "trPr"), "del") is None:
            yield row


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    yield from _inside(row, "tc")


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield rows or cells, from inside content controls too."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _inside(element, name)


def _placed(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Yield the cells of a row with the columns where they begin."""
    column = integer(child(child(row, "trPr"), "gridBefore"), 0)
    for cell in _cells(row):
        yield column, cell
        column += _colspan(cell)


def _colspan(cell: etree._Element) -> int:
    return max(integer(child(child(cell, "tcPr"), "gridSpan"), 1), 1)


def _reaches(grid: list[list[tuple[int, etree._Element]]]) -> dict[tuple[int, int], int]:
    """Return how many rows each cell covers, for the cells that do not continue one above."""
    reach: dict[tuple[int, int], int] = {}
    above: dict[int, int] = {}  # column -> row where the cell that covers it begins
    for at, placed in enumerate(grid):
        here: dict[int, int] = {}
        for column, cell in placed:
            merge = child(child(cell, "tcPr"), "vMerge")
            continues = merge is not None and (value(merge) or "continue") == "continue"
            if continues and column in above:
                here[column] = above[column]
                reach[above[column], column] += 1
            else:
                reach[at, column] = 1
                here[column] = at
        above = here
    return reach
