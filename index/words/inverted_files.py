"""A folder of tantivy's inverted files: one writer, any number of searching threads."""

from __future__ import annotations

import math
import os
import shutil
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Final

from index.errors import GenerationDamaged

if TYPE_CHECKING:
    import tantivy

WRITER_HEAP_BYTES: Final = 64_000_000
"""tantivy asks for at least 15 MB a thread; more only delays the first flush."""

KEY: Final = "key"
DOCUMENT_KEY: Final = "document_key"

_FEW_DOCUMENTS: Final = 64
"""Up to so many are asked for one by one, which a set of them would take 0.2 ms longer for."""

_FREQUENCIES_KEPT: Final = 20_000
"""Tokens, 3 MB: most words of a question were in others before."""


class InvertedFiles:
    """Rows of ready-made tokens by field, each with its own key and the key of its document."""

    def __init__(self, index: tantivy.Index) -> None:
        """Wrap an opened index; use `open`."""
        self._index = index
        self._schema = index.schema
        self._frequencies: dict[tuple[str, str], int] = {}
        self._writer: tantivy.IndexWriter | None = None

    @classmethod
    def open(cls, path: Path, fields: Iterable[str], *, create: bool = False) -> InvertedFiles:
        """Open the files of a folder.

        Args:
            path: The folder.
            fields: Names of the fields of a new one.
            create: Make folder and files if there are none.

        Raises:
            GenerationDamaged: If the folder does not hold files that can be read.
        """
        import tantivy

        if create:
            path.mkdir(parents=True, exist_ok=True)
        copied: Path | None = None
        try:
            if not tantivy.Index.exists(str(path)):
                if not create:
                    raise GenerationDamaged(path, ["no lexical index"])
                index = tantivy.Index(_schema(fields), path=str(path))
            else:
                copied = _copy_if_read_only(path)
                index = tantivy.Index.open(str(copied or path))
            index.config_reader("manual")
            index.reload()
        except (OSError, ValueError) as error:
            raise GenerationDamaged(path, [str(error)]) from error
        files = cls(index)
        if copied:
            weakref.finalize(files, shutil.rmtree, copied, ignore_errors=True)
        return files

    def __len__(self) -> int:
        """Return the number of rows committed."""
        return self.searcher().num_docs

    def searcher(self) -> tantivy.Searcher:
        """Return what was committed, to be searched."""
        return self._index.searcher()

    def frequency(self, field: str, token: str) -> int:
        """Return how many rows hold a token in a field."""
        known = self._frequencies.get((field, token))
        if known is None:
            known = self.searcher().doc_freq(field, token)
            if len(self._frequencies) >= _FREQUENCIES_KEPT:
                self._frequencies.clear()
            self._frequencies[field, token] = known
        return known

    def add(self, key: int, document_key: int, tokens: Mapping[str, Iterable[str]]) -> None:
        """Add a row; it is found after `commit`."""
        import tantivy

        row = tantivy.Document()
        row.add_unsigned(KEY, key)
        row.add_unsigned(DOCUMENT_KEY, document_key)
        for name, values in tokens.items():
            row.add_text(name, " ".join(values))
        self._open_writer().add_document(row)

    def remove_document(self, document_key: int) -> None:
        """Remove the rows of a document, also those added since the last commit."""
        import tantivy

        # by query: deletion by term compares integers as signed and would match nothing
        inside = tantivy.Query.term_query(self._schema, DOCUMENT_KEY, document_key, "basic")
        self._open_writer().delete_documents_by_query(inside)

    def commit(self) -> None:
        """Write what was added and removed, and let searches see it."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()  # consumes the writer and its folder lock
            self._writer = None
        self._index.reload()
        self._frequencies.clear()

    def terms(
        self, field: str, weighted: Iterable[tuple[str, float]], boost: float
    ) -> Iterator[tantivy.Query]:
        """Yield the queries for tokens in a field, leaving out those that no row holds there."""
        import tantivy

        for token, weight in weighted:
            if weight * boost > 0 and self.frequency(field, token):
                term = tantivy.Query.term_query(self._schema, field, token, "freq")
                yield tantivy.Query.boost_query(term, weight * boost)

    def presences(
        self, field: str, weighted: Iterable[tuple[str, float]]
    ) -> Iterator[tantivy.Query]:
        """Yield the queries for tokens in a field that count by rarity alone, not by how often."""
        import tantivy

        rows = len(self)
        for token, weight in weighted:
            frequency = self.frequency(field, token)
            if weight > 0 and frequency:
                term = tantivy.Query.term_query(self._schema, field, token, "basic")
                yield tantivy.Query.const_score_query(term, weight * rarity(frequency, rows))

    def any_of(
        self, terms: Iterable[tantivy.Query], documents: Iterable[int] | None
    ) -> tantivy.Query:
        """Return the query for rows that hold any of some terms, those of some documents only."""
        import tantivy

        scoring = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        if documents is None:
            return scoring
        unscored = tantivy.Query.const_score_query(self._inside(list(documents)), 0.0)
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, scoring), (tantivy.Occur.Must, unscored)]
        )

    def _inside(self, documents: Sequence[int]) -> tantivy.Query:
        import tantivy

        if len(documents) > _FEW_DOCUMENTS:
            return tantivy.Query.term_set_query(self._schema, DOCUMENT_KEY, documents)
        each = (
            tantivy.Query.term_query(self._schema, DOCUMENT_KEY, key, "basic") for key in documents
        )
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in each])

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            # one thread: the order of rows in the files, and so every score, is reproducible
            self._writer = self._index.writer(heap_size=WRITER_HEAP_BYTES, num_threads=1)
        return self._writer


def rarity(frequency: int, rows: int) -> float:
    """Return tantivy's inverse document frequency of a token that so many of the rows hold."""
    frequency = min(frequency, rows)  # it counts rows that were removed as well
    return math.log(1 + (rows - frequency + 0.5) / (frequency + 0.5))


def found_rows(
    searcher: tantivy.Searcher, query: tantivy.Query, *, limit: int
) -> list[tuple[int, float]]:
    """Return (key, score) of the rows that match best, in tantivy's order."""
    found = searcher.search(query, limit=limit, count=False).hits
    if not found:
        return []
    keys = searcher.fast_field_values(KEY, [address for _, address in found])
    return [(_whole(key), score) for key, (score, _) in zip(keys, found, strict=True)]


def _copy_if_read_only(path: Path) -> Path | None:
    """Copy files that cannot be written to: tantivy takes a lock beside them even to read."""
    if os.access(path, os.W_OK):
        return None
    copied = Path(mkdtemp(prefix="zhengda-words-"))
    for file in path.iterdir():
        shutil.copyfile(file, copied / file.name)
    return copied


def _schema(fields: Iterable[str]) -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(KEY, fast=True)
    builder.add_unsigned_field(DOCUMENT_KEY, indexed=True)
    for name in fields:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _whole(key: float | bool | None) -> int:
    if key is None:
        raise ValueError("a row of the lexical index has no key")
    return int(key)
