"""Whose word is taken for the address of a caller."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from pydantic import ValidationError

from service.settings import Settings

PATIENCE_S = 120.0


def _statuses(url: str) -> list[int]:
    """Call twice from what is said to be two addresses."""
    with httpx.Client(base_url=url, timeout=PATIENCE_S) as http:
        headers = [{"x-forwarded-for": f"192.0.2.{number}"} for number in (1, 2)]
        return [http.get("/nowhere", headers=header).status_code for header in headers]


@pytest.mark.parametrize(
    ("trusted", "statuses"),
    [({}, [404, 429]), ({"ZHENGDA_TRUSTED_PROXIES": "10.0.0.0/8, 127.0.0.1"}, [404, 404])],
)
def test_a_forwarded_address_is_believed_of_named_proxies_only(
    tmp_path: Any, start_server: Any, trusted: dict[str, str], statuses: list[int]
) -> None:
    running = start_server(tmp_path, ZHENGDA_ANONYMOUS_PER_MINUTE="1", **trusted)
    try:
        assert _statuses(running.url) == statuses
    finally:
        running.stop()


@pytest.mark.parametrize("given", ["proxy.example", "10.0.0.1/8", "10.0.0.1, ", "10.0.0.256"])
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(ValidationError, match="is no address or network"):
        Settings(trusted_proxies=given)


@pytest.mark.parametrize("given", ["*", "10.0.0.1", "10.0.0.0/8,::1", "127.0.0.1 , 192.0.2.0/24"])
def test_addresses_and_networks_are_taken(given: str) -> None:
    assert Settings(trusted_proxies=given).trusted_proxies == given
