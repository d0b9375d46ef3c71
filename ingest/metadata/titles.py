"""Titles: broken lines joined, repetitions known, the notice told from the plan it issues."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.metadata.front_matter import FrontLine
from ingest.metadata.headlines import heading_line
from ingest.metadata.issuers import bodies_in_title
from ingest.metadata.title_lines import (
    ENDING,
    KINDS,
    TitleGroup,
    find_title_groups,
)
from ingest.metadata.title_repetitions import (
    core,
    folded,
    passed_on,
    repetitions,
    standing_below,
)
from ingest.text.cleaning import fold_punctuation

_WRAPPER = re.compile(
    r"(?:关于)?(?:批转|转发|印发|发布|公布|下发)(?P<inner>.{1,200}?)的?(?:通知|公告|决定|通告|函|令)(?:\([^()]*\))*\Z"
)
_ISSUED_IN_TEXT = re.compile(
    r"《(?P<title>[^《》]*|[^《》〈]*(?:〈[^〉]{0,200}〉[^《》〈]*){1,8})》[^。《]{0,40}?(?:印发给你们|已经?[^。]{0,40}?(?:同意|通过))"
)
_ATTACHED = re.compile(
    rf"附件\s*[:]?\s*(?:\d{{1,2}}\s*[.、:]?\s*)?《?(?P<title>[\u4e00-\u9fff()〔〕\d—\-“”·]{{4,60}}(?:{KINDS}))"
)
_ATTACHMENT_TAIL = re.compile(
    r"(?:重点)?(?:任务分工|责任清单|分工方案|任务清单|一览表|目录|名单)(?:表|方案)?\Z"
)
_SITE_TAIL = re.compile(r"(?<!\s)\s*+(?:[-_|–—]|--)\s*+[^-_|–—]*+\Z")
_SITE_NAME = re.compile(
    r"(?:网|网站|门户|政府|人民政府|首页|平台|政务公开|政策文件|政策法规|局|厅|委员会|中心)\Z"
)
_FILE_TAIL = re.compile(
    r"(?:[_\-. ]?\b[0-9a-f]{8,64}|\(\d{4}-\d{1,2}-\d{1,2}\)|\(\d{1,2}\))\Z", re.I
)
_OPENING_CHARS = 1500
_DIGEST = re.compile(r"[0-9a-f]{8,64}", re.I)
_FILE_HEAD = re.compile(r"^\d{1,4}[a-z]?[_\-. 、]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """What a document is called."""

    title: str
    inner: str | None = None
    """The plan that the document issues, when the title is that of a notice."""
    groups: tuple[TitleGroup, ...] = ()
    """Every place where the lines only repeat one of the two."""
    repost: str | None = None
    """The title under which somebody passed the document on."""


def read_titles(
    lines: Sequence[FrontLine], front: int, text: str, *, hints: Mapping[str, str], name: str
) -> Titles:
    """Decide what a document is called.

    Args:
        lines: All lines of the body.
        front: How many of them stand before the first numbered line.
        text: The clean body.
        hints: `title` counts as what the page says; the text's own title wins where it says more.
        name: File name, the last resort.
    """
    groups = list(find_title_groups(lines, front))
    groups, repost = _without_repost(groups)
    names = {folded(repost.text)} if repost else set()
    stated = _without_site(hints.get("title", ""))
    main = _main_title(groups, stated)
    if main is None:
        main = _title_in_text(text) or heading_line(lines, front) or title_of_file(name)
        named = False
    else:
        named = True
    inner = _inner_title(main, groups) if named else None
    printed = _Printed(lines[:front], text, hints.get("title", ""))
    names |= {folded(main), folded(inner or main)}
    opening = text[:_OPENING_CHARS]
    issued = _ISSUED_IN_TEXT.search(opening) if "印发给你们" in opening else None
    issues = core(issued["title"]) if issued else ""
    cores = {core(title) for title in names} | {issues}
    same = [g for g in (repost, *groups) if g and core(g.text) in cores]
    same += repetitions(lines[:front], cores | {core(stated)}, same)
    same += standing_below(lines, front, {core(inner or ""), issues})
    same += passed_on(lines, front, core(main) if named and "关于" in main else "")
    # Lines that hold the main title in part: the page stated more than the text's own line.
    same += [g for g in groups if g not in same and folded(g.text) in folded(main)]
    return Titles(
        title=printed.form(main),
        inner=printed.form(inner) if inner else None,
        groups=tuple(sorted(same, key=lambda group: group.first)),
        repost=repost.text if repost else None,
    )


class _Printed:
    """Gives a title, read with half-width punctuation, the punctuation it was printed with."""

    def __init__(self, lines: Sequence[FrontLine], text: str, hint: str) -> None:
        printed = "".join([text[line.start : line.end] for line in lines])
        folded_lines = "".join([line.text for line in lines])
        self._sources = [(printed, folded_lines), (hint, fold_punctuation(hint))]

    def form(self, title: str) -> str:
        """Return the title as it stands in the text or the hint; else as it is."""
        for source, folded_source in self._sources:
            at = folded_source.find(title)
            if at >= 0:
                return source[at : at + len(title)]
        return title


def wrapped_title(title: str) -> str | None:
    """Return what a notice issues: X of 关于印发《X》的通知 or 关于印发X的通知."""
    match = _WRAPPER.search(title)
    if not match:
        return None
    inner = match["inner"]
    marked = re.match(r"[^《]*《(.+)》", inner)
    inner = marked.group(1) if marked else inner
    return inner.translate(_OUTER_MARKS) if len(inner) >= 4 else None


def title_of_file(name: str) -> str:
    """Return what a file name says, without suffix, order number, digest and date."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}\Z", "", name).translate(_PARENTHESES)
    previous = None
    while stem != previous:
        previous = stem
        stem = _FILE_TAIL.sub("", stem).strip(" _-.") or previous
    short = _FILE_HEAD.sub("", stem)
    short = re.sub(r"[_\s]+", " ", short).strip()
    return short if re.search(r"[^\W\d_]{2}", short) and not _DIGEST.fullmatch(short) else name


_OUTER_MARKS = {ord("〈"): "《", ord("〉"): "》"}
_PARENTHESES = {0xFF08: "(", 0xFF09: ")"}


def _main_title(groups: Sequence[TitleGroup], stated: str) -> str | None:
    text = groups[0].text if groups else None
    # A page headed with the plan's name may go on with the notice that issues it.
    named = {folded(title) for title in (text or "", stated) if title}
    for group in groups:
        inner = folded(wrapped_title(group.text) or "")
        # The page may name the place before the plan: 某区2023年事项清单.
        if inner and any(name.endswith(inner) for name in named):
            return group.text
    if not stated:
        return text
    if len(groups) > 1 and _says_more(groups[1], groups[0]):
        return groups[1].text
    if text is None:
        return stated
    one, other = folded(text), folded(stated)
    if other in one or (stated.endswith(("…", "...")) and one.startswith(other[:8])):
        return text
    if one in other:
        return stated
    if _names_a_page(stated) and bodies_in_title(text):
        return text
    later = next((g.text for g in groups[1:] if other in folded(g.text)), None)
    return later or stated


def _names_a_page(stated: str) -> bool:
    """Tell 政策文件 and 某县政府信息公开 from what a document is called."""
    return "关于" not in stated and not ENDING.search(stated)


def _says_more(group: TitleGroup, above: TitleGroup) -> bool:
    """Tell 某景区关于实施优惠的公告 from what its page is called, 某景区优惠公告."""
    long, short = group.text, above.text
    same = group.first == above.last + 1 and long[-2:] == short[-2:] and long[:2] == short[:2]
    return same and "关于" in long and "关于" not in short


def _without_repost(groups: list[TitleGroup]) -> tuple[list[TitleGroup], TitleGroup | None]:
    """Take off the title under which a document was passed on, when its own notice follows."""
    if len(groups) > 1 and "转发" in groups[0].text:
        inner = wrapped_title(groups[0].text)
        notices = [g for g in groups[1:] if wrapped_title(g.text)]
        if inner and any(folded(inner) in folded(g.text) for g in notices):
            return groups[1:], groups[0]
    return groups, None


def _inner_title(main: str, groups: Sequence[TitleGroup]) -> str | None:
    wrapped = wrapped_title(main)
    if wrapped is None:
        return None
    standing = next((g.text for g in groups if folded(g.text) == folded(wrapped)), None)
    return standing or wrapped


def _title_in_text(text: str) -> str | None:
    """Return the title that a text without a title line gives itself or its attachment."""
    issued = _ISSUED_IN_TEXT.search(text[:_OPENING_CHARS])
    if issued:
        return issued["title"].translate(_OUTER_MARKS)
    attached = [match["title"] for match in _ATTACHED.finditer(text)]
    for title in attached:
        bare = _ATTACHMENT_TAIL.sub("", title)
        if bare != title and ENDING.search(bare):
            return bare
    return None


def _without_site(title: str) -> str:
    """Take the site's name off a page title: 某某办法 - 某某市人民政府门户网站."""
    title = " ".join(title.translate(_PARENTHESES).split())
    while True:
        match = _SITE_TAIL.search(title)
        if not match or not match.start():
            break
        head, tail = title[: match.start()].strip(), match.group().strip(" -_|–—")
        if ENDING.search(tail) and not ENDING.search(head):
            break
        if not (ENDING.search(head) or _SITE_NAME.search(tail)):
            break
        title = head
    return title if len(re.findall(r"[\u4e00-\u9fff]", title)) >= 4 else ""
