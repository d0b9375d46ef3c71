from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from service.request_id import HEADER, choose_request_id


@pytest.mark.parametrize(
    "sane", ["abc", "0af7651916cd43dd8448eb211c80319c", "a-b_c.d:e/f=1", "x" * 128]
)
def test_a_sane_id_is_kept(sane: str) -> None:
    assert choose_request_id(sane) == sane


@pytest.mark.parametrize("odd", [None, "", "a b", "a\nb", "x" * 129, "<script>", "编号", "a\x00"])
def test_any_other_id_is_replaced(odd: str | None) -> None:
    chosen = choose_request_id(odd)
    assert chosen != odd
    assert len(chosen) == 32
    assert chosen != choose_request_id(odd)


@pytest.mark.parametrize(
    "path", ["/healthz", "/", "/v1/documents", "/nowhere", "/static/zhengda.css"]
)
def test_every_response_carries_the_id(client: TestClient, path: str) -> None:
    assert client.get(path, headers={HEADER: "trace-1"}).headers[HEADER] == "trace-1"
    assert len(client.get(path).headers[HEADER]) == 32
