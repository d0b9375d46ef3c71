"""`zhengda-eval answers` and `zhengda-eval calibrate`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.console import (
    RERANK_TOP,
    RERANK_WEIGHT,
    RerankerOption,
    RerankTopOption,
    RerankWeightOption,
    ShowTestOption,
)

if TYPE_CHECKING:
    from eval.answers import AnswerRow
    from eval.calibration import Calibration
    from eval.records import Question
    from index import Reranking
    from service import RefusalModel

Files = Annotated[list[Path], typer.Argument(help="JSON Lines files of labelled questions.")]
StoreFolder = Annotated[Path, typer.Option(help="The store to ask.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the scores as one JSON object.")]


def answers(
    files: Files,
    store: StoreFolder,
    split: Annotated[str | None, typer.Option(help="Ask only dev or test questions.")] = None,
    threshold: Annotated[
        float | None, typer.Option(min=0, max=1, help="Another threshold than the calibrated one.")
    ] = None,
    reranker: RerankerOption = None,
    rerank_top: RerankTopOption = RERANK_TOP,
    rerank_weight: RerankWeightOption = RERANK_WEIGHT,
    as_json: AsJson = False,
    show_test: ShowTestOption = False,
    rows: Annotated[
        Path | None, typer.Option("--rows", help="Write one JSON line per question here.")
    ] = None,
) -> None:
    """Answer labelled questions and score value, citation, refusal, support, length and cost."""
    from eval.answer_report import answer_rows, answers_object, answers_text
    from eval.console import explained_errors, reranking_of, show, write_rows
    from service import packaged_refusal_model

    with explained_errors():
        model = packaged_refusal_model()
        if threshold is not None:
            model = replace(model, threshold=threshold)
        reranking = reranking_of(reranker, top=rerank_top, weight=rerank_weight)
        asked = _asked(_read(files, split), store, model=model, reranking=reranking)
        write_rows(rows, answer_rows(asked))
        show(answers_object(asked) if as_json else answers_text(asked, show_test=show_test))


PlotOption = Annotated[
    Path | None, typer.Option(help="Write reliability.svg and operating.svg into this folder.")
]
WriteOption = Annotated[
    Path | None, typer.Option(help="Write the coefficients here, as the service reads them.")
]


SampleFiles = Annotated[
    list[Path] | None,
    typer.Argument(help="JSON Lines files about the store; the sample questions by default."),
]
SeedsOption = Annotated[
    Path | None,
    typer.Option(help="A store of the five real documents: their questions are fitted too."),
]
PagesOption = Annotated[
    Path | None, typer.Option(help="A store of the web pages: their questions are fitted too.")
]
LawsOption = Annotated[
    Path | None, typer.Option(help="A store of the statutes: their questions are fitted too.")
]
AlsoOption = Annotated[
    list[str] | None,
    typer.Option(help="FILE=DIR: further questions with the store that they are about."),
]
TestOption = Annotated[
    bool, typer.Option("--test", help="Ask the test questions too, and report their shares.")
]
LeaveOneOut = Annotated[
    bool,
    typer.Option(
        "--leave-one-out", help="Only report how a fit on all stores but one does on that one."
    ),
]


def calibrate(
    store: StoreFolder,
    files: SampleFiles = None,
    seeds: SeedsOption = None,
    pages: PagesOption = None,
    laws: LawsOption = None,
    also: AlsoOption = None,
    as_json: AsJson = False,
    plot: PlotOption = None,
    write: WriteOption = None,
    test: TestOption = False,
    leave_one_out: LeaveOneOut = False,
) -> None:
    """Fit the decision to refuse on the dev questions of the files; test questions are left out."""
    from eval import answer_report as report
    from eval.calibration import calibrate as fit
    from eval.console import explained_errors, show

    with explained_errors():
        further = {"seeds": seeds, "pages": pages, "laws": laws}
        sources = _sources(files, store, further, also)
        corpora = _dev_rows(sources)
        if leave_one_out:
            _show_transfer(corpora, as_json=as_json)
            return
        found = fit([row for rows in corpora.values() for row in rows])
        if plot is not None:
            _draw(plot, report.reliability_plot(found), report.operating_plot(found))
        if write is not None:
            _write(write, found, sources)
        checked = _checked(sources, found.model) if test else None
        if as_json:
            show(report.calibration_object(found, checked))
        else:
            show(report.calibration_text(found, checked))


def _dev_rows(sources: list[tuple[list[Path], Path]]) -> dict[str, list[AnswerRow]]:
    """Ask each store its dev questions, the answerable ones once more without their gold."""
    from eval.calibration import undecided

    corpora: dict[str, list[AnswerRow]] = {}
    for paths, folder in sources:
        corpora.setdefault(str(folder), []).extend(
            _asked(_read(paths, "dev"), folder, model=undecided(), without_gold=True)
        )
    _refuse_one_sided([row for rows in corpora.values() for row in rows])
    return corpora


def _show_transfer(corpora: dict[str, list[AnswerRow]], *, as_json: bool) -> None:
    from eval.console import show
    from eval.errors import NothingToScore
    from eval.transfer import leave_one_out, transfer_object, transfer_text

    if len(corpora) < 2:
        raise NothingToScore("leaving one out needs questions about two stores: --seeds, --also")
    for rows in corpora.values():
        _refuse_one_sided(rows)
    found = leave_one_out(corpora)
    show({"left_out": transfer_object(found)} if as_json else transfer_text(found))


def _write(path: Path, found: Calibration, sources: list[tuple[list[Path], Path]]) -> None:
    from eval.calibration import write_model

    names = [file.name for files, _ in sources for file in files]
    write_model(path, found, files=names, day=dt.date.today())


def _sources(
    files: list[Path] | None,
    store: Path,
    further: Mapping[str, Path | None],
    also: list[str] | None,
) -> list[tuple[list[Path], Path]]:
    from eval.datasets import FURTHER_QUESTIONS, QUESTIONS, REFUSAL_QUESTIONS

    found = [(files or [QUESTIONS, *REFUSAL_QUESTIONS], store)]
    found += [([*FURTHER_QUESTIONS[name]], folder) for name, folder in further.items() if folder]
    return [*found, *(_pair(text) for text in also or ())]


def _draw(folder: Path, reliability: str, operating: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "reliability.svg").write_text(reliability, encoding="utf-8")
    (folder / "operating.svg").write_text(operating, encoding="utf-8")


def _checked(
    sources: list[tuple[list[Path], Path]], model: RefusalModel
) -> dict[str, list[AnswerRow]]:
    """Ask the test questions of each file that has some, decided by a model fitted without them."""
    from eval.datasets import read_questions

    found: dict[str, list[AnswerRow]] = {}
    for paths, folder in sources:
        for path in paths:
            questions = [q for q in read_questions([path]) if q.split == "test"]
            if questions:
                found[path.name] = _asked(questions, folder, model=model)
    return found


def _read(files: list[Path], split: str | None) -> list[Question]:
    from eval.datasets import read_questions

    asked = [q for q in read_questions(files) if split is None or q.split == split]
    if not asked:
        raise typer.BadParameter(f"no question is left in split {split!r}", param_hint="--split")
    return asked


def _asked(
    questions: list[Question],
    store: Path,
    *,
    model: RefusalModel,
    without_gold: bool = False,
    reranking: Reranking | None = None,
) -> list[AnswerRow]:
    from eval.answers import ask_questions
    from eval.console import progress
    from index import Store

    with (
        Store.open(store, read_only=True, reranking=reranking) as opened,
        progress("answering") as tick,
    ):
        return ask_questions(
            opened, questions, model=model, without_gold=without_gold, on_progress=tick
        )


def _pair(text: str) -> tuple[list[Path], Path]:
    file, equals, folder = text.partition("=")
    if not (file and equals and folder):
        raise typer.BadParameter(f"{text!r} is not FILE=DIR", param_hint="--also")
    return [Path(file)], Path(folder)


def _refuse_one_sided(asked: list[AnswerRow]) -> None:
    from eval.errors import NothingToScore

    if len({row.question.answerable for row in asked}) < 2:
        raise NothingToScore(
            "calibrating needs dev questions of both kinds, answerable and unanswerable"
        )
