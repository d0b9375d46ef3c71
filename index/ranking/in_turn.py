"""Each further clause of a document yields a little, so that other documents are seen as well.

Where several documents answer, as each city's plan does, the clauses of one that is near to the
question as a whole would take the first places one after the other. What is found first stays
first. Only a list for a reader needs it: an answer is drawn from what ranks best by itself. (After
Carbonell and Goldstein 1998, "The use of MMR, diversity-based reranking": here the document is what
clauses have in common.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from index.ranking.fusion import Fused, lifted

REPEAT_LOSS: Final = 0.09
"""What a clause loses for each clause of its document before it, in the unit of the fused sum. Flat
from 0.06 to 0.1 beside `same_task`."""
MOST_REPEATS: Final = 3
"""So many count: a document that has much to say is not punished for it."""
PART: Final = "repeated"
"""Names what a clause lost in `Fused.parts`."""


def in_turn(ranked: Sequence[Fused], documents: Sequence[int]) -> list[Fused]:
    """Rank clauses once more, each a little lower for those of its document before it.

    Args:
        ranked: Best first.
        documents: The document key of each. Where there is but one, nothing changes.
    """
    if len(set(documents)) <= 1:
        return list(ranked)
    losses = _losses(documents)
    yielding = [
        lifted(one, -loss, PART) if loss else one for one, loss in zip(ranked, losses, strict=True)
    ]
    return sorted(yielding, key=lambda one: (-one.score, one.key))


def _losses(documents: Sequence[int]) -> list[float]:
    before: Counter[int] = Counter()
    losses = []
    for document in documents:
        losses.append(REPEAT_LOSS * min(before[document], MOST_REPEATS))
        before[document] += 1
    return losses
