"""The command line: what commands there are; each lives in service/commands/."""

from __future__ import annotations

from typing import Annotated

import typer

from service.blas_threads import use_one_blas_thread
from service.commands import ask, compare, demo, doctor, export, ingest, keys, mcp, search, serve
from service.interrupts import interrupt_between_imports

app = typer.Typer(
    name="zhengda",
    help="Ask policy documents a question in your own words; get answers with their citations.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: half the start-up time, and brackets stay as written
    pretty_exceptions_enable=False,  # a traceback with local variables may hold documents
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("ingest", short_help="Read documents into the store.")(ingest.command)
app.command("search", short_help="Find the clauses that answer a question.")(search.command)
app.command("ask", short_help="Answer a question, with its citations.")(ask.command)
app.command("compare", short_help="Answer a question for each place, as a table.")(compare.command)
app.command("serve", short_help="Serve the page and the HTTP interface.")(serve.command)
app.command("export", short_help="Write clauses, knowledge, feedback or questions.")(export.command)
app.command("mcp", short_help="Answer a language model over stdin and stdout.")(mcp.command)
app.command("doctor", short_help="Check the installation and the store.")(doctor.command)
app.command("demo", short_help="Ingest a sample corpus and ask three questions.")(demo.command)

app.add_typer(keys.app, name="keys", short_help="Make, list and revoke keys.")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"zhengda {version('zhengda')}")
        raise typer.Exit


@app.callback()
def _options(
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; exit codes are 0, 1 (failed) and 2 (usage)."""
    interrupt_between_imports()
    use_one_blas_thread()
    app()
