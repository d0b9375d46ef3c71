"""What a sentence has said so far that its later figures may leave out."""

from __future__ import annotations

from ingest.figures import wording
from ingest.figures.clause_layout import ClauseLayout
from ingest.figures.wording import Said
from ingest.records import MeasureKind


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

    def enter(self, position: int) -> bool:
        """Go on to a position; return whether another sentence begins there."""
        sentence, part = self._layout.sentence(position), self._layout.part(position)
        begins = sentence != self._sentence
        if begins:
            self._sentence, self._part = sentence, -1
            self._forget()
        if part != self._part:
            # What is given or done belongs to its part of the sentence; a time limit goes on.
            self._part, self.group = part, None
            self._lapsed.update(self._subjects)
            self._subjects = {
                key: limit
                for key, limit in self._subjects.items()
                if wording.names_time(limit) or wording.names_process(limit)
            }
        return begins

    def note_group(self, condition: str | None) -> None:
        """Keep whom a figure is for, without what it is given by: 博士 of 博士按房价,每人."""
        named = [one.partition("按")[0] for one in (condition or "").split(",")]
        self.group = next((one for one in named if wording.names_group(one)), self.group)

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
