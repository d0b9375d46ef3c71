"""One search, for the HTTP route and the command line alike."""

from __future__ import annotations

from index import Mode, Store, UnknownDocument
from service.presenting import search_filters, search_response
from service.problems import NotReady
from service.raw_texts import DocumentReplaced, RawTexts
from service.schemas import SearchRequest, SearchResponse

# A document can be replaced while its hit is presented; not three times in a row.
ATTEMPTS = 3


def search(store: Store, request: SearchRequest, *, raw_texts: RawTexts) -> SearchResponse:
    """Search the store as a checked request says.

    Raises:
        NotReady: If documents are being replaced faster than they can be presented.
    """
    for _ in range(ATTEMPTS):
        result = store.search(
            request.query,
            top_k=request.top_k,
            mode=Mode(request.mode),
            filters=search_filters(request.filters),
        )
        try:
            return search_response(store, result, raw_texts, explain=request.explain)
        except (DocumentReplaced, UnknownDocument):
            continue
    raise NotReady("The documents are being replaced.")
