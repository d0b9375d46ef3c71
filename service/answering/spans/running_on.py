"""Sentences that run on from the one that answers, for who asks openly.

How something is done, what it is and which things there are is seldom told in one sentence. Of
public questions whose answers were marked in the text, the best sentence alone holds half of the
answer in 52 of 100, with those beside it in 62, and what is said and what was marked are more
alike, too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ingest.records import Clause
from ingest.text.alignment import Span
from service.answering.records import AskedQuestion
from service.answering.spans.completing import SAID_WHOLE
from service.answering.spans.labels import row_of
from service.answering.spans.parallel import is_of_another
from service.answering.spans.scoring import is_for_defiance
from service.answering.wording.cues import is_definition

RUN_CHARS: Final = 180
"""As much as is read at one glance; a longer run gains nothing."""
AFTER_MARGIN: Final = 1.3
"""How much less than the best sentence one after it may be worth: it goes on about the same."""
BEFORE_MARGIN: Final = 0.6
"""One before it must be nearly as good by itself."""
SENTENCE_MARGIN: Final = 2.0
"""What a semicolon parts is one sentence: 三必问：问清户籍；问清行程；问清症状."""
_BETWEEN: Final = re.compile(r"[\s;；。]*")
_ASKS: Final = re.compile(r"[?？]")


def run_on(
    clause: Clause,
    pieces: Sequence[Span],
    scores: Sequence[float],
    chosen: Sequence[Span],
    asked: AskedQuestion,
) -> list[Span]:
    """Return the chosen pieces with those beside them that go on about the same, as one slice.

    English words hardly tell which neighbours are on the subject; what a term means is said in one
    sentence.
    """
    at = [index for index, piece in enumerate(pieces) if piece in chosen]
    together = len(at) == len(chosen) == at[-1] - at[0] + 1 if at else False
    if not together or not _is_open(asked) or is_definition(asked, clause, chosen):
        return list(chosen)
    if any(row_of(clause, piece) is not None for piece in chosen):
        return list(chosen)
    best = max(at, key=lambda index: scores[index])
    answer = clause.text[slice(*pieces[best])]
    behind = [
        score - scores[best] if _goes_on(clause, piece, asked, answer) else -math.inf
        for piece, score in zip(pieces, scores, strict=True)
    ]
    run = range(at[0], at[-1] + 1)
    while wider := _wider(run, clause.text, pieces, behind):
        run = wider
    if len(run) == len(at):
        return list(chosen)
    end = pieces[run[-1]].end
    return [Span(pieces[run[0]].start, end + (clause.text[end : end + 1] == "。"))]


def _is_open(asked: AskedQuestion) -> bool:
    """Whether anything in words may answer."""
    told = asked.kind in SAID_WHOLE and not (asked.form or asked.figures)
    return told and not asked.normalized.isascii()


def _goes_on(clause: Clause, piece: Span, asked: AskedQuestion, answer: str) -> bool:
    """Whether a piece may go on from the answer.

    No printed question, row of a table or consequence does, nor what is said of another group.
    """
    asks = _ASKS.search(clause.text, piece.start, piece.end + 1) is not None
    row = row_of(clause, piece) is not None
    other = is_of_another(clause.text[slice(*piece)], answer, asked.normalized)
    return not (asks or row or other or is_for_defiance(clause, piece, asked))


def _wider(run: range, text: str, pieces: Sequence[Span], behind: Sequence[float]) -> range | None:
    """Return a run with the better of its neighbours; None where neither may join."""
    options = []
    if run.stop < len(pieces):
        goes_on = text[pieces[run[-1]].end : pieces[run.stop].start].strip() in (";", "；")
        margin = SENTENCE_MARGIN if goes_on else AFTER_MARGIN
        options.append((behind[run.stop] + margin, range(run.start, run.stop + 1)))
    if run.start:
        options.append((behind[run.start - 1] + BEFORE_MARGIN, range(run.start - 1, run.stop)))
    may = [option for option in options if option[0] >= 0]
    may = [
        option for option in may if _is_one_slice(text, pieces[slice(option[1][0], option[1].stop)])
    ]
    return max(may, key=lambda option: option[0])[1] if may else None


def _is_one_slice(text: str, pieces: Sequence[Span]) -> bool:
    """Whether pieces follow each other within sight, with nothing left out between them."""
    between = all(_BETWEEN.fullmatch(text, one.end, two.start) for one, two in pairwise(pieces))
    return between and pieces[-1].end - pieces[0].start <= RUN_CHARS
