"""What tells an answer that stands from one that only looks like it, as numbers in [0, 1].

Every feature is a claim about the question, the hits and the drafted statements that a reader can
check, so that a refusal can be explained.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean
from typing import Final

from index import Hit
from service.answering.asked.kinds import canonical
from service.answering.draft import Draft
from service.answering.found import in_context
from service.answering.refusing.amounts import is_unstated
from service.answering.refusing.shape import lacks_year, off_scale, other_class
from service.answering.refusing.sides import side_missing
from service.answering.refusing.sums import sum_left_open
from service.answering.refusing.telling import untold
from service.answering.refusing.words import outright, quoted, said_elsewhere
from service.answering.responsible import asks_authority, names_authority
from service.answering.wording.evidence import Topic

MARGIN_UNIT: Final = 2.0
"""`Hit.scores["margin"]` that counts as 1; first hits of answerable questions have 0.7 to 1.6."""
NEAR: Final = 0.65
"""`Hit.scores["dense"]` from which a clause counts as near; of the model that comes with it."""
FAR: Final = 0.4
"""The same, below which it is as far as any. Nine in ten clauses cited have 0.49 to 0.65 for
answerable development questions, and 0.35 to 0.57 for those on matters that no document knows."""
MATCHED: Final = 0.7
"""`Hit.scores["tokens_least"]` from which no word of the question is unmatched."""
UNMATCHED: Final = 0.3
"""The same, below which one is not matched at all. Nine in ten clauses cited have 0.3 to 0.75 for
answerable development questions, and 0.25 to 0.55 for others."""
SAID: Final = 0.3
"""`outright` from which the quote says enough of the question for words to speak for it."""

ON_SUBJECT: Final = 0.5
"""Share of a question's words from which a clause is on its subject."""
CLEARLY_BETTER: Final = 0.15
"""How much more of the words a clause of another place must hold than any of the named place."""

FROM_SUPPORT: Final = ("answer_value", "words")
"""Clues of the draft that are features as they are."""

FEATURES: Final = (
    *FROM_SUPPORT,
    "outright",
    "untold",
    "said_elsewhere",
    "untold_figure",
    "figureless",
    "silent",
    "year_missing",
    "only_elsewhere",
    "lexical_elsewhere",
    "far",
    "far_unsaid",
    "unmatched",
    "stands_out",
)
"""Names in the order of the report. `docs/refusal.md` says what each means."""


@dataclass(frozen=True)
class Judged:
    """A hit with how well its clause covers the question, which is looked up when asked for."""

    hit: Hit
    topic: Topic

    @cached_property
    def coverage(self) -> float:
        """The share of the question's words that the clause and what is around it cover."""
        return self.topic.coverage(self.text)

    @cached_property
    def literal(self) -> float:
        """The same, other names not counting."""
        return self.topic.weighed([float(word.text in self.text) for word in self.topic.words])

    @property
    def margin(self) -> float:
        """How far the clause stands out from the store, in [0, 1]."""
        return min(1.0, max(0.0, self.hit.scores.get("margin", 0.0) / MARGIN_UNIT))

    @cached_property
    def text(self) -> str:
        """The clause with the words around it."""
        return clause_text(self.hit)


@dataclass(frozen=True, slots=True)
class JudgedHits:
    """The hits of a draft, judged by what its question is about."""

    topic: Topic
    inside: tuple[Judged, ...]
    """Those that may answer, in the order of the draft; `outside` those of other places."""
    outside: tuple[Judged, ...]


def judged_hits(draft: Draft) -> JudgedHits:
    """Judge all hits of a draft."""
    topic = Topic.of(draft.search.query, draft.question.regions)
    inside, outside = (
        tuple(Judged(hit, topic) for hit in hits) for hits in (draft.in_place, draft.elsewhere)
    )
    return JudgedHits(topic, inside, outside)


def is_only_elsewhere(inside: Sequence[Judged], outside: Sequence[Judged]) -> bool:
    """Say whether a clause of another place is on the subject and clearly more so than any here."""
    there = max((one.coverage for one in outside), default=0.0)
    if there < ON_SUBJECT:
        return False
    if there >= max((one.coverage for one in inside), default=0.0) + CLEARLY_BETTER:
        return True
    named_here = max((one.literal for one in inside), default=0.0)
    named_there = max((one.literal for one in outside), default=0.0)
    return named_there >= named_here + ON_SUBJECT


def clause_text(hit: Hit) -> str:
    """Return a clause with the words around it that say what it is about, in lower case."""
    return in_context(hit).lower()


def said_of(draft: Draft) -> str:
    """Return what a draft says and the quotes it cites, in lower case."""
    quotes = (source.citation.quote for source in draft.citations)
    return "\n".join([*(one.text for one in draft.statements), *quotes]).lower()


def refusal_features(draft: Draft, hits: JudgedHits | None = None) -> Mapping[str, float]:
    """Return the features of a draft, each in [0, 1], by their names in `FEATURES`.

    Args:
        draft: The best answer that could be made.
        hits: Its hits, where they were judged already.
    """
    hits = hits or judged_hits(draft)
    cited = _cited(draft)
    used = next((one for one in hits.inside if one.hit is cited), None)
    found = {name: draft.support.get(name, 0.0) for name in FROM_SUPPORT}
    if used:
        found |= _against_others(used, hits) | _of_clause(draft, used, hits.topic)
        found |= _of_distance(used.hit, found["outright"])
    return {name: min(1.0, max(0.0, found.get(name, 0.0))) for name in FEATURES}


def is_of_another_class(draft: Draft) -> bool:
    """Say whether another class (A级, 二类) is asked about than any that the clause speaks of."""
    cited = _cited(draft)
    return cited is not None and other_class(_asked_text(draft), clause_text(cited))


def _asked_text(draft: Draft) -> str:
    return canonical(draft.search.query.normalized.lower())


def _of_clause(draft: Draft, used: Judged, topic: Topic) -> dict[str, float]:
    text, said, quote = _asked_text(draft), said_of(draft), quoted(draft)
    silent = max(
        side_missing(text, f"{said}\n{used.hit.clause.heading.lower()}"),
        is_unstated(draft, text, said),
        off_scale(text, said),
        sum_left_open(text, said),
        asks_authority(text) and not names_authority(said),
    )
    issued = draft.citations[0].document.issued_on
    dated = used.text if issued is None else f"{used.text} {issued}"
    unsaid = untold(topic, quote)
    return {
        "outright": outright(quote, topic),
        "untold": unsaid,
        "untold_figure": unsaid if draft.measures else 0.0,
        "figureless": float(bool(draft.question.figures) and not draft.measures),
        "said_elsewhere": said_elsewhere(quote, topic),
        "silent": float(silent),
        "year_missing": float(lacks_year(text, dated)),
    }


def _of_distance(hit: Hit, outright: float) -> dict[str, float]:
    """Return how far the question is from the clause, and whether words make up for it.

    A margin is measured against the store: of clauses that are all off the subject one stands out.
    How near it is in itself tells that the matter is not there at all. Spoken words are far too,
    and share some words with the clause; what is far and shares none has neither on its side. A
    near miss is near as a whole, with one word in it that nothing in the clause comes close to.
    """
    found = {}
    if "dense" in hit.scores:  # else it was found without vectors
        far = min(1.0, max(0.0, (NEAR - hit.scores["dense"]) / (NEAR - FAR)))
        found = {"far": far, "far_unsaid": far * max(0.0, 1 - outright / SAID)}
    # A store without token vectors, as a small one, does not tell: then it is as usual.
    least = hit.scores.get("tokens_least", (MATCHED + UNMATCHED) / 2)
    return found | {"unmatched": (MATCHED - least) / (MATCHED - UNMATCHED)}


def _against_others(used: Judged, hits: JudgedHits) -> dict[str, float]:
    lexical = used.hit.scores.get("lexical", 0.0)
    return {
        "only_elsewhere": float(is_only_elsewhere(hits.inside, hits.outside)),
        "stands_out": 2 * (used.margin - fmean(one.margin for one in hits.inside)),
        "lexical_elsewhere": max(
            (one.hit.scores.get("lexical", 0.0) - lexical for one in hits.outside), default=0.0
        ),
    }


def _cited(draft: Draft) -> Hit | None:
    """Return the hit whose clause the first statement cites."""
    if not draft.citations:
        return None
    cited = draft.citations[0].clause.id
    return next((hit for hit in draft.in_place if hit.clause.id == cited), None)
