"""What every embedder promises, on every embedder."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from index.embedding import Embedder, load_embedder

TEXTS = [
    "低压用户用电报装办理时间不超过8个工作日",
    "開辦企業",
    "how long does power connection take",
    "一",
    "第二十三条 国家建立健全统一开放、竞争有序的现代市场体系。" * 2,
    "",
]
SAME = 1e-5
"""How far equal rows are apart at most: kernels may add up the last row of a batch in another order."""


@pytest.fixture(params=["openvino", "numpy", "sentence-transformers", "endpoint"])
def embedder(request: pytest.FixtureRequest) -> Iterator[Embedder]:
    if request.param == "openvino":
        yield request.getfixturevalue("default_embedder")
    elif request.param == "numpy":
        yield request.getfixturevalue("numpy_embedder")
    elif request.param == "sentence-transformers":
        yield request.getfixturevalue("exported_embedder")
    else:
        yield load_embedder(request.getfixturevalue("endpoint").url + "#letters")


def both(embedder: Embedder) -> list[Any]:
    return [embedder.embed_queries, embedder.embed_passages]


def test_is_an_embedder(embedder: Embedder) -> None:
    assert isinstance(embedder, Embedder)


def test_rows_are_float32_of_unit_length_and_the_stated_dimension(embedder: Embedder) -> None:
    for embed in both(embedder):
        rows = embed(TEXTS)
        assert rows.dtype == np.float32
        assert rows.shape == (len(TEXTS), embedder.dimension)
        assert rows.flags.c_contiguous
        np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows_of_the_stated_dimension(embedder: Embedder) -> None:
    for embed in both(embedder):
        assert embed([]).shape == (0, embedder.dimension)


def test_rows_stand_in_the_order_of_the_texts_whatever_their_neighbours(
    embedder: Embedder,
) -> None:
    # Activations of questions may be rounded in larger groups than those of passages.
    for embed, close in zip(both(embedder), (2e-3, 1e-3), strict=True):
        together = embed(TEXTS)
        alone = np.concatenate([embed([text]) for text in TEXTS])
        np.testing.assert_allclose(together, alone, atol=close)
        np.testing.assert_allclose(embed(TEXTS[::-1]), together[::-1], atol=close)


def test_the_same_call_gives_the_same_rows(embedder: Embedder) -> None:
    first, second = embedder.embed_passages(TEXTS), embedder.embed_passages(TEXTS)
    np.testing.assert_allclose(first, second, atol=SAME)


def test_equal_texts_give_equal_rows(embedder: Embedder) -> None:
    rows = embedder.embed_passages(["一", "二", "一"])
    np.testing.assert_allclose(rows[0], rows[2], atol=SAME)
    assert not np.allclose(rows[0], rows[1], atol=1e-4)


def test_progress_ascends_to_the_number_of_texts(embedder: Embedder) -> None:
    seen: list[int] = []
    embedder.embed_passages(TEXTS * 2, on_progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == len(TEXTS) * 2


def test_threads_may_ask_at_once(embedder: Embedder) -> None:
    questions = [f"第{number}条规定了什么" for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        rows = list(pool.map(lambda text: embedder.embed_queries([text])[0], questions))
    np.testing.assert_allclose(np.array(rows), embedder.embed_queries(questions), atol=1e-3)


def test_its_name_loads_an_embedder_of_that_name(embedder: Embedder) -> None:
    assert load_embedder(embedder.name).name == embedder.name


def test_it_describes_itself(embedder: Embedder) -> None:
    info = embedder.describe()
    assert (info.model, info.dimension) == (embedder.name, embedder.dimension)
    assert info.max_tokens == embedder.max_tokens > 0
    assert info.engine
