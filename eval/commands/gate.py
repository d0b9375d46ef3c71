"""`zhengda-eval gate`: compare scores with the pinned floors, or pin them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.console import explained_errors, show


def gate(
    store: Annotated[Path, typer.Option(help="Where the sample store is built.")] = Path(
        "var/eval/sample"
    ),
    pin: Annotated[bool, typer.Option("--pin", help="Pin what is measured now.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="Allow pinned floors to fall.")] = False,
) -> None:
    """Compare the sample questions' scores with the pinned floors, or pin them anew."""
    from eval import gate as floors
    from eval.errors import GateFailed
    from eval.report import gate_text
    from eval.sample import build_sample_store

    with explained_errors():
        with build_sample_store(store) as opened:
            measured = floors.measured_values(floors.measure(opened))
        baseline, digest = floors.read_baseline(), floors.data_digest()
        show(gate_text(measured, baseline.floors if baseline else {}))
        if pin:
            pinned = floors.pin(baseline, digest=digest, measured=measured, lower=lower)
            floors.write_baseline(pinned)
        elif baseline is None:
            raise GateFailed(["nothing is pinned yet: run `zhengda-eval gate --pin`"])
        else:
            floors.check(baseline, digest=digest, measured=measured)
