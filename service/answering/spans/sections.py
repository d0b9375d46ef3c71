"""What a clause is worth for standing in the section of the aspect asked about."""

from __future__ import annotations

import re
from typing import Final

from index import Hit
from ingest.records import Clause
from service.answering.asked.aspects import aspects_of, is_section_of, is_section_of_other
from service.answering.figures.selecting import CONTEXT_SHARE
from service.answering.found import context_of
from service.answering.records import AskedQuestion
from service.answering.wording.evidence import Topic, best_of

SECTION_FITNESS: Final = 0.2
OTHER_SECTION_LOSS: Final = 0.12
SECTION_CONTEXT_SHARE: Final = 0.95
_PRINTED: Final = re.compile(r"\s*问\s*[:：]")


def section_fitness(clause: Clause, asked: AskedQuestion) -> float:
    """Return the worth of standing under a heading that names the aspect, or another: 申报条件."""
    aspects = aspects_of(asked)
    if is_section_of(clause, aspects):
        return SECTION_FITNESS
    return -OTHER_SECTION_LOSS if is_section_of_other(clause, aspects) else 0.0


def covers_around(hit: Hit, asked: AskedQuestion, topic: Topic) -> tuple[float, ...]:
    """Return how well the words around a clause cover each word of the question.

    办理地点 in a guide to a licence says where to get that licence, without naming it again; and a
    printed reply is about its question.
    """
    section = is_section_of(hit.clause, aspects_of(asked))
    share = SECTION_CONTEXT_SHARE if section else CONTEXT_SHARE
    around = tuple([share * cover for cover in topic.covers(context_of(hit))])
    if not _PRINTED.match(hit.clause.heading):
        return around
    printed = topic.covers(hit.clause.heading)
    return best_of(around, [SECTION_CONTEXT_SHARE * cover for cover in printed])
