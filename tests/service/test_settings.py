"""Settings come from what is given, then from the environment, then from their defaults."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from service.settings import Settings


def test_what_is_given_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGDA_STORE", "elsewhere")
    monkeypatch.setenv("ZHENGDA_PORT", "9001")
    monkeypatch.setenv("zhengda_ocr", "false")
    monkeypatch.setenv("ZHENGDA_UNKNOWN", "is for somebody else")
    assert Settings().store == Path("elsewhere")
    assert (Settings().port, Settings().ocr) == (9001, False)
    assert Settings(store=Path("here")).store == Path("here")


def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGDA_PORT", "many")
    with pytest.raises(ValidationError) as raised:
        Settings()
    assert raised.value.errors()[0]["loc"] == ("port",)


def test_settings_never_change_and_unknown_ones_are_refused() -> None:
    with pytest.raises(ValidationError):
        Settings(prot=1)  # type: ignore[call-arg]
    with pytest.raises(ValidationError):
        Settings().port = 1  # type: ignore[misc]


def test_a_secret_from_the_environment_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGDA_LLM_API_KEY", "sk-secret")
    assert "sk-secret" not in repr(Settings())
    key = Settings().llm_api_key
    assert key is not None
    assert key.get_secret_value() == "sk-secret"


def test_reading_them_needs_no_event_loop() -> None:
    program = "import service.settings, sys; sys.exit('asyncio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
