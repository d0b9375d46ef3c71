"""A request that turns out to be no HTTP while it is answered gets no second answer."""

from __future__ import annotations

import h11
import pytest

from service.malformed import ProblemProtocol


class Wire:
    """Keeps what is written, as a transport takes it."""

    def __init__(self) -> None:
        """Start with nothing written."""
        self.written = b""
        self.closed = False

    def write(self, data: bytes) -> None:
        """Take bytes."""
        self.written += data

    def close(self) -> None:
        """End the connection."""
        self.closed = True


@pytest.mark.parametrize("begun", [False, True])
def test_only_what_has_no_response_yet_is_answered(*, begun: bool) -> None:
    protocol, wire = ProblemProtocol.__new__(ProblemProtocol), Wire()
    protocol.conn = h11.Connection(h11.SERVER)
    protocol.transport = wire  # type: ignore[assignment]
    protocol.conn.receive_data(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
    protocol.conn.next_event()
    if begun:
        protocol.conn.send(h11.Response(status_code=200, headers=[]))
    protocol.conn.receive_data(b"no chunk\r\n")
    with pytest.raises(h11.RemoteProtocolError):
        protocol.conn.next_event()
    protocol.send_400_response("Invalid HTTP request received.")
    assert wire.closed
    assert wire.written.startswith(b"HTTP/1.1 400") is not begun
