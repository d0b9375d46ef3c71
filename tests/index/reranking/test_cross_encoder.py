"""Loading a cross-encoder: offline unless it is allowed, and never a model that cannot score."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import RerankingFailed
from index.local_models import DOWNLOAD_VARIABLE
from index.reranking import load_reranker
from index.reranking.cross_encoder import CrossEncoderReranker


@pytest.fixture
def installed() -> None:
    pytest.importorskip("sentence_transformers", reason="the extra `models` is not installed")


def test_a_model_is_named_with_its_prefix_or_without(tmp_path: Path) -> None:
    assert load_reranker(f"st:{tmp_path}").name == f"st:{tmp_path}"
    assert load_reranker(str(tmp_path)).name == f"st:{tmp_path}"
    assert load_reranker("st:example-org/reranker").name == "st:example-org/reranker"


@pytest.mark.parametrize("spec", ["", "st:", "https://host/v1#model"])
def test_what_names_no_model_is_refused(spec: str) -> None:
    with pytest.raises(RerankingFailed, match="write st:NAME_OR_FOLDER"):
        load_reranker(spec)


@pytest.mark.usefixtures("installed")
def test_nothing_is_downloaded_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DOWNLOAD_VARIABLE, raising=False)
    # An address where nothing listens: a request would fail with another message.
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(RerankingFailed, match=f"no-such-model.*not on this.*{DOWNLOAD_VARIABLE}=1"):
        load_reranker("example-org/no-such-model").warm_up()


@pytest.mark.usefixtures("installed")
def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(RerankingFailed, match=f"{tmp_path.name}.*cannot be loaded"):
        load_reranker(str(tmp_path)).warm_up()


def test_loading_shows_no_bar(
    tmp_path: Path, write_cross_encoder: Callable[..., Path], capfd: pytest.CaptureFixture[str]
) -> None:
    folder = write_cross_encoder(tmp_path / "model", "办电")
    capfd.readouterr()
    load_reranker(str(folder)).warm_up()
    assert "Loading" not in capfd.readouterr().err


def test_a_missing_library_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(RerankingFailed, match=r"pip install 'zhengda\[models\]'"):
        load_reranker("any/model").score("甲", ["乙"])


def test_a_model_with_several_outputs_is_refused(
    tmp_path: Path, write_cross_encoder: Callable[..., Path]
) -> None:
    folder = write_cross_encoder(tmp_path / "three", "办电", outputs=3)
    with pytest.raises(RerankingFailed, match="no reranker: it has 3 outputs"):
        load_reranker(str(folder)).warm_up()


def test_an_embedding_model_is_refused_instead_of_scoring_at_random(
    tmp_path: Path, write_cross_encoder: Callable[..., Path]
) -> None:
    from transformers import BertModel

    folder = write_cross_encoder(tmp_path / "without-head", "办电")
    BertModel.from_pretrained(folder).save_pretrained(folder)
    with pytest.raises(RerankingFailed, match="no reranker: BertModel has no head that scores"):
        load_reranker(str(folder)).warm_up()


def test_scores_are_logits_whatever_the_model_would_squash_them_to(
    cross_encoder: CrossEncoderReranker,
) -> None:
    """The library's own default for one output is a sigmoid, which makes good texts equal."""
    assert max(cross_encoder.score("办电时间", ["办电时间", "电"])) > 1
