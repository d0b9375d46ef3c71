"""Jinja2 templates to HTML responses, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from service.pages.languages import Language, choose_language
from service.pages.translations import translate

_FOLDER = Path(__file__).parent
STATIC_FOLDER = _FOLDER / "static"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def language_of(request: Request) -> Language:
    """Return the language to answer a request in."""
    return choose_language(
        request.query_params.get("lang"), request.headers.get("accept-language", "")
    )


def render(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: Any,
) -> HTMLResponse:
    """Render a template; `t(key)` translates in it, `link(path, **query)` keeps the language."""
    language = language_of(request)
    html = (
        _environment()
        .get_template(template)
        .render(
            language=language,
            language_chosen=request.query_params.get("lang") in ("zh", "en"),
            t=partial(_translate, language),
            link=partial(page_link, request),
            other_language_url=_other_language_url(request, language),
            version=version("zhengda"),
            **values,
        )
    )
    return HTMLResponse(
        html.encode("utf-8", "replace"),
        status,
        headers={
            "Content-Language": "zh-Hans" if language == "zh" else "en",
            "Vary": "Accept-Language",
            **(headers or {}),
        },
    )


def page_link(request: Request, path: str, **query: object) -> str:
    """Return a link within the site; a language chosen in the address is kept."""
    pairs = [(name, str(value)) for name, value in query.items() if value not in (None, "")]
    if request.query_params.get("lang") in ("zh", "en"):
        pairs.append(("lang", request.query_params["lang"]))
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _translate(language: Language, key: str, **values: object) -> str:
    return translate(key, language, **values)


def _other_language_url(request: Request, language: Language) -> str:
    pairs = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    pairs.append(("lang", "en" if language == "zh" else "zh"))
    return f"?{urlencode(pairs, errors='replace')}"
