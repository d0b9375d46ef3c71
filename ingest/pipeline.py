"""The whole of reading: a raw document in, a document with its clauses out."""

from __future__ import annotations

from ingest.cleaning import clean, fold_punctuation
from ingest.clauses import ClauseBuilder
from ingest.errors import NoClauses
from ingest.lines import read_lines
from ingest.outline import build_outline
from ingest.records import Document, ParsedDocument, RawDocument
from hashlib import sha256

PARSER_VERSION = "1"
"""Changes whenever the same file would be read differently; files read before are read again."""


def parse(raw: RawDocument) -> ParsedDocument:
    """Read a document into clauses.

    Raises:
        NoClauses: If nothing in the text can be cited.
    """
    text = clean(raw.text)
    title = raw.hints.get("title") or text.text.strip().split("\n")[0][:80]
    document_id = sha256(title.encode()).hexdigest()[:16]
    folded = fold_punctuation(text.text)
    root = build_outline(read_lines(text, folded, raw.text), folded)
    clauses = ClauseBuilder(text, folded, document_id).build(root)
    if not clauses:
        raise NoClauses(raw.source.uri, "no clause was found in the text")
    document = Document(id=document_id, title=title, source=raw.source, text=raw.text)
    return ParsedDocument(document=document, clauses=clauses)
