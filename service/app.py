"""The HTTP application: composed here, written elsewhere."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import partial
from importlib.metadata import version
from re import Pattern
from types import ModuleType

import anyio
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.routing import Route

from service.access.key_ring import KeyRing
from service.access.middleware import AccessMiddleware
from service.access.rules import AccessRules
from service.dependencies import Worker
from service.error_handlers import error_response, install_error_handlers
from service.feedback.limits import FeedbackLimit
from service.feedback.receiving import FeedbackDesk
from service.ledger import Ledger
from service.ledger.retention import Retention, Sweeper
from service.metrics.counters import Counters
from service.metrics.installing import install_metrics
from service.middleware import (
    AccessLogMiddleware,
    BodyLimitMiddleware,
    BodyLimits,
    HeadMiddleware,
    SecurityHeadersMiddleware,
    UnexpectedErrorMiddleware,
)
from service.openapi import describe
from service.pages.rendering import STATIC_FOLDER
from service.question_log.log import QuestionLog
from service.raw_texts import RawTexts
from service.request_id import RequestIdMiddleware
from service.retrieval.error_shape import RetrievalErrorMiddleware
from service.routes import (
    ask,
    changes,
    clauses,
    compare,
    compare_pages,
    documents,
    feedback,
    feedback_pages,
    health,
    knowledge,
    metrics,
    pages,
    retrieval,
    search,
    similar,
    uploads,
)
from service.settings import Settings
from service.store_handle import StoreHandle
from service.uploading.writer import DocumentWriter

DESCRIPTION = """\
Ask policy documents a question in your own words; get the answer, and the clauses it stands on,
each with a citation you can check. A question that the documents do not answer gets a normal
response that says so. Offsets count Unicode code points, and every quote is a verbatim slice of
the document's raw text. Errors are problem details (RFC 9457). Fields and query parameters that
are not described here are refused, so that a misspelt filter is not taken for none.
"""


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the application; without settings they come from the environment."""
    settings = settings or Settings()
    app = FastAPI(
        title="Zhengda 政答",
        summary="Search, answers and comparisons over policy documents.",
        description=DESCRIPTION,
        version=version("zhengda"),
        docs_url=None,  # FastAPI's own pages load scripts from a CDN; routes/pages.py has ours
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.store_handle = StoreHandle(settings)
    app.state.document_writer = DocumentWriter(app.state.store_handle, settings)
    app.state.ledger = Ledger(settings.store)
    app.state.counters = Counters()
    app.state.feedback_desk = FeedbackDesk(
        app.state.ledger, FeedbackLimit(settings.feedback_per_minute)
    )
    modules = [
        search,
        ask,
        compare,
        clauses,
        similar,
        documents,
        changes,
        uploads,
        knowledge,
        health,
        feedback,
        retrieval,
    ]
    page_modules = [pages, compare_pages, feedback_pages]
    if settings.pages is False:
        app.add_route("/docs", pages.api_page)
    else:
        modules += page_modules
    app.state.access_rules = AccessRules(
        require_key=settings.require_key,
        open_pages=_paths(page_modules) if settings.pages else (),
    )
    if settings.metrics:
        modules.append(metrics)
    for module in modules:
        app.include_router(module.router)
    app.mount("/static/api-docs", StaticFiles(packages=[("fastapi_offline", "static")]))
    app.mount("/static", StaticFiles(directory=STATIC_FOLDER))
    app.openapi = partial(describe, app)  # type: ignore[method-assign]  # FastAPI's documented way
    install_error_handlers(app)
    _add_middleware(app, settings)
    if settings.metrics:
        install_metrics(app, [module.router for module in modules])
    return app


def _paths(modules: Iterable[ModuleType]) -> list[Pattern[str]]:
    """Return the paths that the routes of some modules take."""
    routes = [route for module in modules for route in module.router.routes]
    return [route.path_regex for route in routes if isinstance(route, Route)]


def _add_middleware(app: FastAPI, settings: Settings) -> None:
    """Wrap the application; the last one added is the outermost."""
    app.add_middleware(
        BodyLimitMiddleware,
        max_bytes=settings.body_max_bytes,
        timeout_s=settings.body_timeout_s,
        uploads=BodyLimits(settings.upload_max_bytes, settings.upload_timeout_s),
    )
    app.add_middleware(
        AccessMiddleware,  # before the body is read: who may not call sends none
        rules=app.state.access_rules,
        key_ring=KeyRing(app.state.ledger),
        respond=error_response,
        anonymous_per_minute=settings.anonymous_per_minute,
    )
    app.add_middleware(UnexpectedErrorMiddleware, respond=error_response)
    app.add_middleware(RetrievalErrorMiddleware)  # around all that may refuse or fail
    app.add_middleware(HeadMiddleware)
    app.add_middleware(SecurityHeadersMiddleware)
    app.add_middleware(AccessLogMiddleware)
    app.add_middleware(RequestIdMiddleware)


def _retentions(settings: Settings) -> list[Retention]:
    """Return how long what is: questions also when none are kept now, since some once were."""
    days = {"questions_log": settings.question_log_days, "feedback": settings.feedback_days}
    return [Retention(table, kept) for table, kept in days.items() if kept]


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    handle: StoreHandle = app.state.store_handle
    settings: Settings = app.state.settings
    limiter = anyio.CapacityLimiter(settings.search_threads)
    log = QuestionLog(app.state.ledger) if settings.question_log else None
    if log:
        log.start()
    sweeper = Sweeper(app.state.ledger, _retentions(settings))
    sweeper.start()
    app.state.worker = Worker(handle, settings, limiter, RawTexts(), app.state.counters, log)
    # In the background: /healthz answers at once, /readyz when the first search has been done.
    threading.Thread(target=handle.warm_up, name="warm-up", daemon=True).start()
    try:
        yield
    finally:
        await app.state.document_writer.aclose()
        if log:
            await anyio.to_thread.run_sync(log.close)
        await anyio.to_thread.run_sync(sweeper.close)
        app.state.ledger.close()
