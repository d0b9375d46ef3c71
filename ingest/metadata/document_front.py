"""What the facts about a document are read from: its lines, fields, titles and signatures."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from ingest.metadata.dates import DATE, parse_date
from ingest.metadata.delivered import Delivery, read_delivery
from ingest.metadata.document_numbers import NumberMention
from ingest.metadata.fields import Field, collect_fields, find_fields
from ingest.metadata.front_matter import (
    front_length,
    opening_fields,
    read_front_lines,
    whole_number,
)
from ingest.metadata.issuers import split_bodies
from ingest.metadata.label_lines import TAIL_LINES
from ingest.metadata.law_history import LawHistory, read_history
from ingest.metadata.signatures import Signature, find_signatures
from ingest.metadata.titles import Titles, read_titles
from ingest.text.alignment import AlignedText
from ingest.text.cleaning import fold_punctuation

_LONGEST_NUMBER_LINE = 80
_KINDS = ("令", "公告", "通告")
_OWN_NUMBER = re.compile(r"[一-鿿]{1,12}[〔\[【(（]\s?(?:19|20)\d\d")
"""A number with the code of who issued it: 临政通〔2024〕3号 below 临江市人民政府通告."""
_ATTACHMENT = re.compile(r"附件\s*(?:\d{1,2}|[一二三四五六七八九十])?")
_STATUS = re.compile(r"【已?(?:失效|废止|修改)】")
_MADE_LINES = (
    re.compile(
        rf"(?P<bodies>[^\d,。;:]{{4,60}}?)\s*(?P<date>{DATE})\s*(?:发布|印发|公布)[\s,]*(?P<number>\S{{2,20}}号)\Z"
    ),
    re.compile(
        rf"(?P<number>\S{{2,30}}?号)[\s,;]*(?P<bodies>[^\d,。;:]{{4,60}}?)[\s,]*(?P<date>{DATE})\s*(?:发布|印发|公布|颁布)\Z"
    ),
)


class DocumentFront:
    """One document while its metadata is read."""

    def __init__(
        self,
        text: AlignedText,
        folded: str,
        *,
        name: str,
        hints: Mapping[str, str],
        head: str,
        running: AlignedText,
    ) -> None:
        """Find lines, fields, titles, history and signatures.

        Args:
            text: The clean body without page furniture.
            folded: The same with half-width punctuation.
            name: File name.
            hints: Facts that the container states.
            head: Page furniture above the body.
            running: The body without the breaks inside its sentences.
        """
        self.text = text
        self.folded = folded
        self.running = running
        self.folded_running = folded if running is text else fold_punctuation(running.text)
        self.name = name
        self.hints = hints
        self.lines = read_front_lines(folded)
        self.length = front_length(self.lines)
        """How many of the lines are the front."""
        self.fields = collect_fields(
            (*find_fields(head), *opening_fields(self.lines[: self.length]))
        )
        self.titles: Titles = read_titles(
            self.lines, self.length, text.text, hints=self._title_hints(), name=name
        )
        self.history: LawHistory = read_history(self.lines[: self.length])
        self.delivery: Delivery = read_delivery(self.lines[: self.length])
        self.all_signatures = self._closing_signatures()
        """Those of what is attached, too."""
        self.signatures = self._own_signatures()

    @cached_property
    def number_lines(self) -> Mapping[int, NumberMention]:
        """The lines of the front that are a number; an order's may fill two lines."""
        found: dict[int, NumberMention] = {}
        front = self.lines[: self.length]
        for index, line in enumerate(front):
            if len(line.text) > _LONGEST_NUMBER_LINE:
                continue
            whole = whole_number(line.text)
            if whole:
                found[index] = whole
            elif made := _made_line(line.text):
                found[index] = made[1]
            elif (
                index + 1 < len(front)
                and line.text.endswith(_KINDS)
                and _OWN_NUMBER.match(front[index + 1].text) is None
            ):
                above = front[index - 1].text if index else ""
                joined = whole_number(line.text + front[index + 1].text)
                if joined and line.text in _KINDS and split_bodies(above):
                    # 公告 alone on its line, below those who issue it
                    joined = whole_number(above + line.text + front[index + 1].text) or joined
                if joined:
                    found[index] = found[index + 1] = joined
        return found

    def date(self, field: Field, hint: str) -> dt.date | None:
        """Return the first date that the container or a field states."""
        for value in (self.hints.get(hint, ""), *self.fields[field]):
            date = parse_date(value)
            if date:
                return date
        return None

    def _own_signatures(self) -> tuple[Signature, ...]:
        """Return the document's own signatures, and those of the notice that issues it."""
        made = ((index, _made_line(self.lines[index].text)) for index in self.number_lines)
        above = [replace(one[0], first=index, last=index) for index, one in made if one]
        return (*above, *(self._before_attachments() or self.all_signatures))

    def _before_attachments(self) -> list[Signature]:
        """Return the signatures above what is attached, which has others, if one closes there."""
        attached = self._first_attachment()
        if not attached:
            return []
        own = [s for s in find_signatures(self.lines[:attached]) if self._closes(s, attached)]
        return own if own and own[-1].last >= attached - TAIL_LINES else []

    def _closing_signatures(self) -> tuple[Signature, ...]:
        found = find_signatures(self.lines)
        return tuple(one for one in found if self._closes(one, len(self.lines)))

    def _closes(self, signature: Signature, end: int) -> bool:
        """Tell whether a signature closes the document or its notice; a body is enough."""
        if signature.bodies:
            return True
        return signature.last < self.length or signature.last >= end - TAIL_LINES

    def _first_attachment(self) -> int:
        """Return the line that announces what is attached, or 0."""
        if "\n附件" not in self.folded:
            return 0  # as of most documents
        lines = enumerate(self.lines)
        marks = (
            i for i, line in lines if line.text[0] == "附" and _ATTACHMENT.fullmatch(line.text)
        )
        return next((index for index in marks if index >= self.length), 0)

    def _title_hints(self) -> Mapping[str, str]:
        if self.hints.get("title") or not self.fields[Field.TITLE]:
            return self.hints
        return {**self.hints, "title": _STATUS.sub("", self.fields[Field.TITLE][0])}


def _made_line(text: str) -> tuple[Signature, NumberMention] | None:
    """Read a line of who, when and number alone: 某省文旅厅2023年8月1日发布某文旅规〔2023〕5号.

    The number may come first, and all of it may stand in brackets.
    """
    words = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    if not words.endswith(("号", "布", "发")):
        return None
    match = next(filter(None, (pattern.match(words) for pattern in _MADE_LINES)), None)
    number = whole_number(match["number"].strip()) if match else None
    bodies = split_bodies(match["bodies"]) if match and number else ()
    if not (match and number and bodies):
        return None
    return Signature(bodies, parse_date(match["date"]), 0, 0), number
