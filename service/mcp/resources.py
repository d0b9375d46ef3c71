"""Documents as resources: a listing of them, and one with its facts above its text as read."""

from __future__ import annotations

from typing import Final

from service.mcp.desk import Desk, ToolFailed
from service.schemas import DocumentOut, DocumentsPage

URI_PREFIX: Final = "zhengda://documents/"
URI_TEMPLATE: Final = f"{URI_PREFIX}{{document_id}}"
_PAGE: Final = 100


def uri_of(document: DocumentOut) -> str:
    """Return the address of a document among the resources."""
    return f"{URI_PREFIX}{document.id}"


def documents_page(desk: Desk, *, cursor: str | None) -> DocumentsPage:
    """Return a page of all documents.

    Raises:
        InvalidCursor: If the cursor is not one of this list.
    """
    from service.mcp.arguments import ListArguments
    from service.mcp.reading import page_of

    return page_of(desk, ListArguments(cursor=cursor or "", limit=_PAGE))


def document_resource(desk: Desk, *, uri: str) -> str:
    """Return the facts of a document, then its text as it was read.

    Raises:
        ToolFailed: If the address is of another form.
        UnknownDocument: If there is no such document.
    """
    from service.mcp.reading_texts import facts_text
    from service.presenting import document_out

    document_id = uri.removeprefix(URI_PREFIX)
    if document_id == uri or not document_id:
        raise ToolFailed(f"resources here are {URI_TEMPLATE}, found {uri[:100]}")
    document = desk.store.document(document_id)
    return f"{facts_text(document_out(document))}\n\n{desk.store.raw_text(document_id)}"
