"""Whom to ask when the documents do not answer: the hotline, and who answers for the matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index import Hit
from service.answering.draft import Draft
from service.answering.places import short_name
from service.answering.records import Reason

HOTLINE: Final = "12345"
"""The government service hotline of every place in China."""
UNITS_SHOWN: Final = 2


def contact_of(draft: Draft, reason: Reason) -> str:
    """Say whom to ask, in the language of the answer.

    Units are named only from a clause that is on the subject: of the place itself, or, when only
    another place has the matter, as a hint which authority has it there.
    """
    chinese = draft.question.language != "en"
    place = "、".join(draft.question.regions)
    parts = [_hotline_zh(place) if chinese else _hotline_en(place)]
    if reason is Reason.NO_FIGURE and draft.in_place:
        parts.append(_units(draft.in_place[0], chinese=chinese, elsewhere=False))
    elif reason is Reason.OTHER_PLACE and draft.elsewhere:
        parts.append(_units(draft.elsewhere[0], chinese=chinese, elsewhere=True))
    return ("；" if chinese else "; ").join(part for part in parts if part) + (
        "。" if chinese else "."
    )


def _hotline_zh(place: str) -> str:
    return f"可拨打{place}{HOTLINE}政务服务便民热线咨询"


def _hotline_en(place: str) -> str:
    return f"Call the {HOTLINE} government service hotline{' of ' + place if place else ''}"


def _units(hit: Hit, *, chinese: bool, elsewhere: bool) -> str:
    # Who issued a document answers for it at home; that the matter is theirs it does not say.
    units = named_units(hit) if elsewhere else responsible_units(hit)
    if not units:
        return ""
    region = hit.document.region
    where = short_name(region.name) if region else ""
    named = ("、" if chinese else ", ").join(units)
    if elsewhere and where:
        return (
            f"{where}由{named}负责，可向本地相应部门了解"
            if chinese
            else f"in {where} the matter is with {named}, so ask its local counterpart"
        )
    return f"或向{named}了解" if chinese else f"or ask {named}"


def responsible_units(hit: Hit) -> Sequence[str]:
    """Return who answers for a clause: the units that it names, else the issuers."""
    return named_units(hit) or hit.document.issuers[:UNITS_SHOWN]


def named_units(hit: Hit) -> Sequence[str]:
    """Return the units that a clause names: those that lead, else those that help."""
    responsible = hit.clause.responsible
    return (responsible.lead or responsible.with_)[:UNITS_SHOWN]
