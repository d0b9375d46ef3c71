"""`zhengda search`: ask the store a question."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.console import (
    JsonOption,
    ModelOption,
    StoreOption,
    load_settings,
    print_json,
    reported_errors,
)
from service.opening import open_store

if TYPE_CHECKING:
    from service.schemas import SearchRequest


class ModeChoice(StrEnum):
    """The modes of searching, named here so that `--help` need not load the index."""

    HYBRID = "hybrid"
    DENSE = "dense"
    LEXICAL = "lexical"


class StatusChoice(StrEnum):
    """The statuses of a document, named here for the same reason."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet_in_force"
    EXPIRED = "expired"
    REPEALED = "repealed"
    AMENDED = "amended"


def command(
    query: Annotated[str, typer.Argument(help="The question, in Chinese or English.")],
    store: StoreOption = None,
    model: ModelOption = None,
    top_k: Annotated[int, typer.Option(min=1, max=100, help="How many clauses to return.")] = 5,
    mode: Annotated[
        ModeChoice, typer.Option(help="Which evidence ranks the clauses.")
    ] = ModeChoice.HYBRID,
    region: Annotated[list[str] | None, typer.Option(help="Place; may be repeated.")] = None,
    issuer: Annotated[list[str] | None, typer.Option(help="Issuing body; may be repeated.")] = None,
    document_number: Annotated[
        list[str] | None, typer.Option(help="Document number (文号); may be repeated.")
    ] = None,
    issued_from: Annotated[str | None, typer.Option(metavar="DATE", help="YYYY-MM-DD.")] = None,
    issued_to: Annotated[str | None, typer.Option(metavar="DATE", help="YYYY-MM-DD.")] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day on which status is judged.")
    ] = None,
    status: Annotated[StatusChoice | None, typer.Option(help="Status on that day.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Find the clauses that answer a question, best first, each with its citation."""
    with reported_errors():
        request = _request(
            query=query,
            top_k=top_k,
            mode=mode.value,
            filters={
                "region": region,
                "issuer": issuer,
                "document_number": document_number,
                "issued_from": issued_from,
                "issued_to": issued_to,
                "as_of": as_of,
                "status": status.value if status else None,
            },
        )
        from service.commands.printing import print_results
        from service.raw_texts import RawTexts
        from service.searching import search

        with open_store(load_settings(store=store, model=model)) as opened:
            response = search(opened, request, raw_texts=RawTexts())
        if as_json:
            print_json(response.model_dump(mode="json"))
        else:
            print_results(response)


def _request(**fields: Any) -> SearchRequest:
    from pydantic import ValidationError

    from service.schemas import SearchRequest

    try:
        return SearchRequest(**fields)
    except ValidationError as error:
        fault = error.errors()[0]
        name = str(fault["loc"][-1] if isinstance(fault["loc"][-1], str) else fault["loc"][-2])
        raise typer.BadParameter(f"{name.replace('_', '-')}: {fault['msg']}") from error
