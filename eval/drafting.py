"""From feedback to draft labelled questions, each to be checked by a person before it is one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from eval.asking import Asker
from eval.datasets import read_json_lines
from eval.errors import DataFileError, NothingToScore
from eval.gold import GoldIndex
from eval.records import Answer, Gold, QuestionType, Split, Style
from index import Store, UnknownClause
from ingest.records import Clause
from ingest.text.script import to_simplified

TOPIC: Final = ""
"""A person gives the topic, and with it the split; without one no command takes the question."""
HEADING_CHARS: Final = 16
CONTAINS_CHARS: Final = 12

_GIVES_GOLD: Final = frozenset({"right", "should_answer"})
_REFUSES: Final = "should_refuse"
_VERDICTS: Final = _GIVES_GOLD | {_REFUSES, "wrong", "incomplete", "outdated"}
_HAN: Final = re.compile("[一-鿿]")
_TYPES: Final = {
    "how_long": QuestionType.DURATION,
    "by_when": QuestionType.DEADLINE,
    "how_many": QuestionType.COUNT,
    "how_much": QuestionType.MONEY,
    "what_share": QuestionType.PERCENTAGE,
    "how_large": QuestionType.COUNT,
}
"""Kinds of question that are called otherwise here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """One line of exported feedback."""

    id: str
    question: str
    verdict: str
    clause_id: str | None
    comment: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """What became of the feedback."""

    rows: tuple[Mapping[str, Any], ...]
    """Labelled questions as their file has them."""
    left_out: Mapping[str, int]
    """Reason to how many lines it kept out."""


def read_feedback(path: Path) -> list[Reported]:
    """Read exported feedback.

    Raises:
        DataFileError: At the first line that is none of `zhengda export --of feedback`.
        NothingToScore: If there is none.
    """
    found = []
    for number, row in read_json_lines(path):
        for field in ("id", "question", "verdict", "clause_id", "comment"):
            if field not in row:
                raise DataFileError(path, number, f"has no field {field}")
        if row["verdict"] not in _VERDICTS:
            raise DataFileError(path, number, f"has an unknown verdict: {row['verdict']!r}")
        names = ("id", "question", "verdict", "clause_id", "comment")
        found.append(Reported(**{name: row[name] for name in names}))
    if not found:
        raise NothingToScore(f"{path} holds no feedback")
    return found


def draft_questions(store: Store, reported: Sequence[Reported]) -> Drafts:
    """Draft a question for each text that some feedback gives a label."""
    drafting = _Drafting(store)
    by_text: dict[str, list[Reported]] = defaultdict(list)
    for one in reported:
        by_text[" ".join(one.question.split())].append(one)
    rows = [drafting.row(text, lines) for text, lines in by_text.items()]
    return Drafts(rows=tuple(row for row in rows if row), left_out=dict(drafting.left_out))


class _Drafting:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._gold_index = GoldIndex.of(store)
        self._asker = Asker(store)
        self.left_out: defaultdict[str, int] = defaultdict(int)

    def row(self, text: str, lines: Sequence[Reported]) -> Mapping[str, Any] | None:
        """Return the draft of one question; None when no line labels it."""
        refused = [line for line in lines if line.verdict == _REFUSES]
        gold = self._gold(lines)
        if refused and gold:
            self.left_out["contradicts another"] += len(refused) + len(gold)
            return None
        if not (refused or gold):
            return None
        draft = self._asker.ask(text).draft
        kind = draft.question.kind.value
        named = min(line.id for line in (refused or gold.values()))
        label = {
            "id": f"feedback-{named[:12]}",
            "text": text,
            "style": _style_of(text).value,
            "type": (_TYPES.get(kind) or QuestionType(kind)).value,
            "topic": TOPIC,
            "split": Split.DEV.value,
            "answerable": bool(gold),
        }
        if refused:
            comments = "；".join(line.comment for line in refused if line.comment)
            return label | {"why": f"to be checked: {comments or 'a reader says so'}"}
        values = [
            asdict(Answer(value=found.value, unit=found.unit, condition=found.condition))
            for one in draft.measures
            for found in (one.measure,)
            if draft.citations[one.citation].clause.id in gold
        ]
        labels = [_filled(asdict(self._label(clause_id))) for clause_id in gold]
        return label | {"gold": labels, "answers": [_filled(value) for value in values]}

    def _gold(self, lines: Sequence[Reported]) -> dict[str, Reported]:
        """Return the clauses that are said to answer; what says nothing usable is counted."""
        found: dict[str, Reported] = {}
        for line in lines:
            if line.verdict == _REFUSES:
                continue
            if line.verdict not in _GIVES_GOLD:
                self.left_out[f"says {line.verdict}, not what is right"] += 1
            elif line.clause_id is None:
                self.left_out["names no clause"] += 1
            elif not self._is_there(line.clause_id):
                self.left_out["names a clause that is no longer there"] += 1
            else:
                found.setdefault(line.clause_id, line)
        return found

    def _is_there(self, clause_id: str) -> bool:
        try:
            self._store.clause(clause_id)
        except UnknownClause:
            return False
        return True

    def _label(self, clause_id: str) -> Gold:
        """Return a label that fits this clause alone; the fullest one where none does."""
        clause, document = self._store.clause(clause_id)
        label = Gold(
            document=document.source.name,
            number=clause.number or "",
            heading=(clause.heading or clause.text[clause.body_start :])[:HEADING_CHARS].strip(),
        )
        fuller = replace(label, path=clause.path)
        for tried in (label, fuller, *_with_passages(fuller, clause)):
            if len(self._gold_index.candidates(tried)) == 1:
                return tried
        return fuller


def _with_passages(label: Gold, clause: Clause) -> Iterator[Gold]:
    for start in range(clause.body_start, len(clause.text), CONTAINS_CHARS):
        yield replace(label, contains=clause.text[start : start + CONTAINS_CHARS])


def _filled(row: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing; a number that is empty says that there is none."""
    return {name: one for name, one in row.items() if one or name == "number"}


def _style_of(text: str) -> Style:
    """Guess how a question is worded, for a person to correct."""
    if not _HAN.search(text):
        return Style.ENGLISH
    if to_simplified(text) != text:
        return Style.TRADITIONAL
    return Style.KEYWORD if " " in text else Style.COLLOQUIAL
