"""One question asked, for the HTTP route and the command line alike."""

from __future__ import annotations

import time
from collections.abc import Callable

from index import Hit, Store, UnknownDocument
from service.answering.answering import ask as answer_question
from service.answering.draft import RefusalDecision
from service.answering.records import Answer, FoundMeasure, NotFound, Source
from service.answering.refusing.refusal import assess
from service.presenting import (
    citation_out,
    clause_out,
    document_out,
    measure_out,
    query_out,
    result_out,
    search_filters,
)
from service.problems import NotReady
from service.raw_texts import DocumentReplaced, RawTexts
from service.schemas import ResultOut
from service.schemas_ask import (
    AnswerCitationOut,
    AnswerMeasureOut,
    AskRequest,
    AskResponse,
    NotFoundOut,
    StatementOut,
)
from service.searching import ATTEMPTS

RESULTS = 10
"""Hits that come with an answer, as many as a search gives by default."""


def ask(
    store: Store,
    request: AskRequest,
    *,
    raw_texts: RawTexts,
    decision: RefusalDecision = assess,
    phrase: Callable[[Answer], Answer] | None = None,
) -> AskResponse:
    """Answer a checked request, in the words of `phrase` where these stand the check.

    Raises:
        NotReady: If documents are being replaced faster than they can be presented.
    """
    started = time.perf_counter()
    for _ in range(ATTEMPTS):
        try:
            answer = find_answer(store, request, raw_texts=raw_texts, decision=decision)
            said = phrase(answer) if phrase else answer
            return present(store, said, raw_texts=raw_texts, started=started)
        except (DocumentReplaced, UnknownDocument):
            continue
    raise NotReady("The documents are being replaced.")


def find_answer(
    store: Store, request: AskRequest, *, raw_texts: RawTexts, decision: RefusalDecision
) -> Answer:
    """Answer a checked request once.

    Raises:
        DocumentReplaced: If a cited document has a newer version by now.
        UnknownDocument: If it is gone.
    """
    return answer_question(
        store,
        request.question,
        filters=search_filters(request.filters),
        language=request.language,
        decision=decision,
        raw_texts=raw_texts,
        listed=RESULTS,
    )


def present(store: Store, answer: Answer, *, raw_texts: RawTexts, started: float) -> AskResponse:
    """Put an answer on the wire; raises as `find_answer` does."""
    return _Presenter(store, raw_texts, answer).response(started)


class _Presenter:
    """Puts one answer on the wire."""

    def __init__(self, store: Store, raw_texts: RawTexts, answer: Answer) -> None:
        self._store = store
        self._raw_texts = raw_texts
        self._answer = answer
        self._generation = answer.search.generation
        found = (*answer.search.hits, *answer.search.elsewhere)
        self._hits = {hit.clause.id: hit for hit in found}

    def response(self, started: float) -> AskResponse:
        answer = self._answer
        return AskResponse(
            answered=answer.answered,
            answer=answer.text,
            statements=[
                StatementOut(text=statement.text, citations=list(statement.citations))
                for statement in answer.statements
            ],
            measures=[self._measure(found) for found in answer.measures],
            citations=[self._citation(source) for source in answer.citations],
            confidence=round(answer.confidence, 4),
            not_found=self._not_found(answer.not_found),
            results=[self._result(hit) for hit in answer.search.listed],
            notes=list(answer.notes),
            phrased=answer.phrased,
            removed=answer.removed,
            kind=answer.question.kind.value,
            language="en" if answer.question.language == "en" else "zh",
            query=query_out(answer.search.query),
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            generation=self._generation,
        )

    def _raw_text(self, hit: Hit) -> str:
        # Only figures quote beyond the citation; most clauses need no look at the raw text.
        if not hit.clause.measures:
            return ""
        return self._raw_texts.of(self._store, hit, generation=self._generation)

    def _result(self, hit: Hit) -> ResultOut:
        return result_out(hit, self._raw_text(hit))

    def _measure(self, found: FoundMeasure) -> AnswerMeasureOut:
        clause = self._answer.citations[found.citation].clause
        shown = measure_out(found.measure, clause, self._raw_text(self._hits[clause.id]))
        return AnswerMeasureOut(**shown.model_dump(), citation=found.citation)

    def _citation(self, source: Source) -> AnswerCitationOut:
        raw_text = self._raw_text(self._hits[source.clause.id])
        return AnswerCitationOut(
            **citation_out(source.citation).model_dump(),
            clause=clause_out(source.clause, raw_text),
            document=document_out(source.document),
        )

    def _not_found(self, not_found: NotFound | None) -> NotFoundOut | None:
        if not_found is None:
            return None
        return NotFoundOut(
            reason=not_found.reason.value,
            nearest=[self._result(hit) for hit in not_found.nearest],
            contact=not_found.contact,
        )
