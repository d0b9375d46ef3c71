"""A folder for files that are derived from a model and cost seconds to make again.

Everything in it can be deleted at any time. Where it cannot be written, nothing is kept and the
work is done again on the next start.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

CACHE_VARIABLE = "ZHENGDA_CACHE"
"""Environment variable that names the folder."""

_MARK_BYTES = 8

_log = logging.getLogger(__name__)


def cache_folder() -> Path:
    """Return the folder: `ZHENGDA_CACHE`, else the user's cache folder of this platform."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named).expanduser()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "zhengda"


def map_cached(name: str) -> NDArray[np.uint8] | None:
    """Return the bytes kept under a name; None when there are none, or not all of them.

    They are mapped, not read: processes share them, and what nobody asks for stays on disk.
    """
    try:
        # Copy on write: OpenVINO takes only arrays that look writable.
        data = np.memmap(cache_folder() / name, np.uint8, mode="c")
    except (OSError, ValueError, RuntimeError):
        return None
    kept, mark = data[:-_MARK_BYTES], data[-_MARK_BYTES:]
    # A file cut short by a full disk must not reach a parser that trusts it.
    return kept if mark.tobytes() == _length_mark(len(kept)) else None


def write_cached(name: str, data: bytes) -> bool:
    """Keep bytes under a name, whole or not at all; say whether they were kept."""
    try:
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / name, data + _length_mark(len(data)))
    except (OSError, RuntimeError) as error:
        # RuntimeError: a user without a home folder, as in some containers.
        _log.info("not cached: %s", error)
        return False
    return True


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _length_mark(length: int) -> bytes:
    return length.to_bytes(_MARK_BYTES, "little")
