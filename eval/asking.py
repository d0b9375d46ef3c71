"""Ask the product a question and keep what it drafted, whether it gives the draft or refuses."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

from index import SearchResult, Store
from service import (
    HITS,
    Answer,
    Draft,
    RawTexts,
    RefusalModel,
    decided,
    draft_of,
    packaged_refusal_model,
    search_for_answer,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What became of one question."""

    draft: Draft
    given: Answer
    """What a user gets: the statements, or that nothing was found."""
    drafted: Answer
    """The best answer that could be made, whether it was given or not."""
    milliseconds: float
    """Spent on answering beyond searching."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks one store, as `zhengda ask` does with one question."""

    store: Store
    model: RefusalModel = field(default_factory=packaged_refusal_model)
    texts: RawTexts = field(default_factory=RawTexts)

    def warm(self, text: str) -> None:
        """Load model and index before the clock runs."""
        search_for_answer(self.store, text)

    def ask(self, text: str, *, without: frozenset[str] = frozenset()) -> Asked:
        """Ask once; `without` are ids of clauses to act as if the store did not have them."""
        found = search_for_answer(self.store, text, top_k=HITS + len(without))
        result = _without(found, without)
        started = time.perf_counter()
        draft = draft_of(
            result, lambda hit: self.texts.of(self.store, hit, generation=result.generation)
        )
        given = decided(draft, self.model.assess)
        return Asked(
            draft=draft,
            given=given,
            drafted=_as_answer(draft, given),
            milliseconds=(time.perf_counter() - started) * 1000,
        )


def _without(result: SearchResult, clause_ids: frozenset[str]) -> SearchResult:
    if not clause_ids:
        return result
    kept = [hit for hit in result.hits if hit.clause.id not in clause_ids][:HITS]
    hits = tuple(replace(hit, rank=rank) for rank, hit in enumerate(kept, start=1))
    elsewhere = tuple(hit for hit in result.elsewhere if hit.clause.id not in clause_ids)
    return replace(result, hits=hits, elsewhere=elsewhere)


def _as_answer(draft: Draft, given: Answer) -> Answer:
    """Return the answer that would have been given, so that refused drafts are scored as well."""
    if given.answered:
        return given
    return replace(
        given,
        answered=True,
        text="\n".join(statement.text for statement in draft.statements),
        statements=draft.statements,
        measures=draft.measures,
        citations=draft.citations,
        not_found=None,
    )
