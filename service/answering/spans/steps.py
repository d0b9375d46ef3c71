"""Steps that are clauses of their own: all of them answer, in order, or none does.

办理流程 with (一)申请, (二)受理 and (三)决定 below it is read as three clauses; who asks how to
apply wants the three, and one of them alone misleads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index import Hit
from ingest.records import Clause
from ingest.text.alignment import Span
from service.answering.asked.aspects import Aspect, aspects_of, names_aspect
from service.answering.found import phrases, trimmed
from service.answering.offers import Offer
from service.answering.records import AskedKind, AskedQuestion

STEPS_MAX: Final = 8
STEP_MAX_CHARS: Final = 60
"""A longer step is said by its heading and what fits of its first words."""
_ASPECTS: Final = frozenset({Aspect.STEPS, Aspect.CONDITIONS, Aspect.MATERIALS, Aspect.CASES})
_FIRST: Final = re.compile(r"[(（第]?\s*[一1①]\s*(?:[)）、.．条]|\Z)")
_OPEN: Final = frozenset({AskedKind.HOW, AskedKind.LIST, AskedKind.WHAT})


def steps_of(chosen: Sequence[Offer], offers: Sequence[Offer], asked: AskedQuestion) -> list[Offer]:
    """Return the offers of all clauses under the heading of the aspect asked about, in order.

    None unless the best one stands under such a heading and every clause there was found.
    """
    if not chosen or asked.kind not in _OPEN:
        return []
    best, aspects = chosen[0].hit.clause, aspects_of(asked) & _ASPECTS
    if names_aspect(best.path[-1] if best.path else "", aspects):
        path = best.path
    elif names_aspect(best.heading, aspects):
        path = (*best.path, f"{best.number or ''}{best.heading}")
    else:
        return []
    steps = sorted(
        (offer for offer in offers if _is_at(offer.hit.clause, best.document_id, path)),
        key=lambda offer: offer.hit.clause.position,
    )
    if not 2 <= len(steps) <= STEPS_MAX or not _is_complete([step.hit for step in steps]):
        return []
    return [_as_step(step) for step in steps]


def _is_at(clause: Clause, document_id: str, path: tuple[str, ...]) -> bool:
    return clause.document_id == document_id and clause.path == path


def _is_complete(steps: Sequence[Hit]) -> bool:
    """Whether the clauses begin with the first and none between them is missing."""
    positions = [hit.clause.position for hit in steps]
    whole = positions[-1] - positions[0] == len(positions) - 1
    return whole and _FIRST.match(steps[0].clause.number or "") is not None


def _as_step(offer: Offer) -> Offer:
    clause = offer.hit.clause
    end = len(clause.text)
    if end > STEP_MAX_CHARS:
        ends = [piece.end for piece in phrases(clause) if piece.end <= STEP_MAX_CHARS]
        end = max(ends, default=clause.body_start + len(clause.heading))
    span = trimmed(clause.text, 0, end)
    said = clause.text[span.start : span.end].replace("\n", "：", 1).replace("\n", "")
    return replace(
        offer, found=replace(offer.found, said=lambda: said, spans=(Span(*span),), measures=())
    )
