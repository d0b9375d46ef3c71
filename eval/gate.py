"""Hold the quality that was reached: floors, pinned with the data they were measured on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.datasets import CORPUS, QUESTIONS, read_questions
from eval.errors import GateFailed
from eval.scoring import Scores, score_questions
from index import Mode, Store

BASELINE = Path(__file__).parent / "baseline.json"
"""The pinned floors of the sample questions."""

GATED_METRICS = ("hit@1", "ndcg@10", "recall@10")
GATED_SLICES = ("split:test", "language:en", "overlap:low")

DEPTH = 10
"""Hits a gated metric looks at; asking for no more keeps the gate quick."""

MARGIN = 0.03
"""Floors lie this far below what was measured: six of the 215 questions, more than the engines for
other processors differ by, less than a fault worth stopping for."""

SLICE_MARGIN = 0.06
"""The same for slices, the smallest of which has 36 questions: two of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Floors and what they were measured on."""

    digest: str
    """Digest of corpus and questions."""
    floors: Mapping[str, Mapping[str, float]]
    """`mode` or `mode/slice` -> metric -> lowest value allowed."""


def data_digest(documents: Path = CORPUS, questions: Path = QUESTIONS) -> str:
    """Return a digest of every document's name and bytes and of the questions."""
    digest = hashlib.sha256(questions.read_bytes())
    for path in sorted(p for p in documents.rglob("*") if p.is_file()):
        digest.update(path.relative_to(documents).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def measured_values(
    scores: Scores, *, slices: Sequence[str] = GATED_SLICES, prefix: str = ""
) -> dict[str, dict[str, float]]:
    """Return the gated metrics of every mode and of the gated slices, under prefixed keys."""
    measured = {}
    for name, mode in scores.modes.items():
        summaries = {name: mode.overall} | {
            f"{name}/{part}": mode.slices[part] for part in slices if part in mode.slices
        }
        for key, summary in summaries.items():
            measured[prefix + key] = {metric: summary.values[metric] for metric in GATED_METRICS}
    return measured


def measure(store: Store) -> Scores:
    """Score the sample questions in every mode, as deep as the gate looks."""
    return score_questions(store, read_questions([QUESTIONS]), modes=list(Mode), depth=DEPTH)


def check(baseline: Baseline, *, digest: str, measured: Mapping[str, Mapping[str, float]]) -> None:
    """Compare what was measured with the floors.

    Raises:
        GateFailed: With every reason: changed data, a missing value, a value below its floor.
    """
    reasons = []
    if digest != baseline.digest:
        reasons.append(
            f"corpus or questions changed (digest {digest}, pinned {baseline.digest}): "
            "look at the new scores, then run `zhengda-eval gate` with --pin"
        )
    for key, floors in baseline.floors.items():
        for metric, floor in floors.items():
            value = measured.get(key, {}).get(metric)
            if value is None:
                reasons.append(f"{key} {metric}: not measured, floor {floor:.3f}")
            elif value < floor:
                reasons.append(f"{key} {metric}: {value:.3f} is below the floor {floor:.3f}")
    if reasons:
        raise GateFailed(reasons)


def pin(
    baseline: Baseline | None,
    *,
    digest: str,
    measured: Mapping[str, Mapping[str, float]],
    lower: bool = False,
) -> Baseline:
    """Return a baseline for the data and values at hand.

    Args:
        baseline: The one before, if any.
        digest: Of the data measured on.
        measured: As `measured_values` returns it.
        lower: Allow floors to fall, after someone has looked at why.

    Raises:
        GateFailed: If a floor would fall and `lower` is not set.
    """
    floors = {
        key: {
            metric: round(max(value - margin_of(key), 0.0), 3) for metric, value in values.items()
        }
        for key, values in measured.items()
    }
    fallen = [
        f"{key} {metric}: the floor would fall from {old:.3f} to {_floor(floors, key, metric):.3f}"
        for key, pinned in (baseline.floors if baseline else {}).items()
        for metric, old in pinned.items()
        if _floor(floors, key, metric) < old
    ]
    if fallen and not lower:
        raise GateFailed([*fallen, "if that is meant, pin with --lower as well"])
    return Baseline(digest=digest, floors=floors)


def margin_of(key: str) -> float:
    """Return how far below the measured value the floor of `mode` or `mode/slice` lies."""
    return SLICE_MARGIN if "/" in key else MARGIN


def _floor(floors: Mapping[str, Mapping[str, float]], key: str, metric: str) -> float:
    return floors.get(key, {}).get(metric, 0.0)


def read_baseline(path: Path = BASELINE) -> Baseline | None:
    """Return the pinned baseline, or None before the first pin."""
    if not path.is_file():
        return None
    content = json.loads(path.read_text(encoding="utf-8"))
    return Baseline(digest=content["digest"], floors=content["floors"])


def write_baseline(baseline: Baseline, path: Path = BASELINE) -> None:
    """Write the baseline in one step, so that a cut-off run leaves the old one."""
    content = {"digest": baseline.digest, "floors": baseline.floors}
    aside = path.with_suffix(".tmp")
    aside.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    aside.replace(path)
