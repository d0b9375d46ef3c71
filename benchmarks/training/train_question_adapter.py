"""Trains the adapter of `index.embedding.question_adapter` and writes it to index/data.

Run it from the repository, with the extra `models`:
`python -m benchmarks.training.train_question_adapter`. On two cores it takes half an hour. The seed
is fixed; the order in which threads add is not, so two runs agree to about three digits.

Only questions are learned: the vectors of clauses stay what they are and are computed once. A
question is drawn to its clause and away from all other clauses of the set (InfoNCE: van den Oord et
al. 2018), measured the way a store measures, with the centre taken out, and is held near the vector
that it had: a model that forgets the rest of the world ranks documents of other kinds worse.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from benchmarks.training.pairs import Pair, Reached, held_out, read_pairs
from benchmarks.training.question_model import QuestionModel
from index import load_embedder
from index.builder import DETAIL_SHARE
from index.embedding.e5_engine import PROBE_HEAD, PROBE_IDS
from index.embedding.e5_weights import E5Weights, find_weights
from index.embedding.numpy_engine import NumpyEngine
from index.embedding.question_adapter import (
    FACTORS_NAME,
    RECORD_NAME,
    QuestionAdapter,
    write_factors,
)
from index.passages import details_of
from index.questions.query import analyze
from index.storage.catalog import CATALOG_NAME
from index.vectors.centering import CENTER_SHARE, background_questions

SEED: Final = 1
RANK: Final = 16
EPOCHS: Final = 2
BATCH: Final = 96
RATE: Final = 5e-4
WARM_UP: Final = 20
"""Steps over which the rate rises."""
DROPOUT: Final = 0.1
TEMPERATURE: Final = 0.05
KEEP: Final = 10.0
"""Weight of staying near the vector that the question had without the change."""
SHARE: Final = 0.6
"""Of the learned change that is kept: between the model as it was and as it became lies the best of
both (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"). Chosen on questions over
other documents; 0 and 1 are both worse."""
SAME: Final = 0.97
"""Clauses so similar say the same: one is no negative for the other's question."""
LENT: Final = 8000
DATA: Final = Path(__file__).parent.parent.parent / "index" / "data"


@dataclass(frozen=True, slots=True)
class Material:
    """What is learned from."""

    texts: list[str]
    """Of all questions, as they are embedded."""
    gold: Tensor
    """(questions,), the number of each question's clause."""
    clauses: Tensor
    """(clauses, 384), clauses as a whole."""
    passages: Tensor
    """(passages, 384), as a store holds them: clauses and their details."""
    owners: Tensor
    """(passages,), the number of each passage's clause."""
    others: Tensor
    """(others, 384), passages that answer none of the questions."""

    @classmethod
    def of(cls, pairs: Sequence[Pair], store: Path | None) -> Material:
        """Embed the clauses of all pairs, once; a store lends passages on other matters."""
        numbers = {clause: at for at, clause in enumerate(dict.fromkeys(p.clause for p in pairs))}
        details = [
            (passage.text, number)
            for clause, number in numbers.items()
            for passage in details_of(clause)
        ]
        texts = [*numbers, *(text for text, _ in details)]
        vectors = torch.from_numpy(load_embedder("default").embed_passages(texts))
        vectors[len(numbers) :] *= DETAIL_SHARE
        return cls(
            texts=[analyze(pair.question).embedding_text for pair in pairs],
            gold=torch.tensor([numbers[pair.clause] for pair in pairs]),
            clauses=vectors[: len(numbers)],
            passages=vectors,
            owners=torch.tensor([*numbers.values(), *(number for _, number in details)]),
            others=torch.from_numpy(lent(store, vectors.shape[1])),
        )

    def scores(self, vectors: Tensor) -> Tensor:
        """Return how near each clause is by its best passage, and then each lent passage."""
        worst = torch.full((len(vectors), len(self.clauses)), -1.0)
        found = vectors @ self.passages.T
        best = worst.scatter_reduce(1, self.owners.expand(len(vectors), -1), found, "amax")
        return torch.cat([best, vectors @ self.others.T], dim=1)


def lent(store: Path | None, dimension: int) -> NDArray[np.float32]:
    """Return vectors of a store that the default model made, (at most `LENT`, dimension)."""
    if store is None:
        return np.zeros((0, dimension), np.float32)
    with closing(sqlite3.connect(f"{(store / CATALOG_NAME).as_uri()}?mode=ro", uri=True)) as rows:
        # Digests are in no order that has to do with the texts.
        blobs = rows.execute("SELECT vector FROM vectors ORDER BY digest LIMIT ?", [LENT])
        vectors = [np.frombuffer(blob, np.float16) for (blob,) in blobs]
    return np.stack(vectors).astype(np.float32)


def main() -> None:
    """Train, report, write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="leave out a sixth of the topics")
    parser.add_argument("--to", type=Path, default=DATA, help="folder to write to")
    parser.add_argument("--negatives", type=Path, help="a store on other matters")
    given = parser.parse_args()
    torch.manual_seed(SEED)
    random.seed(SEED)
    pairs = read_pairs()
    material = Material.of(pairs, given.negatives and given.negatives.resolve())
    apart = [number for number, pair in enumerate(pairs) if held_out(pair)]
    learned = set(range(len(pairs))) - (set(apart) if given.check else set())
    model = QuestionModel(RANK, DROPOUT)
    before = reached(model, material, apart)
    print(f"{len(learned)} of {len(pairs)} pairs, {len(material.clauses)} clauses; {before}")
    for epoch, loss in enumerate(train(model, material, sorted(learned)), start=1):
        print(f"epoch {epoch}: loss {loss:.3f}, {reached(model, material, apart)}", flush=True)
    model.keep(SHARE)
    checked = {"before": before._asdict(), "after": reached(model, material, apart)._asdict()}
    lending = f", {LENT} passages of a store" if given.negatives else ""
    write(
        model,
        given.to,
        share=SHARE,
        pairs=len(learned),
        negatives=f"all other clauses of the set{lending}",
        topics_apart={"pairs": len(apart), **checked} if given.check else None,
    )


def train(model: QuestionModel, material: Material, chosen: Sequence[int]) -> Iterator[float]:
    """Go over the chosen questions `EPOCHS` times; yield the mean loss after each."""
    had = model.embed(material.texts)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    steps, step = EPOCHS * (len(chosen) // BATCH), 0
    for _ in range(EPOCHS):
        center = question_center(model)
        model.train(True)
        losses = []
        for batch in batches(chosen, material.texts):
            rate = min(1, (step + 1) / WARM_UP) * (1 + math.cos(math.pi * step / steps)) / 2
            for group in optimizer.param_groups:
                group["lr"] = RATE * rate
            loss = batch_loss(model, material, batch, had, center)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
            step += 1
        yield float(np.mean(losses))


def batch_loss(
    model: QuestionModel, material: Material, batch: Sequence[int], had: Tensor, center: Tensor
) -> Tensor:
    """Return how far the questions of a batch are from their clause, and from what they were."""
    vectors = model.encode([material.texts[number] for number in batch])
    gold = material.gold[list(batch)]
    scores = material.scores(centered(vectors, center)) / TEMPERATURE
    same = torch.zeros(scores.shape, dtype=torch.bool)
    same[:, : len(material.clauses)] = material.clauses[gold] @ material.clauses.T > SAME
    same[torch.arange(len(gold)), gold] = False
    moved = 1 - (vectors * had[list(batch)]).sum(1)
    return functional.cross_entropy(scores.masked_fill(same, -1e9), gold) + KEEP * moved.mean()


def batches(chosen: Sequence[int], texts: Sequence[str]) -> Iterator[list[int]]:
    """Yield batches in random order; within each, questions of like length, which pad little."""
    order = random.sample(chosen, len(chosen))
    span = 6 * BATCH
    order = [
        number
        for start in range(0, len(order), span)
        for number in sorted(order[start : start + span], key=lambda number: len(texts[number]))
    ]
    starts = list(range(0, len(order) - BATCH + 1, BATCH))
    for start in random.sample(starts, len(starts)):
        yield order[start : start + BATCH]


def question_center(model: QuestionModel) -> Tensor:
    """Return the mean of the background questions, as a store keeps it."""
    return model.embed(background_questions()).mean(0)


def centered(vectors: Tensor, center: Tensor) -> Tensor:
    """Take the centre's share out, as `index.vectors.centering.centered` does."""
    return functional.normalize(vectors - CENTER_SHARE * center, dim=-1)


def reached(model: QuestionModel, material: Material, chosen: Sequence[int]) -> Reached:
    """Return how well some questions find their clause among all."""
    vectors = centered(model.embed([material.texts[n] for n in chosen]), question_center(model))
    scores = material.scores(vectors)[:, : len(material.clauses)]
    own = scores[torch.arange(len(chosen)), material.gold[list(chosen)]]
    ranks = (scores >= own[:, None]).sum(1).float()
    return Reached(
        round(float((1 / ranks).mean()), 4), round(float((ranks <= 1).float().mean()), 4)
    )


def write(model: QuestionModel, folder: Path, **told: object) -> None:
    """Write the factors, and the record with the probe that an engine is checked by."""
    factors = write_factors(folder / FACTORS_NAME, model.factors())
    weights = E5Weights(find_weights())
    record = {
        "model": load_embedder("default").name,
        "rank": RANK,
        "seed": SEED,
        "epochs": EPOCHS,
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        **told,
    }
    engine = NumpyEngine(weights, QuestionAdapter.of(factors, record))
    ids = np.array([PROBE_IDS], np.int64)
    head = engine.run(ids, np.ones_like(ids)).vectors[0, : len(PROBE_HEAD)]
    record["probe"] = [round(float(number), 4) for number in head]
    text = json.dumps(record, ensure_ascii=False, indent=2)
    (folder / RECORD_NAME).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
