"""BM25 over whole documents: what the clause leaves to the rest of its document.

A question names the matter and the detail (个体户缓缴社保能缓多久); the clause of the detail often
leaves the matter to the title or the sections before it. Of many documents with such a clause, one
that holds the words of the question too is more likely the right one. Passages were scored with the
document around them by J. Callan, "Passage-level evidence in document retrieval", SIGIR 1994.

Chinese counts by neighbouring characters alone: over a whole document they lead to the right one
more often than jieba's words do, or both (docs/decisions/0014-document-evidence.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.words.inverted_files import InvertedFiles, found_rows
from index.words.lexical_query import LexicalQuery

if TYPE_CHECKING:
    import tantivy

_FIELDS: Final = ("words", "bigrams")
_MOST_FOUND: Final = 300
"""Documents; candidates come from fewer."""
_BOOST: Final = 1.5
"""Makes up for the words that are not counted: together they weigh so much in a clause."""


class DocumentIndex:
    """An inverted index of whole documents; one writer, any number of searching threads."""

    def __init__(self, files: InvertedFiles) -> None:
        """Wrap opened files; use `open`."""
        self._files = files

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> DocumentIndex:
        """Open the index of a folder, or make it.

        Raises:
            GenerationDamaged: If the folder does not hold an index that can be read.
        """
        return cls(InvertedFiles.open(path, _FIELDS, create=create))

    def add(self, document_key: int, words: Sequence[str], bigrams: Sequence[str]) -> None:
        """Add a document with the tokens of all its clauses; it is found after `commit`.

        Of the words only those without bigrams count: Latin letters and figures.
        """
        tokens = {"words": [word for word in words if word.isascii()], "bigrams": bigrams}
        self._files.add(document_key, document_key, tokens)

    def remove(self, document_key: int) -> None:
        """Remove a document."""
        self._files.remove_document(document_key)

    def commit(self) -> None:
        """Write what was added and removed, and let searches see it."""
        self._files.commit()

    def search(
        self, query: LexicalQuery, *, asked: float, allowed: Sequence[int] | None = None
    ) -> dict[int, float]:
        """Return the documents with the highest BM25 scores, as shares of what was asked.

        Args:
            query: Weighted tokens.
            asked: What a clause with all of them scores (`LexicalIndex.asked`). A token tells less
                of a document than of a clause, least where there are few documents; its rarity
                among documents says how much.
            allowed: Keys of the documents to search in; None for all.
        """
        if query.is_empty or asked <= 0 or (allowed is not None and not allowed):
            return {}
        terms = self._files.any_of(self._terms(query.telling(self._files)), allowed)
        found = found_rows(self._files.searcher(), terms, limit=_MOST_FOUND)
        return {key: score / asked for key, score in found}

    def said(
        self, query: LexicalQuery, *, asked: float, documents: Collection[int]
    ) -> dict[int, float]:
        """Return how much of a question some documents say at all; 0 for those left out.

        Each token counts once, by its weight and rarity, however often it stands there and however
        long the document is.

        Args:
            query: Weighted tokens.
            asked: As of `search`.
            documents: Keys of the documents to look into.
        """
        if query.is_empty or asked <= 0 or not documents:
            return {}
        query = query.telling(self._files)
        tokens = (("words", query.words), ("bigrams", query.bigrams))
        held = [one for field, terms in tokens for one in self._files.presences(field, terms)]
        inside = self._files.any_of(held, documents)
        found = found_rows(self._files.searcher(), inside, limit=len(documents))
        return {key: score / asked for key, score in found}

    def _terms(self, query: LexicalQuery) -> Iterator[tantivy.Query]:
        yield from self._files.terms("words", query.words, _BOOST)
        yield from self._files.terms("bigrams", query.bigrams, _BOOST)
