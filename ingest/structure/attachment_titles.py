"""The title of what is attached, below a mark that stands alone: 附件1 above 某某名单."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.headings import HEADING_MAX_CHARS
from ingest.structure.lines import Line
from ingest.structure.outline import Node

_TITLE_END = re.compile(
    r"(?:通知|意见|办法|方案|规定|细则|规则|指南|指引|名单|目录|清单|[^代发]表|计划|规划|措施|标准|预案|流程图?|须知|说明|要点|制度|承诺书|责任书|申请书)"
    r"(?:\([^()]{1,16}\))?\Z"
)
_LIST_OF_NAMES = re.compile(r"(?:目录|名单|名录|一览表)\s?(?:\([^()]{1,24}\))?\s*\Z")
_COUNT = re.compile(r"\(共\d{1,3}[项个件名家条例处人]\)\Z")  # how many are listed
_STOPS = re.compile(r"[。;:,]")


def lines_of_title(folded: str, node: Node) -> int:
    """Return how many lines below a mark that stands alone are its title: none, one or two."""
    first = node.lines[0]
    if len(node.lines) < 2 or first.mark is None or first.mark.end < first.end:
        return 0
    second = node.lines[1]
    if second.is_row or second.end - second.start > HEADING_MAX_CHARS:
        return 0
    return 2 if _goes_on(folded, node.lines[1:3]) else 1


def lists_names(folded: str, node: Node) -> bool:
    """Tell an attachment that is a list of names: 废止文件目录 over 1.… 2.…, no sentence.

    A list of sentences is a clause for each, however short: each is asked for by itself.
    """
    first = node.lines[0]
    title = folded[first.mark.end if first.mark else first.start : node.lines[-1].end]
    if not node.children or not any(map(_LIST_OF_NAMES.search, _heads(title))):
        return False
    lines = [line for child in node.children for line in child.all_lines()]
    return not any("。" in folded[line.start : line.end] for line in lines)


def _heads(title: str) -> tuple[str, ...]:
    """Return a title, and what stands above a sentence that announces the list: 凡用于贸易的:."""
    above, _, last = title.rstrip().rpartition("\n")
    return (title, above) if above and last.endswith(":") else (title,)


def _goes_on(folded: str, lines: Sequence[Line]) -> bool:
    """Tell whether a title is broken over two lines: it ends with its kind on the second."""
    if len(lines) < 2 or any(line.is_row for line in lines):
        return False
    above, below = (folded[line.start : line.end] for line in lines)
    if _COUNT.match(below):
        return True
    if len(below) > HEADING_MAX_CHARS or _TITLE_END.search(above) or _STOPS.search(above):
        return False
    return _TITLE_END.search(below) is not None
