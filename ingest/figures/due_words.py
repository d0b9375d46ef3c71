"""What is due by a date: the words around it, and what is moved to it."""

from __future__ import annotations

import re

from ingest.figures import wording, words_after
from ingest.figures.wording import Said

# 有效期至, 执行至: what runs until a date, where no words follow it.
_RUNS_UNTIL = re.compile(
    r"^[^,\d]{0,12}(?:期|期限|时间|执行|实施|施行|有效|延长|延续|延期|保留|过渡|止)\Z"
)
_BARE_VERBS = frozenset("完成 落实 实现 兑现 办结 办完 建成 到位".split())
# 延长有效期至6月底
_EXTENDED = re.compile(
    r"(?:延长|推迟|顺延|延后)(?P<what>[一-鿿]{2,8}(?:期|期限|时间|日期))(?:至|到)\Z"
)
# 将申报期限延长至2月24日
_MOVED = re.compile(
    r"(?:期|限|间|日|费|款)(?P<moves>(?:可以?|将|统一|相应|再|均|全部|一律)?(?:延长|延期|顺延|推迟|延|延后|调整|提前)(?:至|到))\Z"
)


def due(core: str, own: str, after: str) -> Said:
    """Read the words around a date: what has to be done by it, or what is moved to it."""
    if core and (moved := _MOVED.search(own)):
        return Said(wording.limited(wording.trimmed(own[: moved.start("moves")])))
    if extended := _EXTENDED.search(own):
        return Said(extended["what"])
    words = re.split(r"[,;。()|:\n]", after, maxsplit=1)[0]
    action = words_after.action(words)
    if action and action not in _BARE_VERBS:
        return Said(action, core if 0 < len(core) <= 16 else None)
    due = re.match(r",?([^,、;。()|:\n][^,;。()|:\n]{3,39})", after)
    if due is None and _RUNS_UNTIL.search(core):
        return Said(core)
    return Said(due[1].strip() if due else "", None)
