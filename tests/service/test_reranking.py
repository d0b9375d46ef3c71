"""A cross-encoder named by the user, through the command line and over HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from service.app import create_app
from service.cli import app
from service.settings import Settings

QUESTION = "企业开办和用水报装的办理时限"
PATIENCE_S = 120
PROGRAM = "from service.cli import main; main()"
COMPANIES, WATER = "压缩企业开办时间", "优化用水用气报装"


@pytest.fixture(scope="module", autouse=True)
def patience() -> Iterator[None]:
    """A busy machine is no reason to keep the order as it was."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHENGDA_RERANK_TIMEOUT_S", str(PATIENCE_S - 1))
        patch.setenv("ZHENGDA_REQUEST_TIMEOUT_S", str(PATIENCE_S))
        yield


@pytest.fixture(scope="module")
def models(
    tmp_path_factory: pytest.TempPathFactory, write_cross_encoder: Callable[..., Path]
) -> dict[str, Path]:
    """Cross-encoders that see only what one of the two subjects is made of, by its heading."""
    folder = tmp_path_factory.mktemp("models")
    return {
        COMPANIES: write_cross_encoder(folder / "companies", "企业开"),
        WATER: write_cross_encoder(folder / "water", "用水气报装"),
    }


@pytest.fixture(scope="module")
def model(models: dict[str, Path]) -> Path:
    return models[WATER]


@pytest.fixture(scope="module")
def served(store_path: Path, model: Path, patience: None) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=store_path, reranker=f"st:{model}"))) as client:
        yield client


def headings(found: dict[str, Any]) -> list[str]:
    return [result["clause"]["heading"] for result in found["results"]]


def _by_heading(found: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(result["clause"]["heading"], result) for result in found["results"]]


def zhengda(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_command_line_shows_what_the_reranker_prefers(
    store_path: Path, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGDA_RERANK_WEIGHT", "5")
    question = ("search", QUESTION, "--store", store_path, "--explain", "--json")
    plain = json.loads(zhengda(*question).stdout)
    own = {heading: result["score"] for heading, result in _by_heading(plain)}
    assert all("reranker" not in r["explanation"]["parts"] for r in plain["results"])
    for wanted, model in models.items():
        found = json.loads(zhengda(*question, "--reranker", f"st:{model}").stdout)
        assert headings(found)[0] == wanted
        assert [r["score"] for r in found["results"]] == [r["score"] for r in plain["results"]]
        explained = found["results"][0]["explanation"]
        assert explained["parts"]["reranker"] == 5.0
        assert explained["evidence"]["fused"] == pytest.approx(own[wanted], abs=1e-3)


def test_the_explanation_is_printed(store_path: Path, model: Path) -> None:
    shown = zhengda(
        "search", QUESTION, "--store", store_path, "--explain", "--reranker", model
    ).stdout
    assert "reranker +0.50" in shown


def test_the_environment_names_it_for_a_process_of_its_own(store_path: Path, model: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "ask", QUESTION, "--store", str(store_path), "--json"],
        env={**os.environ, "ZHENGDA_RERANKER": f"st:{model}", "ZHENGDA_RERANK_WEIGHT": "2"},
        capture_output=True,
        check=True,
    )
    assert headings(json.loads(done.stdout))[0] == WATER


def test_it_is_used_over_http_and_named_when_ready(served: TestClient, model: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while (ready := served.get("/readyz")).status_code != 200:
        assert time.monotonic() < deadline, ready.text
        time.sleep(0.05)
    assert ready.json()["reranker"] == f"st:{model}"
    body = {"query": QUESTION, "explain": True}
    found = served.post("/v1/search", json=body).json()
    parts = {heading: r["explanation"]["parts"] for heading, r in _by_heading(found)}
    assert parts[WATER]["reranker"] == 0.5
    assert parts[COMPANIES]["reranker"] < 0.2
    assert headings(found)[0] == WATER


def test_without_one_none_is_named(client: TestClient) -> None:
    assert client.get("/readyz").json()["reranker"] is None


@pytest.mark.parametrize("command", [("search", "办电"), ("ask", "办电"), ("serve",)])
def test_a_model_that_is_not_there_ends_the_command_and_is_named(
    command: tuple[str, ...], store_path: Path, tmp_path: Path
) -> None:
    missing = tmp_path / "no-such-model"
    done = zhengda(*command, "--store", store_path, "--reranker", f"st:{missing}")
    assert done.exit_code == 1
    assert "no-such-model" in done.stderr
    assert "Traceback" not in done.stderr


def test_doctor_tells_what_it_costs(store_path: Path, model: Path, tmp_path: Path) -> None:
    report = json.loads(zhengda("doctor", "--store", store_path, "--json").stdout)
    assert report["reranker"] == {"used": False}
    doctor = ("doctor", "--store", store_path, "--json", "--reranker")
    found = json.loads(zhengda(*doctor, model).stdout)["reranker"]
    assert found["model"] == f"st:{model}"
    assert found["question_ms"] > 0
    done = zhengda(*doctor, tmp_path)
    assert done.exit_code == 1
    assert str(tmp_path) in json.loads(done.stdout)["reranker"]["error"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("rerank_top", 1), ("rerank_top", 101), ("rerank_weight", 0), ("rerank_timeout_s", 0)],
)
def test_settings_that_make_no_sense_are_refused(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=name):
        Settings(**{name: value})
