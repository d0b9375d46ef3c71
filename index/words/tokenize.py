"""Words and character bigrams of a text: what BM25 counts, the same for passages and questions.

Segmentation is jieba's search mode (dictionary graph, most probable path, then the shorter words
inside each word) on jieba's dictionary, without its model for unknown words: whether a model joins
unknown characters depends on their neighbours, so question and passage would differ; bigrams cover
them instead. jieba itself builds its whole dictionary before the first word (0.8 s) and
caches it in the shared temporary folder; here the words of a character are read when it occurs.
"""

from __future__ import annotations

import importlib.util
import math
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.words.lexicon_files import builtin_lexicon

TOKENIZER_VERSION = f"jieba-search+bigrams-1+{builtin_lexicon().digest}"
"""Part of an index manifest, because a question must be cut as the passages were. The terms of the
built-in lexicon are words, so they are part of it; a user's own terms are not made words."""

DICTIONARY_TOTAL = 60_101_967
"""Sum of the frequencies in jieba's dictionary; a constant, since adding it up takes a second."""

LEXICON_FREQUENCY = 1000
"""Given to words of the lexicon: rare, yet more probable than any chain of two words."""

_TOKEN = re.compile(
    r"(?P<han>[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇]+)"
    r"|[A-Za-z\u00c0-\u024f]+(?:[-'][A-Za-z\u00c0-\u024f]+)*[0-9]*\+*"
    r"|[0-9]+(?:\.[0-9]+)*"
)
_INNER_SIZES = (2, 3)
_PREFIX_ONLY = 0.0  # words have negative log probabilities, so 0 is free to mean "no word yet"


class Token(NamedTuple):
    """A lower-cased word and where it stands in the text."""

    text: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """Return the words of a text for the index, shorter words inside a word before it."""
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        if match["han"] is None:
            found.append(match[0].lower())
            continue
        for word in _dictionary().cut(match[0]):
            if len(word) > _INNER_SIZES[0]:
                found.extend(piece for piece, _ in _inner_words(word))
            found.append(word)
    return found


def bigrams(text: str) -> list[str]:
    """Return every two neighbouring Chinese characters of a text."""
    return [
        run[at : at + 2]
        for run in (match["han"] for match in _TOKEN.finditer(text))
        if run
        for at in range(len(run) - 1)
    ]


def tokens(text: str) -> list[Token]:
    """Cut a text into words that do not overlap; punctuation is left out."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match["han"] is None:
            found.append(Token(match[0].lower(), match.start(), match.end()))
            continue
        at = match.start()
        for word in _dictionary().cut(match[0]):
            found.append(Token(word, at, at + len(word)))
            at += len(word)
    return found


def log_probability(word: str) -> float:
    """Return the natural logarithm of a word's share of all words in jieba's corpus.

    A word that is not in the dictionary counts as seen once.
    """
    return _dictionary().log_probability(word)


def load_dictionary() -> None:
    """Load every word now, so that no question waits for its rarer characters."""
    _dictionary().load_all()


@lru_cache(maxsize=1 << 16)
def _inner_words(word: str) -> tuple[tuple[str, int], ...]:
    """Return the dictionary words inside a word, the shorter first, with their offsets."""
    return tuple(
        (word[at : at + size], at)
        for size in _INNER_SIZES
        if size < len(word)
        for at in range(len(word) - size + 1)
        if _dictionary().has(word[at : at + size])
    )


class Dictionary:
    """jieba's word list with log probabilities; the words of a character load on its first use."""

    def __init__(self, data: bytes, extra: Iterable[str] = ()) -> None:
        """Index a word list (`word frequency tag` lines, UTF-8) by first character."""
        self._data = data
        self._blocks = _Blocks.of(data)
        self._extra: dict[str, list[str]] = {}
        for word in extra:
            self._extra.setdefault(word[0], []).append(word)
        self._log_total = math.log(DICTIONARY_TOTAL)
        self._logs: dict[str, float] = {}
        self._loaded: set[str] = set()
        self._lock = Lock()

    def has(self, word: str) -> bool:
        """Tell whether this is a word."""
        self._load(word[0])
        return self._logs.get(word, _PREFIX_ONLY) != _PREFIX_ONLY

    def log_probability(self, word: str) -> float:
        """Return the natural logarithm of a word's share; unknown words count as seen once."""
        self._load(word[0])
        return self._logs.get(word, _PREFIX_ONLY) or -self._log_total

    def cut(self, run: str) -> list[str]:
        """Cut a run of Chinese characters along its most probable path."""
        for character in set(run) - self._loaded:
            self._load(character)
        logs, unknown, size = self._logs, -self._log_total, len(run)
        best = [0.0] * (size + 1)
        step = [0] * size
        for start in range(size - 1, -1, -1):
            score, end = unknown + best[start + 1], start + 1
            piece_end = start + 1
            while piece_end <= size:
                log = logs.get(run[start:piece_end])
                if log is None:
                    break
                # ">=": of equal paths the longer first word wins, as in jieba
                if log != _PREFIX_ONLY and (
                    log + best[piece_end] >= score or piece_end == start + 1
                ):
                    score, end = log + best[piece_end], piece_end
                piece_end += 1
            best[start], step[start] = score, end
        return list(_path(run, step))

    def load_all(self) -> None:
        """Load the words of every character: a second and 45 MB."""
        for character in {line[0] for line in self._data.decode().split("\n") if line}:
            self._load(character)

    def _load(self, character: str) -> None:
        if character in self._loaded:
            return
        with self._lock:
            for word, frequency in self._words_of(character):
                log = math.log(frequency) - self._log_total
                known = self._logs.get(word, _PREFIX_ONLY)
                self._logs[word] = log if known == _PREFIX_ONLY else max(log, known)
                for end in range(1, len(word)):
                    self._logs.setdefault(word[:end], _PREFIX_ONLY)
            self._loaded.add(character)

    def _words_of(self, character: str) -> Iterator[tuple[str, int]]:
        for start, end in self._blocks.with_key(_key_of(character.encode())):
            for line in self._data[start:end].decode().split("\n"):
                word, _, rest = line.partition(" ")
                # No word: a blank line, or a character whose first three bytes are another's too.
                frequency = int(rest.partition(" ")[0]) if word[:1] == character else 0
                if frequency:
                    yield word, frequency
        for word in self._extra.get(character, ()):
            yield word, LEXICON_FREQUENCY


def _path(run: str, step: list[int]) -> Iterator[str]:
    at = 0
    while at < len(run):
        yield run[at : step[at]]
        at = step[at]


class _Blocks(NamedTuple):
    """Stretches of a word list whose lines begin with one character, in the order of `keys`.

    jieba's list is sorted but for a few lines, so a character has one stretch, rarely two.
    """

    keys: NDArray[np.uint32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, data: bytes) -> _Blocks:
        octets = np.frombuffer(data, np.uint8)
        lines = np.concatenate([[0], np.flatnonzero(octets == ord("\n")) + 1])
        lines = lines[lines + 4 <= len(data)]  # no line with a frequency is shorter
        heads = np.ndarray((max(len(data) - 3, 0),), ">u4", data, strides=(1,))
        keys = _keys_of(heads[lines].astype(np.uint32))
        first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)])
        starts, ends = lines[first], np.append(lines[first[1:]], len(data))[: len(first)]
        order = np.argsort(keys[first], kind="stable")
        return cls(keys[first][order], starts[order], ends[order])

    def with_key(self, key: int) -> Iterator[tuple[int, int]]:
        low, high = np.searchsorted(self.keys, np.array([key, key + 1], np.uint32))
        return zip(self.starts[low:high].tolist(), self.ends[low:high].tolist(), strict=True)


def _keys_of(heads: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the first character of lines, given their first four bytes: three bytes at most."""
    keys = heads & np.uint32(0xFFFFFF00)
    keys[heads < 0xE0000000] &= np.uint32(0xFFFF0000)
    keys[heads < 0xC0000000] &= np.uint32(0xFF000000)
    return keys >> np.uint32(8)


def _key_of(character: bytes) -> int:
    return int.from_bytes(character[:3].ljust(3, b"\0"), "big")


@cache
def _dictionary() -> Dictionary:
    spec = importlib.util.find_spec("jieba")  # finds without importing: jieba's import logs, warns
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba is not installed: its dictionary cuts texts into words")
    data = (Path(spec.origin).parent / "dict.txt").read_bytes()
    return Dictionary(data, builtin_lexicon().chinese_words())
