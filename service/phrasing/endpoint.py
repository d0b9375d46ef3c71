"""One call to a chat endpoint that speaks OpenAI's protocol, bounded in time and size."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import anyio

from service.phrasing.errors import PhrasingFailed

if TYPE_CHECKING:
    import httpx

REPLY_MAX_BYTES = 256 * 1024
"""Far more than a few sentences with their JSON; a longer reply is cut off and refused."""
REPLY_MAX_TOKENS = 800


class ChatEndpoint:
    """Asks `POST {url}/chat/completions`; never follows a redirect, never tries twice."""

    def __init__(self, url: str, model: str, *, key: str | None, timeout_s: float) -> None:
        """Name the endpoint, up to and without `/chat/completions`; nothing is sent."""
        self._url = url.rstrip("/")
        self._model = model
        self._key = key
        self._timeout_s = timeout_s

    async def complete(self, messages: list[dict[str, str]]) -> str:
        """Return what the model says to the messages.

        Raises:
            PhrasingFailed: If there is no reply in time, or none that can be used.
        """
        import httpx

        body = {
            "model": self._model,
            "messages": messages,
            "temperature": 0,
            "max_tokens": REPLY_MAX_TOKENS,
            "stream": False,
        }
        try:
            with anyio.fail_after(self._timeout_s):
                return _content(await self._post(body))
        except TimeoutError:
            raise PhrasingFailed(f"no reply within {self._timeout_s:g} s") from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeEncodeError) as error:
            # Its text may hold the address or, when the key cannot be a header, the key.
            raise PhrasingFailed(f"no reply ({type(error).__name__})") from None

    async def _post(self, body: dict[str, Any]) -> bytes:
        import httpx

        headers = {
            "Accept-Encoding": "identity"
        }  # so that a small reply cannot unpack to a huge one
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        # No proxies, .netrc or other defaults of the environment: the configured address alone.
        async with (
            httpx.AsyncClient(
                timeout=self._timeout_s, follow_redirects=False, trust_env=False
            ) as client,
            client.stream(
                "POST", f"{self._url}/chat/completions", json=body, headers=headers
            ) as response,
        ):
            if response.status_code != httpx.codes.OK:
                raise PhrasingFailed(f"HTTP {response.status_code}")
            if response.headers.get("content-encoding", "identity") != "identity":
                raise PhrasingFailed("the reply is compressed, which was not asked for")
            return await _read(response)


async def _read(response: httpx.Response) -> bytes:
    received = bytearray()
    async for chunk in response.aiter_raw():
        received += chunk
        if len(received) > REPLY_MAX_BYTES:
            raise PhrasingFailed(f"the reply is longer than {REPLY_MAX_BYTES} bytes")
    return bytes(received)


def _content(reply: bytes) -> str:
    try:
        content = json.loads(reply)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise PhrasingFailed(f"the reply is no chat completion ({type(error).__name__})") from None
    if not isinstance(content, str) or not content.strip():
        raise PhrasingFailed("the reply is empty")
    return content
