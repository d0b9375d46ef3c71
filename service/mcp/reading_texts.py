"""Clauses, outlines and lists of documents as text for a model."""

from __future__ import annotations

from service.counting import counted
from service.mcp.results import ClauseReply, DocumentReply
from service.mcp.sources import (
    STANDING,
    blocks,
    document_label,
    document_line,
    responsible_lines,
    source_text,
)
from service.schemas import DocumentOut, DocumentsPage


def clause_text(reply: ClauseReply) -> str:
    """Return a clause as its source, with what leads to it and how to read on."""
    lines = [source_text("", reply.citation, reply.document, clause=reply.id).lstrip()]
    if reply.path:
        lines.append(f"under: {' › '.join(reply.path)}")
    lines += responsible_lines(reply.responsible)
    if reply.offset or reply.next_offset is not None:
        end = reply.offset + len(reply.text)
        lines.append(f"characters {reply.offset} to {end} of {reply.chars}")
    if reply.next_offset is not None:
        lines.append(f"(goes on: read_clause {reply.id} with offset {reply.next_offset})")
    return "\n".join(lines)


def document_text(reply: DocumentReply) -> str:
    """Return the facts of a document and its outline, headings once above what they head."""
    clauses = counted(len(reply.clauses), "clause")
    lines = [f"Outline, {clauses} on this page; read_clause gives the text of each:"]
    above: list[str] = []
    for entry in reply.clauses:
        if entry.path and entry.path != above:
            lines.append(f"# {' › '.join(entry.path)}")
        above = entry.path
        lines.append(f"- {entry.title} ({entry.chars} characters) clause_id {entry.id}")
    if reply.next_cursor is not None:
        lines.append(f"(goes on: read_document with cursor {reply.next_cursor})")
    return blocks((facts_text(reply.document), "\n".join(lines)))


def documents_text(reply: DocumentsPage) -> str:
    """Return the documents of a page, a line each."""
    if not reply.documents:
        return "Not found: no document passes these filters. Try fewer of them."
    lines = [f"{counted(len(reply.documents), 'document')} on this page:"]
    lines += [f"- {document_line(document)}" for document in reply.documents]
    if reply.next_cursor is not None:
        lines.append(f"(goes on: list_documents with cursor {reply.next_cursor})")
    return "\n".join(lines)


def facts_text(document: DocumentOut) -> str:
    """Return what is known of a document, on two lines."""
    standing = STANDING[document.status]
    if document.status_basis:
        standing += f" (it says: “{document.status_basis}”)"
    days = {
        "issued": document.issued_on,
        "in force from": document.effective_on,
        "expires": document.expires_on,
    }
    known = [f"{name} {day.isoformat()}" for name, day in days.items() if day]
    where = [f"place {document.region}"] if document.region else []
    file = [f"file {document.source}", f"document_id {document.id}"]
    return "\n".join((document_label(document), " · ".join((standing, *known, *where, *file))))
