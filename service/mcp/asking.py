"""The tools that take a question: search, ask, compare."""

from __future__ import annotations

from service.answering.refusing.refusal import decision
from service.asking import ask as answer
from service.comparing.comparing import compare as compare_places
from service.comparing.presenting import compare_response
from service.mcp.arguments import AskArguments, CompareArguments, SearchArguments, filters_of
from service.mcp.comparison_texts import comparison_text
from service.mcp.cutting import short_answer, short_comparison, short_search
from service.mcp.desk import Desk
from service.mcp.results import Reply
from service.mcp.texts import answer_text, search_text
from service.presenting import search_filters
from service.schemas import SearchRequest
from service.schemas_ask import AskRequest
from service.searching import search as find


def search(desk: Desk, arguments: SearchArguments) -> Reply:
    """Find the clauses that answer a question."""
    request = SearchRequest(
        query=arguments.query, top_k=arguments.top_k, filters=filters_of(arguments)
    )
    reply = short_search(find(desk.store, request, raw_texts=desk.raw_texts))
    return Reply(structured=reply, text=search_text(reply))


def ask(desk: Desk, arguments: AskArguments) -> Reply:
    """Answer a question in the words of the documents: who asks phrases it, or quotes it."""
    request = AskRequest(question=arguments.question, filters=filters_of(arguments))
    response = answer(
        desk.store,
        request,
        raw_texts=desk.raw_texts,
        decision=decision(desk.answer_threshold),
    )
    reply = short_answer(response)
    return Reply(structured=reply, text=answer_text(reply))


def compare(desk: Desk, arguments: CompareArguments) -> Reply:
    """Answer a question for each place."""
    comparison = compare_places(
        desk.store,
        arguments.question,
        regions=arguments.places,
        filters=search_filters(filters_of(arguments)),
        decision=decision(desk.answer_threshold),
        raw_texts=desk.raw_texts,
    )
    reply = short_comparison(compare_response(comparison))
    return Reply(structured=reply, text=comparison_text(comparison, reply))
