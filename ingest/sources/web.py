"""A document at a URL: fetched within limits, from addresses that may be asked."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from ingest.errors import FetchFailed, FetchRefused, UnsupportedFormat
from ingest.readers.formats import SUFFIXES, Format, format_of_name
from ingest.readers.registry import read_bytes
from ingest.records import RawDocument
from ingest.sources.addresses import Resolver, is_public, resolve

if TYPE_CHECKING:
    import httpx

# Of any scheme, so that one that is not fetched is named as such and not as a missing file.
_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_TYPES: Mapping[str, Format | None] = {
    **{kind.value: kind for kind in SUFFIXES.values() if kind is not Format.ZIP},
    "application/xhtml+xml": Format.HTML,
    "text/x-markdown": Format.MARKDOWN,
    # What the server does not say, the name and the bytes do.
    "application/octet-stream": None,
    "binary/octet-stream": None,
    "": None,
}
_HEADERS = {
    "User-Agent": "zhengda",
    "Accept": "text/html, application/pdf, text/plain, */*;q=0.5",
    "Accept-Encoding": "identity",  # nothing is unpacked that could grow beyond the limit
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """What fetching one document may cost, and whom it may ask."""

    max_bytes: int = 64 * 1024**2
    total_s: float = 60.0
    """From the first request to the last byte, redirects included."""
    silence_s: float = 15.0
    """Without a byte from the server."""
    redirects: int = 5
    private_hosts: bool = False
    """Whether hosts of the own network and of this machine may be asked, as on an intranet."""


DEFAULT_FETCH_LIMITS = FetchLimits()


class _Reply(NamedTuple):
    data: bytes
    url: str
    """Where it came from, after redirects."""
    media_type: str


class Fetched(NamedTuple):
    """A document as it came from the network."""

    data: bytes
    uri: str
    """The URL as given, without the fragment."""
    name: str
    """The last part of its path, with a suffix that says the format."""


def is_url(text: str) -> bool:
    """Tell whether an argument is a URL and no path."""
    return _URL.match(text) is not None


def read_url(
    url: str, *, limits: FetchLimits = DEFAULT_FETCH_LIMITS, resolver: Resolver = resolve
) -> RawDocument:
    """Fetch a document and read it; its source is the URL as given, without the fragment.

    Raises:
        ReadError: If it cannot be fetched (see `fetch_url`), or what came back cannot be read.
    """
    fetched = fetch_url(url, limits=limits, resolver=resolver)
    return read_bytes(fetched.data, uri=fetched.uri, name=fetched.name)


def fetch_url(
    url: str, *, limits: FetchLimits = DEFAULT_FETCH_LIMITS, resolver: Resolver = resolve
) -> Fetched:
    """Fetch a document.

    A host is resolved once for each request, its addresses are checked, and the connection goes
    to a checked address, so that a second answer of the name server changes nothing. Proxies of
    the environment are not used, because they would resolve the name themselves.

    Raises:
        FetchRefused: If the URL, an address or the size is not allowed.
        FetchFailed: If the server cannot be reached in time or reports an error.
        UnsupportedFormat: If it is of a kind that no reader takes.
    """
    uri = url.split("#", 1)[0]
    reply = _Fetch(uri, limits, resolver).run()
    if reply.media_type not in _TYPES:
        raise UnsupportedFormat(uri, f"the server sends {reply.media_type}, which is not read")
    return Fetched(reply.data, uri, _name(reply))


def _name(reply: _Reply) -> str:
    """Return a file name for a reply: the last part of its path, with a suffix that is known."""
    path = PurePosixPath(unquote(reply.url.split("?", 1)[0].split("://", 1)[-1]))
    name = path.name
    if format_of_name(name) is not None:
        return name
    kind = _TYPES[reply.media_type]
    suffix = next((suffix for suffix, of in SUFFIXES.items() if of is kind), "")
    return f"{name}{suffix}"


class _Fetch:
    """One document on its way; every hop is checked like the first."""

    def __init__(self, uri: str, limits: FetchLimits, resolver: Resolver) -> None:
        self._uri = uri
        self._limits = limits
        self._resolver = resolver
        self._until = time.monotonic() + limits.total_s

    def run(self) -> _Reply:
        """Follow redirects to the document."""
        import httpx  # 0.2 s to import, and most runs read files only

        timeout = httpx.Timeout(self._limits.silence_s)
        try:
            url = httpx.URL(self._uri)
            with httpx.Client(timeout=timeout, trust_env=False, headers=_HEADERS) as client:
                for _ in range(self._limits.redirects + 1):
                    self._check_time()
                    reply = self._ask(client, url)
                    if isinstance(reply, _Reply):
                        return reply
                    url = reply
        except httpx.InvalidURL as error:
            raise FetchRefused(self._uri, f"this is no URL: {error}") from error
        except httpx.TimeoutException as error:
            raise FetchFailed(self._uri, "the server did not answer in time") from error
        except httpx.HTTPError as error:
            raise FetchFailed(self._uri, f"cannot be fetched: {error}") from error
        raise FetchRefused(self._uri, f"more than {self._limits.redirects} redirects")

    def _ask(self, client: httpx.Client, url: httpx.URL) -> _Reply | httpx.URL:
        """Send one request; return the document, or where it is said to be."""
        address = self._checked_address(url)
        request = client.build_request(
            "GET",
            url.copy_with(host=address),
            headers={"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        )
        response = client.send(request, stream=True, follow_redirects=False)
        try:
            if response.status_code in _REDIRECTS and "location" in response.headers:
                return url.join(response.headers["location"])
            if response.status_code != 200:
                raise FetchFailed(self._uri, f"the server answers {response.status_code}")
            media_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
            return _Reply(self._body(response), str(url), media_type)
        finally:
            response.close()

    def _checked_address(self, url: httpx.URL) -> str:
        if url.scheme not in ("http", "https") or not url.host:
            raise FetchRefused(self._uri, f"only http and https are fetched, not {url}")
        if url.userinfo:
            raise FetchRefused(self._uri, "a URL with a user name or password is not fetched")
        port = url.port or (443 if url.scheme == "https" else 80)
        try:
            addresses = self._resolver(url.raw_host.decode("ascii"), port)
        except OSError as error:
            raise FetchFailed(self._uri, f"the host {url.host} is not known") from error
        if not self._limits.private_hosts and not all(map(is_public, addresses)):
            raise FetchRefused(
                self._uri,
                f"the host {url.host} is on a private network or this machine;"
                " set ZHENGDA_PRIVATE_HOSTS=true to allow such hosts",
            )
        if not addresses:
            raise FetchFailed(self._uri, f"the host {url.host} has no address")
        return addresses[0]

    def _body(self, response: httpx.Response) -> bytes:
        limit = self._limits.max_bytes
        stated = response.headers.get("content-length", "")
        if stated.isdigit() and int(stated) > limit:
            raise FetchRefused(self._uri, f"the document is larger than {limit} bytes")
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise FetchFailed(self._uri, "the server sends a compressed reply that was not asked")
        body = bytearray()
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > limit:
                raise FetchRefused(self._uri, f"the document is larger than {limit} bytes")
            self._check_time()
        return bytes(body)

    def _check_time(self) -> None:
        if time.monotonic() > self._until:
            raise FetchFailed(self._uri, f"took longer than {self._limits.total_s:g} s")
