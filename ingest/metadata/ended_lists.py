"""Lists of documents that end: the attachments of a decision to repeal what was reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.metadata.document_numbers import find_numbers
from ingest.text.line_spans import line_spans

_ABOUT_ENDING = re.compile(r"废止|失效|清理|停止(?:执行|施行)")
# 决定废止的规范性文件目录, 宣布失效的文件清单(12件); what stays or changes is in other lists.
_HEADING = re.compile(
    r"(?:附[件表]\d{0,2}[:.]?\s*)?[^。;:|]{0,30}(?:废止|失效|停止执行|停止施行)[^。;:|]{0,24}"
    r"(?:目录|清单|名单|一览表)(?:\([^()]{1,12}\))?\Z"
)
_STAYS = re.compile(r"继续有效|保留|修改|拟修订")
_ITEM = re.compile(r"\(?(?:\d{1,3}|[一二三四五六七八九十]{1,4})[.、)]\s*(?P<name>[^。]{4,160})\Z")
_NAMES_DOCUMENT = re.compile(
    r"关于|(?:办法|规定|细则|条例|意见|通知|决定|公告|通告|方案|规则|措施|标准|批复|函)(?:\([^()]*\))?\Z"
)
_AROUND = " 《》;,"


class EndedName(NamedTuple):
    """A document that a list names, at folded[start:end]."""

    title: str | None
    number: str | None
    start: int
    end: int


def find_ended_names(folded: str, *, title: str) -> Iterator[EndedName]:
    """Yield the documents that lists of ended documents name, in order.

    Args:
        folded: The clean text with half-width punctuation.
        title: The document's own; one that is not about ending others has no such list.
    """
    if not _ABOUT_ENDING.search(title):
        return
    listing = False
    for start, end in line_spans(folded):
        words = folded[start:end]
        name = _row_name(words) if words.startswith("|") else _item_name(words)
        if name is None:
            if not words.startswith("|"):
                listing = _HEADING.match(words) is not None and not _STAYS.search(words)
        elif listing:
            number = next((mention for mention in find_numbers(words)), None)
            yield EndedName(_bare(name), number.key if number else None, start, end)


def _item_name(words: str) -> str | None:
    match = _ITEM.match(words)
    return match["name"] if match and not _HEADING.match(words) else None


def _row_name(words: str) -> str | None:
    """Return the cell that names a document: | 3 | 某市关于某事的通知 | 某政〔2009〕8号 |."""
    cells = [cell.strip() for cell in words.strip("|").split("|")]
    return next((cell for cell in cells if _NAMES_DOCUMENT.search(_bare(cell))), None)


def _bare(name: str) -> str:
    """Return a title without its number in brackets and the marks around it."""
    numbers = find_numbers(name)
    if numbers and name[: numbers[0].start].rstrip().endswith("("):
        name = name[: numbers[0].start].rstrip("( ")
    return name.strip(_AROUND)
