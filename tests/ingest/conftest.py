"""Builders of small PDF and Word files, so that no binary file lies in the repository."""

from __future__ import annotations

import gc
import io
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

PAGE_WIDTH, PAGE_HEIGHT = 595, 842


@dataclass
class PdfPage:
    """A page of text and rules; coordinates in points from the lower left corner."""

    operations: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, *, size: float = 16) -> PdfPage:
        code = text.encode("utf-16-be").hex()
        self.operations.append(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{code}> Tj ET")
        return self

    def lines(
        self, lines: Sequence[str], *, x: float = 90, y: float = 740, step: float = 28
    ) -> PdfPage:
        for number, line in enumerate(lines):
            indent = len(line) - len(line.lstrip("　"))
            self.text(x + 16 * indent, y - step * number, line.lstrip("　"))
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> PdfPage:
        self.operations.append(f"0.5 w {x0} {y0} m {x1} {y1} l S")
        return self

    def rectangle(self, x: float, y: float, width: float, height: float) -> PdfPage:
        self.operations.append(f"0.5 w {x} {y} {width} {height} re S")
        return self

    def picture(self) -> PdfPage:
        self.operations.append(f"q {PAGE_WIDTH} 0 0 {PAGE_HEIGHT} 0 0 cm /Im1 Do Q")
        return self


def write_pdf(pages: Sequence[PdfPage], *, encrypt: bytes | None = None, title: str = "") -> bytes:
    """Write pages with the standard Chinese font, which no reader needs embedded."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",  # the page tree, once the pages are numbered
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
        b" /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8"
        b" /ColorSpace /DeviceGray /Length 1 >>\nstream\n\x80\nendstream",
        b"<< /Title <feff" + title.encode("utf-16-be").hex().encode() + b"> >>",
    ]
    numbers = []
    for page in pages:
        content = "\n".join(page.operations).encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources"
            b" << /Font << /F1 3 0 R >> /XObject << /Im1 6 0 R >> >> >>"
            % (PAGE_WIDTH, PAGE_HEIGHT, len(objects))
        )
        numbers.append(len(objects))
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(numbers))
    return _assemble(objects, encrypt)


def _assemble(objects: Sequence[bytes], encrypt: bytes | None) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.5\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    protection = b" /ID [<00><00>] /Encrypt " + encrypt if encrypt else b""
    out.write(
        b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R%s >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, protection, start)
    )
    return out.getvalue()


PASSWORD_PROTECTION = (
    b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"11" * 32 + b"> /U <" + b"22" * 32 + b"> >>"
)
"""A standard security handler whose keys fit no password, the empty one included."""


class PdfFile:
    """Pages to be written as one PDF."""

    password_protection = PASSWORD_PROTECTION

    def __init__(self) -> None:
        self.pages: list[PdfPage] = []

    def page(self) -> PdfPage:
        self.pages.append(PdfPage())
        return self.pages[-1]

    def data(self, *, encrypt: bytes | None = None, title: str = "") -> bytes:
        return write_pdf(self.pages, encrypt=encrypt, title=title)


class WordFile:
    """A Word document with what python-docx cannot write: lists, revisions, boxes."""

    def __init__(self) -> None:
        self.document = docx.Document()

    def data(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def paragraph(self, text: str, style: str | None = None) -> None:
        self.document.add_paragraph(text, style)

    def list(self, *levels: tuple[str, str], extra: str = "") -> int:
        """Add a list definition with (numFmt, lvlText) for each level; return its numId."""
        numbering = self.document.part.numbering_part.element
        number_id = 500 + len(numbering)
        xml = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{extra}'
            f'<w:lvlText w:val="{template}"/></w:lvl>'
            for at, (number_format, template) in enumerate(levels)
        )
        numbering.insert(
            0,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number_id}">{xml}</w:abstractNum>'
            ),
        )
        self.use(number_id, number_id)
        return number_id

    def use(self, number_id: int, definition: int, *, override: str = "") -> None:
        """Add a use of a list definition, with overrides as XML."""
        self.document.part.numbering_part.element.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number_id}">'
                f'<w:abstractNumId w:val="{definition}"/>{override}</w:num>'
            )
        )

    def item(self, text: str, number_id: int, level: int = 0) -> None:
        """Add a paragraph that Word numbers."""
        paragraph = self.document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
                f'<w:numId w:val="{number_id}"/></w:numPr>'
            )
        )

    def xml(self, inner: str) -> None:
        """Add a paragraph written as XML."""
        namespaces = nsdecls("w", "wp", "a") + (
            ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
            ' xmlns:v="urn:schemas-microsoft-com:vml"'
        )
        body = self.document.element.body
        body.insert(len(body) - 1, parse_xml(f"<w:p {namespaces}>{inner}</w:p>"))

    def table(self, *rows: Sequence[str]) -> Table:
        table = self.document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        return table


SMALL_CHARS, TIMES, ROUNDS = 6_000, 8, 8
QUICKEST_S = 0.004
"""Less is not measured well."""


@pytest.fixture(scope="session")
def assert_linear() -> Callable[[Callable[[str], object], str], None]:
    """Return a check that a piece of text repeated often takes no longer than its length explains.

    A square would take eight times as long as allowed for its length, twice is room for caches. A
    machine shared with others charges a process for pauses that are not its own: short texts are
    measured before and after the long one, and one quiet round out of a few is enough.
    """

    def check(work: Callable[[str], object], piece: str) -> None:
        short = piece * (SMALL_CHARS // len(piece))
        work(piece * 50)  # what is loaded once
        ratios = []
        for _ in range(ROUNDS):
            before = _seconds(work, short)
            long = _seconds(work, short * TIMES)
            after = _seconds(work, short)
            ratios.append(long / max((before + after) / 2, QUICKEST_S))
            if ratios[-1] < 2 * TIMES:
                return
        pytest.fail(f"{TIMES} times the length took {ratios} times as long")

    return check


def _seconds(work: Callable[[str], object], text: str) -> float:
    # A collection walks over all that the tests before have left: not the work of this one.
    gc.disable()
    try:
        started = time.process_time()
        work(text)
        return time.process_time() - started
    finally:
        gc.enable()


@pytest.fixture
def pdf() -> PdfFile:
    return PdfFile()


@pytest.fixture
def word() -> WordFile:
    return WordFile()


@pytest.fixture
def make_zip() -> Callable[[dict[str, bytes]], bytes]:
    """Return a function that packs members into a zip archive in memory."""

    def pack(members: dict[str, bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        return out.getvalue()

    return pack
