"""The tools that read: one clause, a document with its outline, the list of documents."""

from __future__ import annotations

from typing import Final

from index import cite
from service.clause_titles import clause_title
from service.mcp.arguments import ClauseArguments, DocumentArguments, ListArguments, filters_of
from service.mcp.desk import Desk, ToolFailed
from service.mcp.reading_texts import clause_text, document_text, documents_text
from service.mcp.results import ClauseReply, DocumentReply, OutlineEntry, Reply
from service.presenting import citation_out, clause_detail, document_out, search_filters
from service.schemas import DocumentsPage

PART_MAX_CHARS: Final = 6000
"""Of a clause at a time: about as many tokens, a small part of any model's window."""


def read_clause(desk: Desk, arguments: ClauseArguments) -> Reply:
    """Return a clause, or a part of a long one, with the citation of exactly that.

    Raises:
        ToolFailed: If the part would begin behind the end of the clause.
        UnknownClause: If there is no such clause.
    """
    clause, document = desk.store.clause(arguments.clause_id)
    start, chars = arguments.offset, len(clause.text)
    if start and start >= chars:
        raise ToolFailed(f"offset: the clause has {chars} characters, found {start}; begin at 0")
    end = min(start + PART_MAX_CHARS, chars)
    raw_text = desk.store.raw_text(document.id)
    whole = clause_detail(clause, document, raw_text)
    shown = zip(clause.measures, whole.measures, strict=True)
    reply = ClauseReply(
        **{name: getattr(whole, name) for name in type(whole).model_fields}
        | {
            "text": clause.text[start:end],
            "measures": [out for measure, out in shown if start <= measure.start < end],
            "citation": citation_out(cite(document, raw_text, clause, start, end)),
        },
        offset=start,
        chars=chars,
        next_offset=end if end < chars else None,
    )
    return Reply(structured=reply, text=clause_text(reply))


def read_document(desk: Desk, arguments: DocumentArguments) -> Reply:
    """Return what is known of a document, and a page of its outline.

    Raises:
        UnknownDocument: If there is no such document.
        InvalidCursor: If the cursor is not one of this list.
    """
    document = desk.store.document(arguments.document_id)
    page = desk.store.clauses(document.id, cursor=arguments.cursor or None, limit=arguments.limit)
    reply = DocumentReply(
        document=document_out(document),
        clauses=[
            OutlineEntry(
                id=clause.id,
                title=clause_title(clause),
                path=list(clause.path),
                chars=len(clause.text),
            )
            for clause in page.items
        ],
        next_cursor=page.next_cursor,
    )
    return Reply(structured=reply, text=document_text(reply))


def list_documents(desk: Desk, arguments: ListArguments) -> Reply:
    """Return a page of the documents that pass the filters.

    Raises:
        InvalidFilter: If a filter has a value that can never match.
        InvalidCursor: If the cursor is not one of this list.
    """
    reply = page_of(desk, arguments)
    return Reply(structured=reply, text=documents_text(reply))


def page_of(desk: Desk, arguments: ListArguments) -> DocumentsPage:
    """Return a page of the documents that pass the filters of the arguments."""
    page = desk.store.documents(
        search_filters(filters_of(arguments)),
        cursor=arguments.cursor or None,
        limit=arguments.limit,
    )
    return DocumentsPage(
        documents=[document_out(document) for document in page.items],
        next_cursor=page.next_cursor,
    )
