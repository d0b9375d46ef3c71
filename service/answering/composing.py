"""Offers to statements: labelled by place, in the language asked for, each with its citations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from index import Hit, cite
from ingest.records import Measure, MeasureKind, Scan, Status
from ingest.text.alignment import Span
from service.answering.english import english_value
from service.answering.figures.saying import group_of
from service.answering.found import Found
from service.answering.offers import Offer
from service.answering.places import Level, label_of
from service.answering.records import FoundMeasure, Source, Statement
from service.answering.responsible import LEAD, WITH

RawText = Callable[[Hit], str]

_STATUS_ZH: Final = {Status.EXPIRED: "已失效", Status.REPEALED: "已废止"}
_STATUS_EN: Final = {Status.EXPIRED: "has expired", Status.REPEALED: "has been repealed"}
_SCAN_ZH: Final = {
    Scan.RECOGNISED: "由扫描件识别而来，文字和数字可能有误，请与原件核对",
    Scan.UNREAD: "有部分页面为扫描件，未能读取，内容可能不全",
}
_SCAN_EN: Final = {
    Scan.RECOGNISED: "was read from a scan: compare words and figures with the file",
    Scan.UNREAD: "has scanned pages that were not read and may be incomplete",
}


@dataclass(slots=True)
class Composer:
    """Collects statements, figures and citations, each citation once."""

    raw_text: RawText
    language: str
    statements: list[Statement] = field(default_factory=list)
    measures: list[FoundMeasure] = field(default_factory=list)
    citations: list[Source] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _known: dict[tuple[str, Span], int] = field(default_factory=dict)
    _label: str = ""
    """Whose rule was told last: a second statement of the same place does not say it again."""

    def add(self, offer: Offer, *, labelled: bool) -> None:
        """Add what one offer states."""
        found = offer.found
        cited = [self._cite(found.hit, span) for span in found.spans]
        self.measures += [
            FoundMeasure(measure=measure, citation=cited[at]) for measure, at in found.measures
        ]
        said = found.text if self.language == "zh" else in_english(found)
        label = label_of(found.hit.document)
        if labelled and label != self._label:
            mark = "：" if self.language == "zh" else ": "
            said, self._label = f"{label}{mark}{said}", label
        self.statements.append(Statement(text=said, citations=tuple(dict.fromkeys(cited))))

    def note(self, offers: Sequence[Offer], places: Sequence[str]) -> None:
        """Say first what has ended, what was read from a scan, and what is of another place."""
        for offer in offers:
            document, zh = offer.hit.document, self.language == "zh"
            lead = f"注意：《{document.title}》" if zh else f"Note: 《{document.title}》 "
            if not offer.in_force:
                self._note(lead + (_STATUS_ZH if zh else _STATUS_EN)[document.status])
            if document.source.scan is not None:
                self._note(lead + (_SCAN_ZH if zh else _SCAN_EN)[document.source.scan])
            if offer.level is Level.ABOVE and places:
                named, label = "、".join(places), label_of(document)
                self._note(
                    f"{named}的文件没有写明，以下是{label}的规定"
                    if zh
                    else f"The documents of {named} do not say; this is what {label} says"
                )

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def _cite(self, hit: Hit, span: Span) -> int:
        key = (hit.clause.id, span)
        if key not in self._known:
            citation = cite(hit.document, self.raw_text(hit), hit.clause, *span)
            self._known[key] = len(self.citations)
            self.citations.append(
                Source(citation=citation, clause=hit.clause, document=hit.document)
            )
        return self._known[key]


def answer_text(statements: Sequence[Statement], notes: Sequence[str], language: str) -> str:
    """Join notes and statements as they are read out; a line for each place."""
    stop = "。" if language == "zh" else ". "
    first = "".join(f"{note}{stop}" for note in notes)
    return first + "\n".join(statement.text for statement in statements)


def in_english(found: Found) -> str:
    """Say in English what a clause states, around the Chinese words themselves."""
    clause = found.hit.clause
    quote = " … ".join(clause.text[start:end].replace("\n", "") for start, end in found.spans)
    if found.measures:
        figures = "; ".join(_english_figure(measure, found) for measure, _ in found.measures)
        return f"{figures} — “{quote}”"
    if found.units:
        said = found.text.replace(LEAD, "lead: ").replace(WITH, "responsible: ")
        return said.replace("；", "; ")
    return f"“{quote}”"


def _english_figure(measure: Measure, found: Found) -> str:
    clause = found.hit.clause
    group = group_of(measure)
    subject = "" if measure.subject == clause.heading else measure.subject
    named = group or subject
    if group and subject and measure.kind is MeasureKind.PERCENTAGE:
        named = f"{subject}({group})"  # a share is of something: 办理时间再压缩, not 业务: 10%
    value = english_value(measure, clause)
    return f"{named}: {value}" if named else value
