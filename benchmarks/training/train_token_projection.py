"""Trains the projection of `index.embedding.token_projection` and writes it to index/data.

Run it from the repository, with the extra `models`:
`python -m benchmarks.training.train_token_projection`. On two cores it takes five minutes, most of
them for the states of all tokens, which are computed once: the network itself is not changed. The
seed is fixed; the order in which threads add is not, so two runs agree to about three digits.

A question is drawn to its clause and away from others (InfoNCE: van den Oord et al. 2018), half of
them neighbours on the same subject. Train after the question adapter, whose states these are.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.training.pairs import Pair, Reached, held_out, read_pairs
from benchmarks.training.token_states import StateEncoder
from index.embedding.e5_weights import WEIGHTS_NAME
from index.embedding.token_projection import ARRAYS_NAME, RECORD_NAME, arrays_digest
from index.questions.query import analyze

SEED: Final = 1
DIMENSION: Final = 64
EPOCHS: Final = 3
BATCH: Final = 48
OTHERS: Final = 24
"""Clauses in a batch that answer none of its questions."""
RATE: Final = 1e-3
WARM_UP: Final = 15
"""Steps over which the rate rises."""
DROPOUT: Final = 0.1
SMOOTHING: Final = 0.05
"""Of the labels: other clauses of the set answer some of the questions as well."""
SALIENCE_UNIT: Final = 10.0
"""Makes one rate fit weights of tokens, which start at nought, and projections."""
FIRST_SCALE: Final = 3.0
"""Logarithm of what cosines are multiplied by before the loss, at first; it is learned, too."""
DATA: Final = Path(__file__).parent.parent.parent / "index" / "data"


class Projection(nn.Module):
    """What is learned; it starts as the principal components of clauses."""

    def __init__(self, components: Tensor) -> None:
        """Take (hidden, dimension) components."""
        super().__init__()
        self.passages = nn.Parameter(components.clone())
        self.questions = nn.Parameter(components.clone())
        self.salience = nn.Parameter(torch.zeros(len(components)))
        self.scale = nn.Parameter(torch.tensor(FIRST_SCALE))
        self.drop = nn.Dropout(DROPOUT)

    def of_clause(self, states: Tensor) -> Tensor:
        """Return token vectors from states, (..., hidden)."""
        return functional.normalize(self.drop(states) @ self.passages, dim=-1)

    def of_question(self, states: Tensor, real: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return token vectors from states, (..., hidden), and weights of the real ones."""
        logits = states @ self.salience * SALIENCE_UNIT
        if real is not None:
            logits = logits.masked_fill(~real, -1e9)
        vectors = functional.normalize(self.drop(states) @ self.questions, dim=-1)
        return vectors, logits.softmax(-1)

    def scores(self, questions: Sequence[Tensor], clauses: Sequence[Tensor]) -> Tensor:
        """Return how well each question is matched in each clause, (questions, clauses)."""
        vectors, weights = self.of_question(*_padded(questions))
        told, there = _padded(clauses)
        cosines = torch.einsum("qih,djh->qidj", vectors, self.of_clause(told))
        best = cosines.masked_fill(~there, -2).amax(-1)
        return torch.einsum("qid,qi->qd", best, weights)


@dataclass(frozen=True, slots=True)
class Material:
    """States of all tokens, with what they have in common taken out."""

    questions: list[Tensor]
    clauses: list[Tensor]
    gold: list[int]
    """The number of each question's clause."""
    topics: list[str]
    """Of each question."""
    center: Tensor

    @classmethod
    def of(cls, pairs: Sequence[Pair]) -> Material:
        """Run the network on all texts, once; a clause stands below the name of its topic."""
        numbers = {pair.clause: pair.topic for pair in reversed(pairs)}
        at = {clause: number for number, clause in enumerate(numbers)}
        encoder = StateEncoder()
        headed = [f"{topic.rpartition('/')[2]}\n{clause}" for clause, topic in numbers.items()]
        clauses = encoder.passages(headed)
        center = torch.cat(clauses).mean(0)
        questions = encoder.questions([analyze(pair.question).embedding_text for pair in pairs])
        return cls(
            [one - center for one in questions],
            [one - center for one in clauses],
            [at[pair.clause] for pair in pairs],
            [pair.topic for pair in pairs],
            center,
        )


def main() -> None:
    """Train, report, write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="leave out a sixth of the topics")
    parser.add_argument("--to", type=Path, default=DATA, help="folder to write to")
    given = parser.parse_args()
    torch.manual_seed(SEED)
    random.seed(SEED)
    pairs = read_pairs()
    material = Material.of(pairs)
    apart = [number for number, pair in enumerate(pairs) if held_out(pair)]
    learned = sorted(set(range(len(pairs))) - (set(apart) if given.check else set()))
    projection = Projection(components(material.clauses))
    before = reached(projection, material, apart)
    told = f"{len(learned)} of {len(pairs)} pairs, {len(material.clauses)} clauses; {before}"
    print(told, flush=True)
    train(projection, material, learned)
    after = reached(projection, material, apart)
    print(after)
    checked = {"before": before._asdict(), "after": after._asdict()}
    write(
        projection,
        material.center,
        given.to,
        pairs=len(learned),
        topics_apart={"pairs": len(apart), **checked} if given.check else None,
    )


def components(clauses: Sequence[Tensor]) -> Tensor:
    """Return the first principal components of the tokens of clauses, (hidden, dimension)."""
    tokens = torch.cat(list(clauses)[::20])
    return torch.linalg.svd(tokens, full_matrices=False).Vh[:DIMENSION].T


def train(projection: Projection, material: Material, chosen: Sequence[int]) -> None:
    """Go over the chosen questions `EPOCHS` times."""
    optimizer = torch.optim.Adam(projection.parameters(), lr=RATE)
    projection.train(True)
    steps, step = EPOCHS * len(chosen) // BATCH, 0
    for _ in range(EPOCHS):
        for batch in batches(chosen, material):
            rate = min(1, (step + 1) / WARM_UP) * (1 + math.cos(math.pi * step / steps)) / 2
            for group in optimizer.param_groups:
                group["lr"] = RATE * max(rate, 0)
            answers = list(dict.fromkeys(material.gold[number] for number in batch))
            drawn = random.sample(range(len(material.clauses)), OTHERS)
            clauses = answers + [number for number in drawn if number not in answers]
            scores = projection.scores(
                [material.questions[number] for number in batch],
                [material.clauses[number] for number in clauses],
            )
            gold = torch.tensor([clauses.index(material.gold[number]) for number in batch])
            loss = functional.cross_entropy(
                scores * projection.scale.exp(), gold, label_smoothing=SMOOTHING
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    projection.train(False)


def batches(chosen: Sequence[int], material: Material) -> Iterator[list[int]]:
    """Yield batches of two halves, each of neighbours, in random order."""
    at = {topic: random.random() for topic in dict.fromkeys(material.topics)}
    order = sorted(chosen, key=lambda number: (at[material.topics[number]], random.random()))
    half = BATCH // 2
    halves = [order[start : start + half] for start in range(0, len(order), half)]
    random.shuffle(halves)
    for first, second in zip(halves[::2], halves[1::2], strict=False):
        yield first + second


@torch.no_grad()
def reached(projection: Projection, material: Material, chosen: Sequence[int]) -> Reached:
    """Return how well every fourth of some questions finds its clause among all."""
    projected = [projection.of_clause(clause) for clause in material.clauses]
    tokens, sizes = torch.cat(projected), np.array([len(one) for one in projected])
    begins = np.cumsum(sizes) - sizes
    ranks = []
    for number in chosen[::4]:
        vectors, weights = projection.of_question(material.questions[number])
        best = np.maximum.reduceat((tokens @ vectors.T).numpy(), begins, axis=0)
        scores = best @ weights.numpy()
        ranks.append(int((scores >= scores[material.gold[number]]).sum()))
    found = np.array(ranks)
    return Reached(round(float((1 / found).mean()), 4), round(float((found <= 1).mean()), 4))


def write(projection: Projection, center: Tensor, folder: Path, **told: object) -> None:
    """Write the arrays in half precision, and a record that names them by their digest."""
    learned = {
        "center": center,
        "passages": projection.passages,
        "questions": projection.questions,
        "salience": projection.salience * SALIENCE_UNIT,
    }
    arrays = {name: one.detach().numpy().astype(np.float16) for name, one in learned.items()}
    np.savez(folder / ARRAYS_NAME, **arrays)
    record = {
        "model": WEIGHTS_NAME,
        "digest": arrays_digest(arrays),
        "dimension": DIMENSION,
        "seed": SEED,
        "epochs": EPOCHS,
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        **told,
    }
    text = json.dumps(record, ensure_ascii=False, indent=2)
    (folder / RECORD_NAME).write_text(text + "\n", encoding="utf-8")


def _padded(texts: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Return states side by side, (texts, tokens, hidden), and which of them are real."""
    padded = nn.utils.rnn.pad_sequence(list(texts), batch_first=True)
    sizes = torch.tensor([len(one) for one in texts])
    return padded, torch.arange(padded.shape[1]) < sizes[:, None]


if __name__ == "__main__":
    main()
