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
    counted,
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
    QuestionArgument,
    StatusOption,
    checked,
    filter_fields,
)
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
        if csv or xlsx:
            _write_files(comparison, csv, xlsx)
        _print(comparison, as_json=as_json, is_written=bool(csv or xlsx))


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


def _print(comparison: Comparison, *, as_json: bool, is_written: bool) -> None:
    if as_json:
        from service.comparing.presenting import compare_response

        print_json(compare_response(comparison).model_dump(mode="json"))
    elif not is_written:
        from service.commands.printing_comparisons import print_comparison

        print_comparison(comparison)


def _write_files(comparison: Comparison, csv: Path | None, xlsx: Path | None) -> None:
    from service.comparing.spreadsheets import to_csv, to_xlsx
    from service.comparing.table import table_of

    table = table_of(comparison, language="zh")
    if csv is not None:
        csv.write_bytes(to_csv(table))
    if xlsx is not None:
        xlsx.write_bytes(to_xlsx(table, title=comparison.question))
    for path in filter(None, (csv, xlsx)):
        note(f"{counted(len(table.rows), 'row')} written to {path}")
