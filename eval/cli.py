"""The command `zhengda-eval`: score questions and benchmarks, and hold what was reached."""

from __future__ import annotations

import typer

from eval.answer_commands import answers, calibrate
from eval.commands.benchmark import benchmark
from eval.commands.check import check
from eval.commands.draft import draft
from eval.commands.gate import gate
from eval.commands.questions import questions
from eval.commands.replay import replay
from eval.reading.command import reading
from service.blas_threads import use_one_blas_thread

app = typer.Typer(
    name="zhengda-eval",
    help="Score labelled questions and benchmarks on the product's own pipeline.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help, as `zhengda` has it
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (questions, check, benchmark, gate, answers, calibrate, reading, replay, draft):
    app.command()(command)


def main() -> None:
    """Run the command."""
    use_one_blas_thread()
    app()
