"""What tells an answer that stands from one that only looks like it, as numbers in [0, 1].

Every feature is a claim about the question, the hits and the drafted statements that a reader can
check, so that a refusal can be explained.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from index import Hit
from service.answering.draft import Draft
from service.answering.evidence import Topic
from service.answering.found import context_of
from service.answering.question import canonical

MARGIN_UNIT: Final = 2.0
"""`Hit.scores["margin"]` that counts as 1; first hits of answerable questions have 0.7 to 1.6."""
HELD: Final = 0.5
"""Cover from which a text holds a word."""

_NUMBER: Final = re.compile(
    r"多少|多[久长大高快]|几|百分|比例|时限|期限|金额|额度|标准"
    r"|\bhow (?:much|many|long|often|soon|fast|quickly|large|big)\b"
    r"|\bwhat (?:\w+ )?(?:share|percentage|rate|price|tariff|amount|number)",
    re.IGNORECASE,
)
"""Questions that only a number answers; 要钱吗 is answered by 免费 too."""

FROM_SUPPORT: Final = (
    "answer_value",
    "coverage",
    "own_coverage",
    "least_covered",
    "uncovered_rare",
    "group_matched",
    "place_named",
    "place_above",
    "english",
    "words",
)
"""Clues of the draft that are features as they are."""

FEATURES: Final = (
    *FROM_SUPPORT,
    "clause_coverage",
    "unknown",
    "literal",
    "literal_elsewhere",
    "better_elsewhere",
    "better_anywhere",
    "margin",
    "margin_behind",
    "peak",
    "lexical",
    "first",
    "lead",
    "number_missing",
    "figure_missing",
    "figure_covered",
)
"""Names in the order of the report. `docs/refusal.md` says what each means."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A hit with how well its clause covers the question."""

    hit: Hit
    covers: tuple[float, ...]
    coverage: float
    literal: float
    """The same, other names not counting."""
    margin: float


def judged(hits: Iterable[Hit], topic: Topic) -> list[Judged]:
    """Return every hit with what it covers, in the order given."""
    found = []
    for hit in hits:
        covers = topic.covers(clause_text(hit))
        margin = min(1.0, max(0.0, hit.scores.get("margin", 0.0) / MARGIN_UNIT))
        text = clause_text(hit)
        literal = topic.weighed([float(word.text in text) for word in topic.words])
        found.append(Judged(hit, covers, topic.weighed(covers), literal, margin))
    return found


def clause_text(hit: Hit) -> str:
    """Return a clause with the words around it that say what it is about, in lower case."""
    return f"{hit.clause.text}\n{context_of(hit)}".lower()


def topic_of(draft: Draft) -> Topic:
    """Return what a drafted question is about."""
    return Topic.of(draft.search.query, draft.question.regions)


def refusal_features(draft: Draft) -> Mapping[str, float]:
    """Return the features of a draft, each in [0, 1], by their names in `FEATURES`."""
    topic = topic_of(draft)
    inside, outside = judged(draft.in_place, topic), judged(draft.elsewhere, topic)
    everywhere = inside + outside
    clues, used = draft.support, _used(draft, inside)
    coverage = used.coverage if used else 0.0
    literal = used.literal if used else 0.0
    margin = used.margin if used else 0.0
    usual = median(one.margin for one in inside) if inside else 0.0
    asked, found_figure = clues.get("figure_asked", 0.0), clues.get("figure_found", 0.0)
    found = {name: clues.get(name, 0.0) for name in FROM_SUPPORT}
    found |= {
        "clause_coverage": coverage,
        "unknown": _unknown_share(topic, everywhere),
        "literal": literal,
        "literal_elsewhere": max((other.literal for other in outside), default=0.0) - literal,
        "better_elsewhere": max((other.coverage for other in outside), default=0.0) - coverage,
        "better_anywhere": max((other.coverage for other in everywhere), default=0.0) - coverage,
        "margin": margin,
        "margin_behind": max((other.margin for other in everywhere), default=0.0) - margin,
        "peak": 2 * (margin - usual),
        "lexical": used.hit.scores.get("lexical", 0.0) if used else 0.0,
        "first": clues.get("hit_rank", 0.0),
        "lead": clues.get("answer_lead", 0.0),
        "number_missing": (1 - found_figure)
        * bool(_NUMBER.search(canonical(draft.question.normalized))),
        "figure_missing": asked * (1 - found_figure),
        "figure_covered": found_figure * clues.get("own_coverage", 0.0),
    }
    return {name: min(1.0, max(0.0, found[name])) for name in FEATURES}


def _used(draft: Draft, inside: Sequence[Judged]) -> Judged | None:
    """Return the hit whose clause the first statement cites."""
    if not draft.citations:
        return None
    cited = draft.citations[0].clause.id
    return next((one for one in inside if one.hit.clause.id == cited), None)


def _unknown_share(topic: Topic, everywhere: Sequence[Judged]) -> float:
    """Return the weight of the words that no hit holds, as a share of all."""
    total = sum(topic.weights)
    if not total:
        return 0.0
    best = [
        max((one.covers[at] for one in everywhere), default=0.0) for at in range(len(topic.words))
    ]
    return sum(w for w, cover in zip(topic.weights, best, strict=True) if cover < HELD) / total
