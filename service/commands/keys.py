"""`zhengda keys`: who may call the HTTP interface, for what, how often, and until when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.access.scopes import Scope
from service.commands.console import (
    JsonOption,
    StoreOption,
    fail,
    load_settings,
    note,
    print_json,
    reported_errors,
    write_line,
)

if TYPE_CHECKING:
    from service.access.key_text import KeyText
    from service.access.keys import Key

NAME_MAX_CHARS = 100

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Make, list and revoke the keys of the HTTP interface.",
)


def _readable_name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > NAME_MAX_CHARS or not name.isprintable():
        raise typer.BadParameter(f"a name has 1 to {NAME_MAX_CHARS} printable characters")
    return name


def _not_past(day: datetime | None) -> datetime | None:
    from service.access.keys import today

    if day is not None and day.date() < today():
        raise typer.BadParameter(f"{day:%Y-%m-%d} has passed: today is {today()} (UTC)")
    return day


NameArgument = Annotated[
    str,
    typer.Argument(
        metavar="NAME", callback=_readable_name, help="Who or what will use it, e.g. hotline-2026."
    ),
]
ScopeOption = Annotated[
    list[Scope] | None,
    typer.Option("--scope", help="What it may do; give it twice for both. [default: read]"),
]
ExpiresOption = Annotated[
    datetime | None,
    typer.Option(
        "--expires",
        metavar="DATE",
        formats=["%Y-%m-%d"],
        callback=_not_past,
        help="Last day that it is valid (UTC), e.g. 2030-12-31. [default: valid until revoked]",
    ),
]


@app.command("create", short_help="Make a key and print it, this once.")
def create(
    name: NameArgument,
    scope: ScopeOption = None,
    expires: ExpiresOption = None,
    per_minute: Annotated[
        int | None,
        typer.Option(
            min=1, max=1_000_000, help="Requests that are answered in a minute. [default: no limit]"
        ),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a key and print it to stdout; it is not kept and cannot be shown again."""
    from service.access.errors import ManagedKeyError
    from service.access.keys import create_key
    from service.ledger import Ledger

    with reported_errors():
        ledger = Ledger.open(load_settings(store=store).store)
        try:
            text, key = create_key(
                ledger,
                name,
                scopes=frozenset(scope or [Scope.READ]),
                expires_on=expires.date() if expires else None,
                per_minute=per_minute,
            )
        except ManagedKeyError as error:
            fail(str(error))
        finally:
            ledger.close()
        _hand_out(text, key, as_json=as_json)
        note(f"key {key.id} ({key.name}) may {_in_words(key)}; only a digest is in {ledger.path}")
        note("send it as the header Authorization: Bearer KEY; it cannot be shown again")


@app.command("list", short_help="List the keys, without their secrets.")
def list_(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """List all keys in the order they were made, also those that are no longer valid."""
    from service.access.keys import all_keys
    from service.ledger import Ledger

    with reported_errors():
        ledger = Ledger.open(load_settings(store=store).store, read_only=True)
        keys = all_keys(ledger)
        ledger.close()
        if as_json:
            print_json({"keys": [_row(key) for key in keys]})
            return
        if not keys:
            note(f"there are no keys in {ledger.path}: make one with `zhengda keys create NAME`")
            return
        for line in _table([_row(key) for key in keys]):
            write_line(line)


@app.command("revoke", short_help="Make a key open nothing any more.")
def revoke(
    id_or_name: Annotated[str, typer.Argument(metavar="ID_OR_NAME", help="As `list` shows them.")],
    store: StoreOption = None,
) -> None:
    """Revoke a key for good; a running service stops taking it within two seconds."""
    from service.access.errors import ManagedKeyError
    from service.access.keys import revoke_key
    from service.ledger import Ledger

    with reported_errors():
        ledger = Ledger.open(load_settings(store=store).store)
        try:
            key, is_news = revoke_key(ledger, id_or_name)
        except ManagedKeyError as error:
            fail(str(error))
        finally:
            ledger.close()
        done = "revoked" if is_news else f"was revoked before, at {key.revoked_at}"
        note(f"key {key.id} ({key.name}) {done}")


def _hand_out(text: KeyText, key: Key, *, as_json: bool) -> None:
    if as_json:
        print_json({"key": str(text), **_row(key)})
    else:
        write_line(str(text))


def _in_words(key: Key) -> str:
    words = " and ".join(sorted(key.scopes))
    if key.per_minute is not None:
        words += f", {key.per_minute} times a minute"
    return words + (f", until {key.expires_on} (UTC)" if key.expires_on else "")


def _row(key: Key) -> dict[str, Any]:
    """Return what is shown of a key: all but its digest."""
    from service.access.keys import today

    return {
        "id": key.id,
        "name": key.name,
        "state": key.state(today()).value,
        "scopes": sorted(key.scopes),
        "per_minute": key.per_minute,
        "created_at": key.created_at,
        "expires_on": key.expires_on.isoformat() if key.expires_on else None,
        "revoked_at": key.revoked_at,
        "last_used_on": key.last_used_on.isoformat() if key.last_used_on else None,
    }


def _table(rows: list[dict[str, Any]]) -> list[str]:
    """Return the lines of a table; the name, whose width nobody knows, comes last."""
    columns = [name for name in rows[0] if name not in ("name", "revoked_at")] + ["name"]
    cells = [[_cell(row[name]) for name in columns] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (columns, *cells)
    ]


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(value)
    return "-" if value is None else str(value)
