"""`zhengda-eval gate`: compare scores with the pinned floors, or pin them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.console import explained_errors, show

if TYPE_CHECKING:
    from eval.real_documents import RealDocuments

STORES = Path("var") / "eval"
"""Where the stores of the gate are kept, below the working folder."""

Measured = dict[str, dict[str, float]]


def gate(
    store: Annotated[
        Path | None,
        typer.Option(help="Where the store is built: var/eval/sample, /seeds, /pages or /laws."),
    ] = None,
    seeds: Annotated[
        Path | None,
        typer.Option(help="Folder of the five real plans: gate the questions on those instead."),
    ] = None,
    pages: Annotated[
        Path | None,
        typer.Option(help="Folder of the real web pages: gate the questions on those instead."),
    ] = None,
    laws: Annotated[
        Path | None,
        typer.Option(help="Folder of statutes: gate the questions on some of those instead."),
    ] = None,
    pin: Annotated[bool, typer.Option("--pin", help="Pin what is measured now.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="Allow pinned floors to fall.")] = False,
) -> None:
    """Compare the labelled questions' scores with the pinned floors, or pin them anew."""
    folders = (("seeds", seeds), ("pages", pages), ("laws", laws))
    given = [(name, folder) for name, folder in folders if folder is not None]
    if len(given) > 1:
        raise typer.BadParameter("give one of --seeds, --pages, --laws: each has floors of its own")
    from eval import gate as floors
    from eval.errors import GateFailed
    from eval.real_documents import REAL_DOCUMENTS
    from eval.report import gate_text

    with explained_errors():
        if given:
            ((name, folder),) = given
            path, digest, measured = _measure_real(REAL_DOCUMENTS[name], folder, store)
        else:
            path, digest, measured = _measure_sample(store)
        baseline = floors.read_baseline(path)
        show(gate_text(measured, baseline.floors if baseline else {}))
        if pin:
            pinned = floors.pin(baseline, digest=digest, measured=measured, lower=lower)
            floors.write_baseline(pinned, path)
        elif baseline is None:
            raise GateFailed(["nothing is pinned yet: run the same command with --pin"])
        else:
            floors.check(baseline, digest=digest, measured=measured)


def _measure_sample(store: Path | None) -> tuple[Path, str, Measured]:
    from eval import gate as floors
    from eval.sample import build_sample_store

    with build_sample_store(store or STORES / "sample") as opened:
        return floors.BASELINE, floors.data_digest(), floors.measured_values(floors.measure(opened))


def _measure_real(
    real: RealDocuments, folder: Path, store: Path | None
) -> tuple[Path, str, Measured]:
    from eval.sample import build_store

    documents = real.documents(folder)
    with build_store(store or STORES / real.name, documents) as opened:
        return real.baseline, real.digest(documents), real.measure(opened)
