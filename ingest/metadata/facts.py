"""What a document says about itself: title, number, issuers, place, dates and validity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.metadata.dates import parse_date
from ingest.metadata.document_front import DocumentFront
from ingest.metadata.fields import Field, find_fields
from ingest.metadata.issuers import region_of_body, same_body, split_bodies, with_place
from ingest.metadata.jurisdiction import document_region
from ingest.metadata.label_lines import label_lines, lines_above_text
from ingest.metadata.own_dates import read_effective_on, read_expiry, read_issued_on
from ingest.metadata.own_issuers import read_own_issuers, without_repeats
from ingest.metadata.own_number import read_own_number
from ingest.metadata.supersessions import find_supersessions
from ingest.metadata.title_lines import ATTACHMENT_MARK
from ingest.metadata.validity import stated_status
from ingest.places.regions import is_unlisted
from ingest.records import Region, Status, Supersession
from ingest.text.alignment import AlignedText, Span
from ingest.text.cleaning import fold_punctuation

_MAX_ISSUER_LINE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a document apart from its clauses; see `ingest.records.Document`."""

    title: str
    inner_title: str | None = None
    """The plan that the document issues, when `title` is that of a notice."""
    document_number: str | None = None
    number_key: str | None = None
    issuers: tuple[str, ...] = ()
    region: Region | None = None
    issued_on: dt.date | None = None
    published_on: dt.date | None = None
    effective_on: dt.date | None = None
    expires_on: dt.date | None = None
    status: Status = Status.IN_FORCE
    status_basis: str | None = None
    supersedes: tuple[Supersession, ...] = ()
    reposted_by: str | None = None
    reposted_on: dt.date | None = None
    body_start: int = 0
    """Offset in the text where clauses may begin: after title, number and history at the top."""
    title_lines: tuple[Span, ...] = ()
    """Lines that only repeat the title, number, signature, date or fields, in order."""


def read_metadata(
    text: AlignedText,
    folded: str | None = None,
    *,
    name: str,
    hints: Mapping[str, str] | None = None,
    head: str = "",
    tail: str = "",
    running: AlignedText | None = None,
) -> Metadata:
    """Read what a document says about itself.

    Args:
        text: The clean body without page furniture.
        folded: The same with half-width punctuation, if it is at hand.
        name: File name; says the title when nothing else does, and the date of some laws.
        hints: Facts that the container states, see `ingest.records.RawDocument.hints`.
        head: Page furniture above the body; tells dates, the number and who reposted it.
        tail: Page furniture below the body; tells whose site it is.
        running: The body without the breaks inside its sentences, if lines were broken.
    """
    if folded is None:
        folded = fold_punctuation(text.text)
    front = DocumentFront(
        text, folded, name=name, hints=hints or {}, head=head, running=running or text
    )
    return _metadata(front, tail)


def _metadata(front: DocumentFront, tail: str) -> Metadata:
    printed, key = read_own_number(front)
    issuers = read_own_issuers(front, printed)
    region = document_region(
        issuers=issuers,
        title=f"{front.titles.title} {front.titles.inner or ''}",
        number_key=key,
        body=front.text.text,
    )
    issuers = without_repeats(with_place(body, region) for body in issuers)
    reposted_by, reposted_on = _repost(front, tail, issuers, region)
    published_on = front.date(Field.PUBLISHED_ON, "published_on")
    issued_on = read_issued_on(front)
    if issued_on is None and reposted_by is None:
        issued_on = published_on
    effective = read_effective_on(front, issued_on, None if reposted_by else published_on)
    expiry = read_expiry(front, effective, issued_on)
    status, basis = _status(front)
    spans = _title_lines(front, issuers)
    return Metadata(
        title=front.titles.title,
        inner_title=front.titles.inner,
        document_number=printed,
        number_key=key,
        issuers=issuers,
        region=region,
        issued_on=issued_on,
        published_on=published_on,
        effective_on=effective,
        expires_on=front.date(Field.EXPIRES_ON, "expires_on") or (expiry.date if expiry else None),
        status=status,
        status_basis=basis or (expiry.sentence if expiry else None) or None,
        supersedes=find_supersessions(
            front.running, front.folded_running, title=front.titles.title
        ),
        reposted_by=reposted_by,
        reposted_on=reposted_on,
        body_start=_body_start(front, spans),
        title_lines=spans,
    )


def _status(front: DocumentFront) -> tuple[Status, str | None]:
    candidates = [front.hints.get(key, "") for key in ("validity", "title")]
    candidates += [*front.fields[Field.STATUS], *front.fields[Field.TITLE][:1]]
    candidates += [
        front.text.text[line.start : line.end]
        for group in front.titles.groups
        for line in front.lines[group.first : group.last + 1]
    ]
    candidates += [line.text for line in front.lines[: min(front.length, 8)] if len(line.text) < 40]
    for candidate in candidates:
        status = stated_status(candidate)
        if status:
            return status, candidate
    return Status.IN_FORCE, None


def _repost(
    front: DocumentFront, tail: str, issuers: Sequence[str], region: Region | None
) -> tuple[str | None, dt.date | None]:
    """Return who passed the document on, and when; nobody if its own place shows it."""
    hosts = [*front.fields[Field.SOURCE], *front.fields[Field.HOST]]
    hosts += [value for field, value in find_fields(tail) if field is Field.HOST]
    if front.titles.repost:
        hosts += [front.titles.repost.split("关于")[0]]
    for host in hosts:
        host = host.strip()
        if not 3 <= len(host) <= 40 or any(same_body(host, body) for body in issuers):
            continue
        place = region_of_body(host)
        if place is None or (region is not None and _is_same_place(place, region)):
            continue
        dates = front.fields[Field.PUBLISHED_ON]
        return host, next((date for value in dates if (date := parse_date(value))), None)
    return None, None


def _title_lines(front: DocumentFront, issuers: Sequence[str]) -> tuple[Span, ...]:
    indexes = {
        i
        for g in front.titles.groups
        if not (g.first and ATTACHMENT_MARK.fullmatch(front.lines[g.first - 1].text))
        for i in range(g.first, g.last + 1)
    }
    signatures = (*front.signatures, *front.all_signatures)
    indexes |= {i for s in signatures for i in range(s.first, s.last + 1)}
    indexes |= {*front.history.lines, *front.number_lines, *front.delivery.lines}
    signed = max((signature.first for signature in signatures), default=len(front.lines))
    indexes.update(label_lines(front.lines, front.length, signed=signed))
    indexes.update(_issuer_lines(front, issuers))
    indexes.update((*_broken_signatures(front, issuers), *_authors(front)))
    indexes.update(_undated_signature(front, issuers, indexes))
    titles = [group.first for group in front.titles.groups]
    indexes.update(lines_above_text(front.lines[: front.length], titles))
    return tuple(Span(front.lines[i].start, front.lines[i].end) for i in sorted(indexes))


def _authors(front: DocumentFront) -> Iterator[int]:
    """Yield the lines below a plan's title that hold nothing but who made it."""
    for group in front.titles.groups[1:]:
        index = group.last + 1
        while index < front.length and _is_body_line(front.lines[index].text):
            yield index
            index += 1


def _is_body_line(text: str) -> bool:
    return len(text) <= _MAX_ISSUER_LINE and bool(split_bodies(text))


def _issuer_lines(front: DocumentFront, issuers: Sequence[str]) -> Iterator[int]:
    """Yield the lines above the text that hold nothing but who issued it, or whose office did."""
    title = next(iter(front.titles.groups), None)
    for index, line in enumerate(front.lines[: front.length]):
        bodies = split_bodies(line.text) if len(line.text) <= _MAX_ISSUER_LINE else ()
        if bodies and all(any(same_body(body, own) for own in issuers) for body in bodies):
            yield index
        elif title and index < title.first and len(bodies) == 1:
            if any(own.startswith(bodies[0]) for own in issuers):
                yield index


def _broken_signatures(front: DocumentFront, issuers: Sequence[str]) -> Iterator[int]:
    """Yield the lines above signatures that begin a name which goes on in them."""
    for signature in front.signatures:
        if signature.first and signature.bodies:
            above = front.lines[signature.first - 1].text
            name = above + front.lines[signature.first].text
            if any(name.startswith(own) and len(above) < len(own) for own in issuers):
                yield signature.first - 1


def _undated_signature(
    front: DocumentFront, issuers: Sequence[str], labels: Container[int]
) -> Iterator[int]:
    """Yield the lines that close the text with nothing but who issued it."""
    for index in range(len(front.lines) - 1, front.length, -1):
        line = front.lines[index]
        bodies = split_bodies(line.text) if len(line.text) <= _MAX_ISSUER_LINE else ()
        if bodies and all(any(same_body(body, own) for own in issuers) for body in bodies):
            yield index
        elif index not in labels:
            return


def _body_start(front: DocumentFront, spans: Sequence[Span]) -> int:
    """Return where the first line begins that is more than a label."""
    labels = {span.start for span in spans}
    for line in front.lines:
        if line.start not in labels:
            return line.start
    return len(front.text)


def _is_same_place(one: Region, other: Region) -> bool:
    """Compare places; one that no list holds may be named with or without its parents."""
    return one.code == other.code or (is_unlisted(one) and one.name == other.name)
