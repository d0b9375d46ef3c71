"""BM25 over the words, bigrams, headings and context of clauses, kept in a folder by tantivy.

Fields hold ready-made tokens joined by spaces, so that `index.words.tokenize` alone decides what a
word is; a question weighs its terms itself. Scores are relative to what was asked, so that those of
different questions compare: BM25 sums over the words of a question, and a long one scores more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.storage.recent import Recent
from index.words.inverted_files import InvertedFiles, found_rows
from index.words.lexical_query import BIGRAM_BOOST, WORD_BOOST, LexicalQuery

if TYPE_CHECKING:
    import tantivy

# Boosts of the other fields for a term found there. Tuned with the weights of
# index.ranking.fusion, see there.
HEADING_BOOST: Final = 0.5
CONTEXT_BOOST: Final = 0.3

_FIELDS: Final = ("words", "bigrams", "heading", "context")
_TIE_MARGIN: Final = 32  # fetched beyond top_k, so that equal scores at the cut sort by key
_ASKED_KEPT: Final = 32
"""Questions: each asks several times for what it asked."""


@dataclass(frozen=True, slots=True)
class LexicalFields:
    """The tokens of a clause, by field."""

    words: tuple[str, ...]
    bigrams: tuple[str, ...]
    heading: tuple[str, ...]
    context: tuple[str, ...]
    """Words of the title, the place and the headings above."""


class LexicalIndex:
    """An inverted index of clauses; one writer, any number of searching threads."""

    def __init__(self, files: InvertedFiles) -> None:
        """Wrap opened files; use `open`."""
        self._files = files
        self._asked: Recent[LexicalQuery, float] = Recent(_ASKED_KEPT)

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> LexicalIndex:
        """Open the index of a folder.

        Args:
            path: The folder.
            create: Make folder and index if there is none.

        Raises:
            GenerationDamaged: If the folder does not hold an index that can be read.
        """
        return cls(InvertedFiles.open(path, _FIELDS, create=create))

    def __len__(self) -> int:
        """Return the number of clauses committed."""
        return len(self._files)

    def add(self, key: int, document_key: int, fields: LexicalFields) -> None:
        """Add a clause; it is found after `commit`."""
        self._files.add(key, document_key, asdict(fields))

    def remove_document(self, document_key: int) -> None:
        """Remove the clauses of a document, also those added since the last commit."""
        self._files.remove_document(document_key)

    def commit(self) -> None:
        """Write what was added and removed, and let searches see it."""
        self._files.commit()
        self._asked = Recent(_ASKED_KEPT)

    def search(
        self, query: LexicalQuery, *, top_k: int, allowed_documents: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Find the clauses with the highest BM25 score.

        Args:
            query: Weighted tokens.
            top_k: At most so many clauses.
            allowed_documents: Keys of the documents to search in; None for all.

        Returns:
            Clause keys with scores, best first, equal scores by key. A clause of average length
            that holds every token asked for once in its text scores 1; headings, repetitions and
            synonyms can take it beyond.
        """
        if query.is_empty or top_k < 1 or (allowed_documents is not None and not allowed_documents):
            return []
        terms = self._files.any_of(self._terms(query.telling(self._files)), allowed_documents)
        found = found_rows(self._files.searcher(), terms, limit=top_k + _TIE_MARGIN)
        if not found:
            return []
        asked = self.asked(query)
        scored = [(key, score / asked) for key, score in found]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:top_k]

    def asked(self, query: LexicalQuery) -> float:
        """Return the BM25 score that `search` counts as 1."""
        known = self._asked.get(query)
        if known is None:
            known = query.telling(self._files).asked(self._files)
            self._asked.keep({query: known})
        return known

    def frequency(self, field: str, token: str) -> int:
        """Return how many clauses hold a token in a field, `words` or `bigrams`."""
        return self._files.frequency(field, token)

    def _terms(self, query: LexicalQuery) -> Iterator[tantivy.Query]:
        for field, terms, boost in (
            ("words", query.words, WORD_BOOST),
            ("heading", query.words, HEADING_BOOST),
            ("context", query.words, CONTEXT_BOOST),
            ("bigrams", query.bigrams, BIGRAM_BOOST),
        ):
            yield from self._files.terms(field, terms, boost)
