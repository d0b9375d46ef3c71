"""The clauses of the store that a question names by number."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from index.questions.asked_clauses import AskedClause, ClauseNumber, printed_number
from index.ranking.cited_titles import CitedTitles
from index.ranking.selection import Selection
from index.storage.catalog_view import CatalogView

_LIKELY: Final = 0.6
_LIKELY_DOCUMENTS: Final = 3
"""Where no title is known to be named (那部物业的条例第43条), that many documents whose words are
most like the question's may be meant; which of them is for the other evidence to say."""


@dataclass(frozen=True, slots=True)
class NamedClauses:
    """Finds the clauses that are named in a selection of documents."""

    view: CatalogView
    titles: Callable[[], CitedTitles]
    """Of all documents; not called where no clause is named."""
    asked: Sequence[AskedClause]
    selection: Selection
    numbered: Selection
    """Those documents whose number the question names."""

    def found(self, documents: Mapping[int, float]) -> dict[int, float]:
        """Return the clauses named, by key: 1 where it is certain whose they are, else less.

        Args:
            documents: How well the words of documents match the question, by document key.
        """
        found: dict[int, float] = {}
        for asked in self.asked:
            certainty, whose = self._whose(asked, documents)
            for document in whose:
                for key in _with_number(self.view.clause_numbers(document), asked.number):
                    found[key] = max(found.get(key, 0.0), certainty)
        return found

    def _whose(
        self, asked: AskedClause, documents: Mapping[int, float]
    ) -> tuple[float, Sequence[int]]:
        """Return the documents that a clause is asked of, and how certain it is that it is.

        Certain are the title before the number, a document's own number, and the only document that
        is searched. Of a law that is named and not held there is no clause.
        """
        selected: list[int] = self.selection.keys.tolist()
        if len(selected) == 1:
            return 1.0, selected
        titled = self._titled(asked)
        certain = self._passing(titled or ()) or self.numbered.keys.tolist()
        if certain or titled is not None:
            return 1.0, certain
        shortened = self.titles().shortened.at_end_of(asked.before)
        if shortened is not None:
            return _LIKELY, self._passing(shortened)
        return _LIKELY, _best(documents, _LIKELY_DOCUMENTS)

    def _titled(self, asked: AskedClause) -> Sequence[int] | None:
        titles = self.titles()
        if asked.titles:
            return [key for title in asked.titles for key in titles.of_title(title)]
        return titles.at_end_of(asked.before)

    def _passing(self, documents: Sequence[int]) -> list[int]:
        if self.selection.is_all:
            return list(documents)
        selected = set(self.selection.keys.tolist())
        return [key for key in documents if key in selected]


def _best(documents: Mapping[int, float], count: int) -> list[int]:
    return sorted(documents, key=lambda key: (-documents[key], key))[:count]


def _with_number(printed: Mapping[int, str], wanted: ClauseNumber) -> Collection[int]:
    """Return the articles with a number; of a document without such, the one task that has it."""
    read = {key: printed_number(number) for key, number in printed.items()}
    articles = {key for key, known in read.items() if known == (wanted, True)}
    tasks = {key for key, known in read.items() if known == (wanted, False)}
    if articles or any(known and known[1] for known in read.values()):
        return articles
    return tasks if len(tasks) == 1 else set()
