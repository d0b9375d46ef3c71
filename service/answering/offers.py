"""What each hit can say to a question, and what that is worth beside the others."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from index import DocumentSummary, Hit, QueryInfo
from ingest.records import ClauseKind, MeasureKind, Status
from service.answering.figures.years import document_year, years_of_document
from service.answering.finding import found_in
from service.answering.found import Found, context_of, in_context
from service.answering.places import Level
from service.answering.records import AskedQuestion
from service.answering.spans.whole_clause import is_named
from service.answering.wording.alternatives import alternatives_of
from service.answering.wording.evidence import Topic, best_of
from service.answering.wording.subjects import Subjects, asks_for_grant, lacks_grant, subjects_of

# How an offer is valued: by the ranking and by the words of the question it covers. The constants
# follow logits over the clauses found for the development questions of two corpora. Since questions
# are matched token by token the ranking deserves more (0.8; 0.6 before, one answer in a hundred).
RANKING_SHARE: Final = 0.8
SCORE_STEEPNESS: Final = 1.5
RANKING_SLOPE: Final = 0.7
"""How fast the ranking's share falls with the log odds of the search's score."""
CLAUSE_SHARE: Final = 0.25
"""Of the words' share: what the whole clause covers, besides what the statement itself does."""
ECHO_FITNESS: Final = 0.1
"""For a clause with all characters of the question that tell the clauses found apart; of 0 to 0.3
the best on three corpora."""
USUAL_ECHO: Final = 0.5
NO_FIGURE_LOSS: Final = 0.2
UNTYPED_FIGURE_LOSS: Final = 0.06
"""For a sentence with a figure of which it is not known what it measures."""
NOT_IN_FORCE_LOSS: Final = 0.2
OTHER_YEAR_LOSS: Final = 0.3
"""For a document of another year than the one named, or that is not the old rule asked about: more
than words and ranking may add."""
ABOVE_LOSS: Final = 0.1

APART_COVERAGE: Final = 0.5
"""Of the question's words, in the clause, but only after its figures."""
APART_LOSS: Final = 0.25
"""For figures of something else than the clause names besides: 学生3000元, 特困人员也可申请."""
FRAMING_LOSS: Final = 0.08
"""For preambles, which name every subject and settle none."""
_FRAMING: Final = frozenset({ClauseKind.PREAMBLE})

NOT_IN_FORCE: Final = frozenset({Status.EXPIRED, Status.REPEALED})
_OLD_RULE: Final = re.compile(
    r"[老旧原]的?(?:办法|规定|版|政策|制度)|以前的?(?:办法|规定|政策)|\bold (?:rule|measure|polic)"
)
_FORMER_ASKED: Final = re.compile(
    r"[老旧原]的?(?:办法|规定|版|政策|制度)|(?:^|[,，。？?\s])(?:以前|过去)|以前的?(?:办法|规定|政策|标准)|当时|曾经"
    r"|\bformer|\bold (?:rule|measure|polic)"
)
_YEAR_ASKED: Final = re.compile(r"(?:19|20)\d\d年")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a hit can say, and what that is worth."""

    found: Found
    level: Level
    value: float
    coverage: float
    """The share of the topic that the statement and the context of its clause cover."""

    @property
    def hit(self) -> Hit:
        """The hit that makes it."""
        return self.found.hit

    @property
    def in_force(self) -> bool:
        """Whether its document still holds."""
        return self.hit.document.status not in NOT_IN_FORCE


def offers_of(hits: Sequence[tuple[Hit, Level]], asked: AskedQuestion, topic: Topic) -> list[Offer]:
    """Return what the hits offer, the most valuable first.

    What is said of water or power is no offer to who asks about gas, nor is what is said of another
    kind of insurance, or of ending what the question would begin. Where a clause is asked for by
    its number, no other one is.
    """
    if asked.whole_clause:
        hits = [(hit, level) for hit, level in hits if is_named(hit)]
    top = max((log_odds(hit.score) for hit, _ in hits), default=0.0)
    lost = _lost_to_time([hit for hit, _ in hits], asked)
    others = _of_other_years([hit for hit, _ in hits], asked)
    offers = [
        _offer(
            hit,
            level,
            asked,
            topic,
            log_odds(hit.score) - top,
            lost[hit.document.status] + OTHER_YEAR_LOSS * (hit.document.id in others),
        )
        for hit, level in hits
    ]
    subjects = subjects_of(asked.normalized)
    granting = _that_grant(hits, asked)
    offers = [
        offer for offer in offers if not _is_of_another(offer.found, subjects, asked, granting)
    ]
    return sorted(offers, key=lambda offer: (-offer.value, offer.hit.rank))


def is_meant(document: DocumentSummary, query: QueryInfo) -> bool:
    """Whether a question means a document by its year (2018年办法) or as the old rule (老办法)."""
    if document_year(query.normalized) in years_of_document(document):
        return True
    return document.status in NOT_IN_FORCE and asks_for_old_rule(query)


def asks_for_old_rule(query: QueryInfo | AskedQuestion) -> bool:
    """Whether a question is about the rule that held before: 老办法."""
    return _OLD_RULE.search(query.normalized) is not None


def _lost_to_time(hits: Sequence[Hit], asked: AskedQuestion) -> Mapping[Status, float]:
    """Return what each status costs: who asks for the old rule (老办法) gets it."""
    lapsed = any(hit.document.status in NOT_IN_FORCE for hit in hits)
    old = _FORMER_ASKED.search(asked.normalized) is not None and lapsed
    either = _YEAR_ASKED.search(asked.normalized) is not None
    lost = OTHER_YEAR_LOSS if asks_for_old_rule(asked) else NOT_IN_FORCE_LOSS
    return {
        status: lost if (status in NOT_IN_FORCE) != old and not either else 0.0 for status in Status
    }


def _of_other_years(hits: Sequence[Hit], asked: AskedQuestion) -> frozenset[str]:
    """Return the documents that are not of the year by which one is named: 2018年办法.

    None where no document found is of that year.
    """
    year = document_year(asked.normalized)
    documents = {hit.document.id: hit.document for hit in hits}
    named = {at for at, document in documents.items() if year in years_of_document(document)}
    return frozenset(documents) - named if named else frozenset()


def _is_said_after(found: Found, topic: Topic, whole: float) -> bool:
    """Whether a clause names what is asked about only after its figures, which it is not of."""
    before = topic.covers(found.hit.clause.text[: found.spans[-1].end])
    return whole - topic.weighed(best_of(found.covers, before)) >= APART_COVERAGE


def _that_grant(hits: Sequence[tuple[Hit, Level]], asked: AskedQuestion) -> frozenset[str]:
    """Return the documents that grant something; none where a sum is asked for.

    Within what time to apply, and with what papers, is said without naming the grant again; a sum
    is that of the grant only where it is named.
    """
    if MeasureKind.MONEY in asked.figures or not asks_for_grant(asked.normalized):
        return frozenset()
    question = asked.normalized
    return frozenset(
        hit.document.id for hit, _ in hits if not lacks_grant(question, hit.clause.text)
    )


def _is_of_another(
    found: Found, subjects: Subjects, asked: AskedQuestion, granting: frozenset[str]
) -> bool:
    clause = found.hit.clause
    said = "".join(clause.text[start:end] for start, end in found.spans)
    around = (clause.text, context_of(found.hit))
    if found.hit.document.id not in granting and lacks_grant(asked.normalized, *around):
        return True
    titles = (*reversed(clause.path), found.hit.document.title)
    said = clause.text if found.units else said
    return subjects.are_told_of_another(said, clause.heading, titles=titles)


def _is_of_another_kind(found: Found, asked: AskedQuestion) -> bool:
    """Whether a clause and all that is around it speak of other kinds than the one asked about."""
    if asked.whole_clause:
        return False
    kinds = alternatives_of(asked.normalized)
    return bool(kinds) and kinds.are_nowhere_in(in_context(found.hit))


def log_odds(score: float) -> float:
    """Return the sum of evidence behind a search's score, which flattens towards 0 and 1."""
    bounded = min(max(score, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded)) / SCORE_STEEPNESS


def _offer(
    hit: Hit, level: Level, asked: AskedQuestion, topic: Topic, behind: float, lost: float
) -> Offer:
    found = found_in(hit, asked, topic)
    if _is_of_another_kind(found, asked):
        found = replace(found, for_others=True, of_another_kind=True)
    coverage = topic.weighed(topic.covers_with_references(found.covers, hit.clause.id))
    whole = topic.weighed(best_of(found.covers, topic.covers(hit.clause.text)))
    covered = CLAUSE_SHARE * whole + (1 - CLAUSE_SHARE) * coverage
    ranking = max(0.0, 1 + RANKING_SLOPE * behind)
    value = RANKING_SHARE * ranking + (1 - RANKING_SHARE) * covered + found.fitness - lost
    if topic.characters:
        value += ECHO_FITNESS * (topic.echo(hit.clause.text) - USUAL_ECHO)
    if hit.clause.kind in _FRAMING:
        value -= FRAMING_LOSS
    if asked.figures and not found.figure:
        value -= NO_FIGURE_LOSS
    elif asked.figures and not found.measures:
        value -= UNTYPED_FIGURE_LOSS
    if (
        found.measures
        and whole - coverage >= APART_COVERAGE
        and _is_said_after(found, topic, whole)
    ):
        value -= APART_LOSS
    if level is Level.ABOVE:
        value -= ABOVE_LOSS
    return Offer(found=found, level=level, value=value, coverage=coverage)
