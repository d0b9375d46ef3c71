"""What the tools give as structured content: the wire models of the HTTP interface, kept short."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, Field

from service.schemas import ClauseDetailOut, DocumentOut, ResultOut, SearchResponse
from service.schemas_ask import AskResponse
from service.schemas_compare import CompareResponse

_CUT = "Ids of clauses that are cut here; `read_clause` gives the whole of each."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a tool gives: the same facts twice."""

    structured: BaseModel
    """For programs, as the output schema of the tool says."""
    text: str
    """For models: each clause with its label and its verbatim quote."""


class SearchReply(SearchResponse):
    """The clauses found, best first."""

    cut: list[str] = Field(description=_CUT)


class AskReply(AskResponse):
    """An answer with its citations, or why there is none."""

    results: list[ResultOut] = Field(description="The first hits; `search` gives more.")
    cut: list[str] = Field(description=_CUT)


class CompareReply(CompareResponse):
    """The answer of each place."""

    rows_left_out: int = Field(
        description="Rows beyond those given here; name fewer places to get them."
    )
    cut: list[str] = Field(description="Ids of clauses whose quote is cut; see `read_clause`.")


class ClauseReply(ClauseDetailOut):
    """A clause with its citation and its document, or a part of a long one.

    `text` and `citation` are of the part, `measures` those that begin in it.
    """

    offset: int = Field(description="Character of the clause that the part begins at.")
    chars: int = Field(description="Characters of the whole clause.")
    next_offset: int | None = Field(description="Where to read on; null at the end.")


class OutlineEntry(BaseModel):
    """One clause in the outline of a document, without its text."""

    id: str
    title: str = Field(description="Number and heading, or number and first words.")
    path: list[str] = Field(description="The headings above it.")
    chars: int = Field(description="Length of its text.")


class DocumentReply(BaseModel):
    """What is known of a document, and a page of its outline."""

    document: DocumentOut
    clauses: list[OutlineEntry]
    next_cursor: str | None = Field(description="For the next page; null on the last.")
