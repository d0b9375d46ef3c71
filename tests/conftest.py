"""Fixtures and paths that tests of several stages share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real documents beside the repository, or skip the test."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real documents is not beside the repository")
    return SHARED
