"""The text of a clause that a reranker reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.passages import DocumentContext, PassageKind, passages_of
from index.ranking.near import NearClauses
from index.ranking.search_files import SearchFiles
from index.ranking.selection import DocumentTable
from index.storage.catalog_view import CatalogView
from ingest.records import Clause
from ingest.text.alignment import Span


@dataclass(frozen=True, slots=True)
class ClauseTexts:
    """Reads the texts of the clauses that one question found."""

    view: CatalogView
    table: DocumentTable
    files: SearchFiles
    near: NearClauses
    """The passage of each clause that is nearest to the question, where vectors found one."""

    def of(self, keys: Sequence[int]) -> list[str]:
        """Return a text for each clause, in the order given."""
        clauses = self.view.clauses_by_key(keys)
        documents = self.files.document_keys(list(keys))
        return [
            text_of(
                self.table.documents[document],
                clauses[key],
                passage.span if (passage := self.near.get(key)) else None,
            )
            for key, document in zip(keys, documents, strict=True)
        ]


def text_of(document: DocumentContext, clause: Clause, nearest: Span | None = None) -> str:
    """Return title, place and headings, then the clause; of a long one the part that is nearest.

    A clause is long when it is more than the passage of it that is embedded. One text stands for
    it, so that what a question costs does not depend on how long clauses are.

    Args:
        document: What the clause belongs to.
        clause: The clause.
        nearest: Where its passage lies that is nearest to the question.
    """
    whole, *rest = passages_of(document, clause)
    if nearest is None or whole.end == len(clause.text) or nearest == Span(0, whole.end):
        return whole.text
    parts = [passage for passage in rest if passage.kind is PassageKind.PART]
    holding = (part for part in parts if part.start <= nearest.start < part.end)
    return next((part.text for part in holding), whole.text)
