"""The parts of a .docx file that hold text.

The package is opened as the zip archive or the XML file it is: libraries that load every part
refuse whole documents for one dangling picture, and none of them writes numbers or follows
revisions.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Self

from lxml import etree

from ingest.errors import CorruptFile, EncryptedFile
from ingest.readers.docx_flat import MAIN_PART, parts_of
from ingest.readers.docx_xml import local, parse_part, value
from ingest.sources.archives import check_package
from ingest.sources.zip_faults import MEMBER_FAULTS, ZIP_FAULTS

_ENCRYPTED = 0x1


class Package:
    """The XML parts of a document, by their role."""

    def __init__(self, names: Iterable[str], read: Callable[[str], bytes], *, uri: str) -> None:
        """Take the names of the parts, and what reads one."""
        self._read = read
        self._names = frozenset(names)
        self._taken: set[str] = set()
        self._uri = uri
        self._main = self._target("_rels/.rels", "officeDocument", base="") or MAIN_PART
        folder, name = posixpath.split(self._main)
        self._relations = posixpath.join(folder, "_rels", f"{name}.rels")
        self._folder = folder

    @classmethod
    def open(cls, data: bytes, *, uri: str) -> Self:
        """Open a document held in memory.

        Raises:
            ReadError: If it is damaged, encrypted or made to explode.
        """
        if not data.startswith(b"PK"):
            return cls._open_flat(data, uri)
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_FAULTS as error:
            raise CorruptFile(uri, f"the document cannot be opened: {error}") from error
        check_package(len(data), archive.infolist(), uri=uri)
        if any(info.flag_bits & _ENCRYPTED for info in archive.infolist()):
            raise EncryptedFile(uri, "the document asks for a password; save it without one")
        return cls(archive.namelist(), archive.read, uri=uri)

    @classmethod
    def _open_flat(cls, data: bytes, uri: str) -> Self:
        try:
            parts = parts_of(parse_part(data))
        except etree.XMLSyntaxError as error:
            raise CorruptFile(uri, f"the document cannot be opened: {error}") from error
        return cls(parts, parts.__getitem__, uri=uri)

    @property
    def uri(self) -> str:
        """Where the document comes from."""
        return self._uri

    def document(self) -> etree._Element:
        """Return the root of the main part.

        Raises:
            CorruptFile: If there is none.
        """
        root = self._parse(self._main)
        if root is None:
            raise CorruptFile(self._uri, f"the document has no part {self._main}")
        return root

    def related(self, role: str) -> etree._Element | None:
        """Return a part that belongs to the main one: styles, numbering, footnotes, endnotes."""
        name = self._target(self._relations, role, base=self._folder)
        return self._parse(name or posixpath.join(self._folder, f"{role}.xml"))

    def embedded(self, relation_id: str) -> bytes | None:
        """Return the bytes of a part that the main one refers to by an id, each part once."""
        name = self._embedded.get(relation_id)
        if name is None or name not in self._names or name in self._taken:
            return None
        self._taken.add(name)
        return self._bytes(name)

    @cached_property
    def _embedded(self) -> dict[str, str]:
        """Where each id of the main part leads; a document may embed thousands of parts."""
        return {
            value(relation, "Id") or "": _joined(self._folder, value(relation, "Target") or "")
            for relation in self._relations_of(self._relations)
        }

    def title(self) -> str | None:
        """Return the title among the properties of the file."""
        root = self._parse("docProps/core.xml")
        if root is None:
            return None
        found = (element.text for element in root if local(element).lower() == "title")
        return next((text.strip() for text in found if text and text.strip()), None)

    def _target(self, relations: str, role: str, *, base: str) -> str | None:
        for relation in self._relations_of(relations):
            if (value(relation, "Type") or "").endswith(f"/{role}"):
                name = _joined(base, value(relation, "Target") or "")
                return name if name in self._names else None
        return None

    def _relations_of(self, name: str) -> Iterator[etree._Element]:
        root = self._parse(name)
        return iter(()) if root is None else iter(root)

    def _parse(self, name: str) -> etree._Element | None:
        if name not in self._names:
            return None
        try:
            return parse_part(self._bytes(name))
        except etree.XMLSyntaxError as error:
            raise CorruptFile(self._uri, f"the part {name} cannot be read: {error}") from error

    def _bytes(self, name: str) -> bytes:
        try:
            return self._read(name)
        except MEMBER_FAULTS as error:
            raise CorruptFile(self._uri, f"the part {name} cannot be read: {error}") from error


def _joined(base: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")
