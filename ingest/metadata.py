"""What a document says about itself: title, number, issuers, place, dates and validity."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.alignment import AlignedText, Span
from ingest.cleaning import fold_punctuation
from ingest.dates import find_dates, parse_date
from ingest.document_numbers import NumberMention, find_numbers, normalize_number
from ingest.front_matter import (
    Field,
    Signature,
    collect_fields,
    find_fields,
    find_signatures,
    front_length,
    opening_fields,
    order_signed_on,
    printed_on,
    read_front_lines,
    whole_number,
)
from ingest.issuers import (
    bodies_in_title,
    region_of_body,
    same_body,
    split_bodies,
    with_place,
)
from ingest.jurisdiction import document_region
from ingest.label_lines import TAIL_LINES, label_lines
from ingest.law_history import LawHistory, read_history
from ingest.records import Region, Status, Supersession
from ingest.regions import is_unlisted
from ingest.titles import Titles, read_titles
from ingest.validity import (
    Term,
    effective_from,
    expires_on,
    find_supersessions,
    stated_status,
)

_LONGEST_NUMBER_LINE = 80
_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]\s*\Z")


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
) -> Metadata:
    """Read what a document says about itself.

    Args:
        text: The clean body without page furniture.
        folded: The same with half-width punctuation, if it is at hand.
        name: File name; says the title when nothing else does, and the date of some laws.
        hints: Facts that the container states, see `ingest.records.RawDocument.hints`.
        head: Page furniture above the body; tells dates, the number and who reposted it.
        tail: Page furniture below the body; tells whose site it is.
    """
    if folded is None:
        folded = fold_punctuation(text.text)
    return _Reading(text, folded, name=name, hints=hints or {}, head=head, tail=tail).metadata()


class _Reading:
    """One document while its metadata is read; each method answers one question."""

    def __init__(
        self,
        text: AlignedText,
        folded: str,
        *,
        name: str,
        hints: Mapping[str, str],
        head: str,
        tail: str,
    ) -> None:
        self.text = text
        self.name = name
        self.hints = hints
        self.tail = tail
        self.folded = folded
        self.lines = read_front_lines(self.folded)
        self.front = front_length(self.lines)
        self.fields = collect_fields(
            (*find_fields(head), *opening_fields(self.lines[: self.front]))
        )
        self.titles: Titles = read_titles(
            self.lines, self.front, text.text, hints=self._title_hints(), name=name
        )
        self.history: LawHistory = read_history(self.lines[: self.front])
        self.signatures = self._find_signatures()

    def metadata(self) -> Metadata:
        printed, key = self._number
        issuers = self._issuers()
        region = document_region(
            issuers=issuers,
            title=f"{self.titles.title} {self.titles.inner or ''}",
            number_key=key,
            body=self.text.text,
        )
        issuers = _without_repeats(with_place(body, region) for body in issuers)
        reposted_by, reposted_on = self._repost(issuers, region)
        published_on = self._date(Field.PUBLISHED_ON, "published_on")
        issued_on = self._issued_on()
        if issued_on is None and reposted_by is None:
            issued_on = published_on
        effective = self._effective_on(issued_on, None if reposted_by else published_on)
        expiry = self._expiry(effective, issued_on)
        status, basis = self._status()
        spans = self._title_lines()
        return Metadata(
            title=self.titles.title,
            inner_title=self.titles.inner,
            document_number=printed,
            number_key=key,
            issuers=issuers,
            region=region,
            issued_on=issued_on,
            published_on=published_on,
            effective_on=effective,
            expires_on=self._date(Field.EXPIRES_ON, "expires_on")
            or (expiry.date if expiry else None),
            status=status,
            status_basis=basis or (expiry.sentence if expiry else None) or None,
            supersedes=find_supersessions(self.text, self.folded, title=self.titles.title),
            reposted_by=reposted_by,
            reposted_on=reposted_on,
            body_start=self._body_start(spans),
            title_lines=spans,
        )

    # --- number ---

    @cached_property
    def _number(self) -> tuple[str | None, str | None]:
        for stated in (self.hints.get("document_number", ""), *self.fields[Field.NUMBER]):
            mentions = find_numbers(stated)
            if mentions:
                return mentions[0].text, mentions[0].key
        own_line = next(iter(self._number_lines.values()), None)
        if own_line:
            return own_line.text, own_line.key
        for group in self.titles.groups:
            text = "".join(line.text for line in self.lines[group.first : group.last + 1])
            mentions = find_numbers(text)
            at_edge = [m for m in mentions if m.start == 0 or m.end >= len(text) - 1]
            if at_edge:
                return at_edge[0].text, at_edge[0].key
        mentions = find_numbers(self.hints.get("title", ""))
        if mentions and mentions[-1].end >= len(self.hints["title"]) - 1:
            return mentions[-1].text, mentions[-1].key
        opening = find_numbers(self.lines[0].text) if self.lines else ()
        if opening and opening[0].start == 0:
            return opening[0].text, opening[0].key
        number = self.history.number
        return (number, normalize_number(number)) if number else (None, None)

    @cached_property
    def _number_lines(self) -> Mapping[int, NumberMention]:
        """The lines of the front that are a number; an order's may fill two lines."""
        found: dict[int, NumberMention] = {}
        front = self.lines[: self.front]
        for index, line in enumerate(front):
            if len(line.text) > _LONGEST_NUMBER_LINE:
                continue
            whole = whole_number(line.text)
            if whole:
                found[index] = whole
            elif index + 1 < len(front) and line.text.endswith(("令", "公告")):
                joined = whole_number(line.text + front[index + 1].text)
                if joined:
                    found[index] = found[index + 1] = joined
        return found

    # --- issuers ---

    def _issuers(self) -> tuple[str, ...]:
        stated = [b for value in self._stated_issuers() for b in _stated_bodies(value)]
        titled = bodies_in_title(self.titles.title)
        signed = next((s.bodies for s in self.signatures if s.bodies), ())
        if stated and all(region_of_body(body) for body in stated):
            return _without_repeats((*stated, *titled))
        if titled and all(region_of_body(body) for body in titled):
            return titled
        if titled and signed and all(any(same_body(t, s) for s in signed) for t in titled):
            return signed
        if self.history.body and not titled:
            return (self.history.body,)
        known = _without_repeats((*titled, *signed)) or tuple(stated) or self._number_body()
        return known or self._source_bodies()

    def _stated_issuers(self) -> tuple[str, ...]:
        hint = self.hints.get("issuer", "")
        return (hint, *self.fields[Field.ISSUER]) if hint else tuple(self.fields[Field.ISSUER])

    def _number_body(self) -> tuple[str, ...]:
        """Return who issued an order, as its number says: 某市人民政府令第3号."""
        printed, _ = self._number
        return split_bodies(re.split("令|公告|通告", printed)[0]) if printed else ()

    def _source_bodies(self) -> tuple[str, ...]:
        """Return whose page it is, for a guide that nobody signed: 市人社局 on that city's site."""
        source = re.sub(
            r"(?:官网|网站|官方网站|门户网站)\Z", "", self.hints.get("content_source", "")
        )
        site = region_of_body(self.hints.get("site", ""))
        bodies = split_bodies(source)
        placed = [with_place(body, site) for body in bodies]
        # 市人社局 社保中心: the office after the bureau is a part of it.
        return tuple(body for body in placed if region_of_body(body)) or tuple(placed[:1])

    # --- dates ---

    def _issued_on(self) -> dt.date | None:
        stated = self._date(Field.ISSUED_ON, "issued_on")
        if stated:
            return stated
        of_version = _date_of_file(self.name)
        if self.history.issued_on:
            # A law's file name tells which version it is; the history may stop before it.
            return max(self.history.issued_on, of_version or self.history.issued_on)
        with_bodies = next((s.date for s in self.signatures if s.bodies and s.date), None)
        if with_bodies:
            return with_bodies
        alone = next((s.date for s in self.signatures if s.date), None)
        ordered = order_signed_on(self.folded)
        return alone or ordered or printed_on(self.lines) or of_version

    def _effective_on(
        self, issued_on: dt.date | None, published_on: dt.date | None
    ) -> dt.date | None:
        stated = self._date(Field.EFFECTIVE_ON, "effective_on")
        if stated:
            return stated
        # 自公布之日起 of a law counts from the day it was first made, not last amended.
        first = self.history.first_issued_on or issued_on
        term = effective_from(
            self.text.text,
            self.folded,
            issued_on=printed_on(self.lines) or first,
            published_on=first if self.history.lines else published_on or first,
        )
        return term.date if term else self.history.effective_on

    def _expiry(self, effective_on: dt.date | None, issued_on: dt.date | None) -> Term | None:
        """Return the last day with its sentence; a page that states the day needs no sentence."""
        own = expires_on(
            self.text.text, self.folded, effective_on=effective_on, issued_on=issued_on
        )
        stated = self._date(Field.EXPIRES_ON, "expires_on")
        if stated and (own is None or own.date != stated):
            return Term(stated, "")
        return own

    def _date(self, field: Field, hint: str) -> dt.date | None:
        for value in (self.hints.get(hint, ""), *self.fields[field]):
            date = parse_date(value)
            if date:
                return date
        return None

    # --- signature, status, repost ---

    def _find_signatures(self) -> tuple[Signature, ...]:
        """Return signatures that close the document or its notice; a body with a date is enough."""
        count = len(self.lines)
        return tuple(
            signature
            for signature in find_signatures(self.lines)
            if signature.bodies
            or signature.last < self.front
            or signature.last >= count - TAIL_LINES
        )

    def _status(self) -> tuple[Status, str | None]:
        candidates = [self.hints.get(key, "") for key in ("validity", "title")]
        candidates += self.fields[Field.STATUS]
        candidates += [
            self.text.text[line.start : line.end]
            for group in self.titles.groups
            for line in self.lines[group.first : group.last + 1]
        ]
        candidates += [
            line.text for line in self.lines[: min(self.front, 8)] if len(line.text) < 40
        ]
        for candidate in candidates:
            status = stated_status(candidate)
            if status:
                return status, candidate
        return Status.IN_FORCE, None

    def _repost(
        self, issuers: Sequence[str], region: Region | None
    ) -> tuple[str | None, dt.date | None]:
        """Return who passed the document on, and when; nobody if its own place shows it."""
        hosts = [*self.fields[Field.SOURCE], *self.fields[Field.HOST]]
        hosts += [value for field, value in find_fields(self.tail) if field is Field.HOST]
        if self.titles.repost:
            hosts += [self.titles.repost.split("关于")[0]]
        for host in hosts:
            host = host.strip()
            if not 3 <= len(host) <= 40 or any(same_body(host, body) for body in issuers):
                continue
            place = region_of_body(host)
            if place is None or (region is not None and _is_same_place(place, region)):
                continue
            dates = self.fields[Field.PUBLISHED_ON]
            return host, next((date for value in dates if (date := parse_date(value))), None)
        return None, None

    # --- lines ---

    def _title_lines(self) -> tuple[Span, ...]:
        indexes = {i for g in self.titles.groups for i in range(g.first, g.last + 1)}
        indexes |= {i for s in self.signatures for i in range(s.first, s.last + 1)}
        indexes |= {*self.history.lines, *self._number_lines}
        indexes.update(label_lines(self.lines, self.front))
        return tuple(Span(self.lines[i].start, self.lines[i].end) for i in sorted(indexes))

    def _body_start(self, spans: Sequence[Span]) -> int:
        """Return where the first line begins that is more than a label."""
        labels = {span.start for span in spans}
        for line in self.lines:
            if line.start not in labels:
                return line.start
        return len(self.text)

    def _title_hints(self) -> Mapping[str, str]:
        if self.hints.get("title") or not self.fields[Field.TITLE]:
            return self.hints
        return {**self.hints, "title": self.fields[Field.TITLE][0]}


def _stated_bodies(value: str) -> tuple[str, ...]:
    """Return the authorities that a field states; a remark in brackets after them is no matter."""
    return split_bodies(value) or split_bodies(
        re.sub(r"\s*[(（][^()（）]*[)）]\Z", "", value.strip())
    )


def _is_same_place(one: Region, other: Region) -> bool:
    """Compare places; one that no list holds may be named with or without its parents."""
    return one.code == other.code or (is_unlisted(one) and one.name == other.name)


def _without_repeats(bodies: Iterable[str]) -> tuple[str, ...]:
    """Drop names that only repeat an earlier one with less or more of its place."""
    kept: list[str] = []
    for body in bodies:
        twin = next((i for i, other in enumerate(kept) if same_body(body, other)), None)
        if twin is None:
            kept.append(body)
        elif len(body) > len(kept[twin]):
            kept[twin] = body
    return tuple(kept)


def _date_of_file(name: str) -> dt.date | None:
    """Return the date at the end of a law's file name: 某某条例(2019-10-22).md."""
    stem = fold_punctuation(re.sub(r"\.[A-Za-z0-9]{1,5}\Z", "", name))
    match = re.search(r"\(([^()]*)\)\Z", stem)
    return next((mention.date for mention in find_dates(match.group(1))), None) if match else None
