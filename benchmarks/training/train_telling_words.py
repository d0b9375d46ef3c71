"""Learns which words of a question its answer would say, and writes them beside the refusal model.

Run it from the repository: `python -m benchmarks.training.train_telling_words`; it takes seconds.

补贴 is said by the clause that answers, 老板 hardly ever is: that a quote lacks the one tells much,
that it lacks the other nothing. How often a word is said by the clauses that answer it and by their
neighbours on the same subject gives the odds that its absence speaks for a neighbour.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.training.pairs import Pair, read_pairs
from index.questions.query import analyze
from index.words.tokenize import log_probability, tokens
from service.answering.refusing.telling import FILE_NAME
from service.answering.wording.evidence import Topic

SAID: Final = 0.7
"""Cover from which a clause says a word, by itself or by another name."""
NEIGHBOURS: Final = 8
USUAL_COUNT: Final = 5
"""Questions with a word that weigh as much as what is usual for words of its kind."""
LEAST_CHANCE: Final = 0.01
MOST_CHANCE: Final = 0.97
LEAST_CLAUSES: Final = 3
LEAST_QUESTIONS: Final = 2
"""A word of fewer clauses and questions than these is not written: it is worth what is usual."""
STEP: Final = 0.1
"""Values are rounded to it; those a step from the usual ones are not written."""
RIDGE: Final = 1.0
UNHEARD: Final = "唷唷"
"""In no question and no clause: what is usual."""
TARGET: Final = Path(__file__).parents[2] / "service" / "answering" / "data" / FILE_NAME

Floats = NDArray[np.float64]


class Asked(NamedTuple):
    """A word of a question, and whether it has other names there."""

    text: str
    named: bool


@dataclass(frozen=True, slots=True)
class Use:
    """A word in one question."""

    word: Asked
    said: float
    """1 where the clause that answers says it."""
    beside: float | None
    """The share of its neighbours that do; None without any."""


@dataclass
class Tally:
    """How much oftener than usual a word is said, over its questions."""

    count: int = 0
    excess: float = 0.0

    def corrected(self, usual: float) -> float:
        """Return the chance that it is said, near the usual one while it was rarely seen."""
        chance = usual + self.excess / (self.count + USUAL_COUNT)
        return min(MOST_CHANCE, max(LEAST_CHANCE, chance))


class Chances:
    """How likely words are to be said: by their kind, corrected by what was seen of each."""

    def __init__(self, seen: Sequence[tuple[Asked, float]], official: Mapping[str, int]) -> None:
        """Fit on words with how often they were said."""
        self._official = official
        rows = np.array([kind_of(word, official) for word, _ in seen])
        self._weights = logistic(rows, np.array([said for _, said in seen]))
        self._tallies: dict[Asked, Tally] = defaultdict(Tally)
        for word, said in seen:
            tally = self._tallies[word]
            tally.count += 1
            tally.excess += said - self._usual(word)

    def of(self, word: Asked) -> float:
        """Return the chance that a clause says a word."""
        return self._tallies.get(word, Tally()).corrected(self._usual(word))

    def _usual(self, word: Asked) -> float:
        return float(1 / (1 + np.exp(-np.dot(self._weights, kind_of(word, self._official)))))


def kind_of(word: Asked, official: Mapping[str, int]) -> list[float]:
    """Return what is known of a word besides its questions: official use and everyday use."""
    clauses, everyday = official.get(word.text, 0), log_probability(word.text) / 10
    named, latin = float(word.named), float(word.text.isascii())
    return [1.0, named, latin, math.log1p(clauses), float(clauses > 0), everyday, everyday**2]


def logistic(rows: Floats, target: Floats) -> Floats:
    """Return the weights of a logistic regression, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - target) + RIDGE * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def uses_of(pairs: Sequence[Pair]) -> Iterator[Use]:
    """Look for the words of each question in its clause and in those beside it on its subject."""
    subjects: dict[str, list[str]] = {}
    for pair in pairs:
        clauses = subjects.setdefault(pair.topic, [])
        if pair.clause not in clauses:
            clauses.append(pair.clause)
    for pair in pairs:
        info = analyze(pair.question).info
        topic = Topic.of(info, info.regions)
        said = _said(topic, pair.clause, pair.topic)
        others = [_said(topic, one, pair.topic) for one in _beside(subjects[pair.topic], pair)]
        for at, word in enumerate(topic.words):
            beside = fmean(other[at] for other in others) if others else None
            yield Use(Asked(word.text, bool(word.names)), said[at], beside)


def _beside(clauses: Sequence[str], pair: Pair) -> list[str]:
    at = clauses.index(pair.clause)
    near = clauses[max(0, at - NEIGHBOURS // 2) : at + NEIGHBOURS // 2 + 1]
    return [clause for clause in near if clause != pair.clause]


def _said(topic: Topic, clause: str, subject: str) -> list[float]:
    text = f"{subject.partition('/')[2]}\n{clause}".lower()
    return [float(cover >= SAID) for cover in topic.covers(text)]


def values_of(uses: Sequence[Use], official: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    """Return what the absence of each word tells, without and with other names; "" for the rest."""
    answers = Chances([(use.word, use.said) for use in uses], official)
    others = Chances([(u.word, u.beside) for u in uses if u.beside is not None], official)

    def value(text: str, *, named: bool) -> float:
        word = Asked(text, named)
        odds = math.log((1 - others.of(word)) / (1 - answers.of(word)))
        return max(0.0, round(round(odds / STEP) * STEP, 1))

    def both(text: str) -> tuple[float, float]:
        return value(text, named=False), value(text, named=True)

    asked = Counter(use.word for use in uses)
    often = {word.text for word, count in asked.items() if count >= LEAST_QUESTIONS}
    often |= {word for word, count in official.items() if count >= LEAST_CLAUSES and len(word) > 1}
    usual = both(UNHEARD)
    found = {word: both(word) for word in sorted(often)}
    return {"": usual} | {
        word: values
        for word, values in found.items()
        if any(abs(a - b) > STEP * 1.5 for a, b in zip(values, usual, strict=True))
    }


def written(values: Mapping[str, tuple[float, float]]) -> Iterable[str]:
    """Return the lines of the file: words of the same values share one."""
    yield "# What the absence of a word tells, without and with other names of it, and the words;"
    yield "# the line without words is for all others. benchmarks/training/train_telling_words.py"
    alike: dict[tuple[float, float], list[str]] = defaultdict(list)
    for word, pair in values.items():
        if word:
            alike[pair].append(word)
    yield "{} {}".format(*values[""])
    for (plain, named), words in sorted(alike.items()):
        yield f"{plain} {named} {' '.join(words)}"


def main() -> None:
    """Learn from all questions and write the words."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", type=Path, default=TARGET, help="where the words are written")
    target: Path = parser.parse_args().write
    pairs = read_pairs()
    clauses = dict.fromkeys(pair.clause for pair in pairs)
    official = Counter(
        word for clause in clauses for word in {token.text for token in tokens(clause)}
    )
    values = values_of(list(uses_of(pairs)), official)
    target.write_text("\n".join(written(values)) + "\n", encoding="utf-8")
    print(f"{len(values) - 1} words learned from {len(pairs)} questions")


if __name__ == "__main__":
    main()
