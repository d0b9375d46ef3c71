"""Which other documents a document ends or changes: what its own sentences say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.metadata.document_numbers import find_numbers
from ingest.metadata.ended_lists import find_ended_names
from ingest.records import Supersession
from ingest.text.alignment import AlignedText

_ENDS = re.compile(
    r"同时废止|即行废止|予以废止|自行废止|相应废止|一并废止|同时失效|自动失效|即行失效|停止执行|不再执行|同时停止|终止执行|"
    r"宣布(?<!未宣布)(?<!不宣布)(?:失效|废止)|随之废止(?=[。;\n]|$)|即废止(?=[。;\n]|$)|废止(?=[。;\n]|$)"
)
"""Every alternative opens with its own character, which lets the search skip all other places."""

_DECIDES = re.compile(
    r"决定(?:自[^。;]{0,24}起)?(?:,)?(?:对[^。;]{0,30})?(?:予以)?(?:废止|宣布失效|停止执行)"
)
_AS_CHANGED_BY = re.compile(
    r"(?:\([^()]*\))?(?:作[^《。]{0,12})?(?:第[一二三四五六七八]次)?(?:修正|修订|修改)"
)
_STOP = re.compile(r"[。\n]")
_LISTED = re.compile(r"\n\s*(?:\(?[一二三四五六七八九十\d]{1,3}[、.)]\s*)?《[^\n]*")
_CHANGES = re.compile(
    r"作(?:出)?如下修改|修改为:?|作(?:出)?(?:相应|部分)修改|作(?:出)?以下修改|进行(?:如下)?修改"
)
_AMENDING_TITLE = re.compile(r"关于(?:修改|修订|修正)[《〈](?P<title>[^》]{1,200})[》〉]")
_EACH_CHANGED = re.compile(
    r"(?:对|将)?《(?P<title>[^《》\n]+)》(?:\([^()\n]*\))?(?:作(?:出)?(?:如下|以下)?修改|的修改(?=[:。\n]))"
)
# A title may name another in 〈…〉, which may hold 《…》; each character is read in one way only.
_BOOK = re.compile(r"《(?P<title>[^《》]+|[^《》〈]*(?:〈[^〉]{0,200}〉[^《》〈]*){1,8})》")
_TAKES_OBJECT = re.compile(r"(?:停止执行|不再执行|终止执行)(?=原?《)")
_NEXT_TITLE = re.compile(r"[、和及与原]{0,3}(?P<book>(?=《))")
# 《…》中关于…的规定, 《…》第三条: what ends is a part, and the document stays.
_IN_PART = re.compile(r"(?:\([^()]*\))?(?:中|里|的?第[^条,。]{1,9}条|有关|关于)")

# Every document that a sentence ends is recorded with the sentence, so what is kept has a bound.
_REACH = 1000


def find_supersessions(text: AlignedText, folded: str, *, title: str) -> tuple[Supersession, ...]:
    """Find the sentences that end or change other documents, one record for each document named.

    Args:
        text: The clean text; spans of the result count in the raw text it is aligned to.
        folded: The same with half-width punctuation.
        title: The document's own title; 关于修改《…》的决定 changes what it names.
    """
    found = [
        record
        for pattern in (_ENDS, _DECIDES)
        for start, end in _sentences_with(pattern, folded)
        for record in _ended(text, folded, start, end)
    ]
    known = {record.title for record in found}
    found += [
        Supersession(
            kind="repeals",
            title=name.title,
            document_number=name.number,
            sentence=text.text[name.start : name.end],
            span=text.alignment.raw_span(name.start, name.end),
        )
        for name in find_ended_names(folded, title=title)
        if name.title not in known
    ]
    amending = _AMENDING_TITLE.search(title)
    if amending:
        found += _changed(text, folded, amending["title"])
    return tuple(found)


def _sentences_with(pattern: re.Pattern[str], folded: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences that hold a match; a list of titles after a colon belongs to it."""
    last_end = 0
    for match in pattern.finditer(folded):
        if match.start() < last_end:
            continue
        start = max(last_end, *(folded.rfind(s, last_end, match.start()) + 1 for s in "。\n"))
        stop = _STOP.search(folded, match.end())
        end = stop.end() if stop else len(folded)
        if folded[start:end].rstrip().endswith(":"):
            end = _end_of_list(folded, end)
        start += len(folded[start:end]) - len(folded[start:end].lstrip())
        end = start + len(folded[start:end].rstrip())
        last_end = end
        yield start, end


def _end_of_list(folded: str, at: int) -> int:
    """Return where the lines end that each name a document, after 决定废止下列文件:."""
    while listed := _LISTED.match(folded, at - 1 if folded[at - 1] == "\n" else at):
        at = listed.end()
    return at


def _ended(text: AlignedText, folded: str, start: int, end: int) -> Iterator[Supersession]:
    sentence = folded[start:end]
    ends = [match.end() for match in _ENDS.finditer(sentence)]
    stop = len(sentence) if _DECIDES.search(sentence) else max(ends)
    named = [m for m in _BOOK.finditer(sentence, 0, stop) if _is_ended(sentence, m)]
    objects = _objects(sentence)
    if objects:  # 在《…》下不再执行《…》: the verb says itself what it ends
        named, stop = objects, objects[-1].end()
    whole = [m for m in named if not _IN_PART.match(sentence, m.end())]
    if named and not whole:
        return
    named = whole
    numbers = find_numbers(sentence[:stop])
    if not named and not numbers and not re.search(r"(?:^|[,。;])\s*原[^,。]{2,}", sentence[:stop]):
        return
    pieces: list[tuple[str | None, str | None, int]] = [
        (m["title"], _number_after(sentence, m.end()), m.start()) for m in named
    ]
    if not pieces:
        pieces = [(None, number.key, number.start) for number in numbers] or [(None, None, 0)]
    for title, number, at in pieces:
        first, last = _evidence(start, end, start + at)
        yield Supersession(
            kind="repeals",
            title=title,
            document_number=number,
            sentence=text.text[first:last],
            span=text.alignment.raw_span(first, last),
        )


def _evidence(start: int, end: int, at: int) -> tuple[int, int]:
    """Return the sentence, or of one as long as a document what stands around the title."""
    if end - start <= 2 * _REACH:
        return start, end
    return max(start, at - _REACH), min(end, at + _REACH)


def _objects(sentence: str) -> list[re.Match[str]]:
    """Return the titles right after 不再执行 or 停止执行: 不再执行原《…》、《…》."""
    found: list[re.Match[str]] = []
    verb = _TAKES_OBJECT.search(sentence)
    at = verb.end() if verb else len(sentence)
    while title := _NEXT_TITLE.match(sentence, at):
        book = _BOOK.match(sentence, title.start("book"))
        if book is None:
            break
        found.append(book)
        at = book.end()
    return found


def _is_ended(sentence: str, match: re.Match[str]) -> bool:
    """Say whether a title is what ends, and not the law that the sentence rests on."""
    before = sentence[max(0, match.start() - 8) : match.start()]
    if _AS_CHANGED_BY.match(sentence, match.end()):
        return False  # 根据《…的决定》修正的《旧条例》同时废止
    return not re.search(r"(?:根据|依据|按照|依照|与|执行|适用|参照)\s*\Z", before)


def _number_after(sentence: str, end: int) -> str | None:
    for number in find_numbers(sentence[end : end + 40]):
        if re.fullmatch(r"\s*[(\[〔]?\s*", sentence[end : end + number.start]):
            return number.key
        break
    return None


def _changed(text: AlignedText, folded: str, title: str) -> list[Supersession]:
    span = next(_sentences_with(_CHANGES, folded), None)
    if span is None:
        at = folded.find(title)
        span = (max(at, 0), max(at, 0) + len(title)) if at >= 0 else None
    if span is None:
        return []
    start, end = span
    number = next((m.key for m in find_numbers(folded[start:end])), None)
    changed = {title: (number, start, end)}
    for match in _EACH_CHANGED.finditer(folded):  # 修改《…》等三部规章的决定
        changed.setdefault(match["title"], (None, match.start(), match.end()))
    return [
        Supersession(
            kind="amends",
            title=name,
            document_number=key,
            sentence=text.text[first:last],
            span=text.alignment.raw_span(first, last),
        )
        for name, (key, first, last) in changed.items()
    ]
