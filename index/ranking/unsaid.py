"""A clause yields when its document nowhere says a good part of what was asked, and another does.

BM25 of whole documents (`index.words.lexical_documents`) counts repetitions and length: a short
notice that names the matter often stands above the one that says all that was asked once. Here a
word counts once, wherever in the document it stands. Only a list for a reader uses it, as an answer
is drawn from what ranks best by itself; nothing is added, so that a score keeps its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from index.ranking.fusion import Fused, lifted

UNSAID_LOSS: Final = 0.6
"""Of what a document leaves unsaid, in the unit of the fused sum. Flat from 0.4 to 0.8."""
UNSAID_LEAST: Final = 0.1
"""Up to such a share of what was asked nothing is lost: one word may be said in another way. Flat
from 0.08 to 0.15; less moves first hits back and forth."""
PART: Final = "unsaid"
"""Names what a clause lost in `Fused.parts`."""


def without_unsaid(
    ranked: Sequence[Fused], documents: Sequence[int], said: Mapping[int, float]
) -> list[Fused]:
    """Rank clauses once more, lower where their documents leave unsaid what another one says.

    Args:
        ranked: Best first.
        documents: The document key of each.
        said: By document key, how much of the question it says; nothing where it is not named.
    """
    most = max((said.get(document, 0.0) for document in documents), default=0.0)
    yielding = [
        _yielding(one, most - said.get(document, 0.0))
        for one, document in zip(ranked, documents, strict=True)
    ]
    return sorted(yielding, key=lambda one: (-one.score, one.key))


def _yielding(fused: Fused, unsaid: float) -> Fused:
    if unsaid <= UNSAID_LEAST:
        return fused
    return lifted(fused, -UNSAID_LOSS * (unsaid - UNSAID_LEAST), PART)
