"""`zhengda serve`: answer over HTTP."""

from __future__ import annotations

from typing import Annotated

import typer

from service.commands.console import (
    ModelOption,
    RerankerOption,
    StoreOption,
    fail,
    load_settings,
    note,
    reported_errors,
)
from service.opening import load_reranker_now


def command(
    host: Annotated[
        str | None,
        typer.Option(help="Address to listen on. [default: $ZHENGDA_HOST or 127.0.0.1]"),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Port. [default: $ZHENGDA_PORT or 8000]"),
    ] = None,
    store: StoreOption = None,
    model: ModelOption = None,
    reranker: RerankerOption = None,
) -> None:
    """Serve the search page, the HTTP API and its reference until stopped."""
    from service.access.examining import warn_of_access

    with reported_errors():
        settings = load_settings(host=host, port=port, store=store, model=model, reranker=reranker)
        if not settings.store.exists():
            note(f"no store at {settings.store} yet: not ready until documents are ingested")
        if warning := warn_of_access(settings):
            note(warning)
        if settings.reranker:
            note(f"loading the reranker {settings.reranker}")
            load_reranker_now(settings)
        from service.serving import run_server

        if not run_server(settings):
            where = f"{settings.host}:{settings.port}"
            fail(f"cannot listen on {where}, see the log above: give another --host or --port")
