"""Find the clauses that gold labels mean in a store, and refuse what is dangling or ambiguous."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from eval.errors import Problem
from eval.records import Gold, Question
from eval.sample import parsed_documents
from index import SearchFilters, Store
from ingest.records import Clause

_IGNORED = re.compile(r"[\s\u3000]+")
_NUMBER_TAIL = ".、．:："
PAGE_SIZE = 200


class GoldIndex:
    """The clauses of a store by the file they come from."""

    def __init__(self, clauses: Iterable[tuple[str, Clause]]) -> None:
        """Index (source file name, clause) pairs."""
        self._by_file: dict[str, list[Clause]] = defaultdict(list)
        self._by_id: dict[str, Clause] = {}
        for name, clause in clauses:
            self._by_file[name].append(clause)
            self._by_id[clause.id] = clause

    @classmethod
    def of(cls, store: Store) -> GoldIndex:
        """Read every clause of a store."""
        return cls(_all_clauses(store))

    @classmethod
    def of_documents(cls, paths: Iterable[Path]) -> GoldIndex:
        """Read the clauses of files and folders without building a store.

        Raises:
            ReadError: If a document cannot be read.
        """
        return cls(
            (parsed.document.source.name, clause)
            for parsed in parsed_documents(paths)
            for clause in parsed.clauses
        )

    def clause(self, clause_id: str) -> Clause:
        """Return a clause by its id."""
        return self._by_id[clause_id]

    def candidates(self, gold: Gold) -> list[Clause]:
        """Return the clauses that fit a label; exactly one is right."""
        return [clause for clause in self._by_file.get(gold.document, ()) if _fits(gold, clause)]

    def resolve(self, question: Question) -> tuple[dict[str, int], list[Problem]]:
        """Return clause id -> grade, and a problem for each label that does not fit exactly one."""
        grades: dict[str, int] = {}
        problems = []
        for gold in question.gold:
            found = self.candidates(gold)
            if len(found) == 1:
                grades[found[0].id] = max(gold.grade, grades.get(found[0].id, 0))
            else:
                problems.append(_problem(question, self._explain(gold, found)))
        return grades, problems

    def _explain(self, gold: Gold, found: Sequence[Clause]) -> str:
        label = f"gold {gold.document} {gold.number or ''} {gold.heading or gold.contains}".strip()
        if gold.document not in self._by_file:
            return f"{label}: there is no document from this file"
        if not found:
            same = [
                c.heading or c.text[:20]
                for c in self._by_file[gold.document]
                if gold.number and fold_number(c.number) == fold_number(gold.number)
            ]
            beside = f"; clauses with this number: {', '.join(same)}" if same else ""
            return f"{label}: dangling, no clause fits{beside}"
        return f"{label}: ambiguous, {len(found)} clauses fit; give path or contains"


def _all_clauses(store: Store) -> Iterable[tuple[str, Clause]]:
    document_cursor: str | None = None
    while True:
        documents = store.documents(SearchFilters(), cursor=document_cursor, limit=PAGE_SIZE)
        for document in documents.items:
            cursor: str | None = None
            while True:
                page = store.clauses(document.id, cursor=cursor, limit=PAGE_SIZE)
                yield from ((document.source.name, clause) for clause in page.items)
                cursor = page.next_cursor
                if cursor is None:
                    break
        document_cursor = documents.next_cursor
        if document_cursor is None:
            return


def _fits(gold: Gold, clause: Clause) -> bool:
    if gold.number is not None and fold_number(clause.number) != fold_number(gold.number):
        return False
    if not fold(clause.text[clause.body_start :]).startswith(fold(gold.heading)):
        return False
    if fold(gold.contains) not in fold(clause.text):
        return False
    above = iter(fold(heading) for heading in clause.path)
    return all(any(heading.startswith(fold(part)) for heading in above) for part in gold.path)


def fold(text: str) -> str:
    """Return the text in half width without any white space, for comparing."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text))


def fold_number(number: str | None) -> str:
    """Return a clause number without width, spaces and the separator after it."""
    return fold(number or "").rstrip(_NUMBER_TAIL)


def resolve_all(
    questions: Sequence[Question], gold_index: GoldIndex
) -> tuple[dict[str, dict[str, int]], list[Problem]]:
    """Return the judgments of the answerable questions, and every label that cannot be used."""
    qrels: dict[str, dict[str, int]] = {}
    problems: list[Problem] = []
    for question in questions:
        grades, found = gold_index.resolve(question)
        problems += found
        if question.answerable:
            qrels[question.id] = grades
    return qrels, problems


def _problem(question: Question, reason: str) -> Problem:
    return Problem(path=question.path, line=question.line, question_id=question.id, reason=reason)
