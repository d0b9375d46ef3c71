"""`zhengda search`: ask the store a question."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.console import (
    JsonOption,
    ModelOption,
    RerankerOption,
    StoreOption,
    load_settings,
    print_json,
    reported_errors,
)
from service.commands.requests import (
    AsOfOption,
    DocumentNumberOption,
    IssuedFromOption,
    IssuedToOption,
    IssuerOption,
    QuestionArgument,
    RegionOption,
    StatusOption,
    checked,
    filter_fields,
)
from service.opening import opened_for_question

if TYPE_CHECKING:
    from service.schemas import SearchRequest, SearchResponse
    from service.settings import Settings


class ModeChoice(StrEnum):
    """The modes of searching, named here so that `--help` need not load the index."""

    HYBRID = "hybrid"
    DENSE = "dense"
    LEXICAL = "lexical"


TopKOption = Annotated[int, typer.Option(min=1, max=100, help="How many clauses to return.")]
ModeOption = Annotated[ModeChoice, typer.Option(help="Which evidence ranks the clauses.")]
ExplainOption = Annotated[bool, typer.Option("--explain", help="Show what each score is made of.")]


def command(
    query: QuestionArgument,
    store: StoreOption = None,
    model: ModelOption = None,
    reranker: RerankerOption = None,
    top_k: TopKOption = 5,
    mode: ModeOption = ModeChoice.HYBRID,
    region: RegionOption = None,
    issuer: IssuerOption = None,
    document_number: DocumentNumberOption = None,
    issued_from: IssuedFromOption = None,
    issued_to: IssuedToOption = None,
    as_of: AsOfOption = None,
    status: StatusOption = None,
    explain: ExplainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Find the clauses that answer a question, best first, each with its citation."""
    with reported_errors():
        from service.schemas import SearchRequest

        request = checked(
            SearchRequest,
            query=query,
            top_k=top_k,
            mode=mode.value,
            explain=explain,
            filters=filter_fields(
                region, issuer, document_number, issued_from, issued_to, as_of, status
            ),
        )
        settings = load_settings(store=store, model=model, reranker=reranker)
        response = _found(request, settings)
        if as_json:
            print_json(response.model_dump(mode="json"))
        else:
            from service.commands.printing import print_results

            print_results(response)


def _found(request: SearchRequest, settings: Settings) -> SearchResponse:
    with opened_for_question(settings) as opened:
        # Imported now, since numpy takes as many threads as opening a store lets it.
        from service.raw_texts import RawTexts
        from service.searching import search

        return search(opened, request, raw_texts=RawTexts())
