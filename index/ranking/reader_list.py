"""The order of a list that a reader goes through; an answer is drawn from the order before it.

What is read next matters there: documents that say all that was asked come before those that leave
a part out, the same task of other places is near, and no document takes all the places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index.embedding.token_projection import QuestionTokens, TokenCodes
from index.questions.query import AnalyzedQuery
from index.ranking.fusion import Fused
from index.ranking.in_turn import in_turn
from index.ranking.same_task import apart, with_same_task
from index.ranking.search_files import SearchFiles
from index.ranking.selection import DocumentTable
from index.ranking.unsaid import without_unsaid


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderList:
    """Ranks the best clauses of one question once more, as a list."""

    table: DocumentTable
    files: SearchFiles
    analyzed: AnalyzedQuery
    question: QuestionTokens | None
    """Token by token; None where clauses have no such vectors."""
    codes: Callable[[Sequence[int]], Mapping[int, TokenCodes]]
    """Gives the token vectors of clauses by key."""

    def of(self, ranked: list[Fused]) -> list[Fused]:
        """Return the list, given the front of the ranking."""
        if not ranked:
            return ranked
        keys = [one.key for one in ranked]
        document_of = dict(zip(keys, self.files.document_keys(keys), strict=True))
        ranked = self._without_unsaid(ranked, document_of)
        ranked = self._with_same_task(ranked, document_of)
        return in_turn(ranked, [document_of[one.key] for one in ranked])

    def _without_unsaid(self, ranked: list[Fused], document_of: Mapping[int, int]) -> list[Fused]:
        documents, query = set(document_of.values()), self.analyzed.lexical
        if len(documents) == 1:
            return ranked
        asked = self.files.lexical.asked(query)
        said = self.files.whole.said(query, asked=asked, documents=documents)
        return without_unsaid(ranked, [document_of[one.key] for one in ranked], said)

    def _with_same_task(self, ranked: list[Fused], document_of: Mapping[int, int]) -> list[Fused]:
        """Bring the same task of other places near; who names a place wants that place first."""
        if self.question is None or self.analyzed.regions:
            return ranked
        elsewhere = self._elsewhere(ranked, document_of)
        if not elsewhere:
            return ranked
        codes = self.codes([ranked[0].key, *elsewhere])
        return with_same_task(ranked, codes, self.question, elsewhere=elsewhere)

    def _elsewhere(self, ranked: Sequence[Fused], document_of: Mapping[int, int]) -> list[int]:
        """Return the clauses of other places than the first one's."""
        known = self.table.documents
        place = known[document_of[ranked[0].key]].region
        others = {key for key in set(document_of.values()) if apart(place, known[key].region)}
        return [one.key for one in ranked if document_of[one.key] in others]
