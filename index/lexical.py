"""BM25 over words, bigrams, headings and context, kept in a folder by tantivy.

Fields hold ready-made tokens joined by spaces, so that `index.tokenize` alone decides what a word
is; a question weighs its terms itself. Scores are relative to what was asked, so that those of
different questions compare: BM25 sums over the words of a question, and a long one scores more.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import GenerationDamaged

if TYPE_CHECKING:
    import tantivy

WRITER_HEAP_BYTES = 64_000_000
"""tantivy asks for at least 15 MB a thread; more only delays the first flush."""

# Boosts of the fields for a term found there. Tuned with index.fusion's weights, see there.
WORD_BOOST = 1.0
BIGRAM_BOOST = 0.5
HEADING_BOOST = 0.5
CONTEXT_BOOST = 0.3

SYNONYM_SHARE = 0.3
"""Of all tokens, synonyms included, that count as asked for at least."""

MAX_TERMS = 48
"""Of words and of bigrams; a pasted page is searched for its most telling ones."""

_TIE_MARGIN = 32  # fetched beyond top_k, so that equal scores at the cut sort by key


@dataclass(frozen=True, slots=True)
class LexicalFields:
    """The tokens of a clause, by field."""

    words: tuple[str, ...]
    bigrams: tuple[str, ...]
    heading: tuple[str, ...]
    context: tuple[str, ...]
    """Words of the title, the place and the headings above."""


WeightedTerms = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """Weighted tokens to look for; each token occurs once in its tuple.

    Tokens of weight 1 are what was asked, lighter ones are synonyms and hints.
    """

    words: WeightedTerms = ()
    bigrams: WeightedTerms = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.bigrams)


class LexicalIndex:
    """An inverted index of clauses; one writer, any number of searching threads."""

    def __init__(self, index: tantivy.Index, path: Path) -> None:
        """Wrap an opened index; use `open`."""
        self._index = index
        self._path = path
        self._schema = index.schema
        self._writer: tantivy.IndexWriter | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> LexicalIndex:
        """Open the index of a folder.

        Args:
            path: The folder.
            create: Make folder and index if there is none.

        Raises:
            GenerationDamaged: If the folder does not hold an index that can be read.
        """
        import tantivy

        if create:
            path.mkdir(parents=True, exist_ok=True)
        try:
            if not tantivy.Index.exists(str(path)):
                if not create:
                    raise GenerationDamaged(path, ["no lexical index"])
                index = tantivy.Index(_schema(), path=str(path))
            else:
                index = tantivy.Index.open(str(path))
        except (OSError, ValueError) as error:
            raise GenerationDamaged(path, [str(error)]) from error
        index.config_reader("manual")
        index.reload()
        return cls(index, path)

    def __len__(self) -> int:
        """Return the number of clauses committed."""
        return self._index.searcher().num_docs

    def add(self, key: int, document_key: int, fields: LexicalFields) -> None:
        """Add a clause; it is found after `commit`."""
        import tantivy

        document = tantivy.Document()
        document.add_unsigned("key", key)
        document.add_unsigned("document_key", document_key)
        document.add_text("words", " ".join(fields.words))
        document.add_text("bigrams", " ".join(fields.bigrams))
        document.add_text("heading", " ".join(fields.heading))
        document.add_text("context", " ".join(fields.context))
        self._open_writer().add_document(document)

    def remove_document(self, document_key: int) -> None:
        """Remove the clauses of a document, also those added since the last commit."""
        import tantivy

        # by query: deletion by term compares integers as signed and would match nothing
        inside = tantivy.Query.term_query(self._schema, "document_key", document_key, "basic")
        self._open_writer().delete_documents_by_query(inside)

    def commit(self) -> None:
        """Write what was added and removed, and let searches see it."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()  # consumes the writer and its folder lock
            self._writer = None
        self._index.reload()

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
        searcher = self._index.searcher()
        words = _most_telling(searcher, "words", query.words)
        bigrams = _most_telling(searcher, "bigrams", query.bigrams)
        found = searcher.search(
            self._query(words, bigrams, allowed_documents), limit=top_k + _TIE_MARGIN, count=False
        ).hits
        if not found:
            return []
        asked = WORD_BOOST * _asked(searcher, "words", words)
        asked += BIGRAM_BOOST * _asked(searcher, "bigrams", bigrams)
        keys = searcher.fast_field_values("key", [address for _, address in found])
        scored = [(_key(key), score / asked) for key, (score, _) in zip(keys, found, strict=True)]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:top_k]

    def frequency(self, field: str, token: str) -> int:
        """Return how many clauses hold a token in a field, `words` or `bigrams`."""
        return self._index.searcher().doc_freq(field, token)

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            # one thread: the order of clauses in the files, and so every score, is reproducible
            self._writer = self._index.writer(heap_size=WRITER_HEAP_BYTES, num_threads=1)
        return self._writer

    def _query(
        self, words: WeightedTerms, bigrams: WeightedTerms, allowed: Sequence[int] | None
    ) -> tantivy.Query:
        import tantivy

        clauses = [
            *self._terms("words", words, WORD_BOOST),
            *self._terms("heading", words, HEADING_BOOST),
            *self._terms("context", words, CONTEXT_BOOST),
            *self._terms("bigrams", bigrams, BIGRAM_BOOST),
        ]
        scoring = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in clauses])
        if allowed is None:
            return scoring
        inside = tantivy.Query.term_set_query(self._schema, "document_key", list(allowed))
        unscored = tantivy.Query.const_score_query(inside, 0.0)
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, scoring), (tantivy.Occur.Must, unscored)]
        )

    def _terms(self, field: str, terms: WeightedTerms, boost: float) -> Iterable[tantivy.Query]:
        import tantivy

        for token, weight in terms:
            if weight * boost > 0:
                term = tantivy.Query.term_query(self._schema, field, token, "freq")
                yield tantivy.Query.boost_query(term, weight * boost)


def _most_telling(searcher: tantivy.Searcher, field: str, terms: WeightedTerms) -> WeightedTerms:
    """Return at most MAX_TERMS terms, those of the highest weight and rarity, in their order."""
    if len(terms) <= MAX_TERMS:
        return terms
    clauses = searcher.num_docs + 1

    def telling(at: int) -> float:
        token, weight = terms[at]
        frequency = searcher.doc_freq(field, token)
        return weight * math.log(clauses / frequency) if frequency else 0.0

    kept = sorted(range(len(terms)), key=lambda at: (-telling(at), at))[:MAX_TERMS]
    return tuple(terms[at] for at in sorted(kept))


def _asked(searcher: tantivy.Searcher, field: str, terms: WeightedTerms) -> float:
    """Return what a clause of average length scores in a field for all that was asked, each once.

    Its term frequency part is then 1, which leaves tantivy's inverse document frequency. One typed
    word with many synonyms asks for some of them too.
    """
    clauses = searcher.num_docs
    asked = everything = 0.0
    for token, weight in terms:
        frequency = min(searcher.doc_freq(field, token), clauses)
        value = weight * math.log(1 + (clauses - frequency + 0.5) / (frequency + 0.5))
        everything += value
        asked += value if weight >= 1 else 0.0
    return max(asked, SYNONYM_SHARE * everything)


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", fast=True)
    builder.add_unsigned_field("document_key", indexed=True)
    for name in ("words", "bigrams", "heading", "context"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _key(value: float | bool | None) -> int:
    if value is None:
        raise ValueError("a clause in the lexical index has no key")
    return int(value)
