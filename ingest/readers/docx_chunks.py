"""Pages that a Word document only carries along (altChunk), and that Word sets when it opens it.

Office systems and converters put the whole text of a page in one and write nothing else.
"""

from __future__ import annotations

from ingest.errors import ReadError
from ingest.readers.docx_package import Package
from ingest.readers.extraction import Reader
from ingest.readers.formats import Format, format_of_content, has_markup
from ingest.readers.html import read_html
from ingest.readers.mhtml import read_mhtml
from ingest.readers.plain_text import read_text


class Chunks:
    """The embedded files of one document; each is read once, where it is first set."""

    def __init__(self, package: Package, read_docx: Reader | None) -> None:
        """Take the document, and what reads one inside it; None where it is inside itself."""
        self._package = package
        self._readers: dict[Format | None, Reader] = {
            Format.HTML: read_html,
            Format.MHTML: read_mhtml,
            None: read_text,
        }
        if read_docx is not None:
            self._readers[Format.DOCX] = read_docx
        self.notes: list[str] = []
        """What could not be read."""

    def lines(self, relation_id: str) -> list[str]:
        """Return the lines of an embedded file."""
        data = self._package.embedded(relation_id)
        if data is None or not data.strip():
            return []
        kind = format_of_content(data)
        read = self._readers.get(Format.HTML if kind is None and has_markup(data) else kind)
        if read is None:
            self._leave_out("it is of a format that is not read there")
            return []
        try:
            return read(data, uri=self._package.uri).text.split("\n")
        except ReadError as error:
            self._leave_out(error.reason)
            return []

    def _leave_out(self, why: str) -> None:
        self.notes.append(f"left out: a file embedded in the document; {why}")
