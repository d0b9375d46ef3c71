"""Idle threads of BLAS would spin on the cores that embed the next question."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from service.blas_threads import VARIABLE

_THREADS = """
import os
from service.blas_threads import use_one_blas_thread
if {limited}: use_one_blas_thread(whatever_embeds=True)
import numpy
numpy.ones((400, 400)) @ numpy.ones((400, 400))
print(len(os.listdir("/proc/self/task")))
"""


def threads_of_numpy(*, limited: bool, variables: dict[str, str] | None = None) -> int:
    """Return how many threads a process has that has multiplied with numpy."""
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    done = subprocess.run(
        [sys.executable, "-c", _THREADS.format(limited=limited)],
        env=environment | (variables or {}),
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


pytestmark = pytest.mark.skipif(
    not os.path.isdir("/proc/self/task") or len(os.sched_getaffinity(0)) < 2,
    reason="counts threads as Linux shows them, on two cores or more",
)


def test_products_of_a_limited_process_have_one_thread() -> None:
    assert threads_of_numpy(limited=False) > 1
    assert threads_of_numpy(limited=True) == 1


def test_what_the_user_says_stays() -> None:
    assert threads_of_numpy(limited=True, variables={VARIABLE: "2"}) == 2
