"""Keeps numpy's BLAS to one thread, which must be said before numpy is imported."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import Final

VARIABLE: Final = "OPENBLAS_NUM_THREADS"
"""Read by the OpenBLAS of numpy's wheels when it is loaded; a value of the user's own stays."""


def use_one_blas_thread(*, whatever_embeds: bool = False) -> None:
    """Leave the cores to what embeds: idle threads of BLAS spin on them for milliseconds.

    Products of a question are too small for several threads, but each wakes them, and two cores
    then embed the next question a third slower. Only where numpy itself embeds do threads pay.

    Args:
        whatever_embeds: Also where numpy does, as for one question, which is over before they pay.
    """
    if "numpy" not in sys.modules and (whatever_embeds or find_spec("openvino")):
        os.environ.setdefault(VARIABLE, "1")
