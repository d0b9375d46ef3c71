"""The default model: both engines compute the same, and meaning decides nearness."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding import e5, load_embedder
from index.embedding.e5 import E5Embedder
from index.embedding.e5_batches import MAX_TOKENS, batches
from index.embedding.e5_engine import PROBE_IDS, EngineChoice, Started, check_probe, start_engine
from index.embedding.e5_graph import pack_int4
from index.embedding.e5_tokenizer import E5Tokenizer
from index.embedding.e5_weights import WEIGHTS_NAME, E5Weights, Q4Matrix
from index.embedding.model_cache import CACHE_VARIABLE
from index.embedding.numpy_engine import NumpyEngine
from index.embedding.openvino_engine import OpenVinoEngine
from index.embedding.protocol import Vectors
from index.embedding.question_adapter import QuestionAdapter, question_adapter_for
from index.errors import EmbeddingFailed

PASSAGES = [
    "压缩低压用户用电报装时间，办电不超过8个工作日。",
    "企业开办时间压缩至1个工作日以内，实行一网通办。",
    "不动产登记一般登记业务办理时间压缩至5个工作日以内。",
    "优化纳税服务，年纳税次数减少到6次以内。",
]


def cosines(left: Vectors, right: Vectors) -> Vectors:
    rows: Vectors = (left * right).sum(axis=1)
    return rows


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("用电报装要多久", 0),
        ("how long does it take to register a company", 1),
        ("房产证办理几天", 2),
        ("交稅", 3),
    ],
)
def test_a_question_is_nearest_to_the_passage_that_answers_it(
    default_embedder: E5Embedder, question: str, nearest: int
) -> None:
    query = default_embedder.embed_queries([question])[0]
    assert int(np.argmax(default_embedder.embed_passages(PASSAGES) @ query)) == nearest


def test_both_engines_compute_the_same(
    default_embedder: E5Embedder, numpy_embedder: E5Embedder
) -> None:
    texts = [*PASSAGES, "".join(PASSAGES), "power"]
    left, right = default_embedder.embed_passages(texts), numpy_embedder.embed_passages(texts)
    # 8-bit activations, where the processor has them, cost a little; a wrong kernel far more.
    assert cosines(left, right).min() > 0.998
    assert default_embedder.name == numpy_embedder.name


def test_sentence_transformers_computes_the_same_from_the_exported_folder(
    default_embedder: E5Embedder, weights: E5Weights, request: pytest.FixtureRequest
) -> None:
    other = request.getfixturevalue("exported_embedder")
    texts = [*PASSAGES, "開辦企業 ＡＢＣ", "".join(PASSAGES) * 7, "power connection"]
    assert other.dimension == default_embedder.dimension
    assert other.max_tokens == default_embedder.max_tokens
    ours, theirs = default_embedder.embed_passages(texts), other.embed_passages(texts)
    assert cosines(ours, theirs).min() > 0.995
    # The folder holds the network as it is, without what was learned for questions.
    tokenizer, engine = E5Tokenizer(weights.vocabulary(), max_tokens=512), NumpyEngine(weights)
    for text, vector in zip(texts, other.embed_queries(texts), strict=True):
        ids = np.array([tokenizer.encode(f"query: {text}")], np.int64)
        assert engine.run(ids, np.ones_like(ids)).vectors[0] @ vector > 0.995


def test_questions_and_passages_are_told_apart(numpy_embedder: E5Embedder) -> None:
    text = ["营业执照"]
    assert cosines(numpy_embedder.embed_queries(text), numpy_embedder.embed_passages(text)) < 0.999


def test_text_beyond_the_window_is_cut(default_embedder: E5Embedder) -> None:
    begin = "办理 " * MAX_TOKENS
    rows = default_embedder.embed_passages([begin + "甲", begin + "乙"])
    np.testing.assert_allclose(rows[0], rows[1], atol=1e-5)


@given(st.lists(st.integers(min_value=2, max_value=MAX_TOKENS), max_size=60))
def test_batches_hold_every_text_once_and_lengths_alike(lengths: list[int]) -> None:
    groups = list(batches(lengths))
    flat = [number for group in groups for number in group]
    assert sorted(flat) == list(range(len(lengths)))
    assert [lengths[number] for number in flat] == sorted(lengths, reverse=True)
    assert all(len(group) <= 8 and lengths[group[0]] * len(group) <= 2048 for group in groups)


@given(st.data())
def test_packing_keeps_every_weight(data: st.DataObject) -> None:
    raw = data.draw(st.binary(min_size=32, max_size=32))
    nibbles = np.frombuffer(raw, np.uint8).reshape(1, 2, 16)
    matrix = Q4Matrix(np.ones((1, 2), np.float16), nibbles)
    packed = pack_int4(matrix).astype(np.int16)
    pairs = np.stack([packed & 15, packed >> 4], axis=-1).reshape(1, 64)
    signed = np.where(pairs > 7, pairs - 16, pairs)
    np.testing.assert_array_equal(signed, matrix.dequantize())


def test_numpy_computes_where_openvino_is_missing(
    weights: E5Weights, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    with caplog.at_level(logging.WARNING):
        started = start_engine(weights, EngineChoice.AUTO)
    assert isinstance(started.engine, NumpyEngine)
    assert "openvino" in started.notes[0]
    assert started.notes[0] in caplog.text
    with pytest.raises(EmbeddingFailed, match="openvino"):
        start_engine(weights, EngineChoice.OPENVINO)


def test_both_engines_pass_the_probe_and_a_wrong_one_does_not(
    weights: E5Weights, default_embedder: E5Embedder
) -> None:
    default_embedder.describe()
    numpy_engine = NumpyEngine(weights)
    check_probe(numpy_engine)

    class Reversed:
        name, threads = "reversed", None

        def run(self, ids: np.ndarray, mask: np.ndarray) -> Vectors:
            return numpy_engine.run(ids[:, ::-1].copy(), mask)

    with pytest.raises(EmbeddingFailed, match="wrong vectors"):
        check_probe(Reversed())


def test_the_compiled_model_is_kept_and_a_damaged_copy_is_made_again(
    weights: E5Weights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    OpenVinoEngine(weights)
    (blob,) = tmp_path.iterdir()
    whole = blob.read_bytes()
    blob.write_bytes(whole[: len(whole) // 2])
    check_probe(OpenVinoEngine(weights))
    # Not to the byte: what OpenVINO exports differs from compilation to compilation.
    assert len(blob.read_bytes()) == pytest.approx(len(whole), rel=0.01)
    kept = blob.stat().st_mtime_ns
    check_probe(OpenVinoEngine(weights))
    assert blob.stat().st_mtime_ns == kept


def test_load_embedder_names_what_it_does_not_know(tmp_path: Path) -> None:
    assert load_embedder("default:numpy").describe().engine.startswith("numpy")
    with pytest.raises(EmbeddingFailed, match="no known model"):
        load_embedder("bge-large")
    with pytest.raises(EmbeddingFailed, match="write st:"):
        load_embedder(str(tmp_path))


def test_one_question_gets_the_engine_that_is_ready_soonest_unless_one_is_named() -> None:
    soonest = load_embedder("default", for_one_question=True)
    assert soonest.describe().engine.startswith("numpy")
    assert soonest.name == load_embedder(soonest.name).name
    named = load_embedder("default:openvino", for_one_question=True)
    assert named.describe().engine.startswith("openvino")


def test_a_question_does_not_wait_while_the_engine_for_passages_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    starting, release = threading.Event(), threading.Event()

    def start(weights: E5Weights, choice: EngineChoice, adapter: object, *, keep: bool) -> Started:
        if adapter is None:
            starting.set()
            assert release.wait(60)
        return Started(NumpyEngine(weights, keep=keep), ())

    monkeypatch.setattr(e5, "start_engine", start)
    embedder = E5Embedder(for_one_question=True)
    passages = threading.Thread(target=embedder.embed_passages, args=([PASSAGES[0]],))
    passages.start()
    assert starting.wait(60)
    assert embedder.embed_queries(["办电"]).shape == (1, embedder.dimension)
    assert passages.is_alive()
    release.set()
    passages.join()


@pytest.mark.parametrize(
    "adapter", [None, question_adapter_for(WEIGHTS_NAME)], ids=["passages", "questions"]
)
def test_what_is_kept_computes_as_what_was_compiled(
    weights: E5Weights,
    adapter: QuestionAdapter | None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    # The kept form does not say how numbers are rounded: the processor's own choice was another.
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    ids = np.array([PROBE_IDS, PROBE_IDS[::-1]], np.int64)
    compiled = OpenVinoEngine(weights, adapter).run(ids, np.ones_like(ids))
    assert len(list(tmp_path.iterdir())) == 1
    kept = OpenVinoEngine(weights, adapter).run(ids, np.ones_like(ids))
    np.testing.assert_array_equal(compiled.vectors, kept.vectors)
    np.testing.assert_array_equal(compiled.states, kept.states)
