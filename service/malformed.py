"""What is no HTTP: told like every other error, though the application never sees it."""

from __future__ import annotations

from typing import Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from service.middleware import SECURITY_HEADERS
from service.problems import problem
from service.request_id import HEADER, choose_request_id

# What is met most is an address typed with Chinese in it, as curl sends it.
DETAIL: Final = (
    "This is no valid HTTP request. Characters of an address that are not ASCII are percent-encoded"
    " as UTF-8, e.g. curl --get --data-urlencode region=威海."
)


class ProblemProtocol(H11Protocol):
    """HTTP/1.1 that answers what it cannot read with problem details and a request id."""

    def send_400_response(self, msg: str) -> None:
        """Answer and close the connection; `msg` says no more than that the request is invalid.

        Where a response has begun, another one would be read as a part of it.
        """
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.close()
            return
        response = problem(
            400,
            DETAIL,
            instance="/",
            headers={**SECURITY_HEADERS, HEADER: choose_request_id(None), "Connection": "close"},
        )
        head = [b"%b: %b\r\n" % (name, value) for name, value in response.raw_headers]
        self.transport.write(b"HTTP/1.1 400 Bad Request\r\n%b\r\n" % b"".join(head))
        self.transport.write(bytes(response.body))
        self.transport.close()
