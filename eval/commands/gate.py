"""`zhengda-eval gate`: compare scores with the pinned floors, or pin them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.console import explained_errors, show

STORES = Path("var") / "eval"
"""Where the stores of the gate are kept, below the working folder."""

Measured = dict[str, dict[str, float]]


def gate(
    store: Annotated[
        Path | None, typer.Option(help="Where the store is built: var/eval/sample or /seeds.")
    ] = None,
    seeds: Annotated[
        Path | None,
        typer.Option(help="Folder of the real documents: gate the questions on those instead."),
    ] = None,
    pin: Annotated[bool, typer.Option("--pin", help="Pin what is measured now.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="Allow pinned floors to fall.")] = False,
) -> None:
    """Compare the labelled questions' scores with the pinned floors, or pin them anew."""
    from eval import gate as floors
    from eval.errors import GateFailed
    from eval.report import gate_text

    with explained_errors():
        if seeds is None:
            path = floors.BASELINE
            digest, measured = _measure_sample(store or STORES / "sample")
        else:
            path = floors.SEEDS_BASELINE
            digest, measured = _measure_seeds(store or STORES / "seeds", seeds)
        baseline = floors.read_baseline(path)
        show(gate_text(measured, baseline.floors if baseline else {}))
        if pin:
            pinned = floors.pin(baseline, digest=digest, measured=measured, lower=lower)
            floors.write_baseline(pinned, path)
        elif baseline is None:
            raise GateFailed(["nothing is pinned yet: run the same command with --pin"])
        else:
            floors.check(baseline, digest=digest, measured=measured)


def _measure_sample(store: Path) -> tuple[str, Measured]:
    from eval import gate as floors
    from eval.sample import build_sample_store

    with build_sample_store(store) as opened:
        return floors.data_digest(), floors.measured_values(floors.measure(opened))


def _measure_seeds(store: Path, folder: Path) -> tuple[str, Measured]:
    from eval import gate as floors
    from eval.sample import build_store

    documents = floors.seed_documents(folder)
    with build_store(store, documents) as opened:
        return floors.seeds_digest(documents), floors.measure_seeds(opened)
