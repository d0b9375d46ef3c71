"""A real browser that visits the pages, and fails a test when it has anything to complain about."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 90_000
"""How long a busy machine may take to start a browser, to load a page, to draw it."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed", exc_type=ImportError
    )
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=PATIENCE_MS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Any, server: str) -> Iterator[Any]:
    """Open a path in a new page; whatever the browser complains about fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_page(path: str, *, width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, base_url=server, locale="zh-CN", **options
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: _note(complaints, message))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: _check_origin(complaints, request.url, server))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _note(complaints: list[str], message: Any) -> None:
    expected = "the server responded with a status of"  # the error pages that are visited here
    if message.type in ("error", "warning") and expected not in message.text:
        complaints.append(message.text)


def _check_origin(complaints: list[str], url: str, server: str) -> None:
    if not url.startswith((server, "data:")):
        complaints.append(f"asked for {url}")
