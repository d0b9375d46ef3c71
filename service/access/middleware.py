"""Checks who calls, whether they may and how often, before anything of a request is read."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from service.access.buckets import TokenBuckets, network_of
from service.access.caller import Caller, current_caller
from service.access.errors import KeyRefused, ScopeMissing, TooManyRequests
from service.access.key_ring import KeyRing
from service.access.keys import Key
from service.access.rules import READING_METHODS, AccessRules, is_open
from service.ledger import LedgerError
from service.problems import ServiceError

logger = logging.getLogger(__name__)

_NO_KEY = (
    "This needs a key: send the header Authorization: Bearer KEY. Who runs this service gives"
    " keys out."
)
_TWO_KEYS = "More than one Authorization header was sent: send one."


class Respond(Protocol):
    """Makes the response of an error."""

    def __call__(
        self,
        request: Request,
        status: int,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Return the response."""


class AccessMiddleware:
    """Let a request pass, or answer it with 401, 403 or 429; who passes is `current_caller`."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        rules: AccessRules,
        key_ring: KeyRing,
        respond: Respond,
        anonymous_per_minute: int | None = None,
        buckets: Callable[[], TokenBuckets] = TokenBuckets,
    ) -> None:
        """Wrap an application with what is asked of its callers."""
        self.app = app
        self.rules = rules
        self.key_ring = key_ring
        self.respond = respond
        self.anonymous_per_minute = anonymous_per_minute
        self.key_buckets = buckets()
        self.address_buckets = buckets()  # apart: a flood of addresses forgets no key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or is_open(scope["path"]):
            await self.app(scope, receive, send)
            return
        try:
            key = await self._admit(scope)
        except ServiceError as error:
            await self._refuse(error.status, error.detail, error.headers, scope, receive, send)
            return
        except LedgerError as error:
            logger.error("keys cannot be checked: %s", error)
            detail = "Keys cannot be checked now; the log says why."
            await self._refuse(503, detail, {"Retry-After": "5"}, scope, receive, send)
            return
        token = current_caller.set(_caller(key) if key else None)
        try:
            await self.app(scope, receive, send)
        finally:
            current_caller.reset(token)
        if key is not None:
            await self.key_ring.note_use(key)

    async def _admit(self, scope: Scope) -> Key | None:
        sent = sent_key(scope)
        key = await self.key_ring.check(sent) if sent is not None else None
        needed = self.rules.needed_scope(scope["method"], scope["path"])
        if needed is not None:
            if key is None:
                raise KeyRefused(_NO_KEY, was_sent=False)
            if needed not in key.scopes:
                raise ScopeMissing(needed)
        self._count(scope, key)
        return key

    def _count(self, scope: Scope, key: Key | None) -> None:
        if key is not None:
            per_minute, buckets, name = key.per_minute, self.key_buckets, key.id
        else:
            client = scope.get("client")
            per_minute, buckets = self.anonymous_per_minute, self.address_buckets
            name = network_of(client[0]) if per_minute and client else ""
        if per_minute and (wait_s := buckets.take(name, per_minute)):
            raise TooManyRequests(per_minute, wait_s)

    async def _refuse(
        self,
        status: int,
        detail: str,
        headers: Mapping[str, str],
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        if scope["method"] not in READING_METHODS:
            # The body is not read, so the connection cannot be used again.
            headers = {**headers, "Connection": "close"}
        response = self.respond(Request(scope), status, detail, headers=headers)
        await response(scope, receive, send)


def sent_key(scope: Scope) -> str | None:
    """Return what was sent as a key, whatever it is; None for none.

    Another scheme than Bearer is not for us: a proxy in front may ask for a password of its own.

    Raises:
        KeyRefused: If there is more than one header; which of them holds is anybody's guess.
    """
    sent = [value for name, value in scope["headers"] if name == b"authorization"]
    if not sent:
        return None
    if len(sent) > 1:
        raise KeyRefused(_TWO_KEYS, was_sent=True)
    scheme, _, credentials = sent[0].decode("latin-1").partition(" ")
    return credentials.strip() if scheme.casefold() == "bearer" else None


def _caller(key: Key) -> Caller:
    return Caller(key_id=key.id, name=key.name, scopes=frozenset(key.scopes))
