"""Tables of contents: headings listed before the text, which would each become an empty clause."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.structure.lines import Line

_TITLE = re.compile(r"[#*\s]*目\s*[录次][:\s*]*\Z")
_PAGE_NUMBER = re.compile(r"[\s.·…\-—_]*\(?\d{0,3}\)?\s*\Z")
_PAGE_NUMBER_ENDS = frozenset(".·…-—_()")
_LEADER = re.compile(r"[^。;]{2,60}?(?:…{2,}|[.·⋯]{4,}|-{6,}|_{6,})\s*[(\-]?\d{1,3}[)\-]?\Z")
"""An entry with dots up to its page number, which no other line has."""
_UNNUMBERED = re.compile(r"(?:前言|序言|引言|导言|导语|结语|后记|附录|附件|附表|附则)\Z")
_SENTENCE_ENDS = frozenset("。;:")
"""What ends an item of a list; two articles may list the same ones, as no entries do."""
_MAX_ENTRY_CHARS = 60
_MIN_ENTRIES = 3
_MIN_REPEATED = 0.6


def drop_contents(lines: Sequence[Line], folded: str) -> list[Line]:
    """Leave out a run of short lines most of which come again later as headings.

    The word 目录 itself is not needed, and a repealed chapter that is only in the table does not
    keep the table in.
    """
    lines = _without_leaders(lines, folded)
    keys = [
        _key(folded[start:end]) if mark is not None and end - start <= _MAX_ENTRY_CHARS else ""
        for start, end, mark, _, _ in lines
    ]
    entries = [key for key in keys if key]
    if len(set(entries)) == len(entries):
        return list(lines)  # nothing is listed that comes again
    keys = [
        "" if _is_citation(folded, line) else key for line, key in zip(lines, keys, strict=True)
    ]
    later = Counter(keys)
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        titled = _ends_with_title(kept, folded)
        end = _run_end(keys, at, titled=titled)
        for key in keys[at:end]:
            later[key] -= 1
        announced = not titled and _ends_with_colon(kept, folded)
        if _is_contents(keys[at:end], later, titled=titled) and not announced:
            _drop_title(kept, folded)
        else:
            kept.extend(lines[at:end])
        at = end
    return kept


def _without_leaders(lines: Sequence[Line], folded: str) -> Sequence[Line]:
    """Leave out entries that dots lead to their page numbers, with the title above them."""
    if not any(sign in folded for sign in ("……", "....", "····", "⋯⋯", "------", "______")):
        return lines
    entries = {line.start for line in lines if _LEADER.match(folded, line.start, line.end)}
    if len(entries) < _MIN_ENTRIES:
        return lines
    kept: list[Line] = []
    for line in lines:
        if line.start not in entries:
            kept.append(line)
        else:
            _drop_title(kept, folded)
    return kept


def _drop_title(kept: list[Line], folded: str) -> None:
    """Take off 目录 at the end, and a preface named between it and the first number."""
    at = len(kept)
    if at > 1 and _UNNUMBERED.match(folded, kept[-1].start, kept[-1].end):
        at -= 1
    titles = at
    while titles and _TITLE.match(folded, kept[titles - 1].start, kept[titles - 1].end):
        titles -= 1
    if titles < at:
        del kept[titles:]


def _ends_with_title(kept: Sequence[Line], folded: str) -> bool:
    return bool(kept) and _TITLE.match(folded, kept[-1].start, kept[-1].end) is not None


def _ends_with_colon(kept: Sequence[Line], folded: str) -> bool:
    """Tell whether the line above announces a list, as 应当提交下列文件: does."""
    return bool(kept) and folded[kept[-1].end - 1] == ":"


def _run_end(keys: Sequence[str], start: int, *, titled: bool) -> int:
    """Return where a run of marked lines that could be entries ends; at least one line on.

    An entry that was seen in the run ends it: there the text itself begins. Only below 目录 may an
    entry end as a sentence does.
    """
    seen: set[str] = set()
    end = start
    while end < len(keys) and keys[end] and keys[end] not in seen:
        if not titled and keys[end][-1] in _SENTENCE_ENDS:
            break
        seen.add(keys[end])
        end += 1
    return max(end, start + 1)


def _is_contents(keys: Sequence[str], later: Counter[str], *, titled: bool) -> bool:
    """Tell whether enough entries come again; below 目录 one does, as in a text that breaks off."""
    if len(keys) < _MIN_ENTRIES:
        return False
    repeated = sum(1 for key in keys if later[key] > 0)
    return repeated >= (1 if titled else _MIN_REPEATED * len(keys))


def _is_citation(folded: str, line: Line) -> bool:
    """Tell whether a line names a document, as the basis of what stands above: (1)《…》(…9号)."""
    start = line.mark.end if line.mark else line.start
    return folded.startswith("《", start) and folded[line.end - 1] in ")》"


def _key(words: str) -> str:
    """Return the words of a line that can be an entry, without its page number and spaces."""
    # Only an entry that ends in a dot, a digit or a bracket can carry a page number.
    if words[-1] in _PAGE_NUMBER_ENDS or words[-1].isdecimal():
        words = _PAGE_NUMBER.sub("", words)
    return words.replace(" ", "")
