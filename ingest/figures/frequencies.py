"""How often something is done: by whom, in what time, and what: 县级河长每季度巡河1次."""

from __future__ import annotations

import re

from ingest.figures.wording import Said, joined, trimmed

_HOW_OFTEN = re.compile(
    r"^(?P<who>[^,的每]{0,16}?)(?:应当?|要|须|必须)?"
    r"(?P<every>每(?>个?季度?|个?月|半年|年度?|周|旬|日|天))"
    r"(?:应当?|要|须|必须)?(?:至少|最少|不少于)?+"
    r"(?P<act>(?!(?:组织|召开|开展|进行|举行|举办)\Z)[^,每\d]{2,12})\Z"
)


def how_often(words: str) -> Said | None:
    """Read 县级河长每季度巡河不少于: what is done, by whom, and in what time."""
    match = _HOW_OFTEN.match(trimmed(words))
    if match is None:
        return None
    who = "" if match["who"].endswith(("并", "且", "和", "及")) else match["who"]
    return Said(match["act"], joined(who or None, match["every"]))  # 公布清单并每年更新一次
