"""SentencePiece's Unigram segmentation for one fixed vocabulary, in plain Python.

The library `tokenizers` takes 2 s and 300 MB to build this vocabulary of 250,000 pieces, more than
everything else in a search from the command line together. A table of the pieces and a Viterbi
pass need 0.1 s and 45 MB, and take 1 % of the time that embedding the same text takes; the ids are
equal (see tests/index/embedding/test_e5_tokenizer.py).
"""

from __future__ import annotations

import math
import re
import threading
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from index.embedding.e5_vocabulary import Vocabulary

SPACE = "▁"
"""Stands for a space, and before the first word of every text."""

_UNKNOWN_PENALTY = 10.0
"""SentencePiece's kUnkPenalty: an unknown character costs this much more than any piece."""

# What SentencePiece's nmt_nfkc rule removes, and what it takes for a space, before NFKC.
_REMOVED = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]")
_SPACES = re.compile("[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]")
_SPACE_RUN = re.compile(" {2,}")


class _Table(NamedTuple):
    """Pieces to look up: all of the vocabulary, or those that one text holds."""

    ids: Mapping[str, int]
    scores: Sequence[float] | Mapping[int, float]
    reach: Mapping[str, int]
    """By the first two characters of a piece, the length of the longest such piece."""


class E5Tokenizer:
    """Turns a text into token ids; safe to share between threads."""

    def __init__(
        self, vocabulary: Vocabulary, *, max_tokens: int, texts_without_table: int = 0
    ) -> None:
        """Build the look-up table, unless it may wait.

        Args:
            vocabulary: Pieces and their scores.
            max_tokens: Of a text, the two marks at the ends included.
            texts_without_table: So many texts are cut first with the pieces they hold picked out of
                the vocabulary, which takes a hundredth of the time and memory of the table.
        """
        self.max_tokens = max_tokens
        self._vocabulary = vocabulary
        self._unknown_score = float(vocabulary.scores.min()) - _UNKNOWN_PENALTY
        self._without_table = texts_without_table
        self._lock = threading.Lock()
        self._table = None if texts_without_table else self._all_pieces()

    def encode(self, text: str) -> list[int]:
        """Return the ids with the marks at both ends, cut to `max_tokens`."""
        prepared = prepare(text)
        ids = self._segment(prepared) if prepared else []
        return [self._vocabulary.bos, *ids[: self.max_tokens - 2], self._vocabulary.eos]

    def _segment(self, prepared: str) -> list[int]:
        """Segment every word on its own: no piece holds a space but at its beginning."""
        table = self._table or self._table_for(prepared)
        ids: list[int] = []
        for word in prepared.split(SPACE)[1:]:
            ids += self._best_path(SPACE + word, table)
            if len(ids) >= self.max_tokens:
                break
        return ids

    def _table_for(self, prepared: str) -> _Table:
        with self._lock:
            if self._table is None and self._without_table == 0:
                self._table = self._all_pieces()
            if self._table is not None:
                return self._table
            self._without_table -= 1
        ids = self._vocabulary.pieces_in(prepared)
        scores = {number: float(self._vocabulary.scores[number]) for number in ids.values()}
        return self._without_marks(ids, scores)

    def _all_pieces(self) -> _Table:
        pieces = self._vocabulary.pieces
        ids = dict(zip(pieces, range(len(pieces)), strict=True))
        return self._without_marks(ids, self._vocabulary.scores.tolist())

    def _without_marks(
        self, ids: dict[str, int], scores: Sequence[float] | Mapping[int, float]
    ) -> _Table:
        """Return a table without marks: a text that spells one, "</s>", is text."""
        known = self._vocabulary
        for number in (known.bos, known.eos, known.pad, known.unknown):
            ids.pop(known.piece(number), None)
        ids.pop("<mask>", None)
        return _Table(ids, scores, _reach(ids))

    def _best_path(self, word: str, table: _Table) -> list[int]:
        """Return the segmentation of the highest total score (Viterbi)."""
        size = len(word)
        best = [0.0] + [-math.inf] * size
        begin, piece = [0] * (size + 1), [self._vocabulary.unknown] * (size + 1)
        ids, scores, reach = table
        for start in range(size):
            so_far = best[start]
            longest = reach.get(word[start : start + 2], 1)
            for end in range(start + 1, min(start + longest, size) + 1):
                found = ids.get(word[start:end])
                if found is not None and so_far + scores[found] > best[end]:
                    best[end], begin[end], piece[end] = so_far + scores[found], start, found
            if so_far + self._unknown_score > best[start + 1] and word[start] not in ids:
                best[start + 1] = so_far + self._unknown_score
                begin[start + 1], piece[start + 1] = start, self._vocabulary.unknown
        return self._trace(begin, piece)

    def _trace(self, begin: list[int], piece: list[int]) -> list[int]:
        """Walk back from the end; neighbouring unknown characters are one token."""
        path: list[int] = []
        at, unknown = len(begin) - 1, self._vocabulary.unknown
        while at > 0:
            if not (piece[at] == unknown and path and path[-1] == unknown):
                path.append(piece[at])
            at = begin[at]
        path.reverse()
        return path


def prepare(text: str) -> str:
    """Fold characters as the model's vocabulary expects them; every word begins with a `▁`."""
    folded = _SPACES.sub(" ", _REMOVED.sub("", text))
    folded = _SPACE_RUN.sub(" ", unicodedata.normalize("NFKC", folded))
    if not folded:
        return ""
    spaced = folded.replace(" ", SPACE)
    return spaced if spaced.startswith(SPACE) else SPACE + spaced


def _reach(pieces: Iterable[str]) -> dict[str, int]:
    """Return the lengths of the longest pieces, see `_Table.reach`."""
    reach: dict[str, int] = {}
    for piece in pieces:
        size = len(piece)
        if size > reach.get(piece[:2], 1):
            reach[piece[:2]] = size
    return reach
