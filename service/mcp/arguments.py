"""What the tools take: few flat fields, described for whoever fills them in."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from service.schemas import Filters, StatusName
from service.schemas_values import FilterValues, IsoDate, QueryText

TOP_K_MAX: Final = 20
"""Of a search: more clauses than that fill a model's window rather than answer it."""
DOCUMENTS_MAX: Final = 100
OUTLINE_MAX: Final = 200


def _none_to_blank(value: Any) -> Any:
    return "" if value is None else value


def _blank_to_none(value: Any) -> Any:
    return None if value == "" else value


# Models fill in "" and null alike for what they leave out.
OptionalText = Annotated[
    str, BeforeValidator(_none_to_blank), StringConstraints(strip_whitespace=True, max_length=200)
]
OptionalDate = Annotated[IsoDate | None, BeforeValidator(_blank_to_none)]
OptionalStatus = Annotated[StatusName | None, BeforeValidator(_blank_to_none)]
Id = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
OptionalCursor = Annotated[
    str, BeforeValidator(_none_to_blank), StringConstraints(strip_whitespace=True, max_length=500)
]

_PLACE: Final = "Full or short name of a place, e.g. 望鹭市; places below it match too."
_AS_OF: Final = (
    "Only documents in force on this day, YYYY-MM-DD. Left out: all of them, and what does not "
    "hold today is marked so."
)
_CURSOR: Final = "`next_cursor` of the page before; leave out for the first page."


class Arguments(BaseModel):
    """Arguments of a tool; those that are not known are refused."""

    model_config = ConfigDict(extra="forbid")


class SearchArguments(Arguments):
    """Arguments of `search`."""

    query: QueryText = Field(
        description="What to look for, in the user's own words, Chinese or English."
    )
    place: OptionalText = Field(default="", description=f"{_PLACE} Only its documents.")
    document_number: OptionalText = Field(
        default="", description="Only the document with this number (文号), any style of brackets."
    )
    as_of: OptionalDate = Field(default=None, description=_AS_OF)
    top_k: int = Field(default=5, ge=1, le=TOP_K_MAX, description="At most so many clauses.")


class AskArguments(Arguments):
    """Arguments of `ask`."""

    question: QueryText = Field(description="The question as the user asked it, one at a time.")
    place: OptionalText = Field(
        default="",
        description=f"{_PLACE} Only its documents answer. Leave out when the question names it.",
    )
    as_of: OptionalDate = Field(default=None, description=_AS_OF)


class CompareArguments(Arguments):
    """Arguments of `compare`."""

    question: QueryText = Field(description="The question, without the names of the places.")
    places: FilterValues = Field(
        default=[],
        description="Full or short names of the places; each gets a row, found or not. Left out: "
        "all places that have a relevant clause.",
    )
    as_of: OptionalDate = Field(default=None, description=_AS_OF)


class ClauseArguments(Arguments):
    """Arguments of `read_clause`."""

    clause_id: Id = Field(description="Id of a clause, from the result of another tool.")
    offset: int = Field(
        default=0,
        ge=0,
        description="Character of the clause to begin at: `next_offset` of the part before.",
    )


class DocumentArguments(Arguments):
    """Arguments of `read_document`."""

    document_id: Id = Field(description="Id of a document, from the result of another tool.")
    cursor: OptionalCursor = Field(default="", description=_CURSOR)
    limit: int = Field(default=60, ge=1, le=OUTLINE_MAX, description="Clauses on one page.")


class ListArguments(Arguments):
    """Arguments of `list_documents`."""

    place: OptionalText = Field(default="", description=_PLACE)
    issuer: OptionalText = Field(
        default="", description="An issuing body, or a part of its name, e.g. 发展改革委."
    )
    document_number: OptionalText = Field(
        default="", description="A document number (文号), any style of brackets."
    )
    issued_from: OptionalDate = Field(
        default=None, description="Issued on this day or later, YYYY-MM-DD."
    )
    issued_to: OptionalDate = Field(
        default=None, description="Issued on this day or earlier, YYYY-MM-DD."
    )
    status: OptionalStatus = Field(default=None, description="Status today, or on `as_of`.")
    as_of: OptionalDate = Field(default=None, description=_AS_OF)
    cursor: OptionalCursor = Field(default="", description=_CURSOR)
    limit: int = Field(default=20, ge=1, le=DOCUMENTS_MAX, description="Documents on one page.")


_LISTS: Final = {"place": "region", "issuer": "issuer", "document_number": "document_number"}
"""Arguments of one value that filters take several of, with the names they have there."""
_SINGLE: Final = ("issued_from", "issued_to", "as_of", "status")


def filters_of(arguments: Arguments) -> Filters:
    """Return the filters that the arguments of a tool say, as the HTTP interface takes them."""
    given = arguments.model_dump(exclude_none=True)
    lists = {field: [given[name]] for name, field in _LISTS.items() if given.get(name)}
    days = {name: given[name] for name in _SINGLE if name in given}
    return Filters.model_validate(lists | days)
