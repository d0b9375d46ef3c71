"""Word documents that are one XML file: flat packages, and those of Word 2003.

Word saves both, and office systems that fill templates write them and call them `.doc`.
"""

from __future__ import annotations

import base64
import binascii

from lxml import etree

from ingest.readers.docx_xml import child, children, local, value

MAIN_PART = "word/document.xml"
_FLAT = "package"
_WORD_2003 = "wordDocument"


def parts_of(root: etree._Element) -> dict[str, bytes]:
    """Return the parts of a document as a package has them, by name; none of other files."""
    if local(root) == _FLAT:
        return {
            (value(part, "name") or "").lstrip("/"): _content(part)
            for part in children(root, "part")
        }
    if local(root) == _WORD_2003:
        apart = {
            "word/styles.xml": child(root, "styles"),
            "docProps/core.xml": child(root, "DocumentProperties"),
        }
        named = {name: etree.tostring(part) for name, part in apart.items() if part is not None}
        return named | {MAIN_PART: etree.tostring(root)}
    return {}


def _content(part: etree._Element) -> bytes:
    data = child(part, "xmlData")
    if data is not None:
        return etree.tostring(data[0]) if len(data) else b""
    packed = child(part, "binaryData")
    try:
        return base64.b64decode((packed.text or "") if packed is not None else "")
    except binascii.Error:
        return b""  # a picture; what is missed where it is needed is said there
