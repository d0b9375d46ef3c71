"""Fits the map of `index.question_map` to the pairs beside this file and writes it to index/data.

Run it from the repository: `python -m benchmarks.training.fit_question_map`. It is deterministic
up to the embedding engine's rounding, and prints what a fifth of the topics, left out, gains.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index import load_embedder
from index.centering import center_to_store, centered, stored_center
from index.query import analyze
from index.question_map import MAP_NAME, RECORD_NAME, fit_question_map

RIDGE: Final = 4.0
"""Flat from 2 to 10 on the development questions of two collections."""
HELD_OUT_OF: Final = 5
HERE: Final = Path(__file__).parent
DATA: Final = HERE.parent.parent / "index" / "data"

Vectors = NDArray[np.float32]


class Pair(NamedTuple):
    """A question and a clause that answers it."""

    topic: str
    question: str
    clause: str


def main() -> None:
    """Fit, report, write."""
    pairs = read_pairs()
    embedder = load_embedder("default")
    center = stored_center(center_to_store(embedder))
    raw = embedder.embed_queries([analyze(pair.question).embedding_text for pair in pairs])
    asked = np.stack([centered(row, center) for row in raw])
    clauses = embedder.embed_passages([pair.clause for pair in pairs])
    held = np.array([_is_held_out(pair.topic) for pair in pairs])
    trial = fit_question_map(raw[~held], clauses[~held], ridge=RIDGE)
    before = reciprocal_rank(asked[held], clauses, np.flatnonzero(held))
    after = reciprocal_rank(asked[held] @ trial, clauses, np.flatnonzero(held))
    print(f"{len(pairs)} pairs; MRR of {held.sum()} held out: {before:.3f} -> {after:.3f}")
    matrix = fit_question_map(raw, clauses, ridge=RIDGE)
    np.save(DATA / MAP_NAME, matrix.astype(np.float16))
    record = {
        "model": embedder.name,
        "pairs": len(pairs),
        "ridge": RIDGE,
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "held_out": {"pairs": int(held.sum()), "mrr_before": before, "mrr_after": after},
    }
    text = json.dumps(record, ensure_ascii=False, indent=2)
    (DATA / RECORD_NAME).write_text(text + "\n", encoding="utf-8")


def read_pairs() -> list[Pair]:
    """Read all pairs, in the order of the files' names."""
    pairs: list[Pair] = []
    for path in sorted(HERE.glob("pairs_*.tsv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
            pairs += [Pair(*row) for row in rows if row and row[0] != "topic"]
    return pairs


def reciprocal_rank(asked: Vectors, clauses: Vectors, gold: NDArray[np.int64]) -> float:
    """Return the mean reciprocal rank of each question's clause among all clauses."""
    scores = asked @ clauses.T
    own = scores[np.arange(len(gold)), gold]
    return round(float((1 / (scores >= own[:, None]).sum(axis=1)).mean()), 4)


def _is_held_out(topic: str) -> bool:
    return hashlib.sha256(topic.encode()).digest()[0] % HELD_OUT_OF == 0


if __name__ == "__main__":
    main()
