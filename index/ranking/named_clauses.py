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
"""Where no title is named as it is printed (治安处罚法第43条), that many documents whose words are
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
        for number, before in self.asked:
            certain = self._certain(before)
            likely = [] if certain else _best(documents, _LIKELY_DOCUMENTS)
            for document in certain or likely:
                for key in _with_number(self.view.clause_numbers(document), number):
                    found[key] = max(found.get(key, 0.0), 1.0 if certain else _LIKELY)
        return found

    def _certain(self, before: str) -> list[int]:
        """Return the documents of the title before a number, those named by a number of their own,
        or the only one that is searched."""
        selected: list[int] = self.selection.keys.tolist()
        if len(selected) == 1:
            return selected
        titled = self.titles().at_end_of(before)
        passing = titled if self.selection.is_all else set(selected).intersection(titled)
        named = [key for key in titled if key in passing]
        return named or self.numbered.keys.tolist()


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
