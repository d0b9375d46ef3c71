"""How often something is done: by whom, in what time, and what: 县级河长每季度巡河1次."""

from __future__ import annotations

import re

from ingest.figures.wording import Said, joined, trimmed

_MUST = r"(?:应当?|要|须|必须|至少|最少|一般)*"
_HOW_OFTEN = re.compile(
    rf"^(?P<who>[^,的每]{{0,16}}?){_MUST}"
    r"(?P<every>每(?>个?季度?|个?月|半年|年度?|周|旬|日|天|[两二三四五六七八九十\d]{1,3}(?:年|个?月|个?季度|周|天|日))(?:左右)?+)"
    r"(?:应当?|要|须|必须)?(?:至少|最少|不少于)?+"
    r"(?P<act>(?!(?:组织|召开|开展|进行|举行|举办)\Z)[^,每\d]{2,12})\Z"
)
# 全国污染源普查每10年进行 before 一次.
_DONE_SO_OFTEN = re.compile(
    rf"^(?P<what>[^,每]{{0,24}}?){_MUST}"
    r"(?P<every>每[两二三四五六七八九十\d]{1,3}(?:年|个?月)(?:左右)?+)(?:组织|召开|开展|进行|举行|举办)\Z"
)


def how_often(words: str) -> Said | None:
    """Read 县级河长每季度巡河不少于: what is done, by whom, and in what time."""
    words = trimmed(words)
    match = _HOW_OFTEN.match(words)
    if match is None:
        match = _DONE_SO_OFTEN.match(words)
        return Said(match["what"], match["every"]) if match else None
    who = "" if match["who"].endswith(("并", "且", "和", "及")) else match["who"]
    return Said(match["act"], joined(who or None, match["every"]))  # 公布清单并每年更新一次
