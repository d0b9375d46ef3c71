"""What a list says of the figures in it: the line that introduces it, the groups it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ingest.figures import wording, words_before
from ingest.figures.bounds import Cluster, after_bound
from ingest.figures.clause_layout import ClauseLayout, Piece
from ingest.figures.wording import Said

_ITEM = re.compile(r"\(?[一二三四五六七八九十\d]{1,3}[)、.]|[①-⑳]")
_LIST_ITEM = re.compile(r"[、和与及]")
_SHARED_WORK = re.compile(r"(?:报装|办电|接入|接通|开户|登记|审批|通关)")
_INTRO_REACH = 12
_AS_FOLLOWS = re.compile(
    r"(?:按照?|依照|为|是)?(?:下列|以下|如下)(?:标准|规定|比例|额度|程序|流程)?(?:执行|确定|计算|发放|办理)?\Z|(?:如下|分别)?[为是]?\Z"
)

# What a line says of its list, and not of the figures in it: 按照下列标准给予补偿, 为较大事故.
# 下列补贴标准 does say it.
_LISTED = (
    r"(?:下列|以下)(?:中任一项的规定"
    r"|(?:标准|比例|期限|[一-鿿]{0,2}?(?:规定|程序|情形|情况|条件|方式|方法|原则|顺序|要求))(?:之一)?)"
)
_TREATED = r"(?:分别)?(?:作出)?(?:处理|认定|确定|管理|执行|办理|确认|计算|实施|组织|进行)"
_BEGINS_WITH_LIST = re.compile(
    rf"^(?:符合|按照?|根据|依照|依据|有|以|分别)?{_LISTED}(?![的内之])(?:{_TREATED}\Z)?"
)
_ENDS_WITH_LIST = re.compile(
    rf"(?:应当?|分别){{0,2}}(?:符合|按照?|根据|依照|依据){_LISTED}(?:{_TREATED})?\Z"
)
_CLASS_OF_EVENTS = re.compile(r"为[^,]{2,10}(?:事故|事件|嫌疑|灾害)\Z")

# 按设备投资额分档给予补助: what the tiers of a list are measured by.
_TIERS = re.compile(
    r"^(?P<base>[^,]{2,16}?)(?:的?(?:不同|大小|高低|多少))?分[为成]?[两二三四五六七八九十\d]?个?(?:档|级|段|类别?|层)"
)


class ListWords:
    """Looks up the lists of one clause."""

    def __init__(self, layout: ClauseLayout) -> None:
        """Take the layout of the clause."""
        self._layout = layout
        self._named: tuple[str, ...] = ()
        self._whole: tuple[int, str | None, str] = (-1, None, "")

    def note(self, group: Cluster, subject: str) -> None:
        """Keep what a figure is of, for its parts in the bracket after it."""
        if self._layout.text.startswith("(", group.end):
            self._whole = (group.end, group.figures[-1].unit, subject)

    def whole(self, group: Cluster) -> str:
        """Return what the figure before a bracket is of: 计划总数 of 计划总数为135个(小学45个)."""
        at, of_unit, subject = self._whole
        if at != self._layout.bracket(group.start):
            return ""
        return subject if of_unit == group.figures[0].unit else ""

    def forget(self) -> None:
        """Forget the groups that the sentence named: another one begins."""
        self._named = ()

    def each(self, said: Said, start: int, count: int) -> list[Said]:
        """Give each value of a list its group: 博士、硕士分别5000元、2000元."""
        known = self._named if len(self._named) == count else ()
        groups = self.groups(start, count) or known
        if not groups:
            return [Said(said.subject, None)] * count
        self._named = groups
        return [Said(said.subject, name) for name in groups]

    def introduction(self, position: int) -> str:
        """Return the line that introduces a list, for figures in its items."""
        for piece in self._layout.pieces_before(position):
            if piece.mark == ":":
                return _announced(piece)
        return self._intro_line(position)

    def tiers(self, start: int, end: int) -> str:
        """Return what the tiers of a list are measured by, for the figure of one: 100万元以上的."""
        text = self._layout.text
        if not text.startswith("的", after_bound(text, end)):
            return ""
        match = _TIERS.match(self.introduction(start))
        return match["base"] if match else ""

    def introduced(self, position: int) -> str:
        """Return what the same sentence announces before a colon, if it has a value."""
        for piece in self._layout.pieces_before(position):
            if piece.mark == ":":
                return _announced(piece)
        return ""

    def named_anew(self, position: int, previous: int) -> str:
        """Return what a part of a sentence announces that the figure before it does not stand in.

        首套房最高额度:单职工50万元,双职工80万元;二套房最高额度:单职工40万元 names two.
        """
        if self._layout.part(position) == self._layout.part(previous):
            return ""
        return self.introduced(position)

    def _intro_line(self, position: int) -> str:
        """Return the line that introduces the list in whose items the position stands."""
        text = self._layout.text
        number, start = self._layout.line(position)
        for line in range(number, max(number - _INTRO_REACH, 0), -1):
            start = self._layout.line_start(line)
            if not _ITEM.match(text, start):
                return ""
            before = text[max(0, start - wording.MAX_WORDS - 1) : start - 1]
            if before.endswith(":"):
                words = re.split(r"[,;。】\n]", before[:-1])[-1]
                words = wording.trimmed(_AS_FOLLOWS.sub("", words))
                return _without_list(words)
        return ""

    def groups(self, position: int, count: int) -> tuple[str, ...]:
        """Return the groups named before a position when there are so many: 博士、硕士."""
        for piece in islice(self._layout.pieces_before(position), 3):
            if "、" not in piece.text and "和" not in piece.text:
                continue
            if wording.has_digit(piece.text):
                continue
            items = _LIST_ITEM.split(piece.text)
            if len(items) == count:
                return tuple(_item_names(items))
        return ()


def _announced(piece: Piece) -> str:
    """Return what words before a colon announce: 护理标准 of 护理标准按自理能力分为三档:."""
    words = _without_list(wording.trimmed(_AS_FOLLOWS.sub("", piece.text)))
    if wording.names_quantity(words):
        return words
    tiers = _TIERS.match(words)
    return words_before.term_head(words) or (tiers["base"] if tiers else "")


def _without_list(words: str) -> str:
    """Return 办理审批手续 of 按照下列程序办理审批手续, 绿地率 of 绿地率应当符合以下要求."""
    if _CLASS_OF_EVENTS.match(words):
        return ""
    return _ENDS_WITH_LIST.sub("", _BEGINS_WITH_LIST.sub("", words))


def _item_names(items: Sequence[str]) -> Iterator[str]:
    for item in _completed(items):
        name = re.sub(r"(?:分别|在[^,]{2,16}(?:下|中)|各|每[个户人件家项名]).*", "", item)
        name = name.removesuffix("的").rsplit("的", 1)[-1]
        yield wording.trimmed(name) or name


def _completed(items: Sequence[str]) -> Sequence[str]:
    """Give all what the last item says for all: 用水、用气报装 is 用水报装, 用气报装."""
    first, last = len(items[0]), items[-1]
    if first > 2 or any(len(item) != first for item in items[:-1]):
        return items
    work = _SHARED_WORK.match(last, first)
    return [*(item + work[0] for item in items[:-1]), last] if work else items
