"""One search, for the HTTP route and the command line alike."""

from __future__ import annotations

from index import Mode, Store
from service.presenting import search_filters, search_response
from service.schemas import SearchRequest, SearchResponse


def search(store: Store, request: SearchRequest) -> SearchResponse:
    """Search the store as a checked request says."""
    result = store.search(
        request.query,
        top_k=request.top_k,
        mode=Mode(request.mode),
        filters=search_filters(request.filters),
    )
    return search_response(store, result)
