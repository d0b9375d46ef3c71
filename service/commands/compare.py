"""`zhengda compare`: one question asked of many places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.console import (
    JsonOption,
    ModelOption,
    RerankerOption,
    StoreOption,
    load_settings,
    note,
    print_json,
    reported_errors,
)
from service.commands.requests import (
    AsOfOption,
    DocumentNumberOption,
    IssuedFromOption,
    IssuedToOption,
    IssuerOption,
    LanguageOption,
    QuestionArgument,
    StatusOption,
    checked,
    filter_fields,
)
from service.counting import counted
from service.opening import opened_for_question

if TYPE_CHECKING:
    from index import Store
    from service.comparing.records import Comparison
    from service.schemas_compare import CompareRequest
    from service.settings import Settings

PlacesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--region", metavar="PLACE", help="Place that gets a row, found or not; may be repeated."
    ),
]


def command(
    question: QuestionArgument,
    store: StoreOption = None,
    model: ModelOption = None,
    reranker: RerankerOption = None,
    language: LanguageOption = None,
    region: PlacesOption = None,
    issuer: IssuerOption = None,
    document_number: DocumentNumberOption = None,
    issued_from: IssuedFromOption = None,
    issued_to: IssuedToOption = None,
    as_of: AsOfOption = None,
    status: StatusOption = None,
    as_json: JsonOption = False,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a CSV file.")] = None,
    xlsx: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write an Excel workbook.")
    ] = None,
) -> None:
    """Answer a question for each place: a row per place and condition, "not found" included."""
    with reported_errors():
        from service.schemas_compare import CompareRequest

        request = checked(
            CompareRequest,
            question=question,
            regions=region,
            filters=filter_fields(
                None, issuer, document_number, issued_from, issued_to, as_of, status
            ),
        )
        settings = load_settings(store=store, model=model, reranker=reranker)
        with opened_for_question(settings) as opened:
            comparison = _compare(opened, request, settings)
        words = language.value if language else comparison.language
        if csv or xlsx:
            _write_files(comparison, csv, xlsx, language=words)
        if as_json:
            _print_json(comparison)
        elif not (csv or xlsx):
            from service.commands.printing_comparisons import print_comparison

            print_comparison(comparison, language=words)


def _compare(store: Store, request: CompareRequest, settings: Settings) -> Comparison:
    # Imported once the store is open, which sets how many threads numpy takes when it is loaded.
    from service.answering.refusing.refusal import decision
    from service.comparing.comparing import compare
    from service.presenting import search_filters

    return compare(
        store,
        request.question,
        regions=request.regions,
        filters=search_filters(request.filters),
        decision=decision(settings.answer_threshold),
    )


def _print_json(comparison: Comparison) -> None:
    from service.comparing.presenting import compare_response

    print_json(compare_response(comparison).model_dump(mode="json"))


def _write_files(
    comparison: Comparison, csv: Path | None, xlsx: Path | None, *, language: str
) -> None:
    from service.comparing.spreadsheets import to_csv, to_xlsx
    from service.comparing.table import table_of

    table = table_of(comparison, language=language)
    if csv is not None:
        csv.write_bytes(to_csv(table))
    if xlsx is not None:
        xlsx.write_bytes(to_xlsx(table, title=comparison.question))
    for path in filter(None, (csv, xlsx)):
        note(f"{counted(len(table.rows), 'row')} written to {path}")
