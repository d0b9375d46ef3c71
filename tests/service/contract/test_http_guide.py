"""The examples of docs/http.md: each is run, and what it shows is what comes back."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "http.md"
PROCESSORS = 0.002
"""How far scores of the model differ between processors, which round its sums in their own way."""
EXAMPLES = re.findall(
    r"```sh\n(curl [^\n]+)\n```\n\n```json\n(.+?)\n```", GUIDE.read_text(encoding="utf-8"), re.S
)


def test_each_command_has_its_output() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert len(EXAMPLES) == text.count("```sh\n") == text.count("```json\n") > 7


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[str(n) for n in range(len(EXAMPLES))])
def test_an_example_gives_what_it_shows(
    sample_site: tuple[httpx.Client, str], command: str, shown: str
) -> None:
    http, _ = sample_site
    response = _run(http, command)
    sent = dict(re.findall(r"-H '(X-Request-ID): ([^']+)'", command))
    assert sent.items() <= {"X-Request-ID": response.headers["x-request-id"]}.items()
    assert list(_differences(response.json(), json.loads(shown), "")) == []


def _run(http: httpx.Client, command: str) -> httpx.Response:
    """Do what a command line of curl does, as far as the guide goes."""
    words = shlex.split(command)[1:]
    headers: dict[str, str] = {}
    data: list[str] = []
    address = ""
    while words:
        word = words.pop(0)
        if word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word in ("-d", "--data-urlencode"):
            data.append(words.pop(0))
        elif word not in ("-s", "-G"):
            address = word
    parts = urlsplit(f"http://{address}")
    assert parts.netloc == "localhost:8000"
    query = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair)
    if " -G " in command:
        query |= dict(pair.partition("=")[::2] for pair in data)
    elif data:
        return http.post(parts.path, content="".join(data).encode(), headers=headers)
    return http.get(parts.path, params=query, headers=headers)


def _differences(real: Any, shown: Any, at: str) -> Any:
    """Name what is shown and is not so; what is left out is no difference."""
    if isinstance(shown, dict):
        for name, value in shown.items():
            if not isinstance(real, dict) or name not in real:
                yield f"{at}.{name} is not there"
            else:
                yield from _differences(real[name], value, f"{at}.{name}")
    elif isinstance(shown, list):
        yield from _differences_of_lists(real, shown, at)
    elif isinstance(shown, str) and shown.endswith("…"):
        if not str(real).startswith(shown.removesuffix("…")):
            yield f"{at} is {real!r}"
    elif real != (pytest.approx(shown, abs=PROCESSORS) if isinstance(shown, float) else shown):
        yield f"{at} is {real!r}"


def _differences_of_lists(real: Any, shown: list[Any], at: str) -> Any:
    """Items stand in their order; an empty list is shown as one."""
    if not isinstance(real, list) or (not shown and real):
        yield f"{at} is {real!r}"
        return
    items = iter(real)
    for number, wanted in enumerate(shown):
        if not any(not list(_differences(item, wanted, "")) for item in items):
            closest = list(
                _differences(real[min(number, len(real) - 1)], wanted, f"{at}[{number}]")
            )
            yield f"{at}[{number}] is not there: {closest[:2]}"
