"""Keeps results short: what is cut stays verbatim, and its clause is named to be read in full."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from service.mcp.results import AskReply, CompareReply, SearchReply
from service.schemas import CitationOut, ClauseOut, ResultOut, SearchResponse
from service.schemas_ask import AnswerCitationOut, AskResponse
from service.schemas_compare import ComparedClauseOut, CompareResponse, CompareRowOut

TEXT_MAX_CHARS: Final = 1500
"""Of a clause or a quote in a list; tables and annexes are longer, hardly any task or article."""
MEASURES_MAX: Final = 20
"""Of a clause in a list; a table may hold hundreds."""
HITS_OF_ANSWER: Final = 3
"""An answer cites what it stands on; more hits would only bury that."""
ROWS_MAX: Final = 60
"""Of a comparison; each has its document and its citation."""

Cited = TypeVar("Cited", bound=CitationOut)


def short_search(response: SearchResponse) -> SearchReply:
    """Return a search with long clauses cut."""
    fields = _fields(response)
    fields["results"] = [_short_result(result) for result in response.results]
    cut = _cut_ids((result.clause, result.citation) for result in response.results)
    return SearchReply(**fields, cut=cut)


def short_answer(response: AskResponse) -> AskReply:
    """Return an answer with long clauses cut, and with the first of its hits only."""
    fields, missing = _fields(response), response.not_found
    results = response.results[:HITS_OF_ANSWER]
    fields["results"] = [_short_result(result) for result in results]
    fields["citations"] = [_short_citation(citation) for citation in response.citations]
    nearest = missing.nearest if missing else []
    if missing:
        near = [_short_result(result) for result in nearest]
        fields["not_found"] = missing.model_copy(update={"nearest": near})
    shown = [(cited.clause, cited) for cited in response.citations]
    hits = [(hit.clause, hit.citation) for hit in (*nearest, *results)]
    return AskReply(**fields, cut=_cut_ids([*shown, *hits]))


def short_comparison(response: CompareResponse) -> CompareReply:
    """Return a comparison with long quotes cut, and with so many rows at most."""
    fields, rows = _fields(response), response.rows[:ROWS_MAX]
    fields["rows"] = [_short_row(row) for row in rows]
    shown = [(row.clause, row.citation) for row in rows if row.clause and row.citation]
    left_out = len(response.rows) - len(rows)
    return CompareReply(**fields, rows_left_out=left_out, cut=_cut_ids(shown))


def _fields(response: BaseModel) -> dict[str, Any]:
    return {name: getattr(response, name) for name in type(response).model_fields}


def _short_result(result: ResultOut) -> ResultOut:
    return result.model_copy(
        update={
            "clause": _short_clause(result.clause),
            "citation": _short_quote(result.citation),
            "highlights": [one for one in result.highlights if one.end <= TEXT_MAX_CHARS],
        }
    )


def _short_citation(citation: AnswerCitationOut) -> AnswerCitationOut:
    return _short_quote(citation).model_copy(update={"clause": _short_clause(citation.clause)})


def _short_row(row: CompareRowOut) -> CompareRowOut:
    if row.citation is None:
        return row
    text = row.text[:TEXT_MAX_CHARS] if row.text else row.text
    return row.model_copy(update={"citation": _short_quote(row.citation), "text": text})


def _short_clause(clause: ClauseOut) -> ClauseOut:
    if not _is_long(clause):
        return clause
    measures = clause.measures[:MEASURES_MAX]
    return clause.model_copy(update={"text": clause.text[:TEXT_MAX_CHARS], "measures": measures})


def _short_quote(citation: Cited) -> Cited:
    """Return a citation of the beginning of what is cited: its quote stays what its offsets say."""
    if len(citation.quote) <= TEXT_MAX_CHARS:
        return citation
    quote = citation.quote[:TEXT_MAX_CHARS]
    return citation.model_copy(update={"quote": quote, "end": citation.start + len(quote)})


def _is_long(clause: ClauseOut) -> bool:
    return len(clause.text) > TEXT_MAX_CHARS or len(clause.measures) > MEASURES_MAX


def _cut_ids(shown: Iterable[tuple[ClauseOut | ComparedClauseOut, CitationOut]]) -> list[str]:
    """Return the ids of the clauses that are cut, or whose quote is, each once, in order."""
    cut = (
        clause.id
        for clause, citation in shown
        if len(citation.quote) > TEXT_MAX_CHARS
        or (isinstance(clause, ClauseOut) and _is_long(clause))
    )
    return list(dict.fromkeys(cut))
