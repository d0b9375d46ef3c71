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


def read_cached(name: str) -> bytes | None:
    """Return the bytes kept under a name; None when there are none, or not all of them."""
    try:
        with (cache_folder() / name).open("rb") as file:
            size = file.seek(0, os.SEEK_END) - _MARK_BYTES
            file.seek(0)
            data = file.read(max(size, 0))
            # A file cut short by a full disk must not reach a parser that trusts it.
            return data if file.read() == _length_mark(data) else None
    except (OSError, RuntimeError):
        return None


def write_cached(name: str, data: bytes) -> bool:
    """Keep bytes under a name, whole or not at all; say whether they were kept."""
    try:
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / name, data + _length_mark(data))
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


def _length_mark(data: bytes) -> bytes:
    return len(data).to_bytes(_MARK_BYTES, "little")
