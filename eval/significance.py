"""Tell a difference between two systems from luck: paired randomisation over the questions.

Smucker, Allan and Carterette (2007), A comparison of statistical significance tests for information
retrieval evaluation: under the null hypothesis the two systems are interchangeable, so that for
each question their scores may be swapped; the p-value is the share of such swaps whose mean
difference is at least as large as the one that was measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ROUNDS = 20_000
"""Swaps drawn: a p-value of 0.05 is then known to about 0.0015 (one standard error)."""

SEED = 20261122
_AT_ONCE = 2_000
_SAME = 1e-9
"""Differences below this are rounding, of rows that were written with few digits too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedTest:
    """How one system differs from another on the same questions."""

    n: int
    difference: float
    """Mean of the first system's score minus the second's."""
    wins: int
    """Questions on which the first system scores higher."""
    ties: int
    losses: int
    p: float
    """Two-sided; never below 1 / (rounds + 1), 1 where no question differs."""


def paired_test(
    first: Sequence[float],
    second: Sequence[float],
    *,
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> PairedTest:
    """Compare two systems' scores of the same questions in the same order.

    The draws are seeded, so the same scores give the same p-value.

    Raises:
        ValueError: If the lengths differ.
    """
    differences = np.asarray(first, dtype=np.float64) - np.asarray(second, dtype=np.float64)
    wins, losses = int((differences > _SAME).sum()), int((differences < -_SAME).sum())
    n = len(differences)
    return PairedTest(
        n=n,
        difference=float(differences.mean()) if n else 0.0,
        wins=wins,
        ties=n - wins - losses,
        losses=losses,
        p=_p_value(differences[np.abs(differences) > _SAME], rounds=rounds, seed=seed),
    )


def _p_value(differences: NDArray[np.float64], *, rounds: int, seed: int) -> float:
    """Swapping a tie changes nothing, so only questions that differ are given."""
    if not len(differences):
        return 1.0
    random = np.random.default_rng(seed)
    measured = abs(float(differences.sum())) - _SAME
    as_large = 0
    for start in range(0, rounds, _AT_ONCE):
        shape = (min(_AT_ONCE, rounds - start), len(differences))
        signs = random.integers(0, 2, size=shape, dtype=np.int8) * 2 - 1
        as_large += int((np.abs(signs @ differences) >= measured).sum())
    return (as_large + 1) / (rounds + 1)


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p-values adjusted for how many were looked at (Holm 1979), in the given order."""
    adjusted = [1.0] * len(p_values)
    highest = 0.0
    for rank, at in enumerate(sorted(range(len(p_values)), key=lambda at: p_values[at])):
        highest = max(highest, min(1.0, p_values[at] * (len(p_values) - rank)))
        adjusted[at] = highest
    return adjusted
