"""Each further clause of a document yields a little, so that other documents are seen as well.

Where several documents answer, as each city's plan does, the clauses of one that is near to the
question as a whole would take the first places one after the other. What is found first stays
first. Scores are dealt out anew, as with a reranker: rank r keeps the score that rank r had, since
the choice of an answer hangs on the distances between ranks. (After Carbonell and Goldstein 1998,
"The use of MMR, diversity-based reranking": here the document is what clauses have in common.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from index.ranking.fusion import Fused, total_of

REPEAT_LOSS: Final = 0.05
"""What a clause loses for each clause of its document before it, in the unit of the fused sum. Flat
from 0.03 to 0.08."""
MOST_REPEATS: Final = 3
"""So many count: a document that has much to say is not punished for it."""
PART: Final = "repeated"
"""Names what a clause lost in `Fused.parts`."""


def in_turn(
    ranked: Sequence[Fused], documents: Sequence[int], *, limit: int | None = None
) -> list[Fused]:
    """Rank clauses once more, each a little lower for those of its document before it.

    Args:
        ranked: Best first.
        documents: The document key of each. Where there is but one, nothing changes.
        limit: How many to return at most.
    """
    if len(set(documents)) <= 1:
        return list(ranked[:limit])
    losses = _losses(documents)
    left = [total_of(one.score) - loss for one, loss in zip(ranked, losses, strict=True)]
    order = sorted(range(len(ranked)), key=lambda at: (-left[at], ranked[at].key))
    return [
        _dealt(ranked[at], ranked[rank].score, losses[at]) for rank, at in enumerate(order[:limit])
    ]


def _losses(documents: Sequence[int]) -> list[float]:
    before: Counter[int] = Counter()
    losses = []
    for document in documents:
        losses.append(REPEAT_LOSS * min(before[document], MOST_REPEATS))
        before[document] += 1
    return losses


def _dealt(fused: Fused, score: float, loss: float) -> Fused:
    parts = {**fused.parts, PART: -loss} if loss else fused.parts
    return Fused(fused.key, score, fused.scores, parts)
