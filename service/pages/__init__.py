"""Pages: the search page and the document view, rendered on the server."""
