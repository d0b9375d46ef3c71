"""What a language model replied, as sentences with the numbers of what they cite."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MAX_SENTENCES = 12
MAX_SENTENCE_CHARS = 400
"""A longer one is no sentence to read out, and is left out as a whole."""

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_MARK = re.compile(
    r"(?<!\s)\s*+(?:\[|【|［)\s*+(\d{1,3}(?:\s*+[,，、]\s*+\d{1,3})*+)\s*+(?:\]|】|］)"
)
_STOP_THEN_MARKS = re.compile(rf"([。！？!?.])((?:{_MARK.pattern})+)")
_SENTENCE = re.compile(r".+?(?:[。！？!?\n]|\.(?=\s|\Z)|\Z)(?:”|」)?", re.DOTALL)
_LIST_MARK = re.compile(r"^\s*(?:[-*•·#>]+|\d{1,2}[.)、](?!\d))\s*")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a reply."""

    text: str
    citations: tuple[int, ...]
    """Numbers as the reply gives them, from 1; empty when it gives none."""


def read_reply(content: str) -> tuple[Said, ...]:
    """Read JSON as asked for, or text whose sentences carry [1]; anything else gives nothing."""
    content = _THOUGHT.sub("", content)
    found = _from_json(content)
    if found is None:
        found = list(_from_text(content))
    return tuple(said for said in found[:MAX_SENTENCES] if said.text)


def _from_json(content: str) -> list[Said] | None:
    start, end = content.find("{"), content.rfind("}")
    if start < 0 or end < start:
        return None
    try:
        reply = json.loads(content[start : end + 1])
    except (ValueError, RecursionError):
        return None
    rows = reply.get("sentences") if isinstance(reply, dict) else None
    if not isinstance(rows, list):
        return []
    return [_said(row) for row in rows if isinstance(row, dict)]


def _said(row: dict[str, Any]) -> Said:
    text, listed = row.get("text"), row.get("citations")
    given = listed if isinstance(listed, list) else [listed]
    numbers = [n for n in given if isinstance(n, int) and not isinstance(n, bool)]
    if not isinstance(text, str) or len(numbers) < len([n for n in given if n is not None]):
        return Said(text if isinstance(text, str) else "", ())  # a citation that is no number
    return Said(_bare(text), tuple(dict.fromkeys([*numbers, *_numbers(text)])))


def _from_text(content: str) -> Iterator[Said]:
    lines = (_LIST_MARK.sub("", line) for line in content.replace("**", "").splitlines())
    joined = _STOP_THEN_MARKS.sub(lambda match: match[2] + match[1], "\n".join(lines))
    for sentence in _SENTENCE.findall(joined):
        text = _bare(sentence)
        if text.strip("。.!?！？ "):
            yield Said(text, tuple(dict.fromkeys(_numbers(sentence))))


def _numbers(text: str) -> Iterator[int]:
    for match in _MARK.finditer(text):
        yield from (int(number) for number in re.findall(r"\d+", match[1]))


def _bare(text: str) -> str:
    return " ".join(_LIST_MARK.sub("", _MARK.sub("", text)).replace("**", "").split())
