"""An interrupt (Ctrl-C) ends a command where it can be ended.

Python raises `KeyboardInterrupt` between any two instructions, also while its import system holds
the lock of all imports. Raised there it can be lost, and the lock is kept for good: the next
import of another thread waits for ever.
"""

from __future__ import annotations

import _thread
import signal
import threading
from types import FrameType
from typing import Final

_IMPORT_SYSTEM: Final = "<frozen importlib"
_AGAIN_SECONDS: Final = 0.05


def interrupt_between_imports() -> None:
    """Raise `KeyboardInterrupt` on SIGINT as Python does, but not inside its import system.

    Nothing changes where interrupts are ignored or somebody else's, as in a background job.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)


def _interrupt(_signal: int, frame: FrameType | None) -> None:
    if frame is None or not frame.f_code.co_filename.startswith(_IMPORT_SYSTEM):
        raise KeyboardInterrupt
    again = threading.Timer(_AGAIN_SECONDS, _thread.interrupt_main)
    again.daemon = True
    again.start()
