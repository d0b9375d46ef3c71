"""The web server: uvicorn around the application, with logs that carry request ids."""

from __future__ import annotations

import logging
import signal
import sys
from types import FrameType
from typing import Final

import uvicorn

from service.access.key_text import hide_secrets
from service.app import create_app
from service.malformed import ProblemProtocol
from service.request_id import current_request_id
from service.settings import Settings

_NEVER_STARTED: Final = 3
"""Exit code of uvicorn when it could not begin to serve."""
_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"


class _RequestIdFilter(logging.Filter):
    """Write the id of the request being handled on every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, with the id on it."""
        record.request_id = current_request_id.get()
        return True


class _Formatter(logging.Formatter):
    """Write every line, tracebacks included, without the secrets of keys."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the text of a record."""
        return hide_secrets(super().format(record))


def configure_logging(level: str) -> None:
    """Log to stderr, one line per record."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_RequestIdFilter())
    handler.setFormatter(_Formatter(_FORMAT))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # It tells in three lines, as news, that one of its builds is not there and another one is.
    logging.getLogger("faiss.loader").setLevel(logging.WARNING)


def _exit_well(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def run_server(settings: Settings) -> bool:
    """Serve until SIGINT or SIGTERM; requests under way are finished first.

    Returns:
        Whether it served at all: where the address cannot be had, the log says why.
    """
    configure_logging(settings.log_level)
    # After a graceful shutdown uvicorn raises the signal again; being asked to stop is no failure.
    signal.signal(signal.SIGTERM, _exit_well)
    try:
        uvicorn.run(
            create_app(settings),
            host=settings.host,
            port=settings.port,
            http=ProblemProtocol,
            log_config=None,
            access_log=False,  # our own middleware logs requests, with their ids
            server_header=False,
            # Anybody can send these headers; uvicorn would believe whatever runs on this machine.
            proxy_headers=settings.trusted_proxies is not None,
            forwarded_allow_ips=settings.trusted_proxies,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=settings.shutdown_timeout_s,
            h11_max_incomplete_event_size=64 * 1024,
        )
    except SystemExit as ended:
        if ended.code != _NEVER_STARTED:
            raise
        return False
    return True
