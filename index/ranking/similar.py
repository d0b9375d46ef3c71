"""Finds the clauses of other places that are about the same task as a given one.

The vector of the clause is already stored, so nothing is embedded: what its heading says is
searched for as words, its vector among vectors, and both are fused as for a question.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.embedding_queue import decode_vector
from index.questions.query import AnalyzedQuery, analyze
from index.ranking.evidence import DocumentFacts, Evidence
from index.ranking.fusion import Background, Fused, fuse
from index.ranking.hits import HitMaker
from index.ranking.near import NearClauses
from index.ranking.search_files import SearchFiles
from index.ranking.selection import DocumentTable, Selection
from index.records import Hit, QueryInfo, SearchFilters
from index.storage.catalog_view import CatalogView
from index.words.lexicon import Lexicon
from ingest.records import Clause

CANDIDATES: Final = 100
"""Of each kind of evidence; a clause has one to three dozen passages."""
NAME_MAX_CHARS: Final = 60
"""A clause without a heading is searched by its first words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarSearch:
    """Searches one generation for clauses like another."""

    view: CatalogView
    table: DocumentTable
    files: SearchFiles
    lexicon: Lexicon | None
    filters: SearchFilters
    today: dt.date

    def find(self, clause_id: str, *, top_k: int) -> tuple[QueryInfo, tuple[Hit, ...]]:
        """Return the clauses most like one, its own document and place left out, best first.

        They come with what was understood of the clause's name, as of a question.

        Raises:
            UnknownClause: If there is no such clause.
            InvalidFilter: If a filter has a value that can never match.
        """
        clause = self.view.clause(clause_id)
        analyzed = analyze(_name(clause), lexicon=self.lexicon, places=self.table.places)
        info = replace(analyzed.info, words=self.files.weighed(analyzed.info.words))
        selection = self._elsewhere(clause)
        if not len(selection.keys) or top_k < 1:
            return info, ()
        near, ranked = self._ranked(clause, analyzed, selection, top_k)
        maker = HitMaker(
            view=self.view,
            table=self.table,
            files=self.files,
            query=analyzed,
            near=near,
            day=self.filters.as_of or self.today,
        )
        return info, maker.hits(ranked[:top_k])

    def _elsewhere(self, clause: Clause) -> Selection:
        """Return the documents that pass and are of another place than the clause's."""
        keys = self.table.select(self.filters, today=self.today).keys
        documents = self.table.documents
        own = documents[self.view.document_key(clause.document_id)].region
        kept = [
            key
            for key in keys.tolist()
            if documents[key].id != clause.document_id
            and (own is None or documents[key].region != own)
        ]
        return Selection(np.array(kept, dtype=np.int64), is_all=False)

    def _ranked(
        self, clause: Clause, analyzed: AnalyzedQuery, selection: Selection, top_k: int
    ) -> tuple[NearClauses, list[Fused]]:
        wanted = max(CANDIDATES, 4 * top_k)
        vector = self._vector(clause)
        lexical = self.files.matching(analyzed.lexical, top_k=wanted, selection=selection)
        near = self.files.nearest(vector, top_k=wanted, selection=selection)
        unknown = near.missing(np.fromiter(lexical, np.int64, len(lexical)))
        if len(unknown):
            near = near.joined(self.files.similarities(vector, unknown))
        evidence = Evidence(near, lexical)
        documents = self.files.document_keys(evidence.keys)
        candidates = evidence.candidates(documents, defaultdict(DocumentFacts))
        background = Background.of(self.files.sample_in_context @ vector)
        return near, fuse(candidates, background=background)

    def _vector(self, clause: Clause) -> NDArray[np.float32]:
        """Return the vector of the whole clause; its parts, if any, have vectors of their own."""
        vector = np.empty(self.files.dense.dimension, dtype=np.float32)
        decode_vector(self.view.passages.clause_vector(clause.id), vector)
        return vector


def _name(clause: Clause) -> str:
    """Return what a clause is called: its heading, else its first words."""
    return clause.heading or clause.text[clause.body_start :].strip()[:NAME_MAX_CHARS]
