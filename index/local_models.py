"""Where models of the sentence-transformers library may come from, for all that load one."""

from __future__ import annotations

import os
from pathlib import Path

DOWNLOAD_VARIABLE = "ZHENGDA_ALLOW_DOWNLOAD"
"""Environment variable; 1 allows a model to be fetched from its hub."""

PREFIX = "st:"
"""Begins the name of every model of this kind, so that what is recorded loads it again."""

NOT_INSTALLED = "sentence-transformers is not installed: pip install 'zhengda[models]'"


def resolved(model: str) -> str:
    """Return the whole path of a folder, and the name of anything else as it is."""
    folder = Path(model).expanduser()
    return str(folder.resolve()) if folder.is_dir() else model


def download_allowed(given: bool | None) -> bool:
    """Say whether a model may be fetched: as given, else as the environment says."""
    return os.environ.get(DOWNLOAD_VARIABLE) == "1" if given is None else given


def why_not_loaded(model: str, error: Exception, *, allowed: bool) -> str:
    """Say why a resolved model could not be loaded, and what to do."""
    if allowed or Path(model).is_dir():
        return f"the model cannot be loaded: {error}"
    return (
        "the model is not on this machine, and nothing is downloaded unless it is allowed: "
        f"give the folder of a copy, or set {DOWNLOAD_VARIABLE}=1"
    )
