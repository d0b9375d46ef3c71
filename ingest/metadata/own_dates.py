"""When a document was issued, takes effect and expires."""

from __future__ import annotations

import datetime as dt
import re

from ingest.metadata.dates import find_dates
from ingest.metadata.document_front import DocumentFront
from ingest.metadata.fields import Field
from ingest.metadata.signatures import order_signed_on, printed_on
from ingest.metadata.validity import Term, effective_from, expires_on
from ingest.text.cleaning import fold_punctuation


def read_issued_on(front: DocumentFront) -> dt.date | None:
    """Return the day a document was issued: as stated, signed, ordered or printed."""
    stated = front.date(Field.ISSUED_ON, "issued_on")
    if stated:
        return stated
    of_version = _date_of_file(front.name)
    if signed := _signed_after_adoption(front):
        return signed
    if front.history.issued_on:
        # A law's file name tells which version it is; the history may stop before it.
        return max(front.history.issued_on, of_version or front.history.issued_on)
    with_bodies = next((s.date for s in front.signatures if s.bodies and s.date), None)
    if with_bodies:
        return with_bodies
    alone = next((s.date for s in front.signatures if s.date), None)
    ordered = order_signed_on(front.folded)
    beside = (_date_in(front.lines[index].text) for index in front.number_lines)
    return (
        front.delivery.date
        or alone
        or ordered
        or printed_on(front.lines)
        or next(filter(None, beside), None)
        or of_version
    )


def read_effective_on(
    front: DocumentFront, issued_on: dt.date | None, published_on: dt.date | None
) -> dt.date | None:
    """Return the first day that a document is in force, as stated or reckoned from its words."""
    stated = front.date(Field.EFFECTIVE_ON, "effective_on")
    if stated:
        return stated
    # 自公布之日起 of a law counts from the day it was first made, not last amended.
    first = _signed_after_adoption(front) or front.history.first_issued_on or issued_on
    term = effective_from(
        front.running.text,
        front.folded_running,
        issued_on=printed_on(front.lines) or first,
        published_on=first if front.history.lines else published_on or first,
    )
    told = front.history.effective_on
    if term and told and _RECKONED.search(term.sentence):
        # 自公布之日起施行 in the text, 2001年12月27日施行 above it; not that of a later version.
        return told if 0 <= (told - term.date).days <= _LONGEST_WAIT else term.date
    return term.date if term else told


def _signed_after_adoption(front: DocumentFront) -> dt.date | None:
    """Return when a document was signed that a meeting had adopted shortly before."""
    adopted = front.history.issued_on
    if adopted is None or adopted != front.history.first_issued_on:
        return None
    dates = (one.date for one in front.signatures if one.bodies and one.date)
    return next((date for date in dates if 0 <= (date - adopted).days <= _LONGEST_WAIT), None)


_RECKONED = re.compile(r"(?:公布|发布|印发|通过|颁布)(?:之日|后|起)")
_LONGEST_WAIT = 100
_EXPLAINS = re.compile(r"(?:解读|问答|答记者问|百问百答|一图读懂.*|图解)\Z")


def read_expiry(
    front: DocumentFront, effective_on: dt.date | None, issued_on: dt.date | None
) -> Term | None:
    """Return the last day with its sentence; a page that states the day needs no sentence."""
    if _EXPLAINS.search(front.titles.title):
        return None  # what it tells of the term is that of the document it explains
    own = expires_on(
        front.running.text, front.folded_running, effective_on=effective_on, issued_on=issued_on
    )
    stated = front.date(Field.EXPIRES_ON, "expires_on")
    if stated and (own is None or own.date != stated):
        return Term(stated, "")
    return own


def _date_in(text: str) -> dt.date | None:
    """Return the date beside a number on its line."""
    return next((mention.date for mention in find_dates(text)), None)


def _date_of_file(name: str) -> dt.date | None:
    """Return the date at the end of a law's file name: 某某条例(2019-10-22).md."""
    stem = fold_punctuation(re.sub(r"\.[A-Za-z0-9]{1,5}\Z", "", name))
    match = re.search(r"\(([^()]*)\)\Z", stem)
    return next((mention.date for mention in find_dates(match.group(1))), None) if match else None
