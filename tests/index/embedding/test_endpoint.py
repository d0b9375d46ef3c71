"""The endpoint embedder against a real server on loopback that behaves and misbehaves."""

from __future__ import annotations

import json
import logging
import socket
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from index.embedding.endpoint import KEY_VARIABLE, EndpointEmbedder
from index.errors import DimensionMismatch, EmbeddingFailed

if TYPE_CHECKING:
    from tests.index.embedding.conftest import Endpoint, Reply

KEY = "sk-secret-of-the-test"


def make(endpoint: Endpoint, **options: Any) -> tuple[EndpointEmbedder, list[float]]:
    """Return an embedder that does not wait, and the seconds it would have waited."""
    waits: list[float] = []
    return EndpointEmbedder(endpoint.url, "letters", wait=waits.append, **options), waits


def fail(endpoint: Endpoint, times: int, status: int, **headers: str) -> None:
    """Let the endpoint answer so many times with a status, then as before."""
    working, left = endpoint.reply, [times]

    def reply(body: dict[str, Any]) -> Reply:
        if left[0]:
            left[0] -= 1
            return status, headers, b'{"error": {"message": "slow down"}}'
        return working(body)

    endpoint.reply = reply


def test_it_asks_as_the_protocol_says(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    embedder, _ = make(endpoint, query_prefix="q: ", passage_prefix="p: ")
    embedder.embed_queries(["甲"])
    embedder.embed_passages(["乙", ""])
    assert endpoint.requests[0] == {
        "path": "/v1/embeddings",
        "model": "letters",
        "input": ["q: 甲"],
        "encoding_format": "float",
    }
    assert endpoint.requests[1]["input"] == ["p: 乙", "p: "]
    assert endpoint.keys == [f"Bearer {KEY}"] * 2


def test_without_a_key_no_key_is_sent(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    make(endpoint)[0].embed_queries(["甲"])
    assert endpoint.keys == [None]


def test_many_texts_go_in_batches_and_keep_their_order(endpoint: Endpoint) -> None:
    texts = [chr(ord("a") + number % 26) * (number + 1) for number in range(75)]
    seen: list[int] = []
    rows = make(endpoint)[0].embed_passages(texts, on_progress=seen.append)
    assert [len(request["input"]) for request in endpoint.requests] == [32, 32, 11]
    assert seen == [32, 64, 75]
    expected = np.array([[ord(text[0]) % 97, len(text), 30] for text in texts], np.float32)
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    np.testing.assert_allclose(rows, expected, rtol=1e-5)


def test_the_dimension_is_asked_once(endpoint: Endpoint) -> None:
    embedder, _ = make(endpoint)
    assert [embedder.dimension, embedder.dimension] == [3, 3]
    assert embedder.embed_queries([]).shape == (0, 3)
    assert len(endpoint.requests) == 1


def test_a_question_asked_again_is_not_sent_again(endpoint: Endpoint) -> None:
    embedder, _ = make(endpoint)
    first = embedder.embed_queries(["甲", "乙"])
    np.testing.assert_array_equal(embedder.embed_queries(["乙", "甲"]), first[::-1])
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_fault_is_tried_again(endpoint: Endpoint, status: int) -> None:
    fail(endpoint, 2, status)
    embedder, waits = make(endpoint)
    assert embedder.embed_queries(["甲"]).shape == (1, 3)
    assert len(waits) == 2
    assert 0.25 <= waits[0] <= 0.5 <= waits[1] <= 1


def test_it_waits_as_long_as_it_is_told(endpoint: Endpoint) -> None:
    fail(endpoint, 1, 429, **{"Retry-After": "7"})
    embedder, waits = make(endpoint)
    embedder.embed_queries(["甲"])
    assert waits == [7]


def test_a_lasting_fault_is_reported_with_what_the_endpoint_says(endpoint: Endpoint) -> None:
    fail(endpoint, 99, 503)
    embedder, waits = make(endpoint)
    with pytest.raises(EmbeddingFailed, match=r"letters: HTTP 503: .*slow down.*tried 5 times"):
        embedder.embed_queries(["甲"])
    assert len(waits) == 4


def test_a_refusal_is_not_tried_again_and_does_not_tell_the_key(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    endpoint.reply = lambda _: (401, {}, f"Incorrect API key: {KEY}".encode())
    embedder, waits = make(endpoint)
    with caplog.at_level(logging.DEBUG), pytest.raises(EmbeddingFailed, match="HTTP 401") as failed:
        embedder.embed_queries(["甲"])
    assert len(endpoint.requests) == 1
    assert waits == []
    assert KEY not in str(failed.value) + caplog.text + repr(vars(failed.value))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html>", "not JSON"),
        (b"[]", "no list of vectors"),
        (b'{"data": []}', "no list of vectors|expected 1 vectors"),
        (b'{"data": [{"index": 0}]}', "no list of vectors"),
        (b'{"data": [{"index": 1, "embedding": [1, 2]}]}', "expected 1 vectors"),
        (b'{"data": [{"index": 0, "embedding": []}]}', "expected 1 vectors"),
        (b'{"data": [{"index": 0, "embedding": [0, 0]}]}', "zero"),
        (b'{"data": [{"index": 0, "embedding": [NaN, 1]}]}', "no numbers"),
        (b'{"data": [{"index": 0, "embedding": "AAAA"}]}', "no list of vectors"),
    ],
)
def test_an_answer_that_is_no_answer_is_reported(
    endpoint: Endpoint, content: bytes, reason: str
) -> None:
    endpoint.reply = lambda _: (200, {}, content)
    with pytest.raises(EmbeddingFailed, match=reason):
        make(endpoint)[0].embed_queries(["甲"])


def test_vectors_that_change_their_length_are_refused(endpoint: Endpoint) -> None:
    embedder, _ = make(endpoint)
    embedder.embed_queries(["甲"])
    longer = json.dumps({"data": [{"index": 0, "embedding": [1, 2, 3, 4]}]}).encode()
    endpoint.reply = lambda _: (200, {}, longer)
    with pytest.raises(DimensionMismatch, match="3 dimensions, found 4"):
        embedder.embed_queries(["乙"])


def test_a_server_that_is_not_there_is_reported() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        embedder = EndpointEmbedder(url, "letters", wait=lambda _: None)
        with pytest.raises(EmbeddingFailed, match=r"no answer .*tried 5 times"):
            embedder.embed_queries(["甲"])


def test_a_specification_is_read_and_checked() -> None:
    assert EndpointEmbedder.from_spec("https://host/v1/#bge-m3").name == "https://host/v1#bge-m3"
    for spec in ("https://host/v1", "https://host/v1#", "https:///v1#m"):
        with pytest.raises(EmbeddingFailed, match="URL#MODEL"):
            EndpointEmbedder.from_spec(spec)
    with pytest.raises(EmbeddingFailed, match=KEY_VARIABLE) as failed:
        EndpointEmbedder.from_spec("https://user:hidden@host/v1#m")
    assert "hidden" not in str(failed.value)
