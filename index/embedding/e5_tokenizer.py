"""SentencePiece's Unigram segmentation for one fixed vocabulary, in plain Python.

The library `tokenizers` takes 2 s and 300 MB to build this vocabulary of 250,000 pieces, more than
everything else in a search from the command line together. A table of the pieces and a Viterbi
pass need 0.1 s and 45 MB, and take 1 % of the time that embedding the same text takes; the ids are
equal (see tests/index/embedding/test_e5_tokenizer.py).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable

from index.embedding.e5_weights import Vocabulary

SPACE = "▁"
"""Stands for a space, and before the first word of every text."""

_UNKNOWN_PENALTY = 10.0
"""SentencePiece's kUnkPenalty: an unknown character costs this much more than any piece."""

# What SentencePiece's nmt_nfkc rule removes, and what it takes for a space, before NFKC.
_REMOVED = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]")
_SPACES = re.compile("[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]")
_SPACE_RUN = re.compile(" {2,}")


class E5Tokenizer:
    """Turns a text into token ids; safe to share between threads."""

    def __init__(self, vocabulary: Vocabulary, *, max_tokens: int) -> None:
        """Build the look-up table; `max_tokens` counts the two marks at the ends."""
        self.max_tokens = max_tokens
        self._bos, self._eos, self._unknown = vocabulary.bos, vocabulary.eos, vocabulary.unknown
        self._ids = dict(zip(vocabulary.pieces, range(len(vocabulary.pieces)), strict=True))
        special = {vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unknown}
        # A text that spells a mark, "</s>", is text: marks are set here and nowhere else.
        for piece in [vocabulary.pieces[number] for number in special] + ["<mask>"]:
            self._ids.pop(piece, None)
        self._scores: list[float] = vocabulary.scores.tolist()
        self._unknown_score = min(self._scores) - _UNKNOWN_PENALTY
        self._longest = max(map(len, self._ids))
        self._reach: dict[str, int] | None = None
        self._texts = 0

    def encode(self, text: str) -> list[int]:
        """Return the ids with the marks at both ends, cut to `max_tokens`.

        The first text is cut without the table of reach: making it costs more than it saves there.
        """
        if self._texts == 1:
            self._reach = _reach(self._ids)
        self._texts = min(self._texts + 1, 2)
        prepared = prepare(text)
        ids = self._segment(prepared) if prepared else []
        return [self._bos, *ids[: self.max_tokens - 2], self._eos]

    def _segment(self, prepared: str) -> list[int]:
        """Segment every word on its own: no piece holds a space but at its beginning."""
        ids: list[int] = []
        for word in prepared.split(SPACE)[1:]:
            ids += self._best_path(SPACE + word)
            if len(ids) >= self.max_tokens:
                break
        return ids

    def _best_path(self, word: str) -> list[int]:
        """Return the segmentation of the highest total score (Viterbi)."""
        size = len(word)
        best = [0.0] + [-math.inf] * size
        begin, piece = [0] * (size + 1), [self._unknown] * (size + 1)
        ids, scores, reach = self._ids, self._scores, self._reach
        longest = self._longest
        for start in range(size):
            so_far = best[start]
            if reach is not None:
                longest = reach.get(word[start : start + 2], 1)
            for end in range(start + 1, min(start + longest, size) + 1):
                found = ids.get(word[start:end])
                if found is not None and so_far + scores[found] > best[end]:
                    best[end], begin[end], piece[end] = so_far + scores[found], start, found
            if so_far + self._unknown_score > best[start + 1] and word[start] not in ids:
                best[start + 1] = so_far + self._unknown_score
                begin[start + 1], piece[start + 1] = start, self._unknown
        return self._trace(begin, piece)

    def _trace(self, begin: list[int], piece: list[int]) -> list[int]:
        """Walk back from the end; neighbouring unknown characters are one token."""
        path: list[int] = []
        at = len(begin) - 1
        while at > 0:
            if not (piece[at] == self._unknown and path and path[-1] == self._unknown):
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
    """Return, for the first two characters of a piece, the length of the longest such piece."""
    reach: dict[str, int] = {}
    for piece in pieces:
        size = len(piece)
        if size > reach.get(piece[:2], 1):
            reach[piece[:2]] = size
    return reach
