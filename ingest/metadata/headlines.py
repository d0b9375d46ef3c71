"""Titles of pages that are no documents: the first line of a guide, the headline of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.metadata.fields import is_field_line
from ingest.metadata.front_matter import FrontLine, opens_with_mark

_NO_HEADING = re.compile(r"[。;,:|]|\]\(|^[(\d]|[.](?:html?|docx?|pdf)\b")
_BRACKETED_KIND = re.compile(r"^【[^【】]{2,8}】(?=.{4})")
# A headline may hold commas and colons, and begin with a number.
_NO_HEADLINE = re.compile(r"[。;|]|[,:]\Z|\]\(|https?:|www\.|[.](?:html?|docx?|pdf)\b")
_MAX_HEADLINE = 60
_MIN_STORY = 40


def heading_line(lines: Sequence[FrontLine], front: int) -> str | None:
    """Return the first line where it is short and no sentence: 【办事指南】老年人优待卡申领."""
    first = lines[0].text if front and len(lines) > 1 else ""
    if is_field_line(first) or not 6 <= len(first) <= _MAX_HEADLINE:
        return None
    plain = len(first) <= 40 and not _NO_HEADING.search(first)
    return _BRACKETED_KIND.sub("", first) if plain or _is_headline(first, lines[1].text) else None


def _is_headline(first: str, second: str) -> bool:
    """Tell whether a line heads a report: 北京:以安全为前提 above a paragraph of sentences."""
    if _NO_HEADLINE.search(first) or opens_with_mark(first):
        return False
    return "。" in second and len(second) >= max(_MIN_STORY, len(first))
