"""Cut questions into slices: by style, language, type, split, document, and wording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from eval.check import bigrams
from eval.gold import GoldIndex
from eval.records import Question

LOW_OVERLAP = 0.4
"""A question is worded unlike its answer when fewer of its bigrams stand in the gold clause."""


def lexical_overlap(question: Question, clause_texts: Sequence[str]) -> float:
    """Return the largest share of the question's bigrams that one gold clause holds."""
    asked = bigrams(question.text)
    return max((len(asked & bigrams(text)) / len(asked) for text in clause_texts), default=0.0)


def slices_of(
    questions: Sequence[Question], qrels: Mapping[str, Mapping[str, int]], gold_index: GoldIndex
) -> dict[str, list[str]]:
    """Return slice name (`style:english`) -> question ids, in the order of the questions.

    A question with gold in several documents is in each of their slices.
    """
    members: dict[str, list[str]] = defaultdict(list)
    for question in questions:
        texts = [gold_index.clause(clause_id).text for clause_id in qrels[question.id]]
        is_low = lexical_overlap(question, texts) < LOW_OVERLAP
        names = [
            f"split:{question.split}",
            f"language:{question.language}",
            f"style:{question.style}",
            f"type:{question.type}",
            f"overlap:{'low' if is_low else 'high'}",
            *(f"document:{name}" for name in sorted({gold.document for gold in question.gold})),
        ]
        for name in names:
            members[name].append(question.id)
    order = ("split", "language", "style", "type", "overlap", "document")
    return dict(
        sorted(members.items(), key=lambda item: (order.index(item[0].split(":")[0]), item[0]))
    )
