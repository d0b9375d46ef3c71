"""What commands that ask a store share: filters as options, requests checked as over HTTP."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

import typer

if TYPE_CHECKING:
    from pydantic import BaseModel

    Request = TypeVar("Request", bound=BaseModel)
else:
    Request = TypeVar("Request")


class StatusChoice(StrEnum):
    """The statuses of a document, named here so that `--help` need not load the index."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet_in_force"
    EXPIRED = "expired"
    REPEALED = "repealed"
    AMENDED = "amended"


class LanguageChoice(StrEnum):
    """The languages of an answer, named here so that `--help` need not load the service."""

    ZH = "zh"
    EN = "en"


LanguageOption = Annotated[
    LanguageChoice | None,
    typer.Option(help="Language of the answer. [default: the question's]"),
]
QuestionArgument = Annotated[
    str, typer.Argument(metavar="QUESTION", help="The question, in Chinese or English.")
]
RegionOption = Annotated[
    list[str] | None,
    typer.Option(metavar="PLACE", help="Only documents of this place; may be repeated."),
]
IssuerOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Only those of this issuing body; may be repeated."),
]
DocumentNumberOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NUMBER", help="Only this document number (文号); may be repeated."),
]
IssuedFromOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Issued on this day (YYYY-MM-DD) or later.")
]
IssuedToOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Issued on this day or earlier.")
]
AsOfOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only what was in force on this day.")
]
StatusOption = Annotated[
    StatusChoice | None, typer.Option(help="Status today, or on the day of --as-of.")
]


OPTIONS: Final = {"regions": "region"}
"""Fields whose option has another name."""


def filter_fields(
    region: list[str] | None,
    issuer: list[str] | None,
    document_number: list[str] | None,
    issued_from: str | None,
    issued_to: str | None,
    as_of: str | None,
    status: StatusChoice | None,
) -> dict[str, Any]:
    """Return the filters as the HTTP interface takes them."""
    return {
        "region": region,
        "issuer": issuer,
        "document_number": document_number,
        "issued_from": issued_from,
        "issued_to": issued_to,
        "as_of": as_of,
        "status": status.value if status else None,
    }


def checked(kind: type[Request], **fields: Any) -> Request:
    """Return a request, or end the command as a wrong option does.

    Raises:
        typer.BadParameter: If a field is not valid.
    """
    from pydantic import ValidationError

    from service.faults import fault_message

    try:
        return kind(**fields)
    except ValidationError as error:
        fault = error.errors()[0]
        name = str(fault["loc"][-1] if isinstance(fault["loc"][-1], str) else fault["loc"][-2])
        option = OPTIONS.get(name, name.replace("_", "-"))
        message = f"{option}: {fault_message(fault)}"
        raise typer.BadParameter(message) from error
