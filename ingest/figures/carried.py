"""What a sentence has said so far that its later figures may leave out."""

from __future__ import annotations

import re
from itertools import takewhile

from ingest.figures import wording
from ingest.figures.clause_layout import ClauseLayout
from ingest.figures.readings import GIVEN
from ingest.figures.wording import Said
from ingest.records import MeasureKind

# 一类地区, 第二档, A类人才: one of several that a sentence goes through.
_CLASS = re.compile(r"第?[一二三四五六七八九十甲乙丙丁A-E][类档级]")
_CLASS_CHARS = 7
_OTHERS = re.compile(r"其[余他它]|另|个人|[各类档级]\Z")
_COMMON_CHARS = 2
_REACH = 200


class Carried:
    """Subjects and words of the figures before, forgotten where another sentence begins."""

    def __init__(self, layout: ClauseLayout) -> None:
        """Take the layout of the clause."""
        self._layout = layout
        self._sentence = self._part = -1
        self._subjects: dict[str, str] = {}
        self._lapsed: dict[str, str] = {}  # of the earlier parts of the sentence
        self._forget()

    def _forget(self) -> None:
        self._subjects.clear()
        self._lapsed.clear()
        self.last = Said()  # what was said of the last figure
        self.last_kind: MeasureKind | None = None
        self.last_limit = ""  # what the last time limit was for
        self.last_core = ""  # the last words that led to a figure
        self.group: str | None = None  # whom the last figure of this part was for
        self.led_by: str | None = None  # the class that what it measures begins with

    def enter(self, position: int) -> bool:
        """Go on to a position; return whether another sentence begins there."""
        sentence, part = self._layout.sentence(position), self._layout.part(position)
        begins = sentence != self._sentence
        if begins:
            self._sentence, self._part = sentence, -1
            self._forget()
        if part != self._part:
            # What is given or done belongs to its part of the sentence; a time limit goes on.
            self._part, self.group, self.led_by = part, None, None
            self._lapsed.update(self._subjects)
            self._subjects = {
                key: limit
                for key, limit in self._subjects.items()
                if wording.names_time(limit) or wording.names_process(limit)
            }
        return begins

    def note_group(self, said: Said) -> None:
        """Keep whom a figure is for, without what it is given by: 博士 of 博士按房价,每人."""
        named = [one.partition("按")[0] for one in (said.condition or "").split(",")]
        group = next((one for one in named if wording.names_group(one)), None)
        self.group = group or self.group
        if group is None and (led := _CLASS.match(said.subject)):
            self.led_by = _whole_class(said.subject, led.end())

    def shared_group(self, at: int, kind: MeasureKind, said: Said) -> str | None:
        """Return whom a figure is for that names another kind of what the last one measures.

        22元 of 一类地区月最低工资标准2280元,小时最低工资标准22元 is for 一类地区 too: it is one of
        several classes, or the other parts of the sentence give both kinds as well.
        """
        group, subject, last = self.led_by or self.group, said.subject, self.last.subject
        if not group or kind is not self.last_kind or kind not in GIVEN or subject == last:
            return None
        if _CLASS.search(subject):
            return None
        if said.condition and not said.condition.startswith("每"):
            return None
        alike = takewhile(
            lambda pair: pair[0] == pair[1], zip(subject[::-1], last[::-1], strict=False)
        )
        common = sum(1 for _ in alike)
        own = subject[: len(subject) - common]
        if common < _COMMON_CHARS or wording.names_group(own) or _OTHERS.search(own):
            return None
        return group if _CLASS.search(group) or self._is_repeated(at, subject) else None

    def _is_repeated(self, at: int, subject: str) -> bool:
        """Tell whether another part of the sentence says the same of its own group."""
        text, part = self._layout.text, self._part
        after = text.find(subject, at, at + _REACH)
        before = text.rfind(subject, max(at - _REACH, 0), at - len(subject))
        return any(
            found >= 0
            and self._layout.part(found) != part
            and self._layout.sentence(found) == self._sentence
            for found in (before, after)
        )

    def keep(self, key: str, subject: str, *, again: bool) -> None:
        """Keep what a figure measures for those after it, in place of another one if again."""
        if again or key not in self._subjects:
            self._subjects[key] = subject

    def subject(self, key: str, *, lapsed: bool, level: bool = False) -> str:
        """Return what was measured last; that of an earlier part only if asked for.

        Args:
            key: What the figure is kept under.
            lapsed: Whether an earlier part of the sentence may say it.
            level: Whether the figure is where a change ends: 失业率 and not its 下降.
        """
        said = self._subjects.get(key) or (self._lapsed.get(key, "") if lapsed else "")
        return (wording.without_change(said) or said) if level else said


def _whole_class(subject: str, end: int) -> str:
    """Return A类人才 of A类人才购房补贴, and 第二档 of 第二档最低工资."""
    ends = range(min(len(subject), _CLASS_CHARS), end, -1)
    return next((subject[:at] for at in ends if wording.names_group(subject[:at])), subject[:end])
