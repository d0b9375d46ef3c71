"""`zhengda ask`: an answer from the store, with the places it stands on."""

from __future__ import annotations

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
    LanguageOption,
    QuestionArgument,
    RegionOption,
    StatusOption,
    checked,
    filter_fields,
)
from service.opening import opened_for_question

if TYPE_CHECKING:
    from index import Store
    from service.schemas_ask import AskRequest, AskResponse
    from service.settings import Settings


PhraseOption = Annotated[
    bool,
    typer.Option(
        "--phrase/--no-phrase",
        help="Let the language model of ZHENGDA_LLM_URL, if one is set, phrase the answer.",
    ),
]


def command(
    question: QuestionArgument,
    store: StoreOption = None,
    model: ModelOption = None,
    reranker: RerankerOption = None,
    language: LanguageOption = None,
    region: RegionOption = None,
    issuer: IssuerOption = None,
    document_number: DocumentNumberOption = None,
    issued_from: IssuedFromOption = None,
    issued_to: IssuedToOption = None,
    as_of: AsOfOption = None,
    status: StatusOption = None,
    phrase: PhraseOption = True,
    as_json: JsonOption = False,
) -> None:
    """Answer a question from the documents, each statement with its citation."""
    with reported_errors():
        from service.schemas_ask import AskRequest

        request = checked(
            AskRequest,
            question=question,
            language=language.value if language else None,
            filters=filter_fields(
                region, issuer, document_number, issued_from, issued_to, as_of, status
            ),
        )
        settings = load_settings(store=store, model=model, reranker=reranker)
        with opened_for_question(settings) as opened:
            response = _answer(opened, request, settings, phrase=phrase)
        if as_json:
            print_json(response.model_dump(mode="json"))
        else:
            from service.commands.printing_answers import print_answer

            print_answer(response)


def _answer(store: Store, request: AskRequest, settings: Settings, *, phrase: bool) -> AskResponse:
    # Imported once the store is open, which sets how many threads numpy takes when it is loaded.
    from service.answering.refusing.refusal import decision
    from service.asking import ask
    from service.phrasing.phrasing import Phraser
    from service.raw_texts import RawTexts

    phraser = Phraser.of(settings) if phrase else None
    return ask(
        store,
        request,
        raw_texts=RawTexts(),
        decision=decision(settings.answer_threshold),
        phrase=phraser.phrase_now if phraser else None,
    )
