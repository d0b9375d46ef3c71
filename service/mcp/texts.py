"""Search results and answers as text for a model: what was found, then every source."""

from __future__ import annotations

from typing import Final

from service.counting import counted
from service.mcp.results import AskReply, SearchReply
from service.mcp.sources import blocks, result_text, source_text
from service.schemas import QueryOut
from service.schemas_ask import NotFoundOut

NOTHING: Final = (
    "Not found: no clause matches. Tell the user that the documents here say nothing on this, or "
    "try other words or fewer filters; do not answer from memory."
)
SOURCES: Final = "Sources. Quote a figure with its label:"
_REASONS: Final = {
    "no_clause": "no clause is on this",
    "no_figure": "clauses are on this, but none states what was asked",
    "other_place": "the place asked about says nothing on it, other places do",
}
_SAY_SO: Final = "Tell the user so; what is closest below is no answer, and nor is what you recall."


def search_text(reply: SearchReply) -> str:
    """Return the clauses found, each with its source."""
    if not reply.results:
        return blocks((_understood(reply.query), NOTHING))
    found = f"{counted(len(reply.results), 'clause')}, best first. Cite a clause by its label."
    return blocks(
        (
            _understood(reply.query),
            found,
            *(result_text(result, cut=reply.cut) for result in reply.results),
        )
    )


def answer_text(reply: AskReply) -> str:
    """Return the answer with the numbers of its sources, then these; or why there is none."""
    return blocks(
        (
            _understood(reply.query),
            _notes(reply.notes),
            _said(reply),
            *_sources(reply),
            *_closest(reply.not_found, reply.cut),
        )
    )


def _said(reply: AskReply) -> str:
    if not reply.answered:
        reason = _REASONS[reply.not_found.reason] if reply.not_found else "no clause is on this"
        contact = reply.not_found.contact if reply.not_found else ""
        whom = f"\nWhom to ask: {contact}" if contact else ""
        return f"Not found ({reason}): {reply.answer}\n{_SAY_SO}{whom}"
    lines = [
        statement.text + "".join(f" [{number + 1}]" for number in statement.citations)
        for statement in reply.statements
    ]
    return "\n".join((f"Answer (confidence {reply.confidence:.2f}):", *lines))


def _sources(reply: AskReply) -> list[str]:
    if not reply.citations:
        return []
    head = "Sources. Quote a figure with its label:"
    return [
        head,
        *(
            source_text(
                f"[{number}]", citation, citation.document, clause=citation.clause.id, cut=reply.cut
            )
            for number, citation in enumerate(reply.citations, 1)
        ),
    ]


def _closest(missing: NotFoundOut | None, cut: list[str]) -> list[str]:
    if missing is None or not missing.nearest:
        return []
    return [
        "Closest, no answer to the question:",
        *(
            source_text("≈", result.citation, result.document, clause=result.clause.id, cut=cut)
            for result in missing.nearest
        ),
    ]


def _notes(notes: list[str]) -> str:
    return "\n".join(f"Say first: {note}" for note in notes)


def _understood(query: QueryOut) -> str:
    """Say what was made of the words, where that is more than the words."""
    said = [f"read {one.typed} as {one.meant}" for one in query.corrections]
    return f"({'; '.join(said)})" if said else ""
