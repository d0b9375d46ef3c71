"""`zhengda mcp`: answer a language model over stdin and stdout."""

from __future__ import annotations

import sys

from service.commands.console import (
    ModelOption,
    RerankerOption,
    StoreOption,
    fail,
    load_settings,
    note,
    reported_errors,
)


def command(
    store: StoreOption = None,
    model: ModelOption = None,
    reranker: RerankerOption = None,
) -> None:
    """Serve search, answers and comparisons as tools of the Model Context Protocol.

    A client starts this command and talks to it over stdin and stdout; it ends with its client.
    """
    with reported_errors():
        settings = load_settings(store=store, model=model, reranker=reranker)
        try:
            from service.mcp.server import serve
        except ImportError as error:
            fail(f"the protocol cannot be loaded ({error}): pip install 'zhengda[mcp]'")
        if not settings.store.exists():
            note(f"no store at {settings.store} yet: tools say so until documents are ingested")
        if sys.stdin.isatty():
            note("waiting for a client: hosts start this command themselves; Ctrl-C ends it")
        serve(settings)
