"""How well the words of a question are matched in a clause, token by token.

Each token of a question is worth the cosine of its best match in the clause; a clause, the weighted
mean of these (see `index.embedding.token_projection`); in a list, those tokens count more that some
of the best clauses match much better than others. Means lie close together and shift from question
to question, so they count by how far they stand above those of clauses drawn at random.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from index.embedding.token_projection import CODE_UNIT, QuestionTokens, TokenCodes
from index.ranking.fusion import Background, Fused, reweighed

TokenMatches: TypeAlias = NDArray[np.float32]
"""The best cosine of each token of a question in each clause, (clauses, tokens)."""

TOKEN_CANDIDATES: Final = 40
"""How many of the best clauses by all other evidence are matched; 20 to 50 rank alike."""
TOKEN_WEIGHT: Final = 0.4
"""Of the margin above clauses at random. Flat from 0.3 to 0.6."""
BESIDE_TOKENS: Final[Mapping[str, float]] = {"dense": 0.5, "document": 1.3}
"""How other parts count beside it: tokens tell better how near a clause is, and its document is
what they do not see. Flat from 0.4 to 0.6, and from 1 to 1.6."""
TELLING_CLAUSES: Final = 20
"""How many of the best clauses say which tokens tell them apart; 15 to 40 rank nearly alike."""
TELLING_POWER: Final = 0.5
"""Of how far tokens tell clauses apart, in their weight. With 0.7 articles of law gain more, and
plans lose."""
TELLING_LEAST: Final = 0.02
"""Of a cosine: a token that all clauses match alike keeps a little weight."""
PART: Final = "tokens"
"""Names what this evidence adds in `Fused.parts`, and the margin in `Fused.scores`."""
LEAST: Final = "tokens_least"
"""Names in `Fused.scores` how well the worst matched of a question's heavy tokens is matched."""
HEAVY: Final = 0.5
"""Share of the heaviest token's weight from which one is heavy."""

SAMPLE_CLAUSES: Final = 48
SAMPLE_LEAST: Final = 20
"""With fewer clauses, those that answer would be their own background: all else must do."""


@dataclass(frozen=True, slots=True)
class ClauseTokens:
    """The token vectors of some clauses, one after the other."""

    vectors: NDArray[np.float32]
    """(tokens, dimension)"""
    begins: NDArray[np.int64]
    """Where those of each clause begin; none is without tokens."""

    @classmethod
    def of(cls, codes: Sequence[TokenCodes]) -> ClauseTokens:
        """Join the token vectors of clauses, each of at least one token."""
        sizes = np.array([len(one) for one in codes], dtype=np.int64)
        vectors: NDArray[np.float32] = np.concatenate(codes, dtype=np.float32)
        vectors /= np.float32(CODE_UNIT)
        return cls(vectors, np.cumsum(sizes) - sizes)

    def matches(self, question: QuestionTokens) -> NDArray[np.float32]:
        """Return the weighted mean of the best cosines of a question's tokens, by clause."""
        means: NDArray[np.float32] = self.best(question) @ question.weights
        return means

    def best(self, question: QuestionTokens) -> TokenMatches:
        """Return the best cosine of each token of a question in each clause."""
        cosines = self.vectors @ question.vectors.T
        best: TokenMatches = np.maximum.reduceat(cosines, self.begins, axis=0)
        return best


@dataclass(frozen=True, slots=True)
class TokenSample:
    """Clauses drawn at random, by the projection that made their token vectors."""

    projection: str
    clauses: ClauseTokens

    def best(self, question: QuestionTokens) -> TokenMatches:
        """Return how well each token of a question is matched by any clause."""
        return self.clauses.best(question)


def write_sample(path: Path, projection: str, codes: Sequence[TokenCodes]) -> None:
    """Keep the token vectors of clauses drawn at random."""
    sizes = np.array([len(one) for one in codes], dtype=np.int64)
    np.savez(path, projection=np.array(projection), codes=np.concatenate(codes), sizes=sizes)


def read_sample(path: Path) -> TokenSample | None:
    """Read what `write_sample` kept; None where a generation has no token vectors.

    Raises:
        OSError, ValueError, EOFError: If it cannot be read.
    """
    if not path.is_file():
        return None
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as kept:
            codes = np.split(kept["codes"], np.cumsum(kept["sizes"])[:-1])
            return TokenSample(str(kept["projection"]), ClauseTokens.of(codes))
    except (BadZipFile, KeyError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def with_tokens(
    ranked: Sequence[Fused],
    question: QuestionTokens,
    codes: Mapping[int, TokenCodes],
    at_random: TokenMatches,
    *,
    telling: bool = False,
) -> list[Fused]:
    """Rank clauses once more, by how well a question is matched in them as well.

    Args:
        ranked: Best first; the clauses behind the first `TOKEN_CANDIDATES` count as if they were
            matched as badly as the worst of these.
        question: Token by token.
        codes: Token vectors by clause key; one that has none counts as the worst.
        at_random: How well the question is matched by clauses drawn at random.
        telling: Whether tokens count by what they tell between the best clauses as well, see
            `telling_weights`.
    """
    best = [one for one in ranked[:TOKEN_CANDIDATES] if len(codes.get(one.key, ()))]
    if not best:
        return list(ranked)
    matched = ClauseTokens.of([codes[one.key] for one in best]).best(question)
    weights = telling_weights(question, matched) if telling else question.weights
    margins = Background.of(at_random @ weights).margins((matched @ weights).tolist())
    heavy = question.weights >= HEAVY * question.weights.max()
    told = zip(margins, matched[:, heavy].min(axis=1).tolist(), strict=True)
    found = {
        one.key: {PART: margin, LEAST: least}
        for one, (margin, least) in zip(best, told, strict=True)
    }
    worst = {PART: min(margins)}
    again = [_reranked(one, found.get(one.key, worst)) for one in ranked]
    return sorted(again, key=lambda one: (-one.score, one.key))


def telling_weights(question: QuestionTokens, matched: TokenMatches) -> NDArray[np.float32]:
    """Return how much each token of a question counts between these clauses, (tokens), sum 1.

    What a token is worth to a question at large is learned; a token that all of the best clauses
    match alike, as each article of a law matches its subject, says nothing of which one is meant.
    So it counts the more, the further its best match stands above what is usual among them: as
    inverse document frequency does for words, but between the clauses found.

    Args:
        question: Token by token.
        matched: How well, in the best clauses by all other evidence, best first; at least one.
    """
    among = matched[:TELLING_CLAUSES]
    spread = among.max(axis=0) - np.median(among, axis=0) + TELLING_LEAST
    weights: NDArray[np.float32] = question.weights * spread**TELLING_POWER
    weights /= max(float(weights.sum()), 1e-9)
    return weights


def _reranked(fused: Fused, told: Mapping[str, float]) -> Fused:
    again = reweighed(fused, BESIDE_TOKENS, {PART: TOKEN_WEIGHT * told[PART]})
    return Fused(again.key, again.score, {**again.scores, **told}, again.parts)
