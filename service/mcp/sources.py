"""Sources as text: label, standing, ids and the verbatim quote, so that no figure loses them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from service.schemas import CitationOut, ClauseOut, DocumentOut, ResponsibleOut, ResultOut

STANDING: Final = {
    "in_force": "in force",
    "not_yet_in_force": "NOT YET IN FORCE",
    "expired": "EXPIRED, no longer holds",
    "repealed": "REPEALED, no longer holds",
    "amended": "amended since",
}
"""What a model has to say of a document that does not simply hold is in capitals."""
NOT_HELD: Final = frozenset({"not_yet_in_force", "expired", "repealed"})
"""Standings of a document whose figures do not hold today."""

CONTEXT_MAX_CHARS: Final = 600
"""Of a clause beside its quote: enough for the sentences around it."""


def source_text(
    mark: str,
    citation: CitationOut,
    document: DocumentOut,
    *,
    clause: str,
    cut: Collection[str] = (),
) -> str:
    """Return a source on three lines: label; standing, place and ids; quote.

    Args:
        mark: What stands before it, e.g. its number.
        citation: What is quoted.
        document: Its document.
        clause: The id of its clause.
        cut: Ids of clauses that are cut; one of these says how to read on.
    """
    where = f"{document.source} [{citation.start}:{citation.end}]"
    facts = (STANDING[document.status], document.region, where)
    ids = f"clause_id {clause}", f"document_id {document.id}"
    return "\n".join(
        (
            f"{mark} {citation.label}",
            " · ".join(fact for fact in (*facts, *ids) if fact),
            f"quote: “{citation.quote}”",
            *([f"(a long clause: read_clause {clause} gives the whole)"] if clause in cut else ()),
        )
    )


def result_text(result: ResultOut, *, cut: Collection[str]) -> str:
    """Return a clause found: its source, and the clause around the quote where there is more."""
    clause, mark = result.clause, f"[{result.rank}]"
    parts = [source_text(mark, result.citation, result.document, clause=clause.id, cut=cut)]
    if clause.path:
        parts.append(f"under: {' › '.join(clause.path)}")
    if "".join(clause.text.split()) not in "".join(result.citation.quote.split()):
        parts.append(f"the clause around it: {_context(clause)}")
    parts += responsible_lines(clause.responsible)
    return "\n".join(parts)


def responsible_lines(responsible: ResponsibleOut) -> list[str]:
    """Return who leads a task and who works with them, where the clause says so."""
    said = [
        f"{word}: {'、'.join(units)}"
        for word, units in (("lead", responsible.lead), ("with", responsible.with_))
        if units
    ]
    return [f"responsible: {'; '.join(said)}"] if said else []


def document_label(document: DocumentOut) -> str:
    """Name a document: 《…》(issuers, number, date), with 〈〉 inside the marks by GB/T 15834."""
    title = document.title.replace("《", "〈").replace("》", "〉")
    day = document.issued_on or document.effective_on
    issuers, number = "、".join(document.issuers), document.document_number or ""
    known = ", ".join(filter(None, (issuers, number, day.isoformat() if day else "")))
    return f"《{title}》" + (f"({known})" if known else "")


def document_line(document: DocumentOut) -> str:
    """Return a document on one line."""
    facts = (STANDING[document.status], document.region, document.source)
    return " · ".join(
        fact for fact in (document_label(document), *facts, f"document_id {document.id}") if fact
    )


def blocks(parts: Iterable[str]) -> str:
    """Join the parts of a text with an empty line between them."""
    return "\n\n".join(part for part in parts if part)


def _context(clause: ClauseOut) -> str:
    text = clause.text
    if len(text) <= CONTEXT_MAX_CHARS:
        return text
    return f"{text[:CONTEXT_MAX_CHARS]}… (read_clause {clause.id} gives the whole)"
