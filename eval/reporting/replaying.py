"""What a replay found, as text, as one object and as rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from eval.replay import DEPTH, Replay, Replayed, changed
from index import Store, UnknownClause

GONE: Final = "no longer in the store"
NONE: Final = "nothing"
_HEADING_CHARS: Final = 24


def replay_object(done: Replay, store: Store) -> dict[str, Any]:
    """Return the counts, and what has changed."""
    rows = done.rows
    return {
        "n": len(rows),
        "asked": sum(row.logged.times for row in rows),
        "first_same": sum(row.has_same_first for row in rows),
        "ten_same": sum(row.has_same_ten for row in rows),
        "ten_same_in_any_order": sum(row.has_same_set for row in rows),
        "now_answered": sum(_turned(row, now=True) for row in rows),
        "now_refused": sum(_turned(row, now=False) for row in rows),
        "left_out": [{"question": one.question, "reason": why} for one, why in done.left_out],
        "changed": [changed_object(row, store) for row in changed(rows)],
    }


def changed_object(row: Replayed, store: Store) -> dict[str, Any]:
    """Return what has changed for one question."""
    before, now = row.logged.clauses[:DEPTH], row.clauses[:DEPTH]
    return {
        "question": row.logged.question,
        "action": row.logged.action.value,
        "filters": dict(row.logged.said),
        "times": row.logged.times,
        "first_before": _label(before[:1], store),
        "first_now": _label(now[:1], store),
        "answered_before": row.logged.answered,
        "answered_now": row.answered,
        "left": [_named(one, store) for one in before if one not in now],
        "came": [_named(one, store) for one in now if one not in before],
    }


def replay_text(done: Replay, store: Store, *, most: int) -> str:
    """Return what a person reads: the counts, then the questions that changed."""
    return "\n".join(_lines(done, store, most))


def _lines(done: Replay, store: Store, most: int) -> Iterator[str]:
    rows, found = done.rows, replay_object(done, store)
    yield f"{found['n']} different questions, asked {found['asked']} times"
    yield _share("first clause the same", rows, [row.has_same_first for row in rows])
    yield _share("first ten the same", rows, [row.has_same_ten for row in rows])
    yield _share("  in any order", rows, [row.has_same_set for row in rows])
    yield f"refused before, answered now: {found['now_answered']}"
    yield f"answered before, refused now: {found['now_refused']}"
    for one in found["left_out"]:
        yield f"left out: {one['question']}: {one['reason']}"
    if found["changed"]:
        yield f"\nchanged ({len(found['changed'])}):"
    for one in found["changed"][:most]:
        yield from _change_lines(one)
    if (more := len(found["changed"]) - most) > 0:
        yield f"… and {more} more; --json has them all"


def _share(name: str, rows: Sequence[Replayed], same: Sequence[bool]) -> str:
    """Return a count of the questions, and of how often those were asked."""
    times = sum(row.logged.times for row, is_same in zip(rows, same, strict=True) if is_same)
    asked = sum(row.logged.times for row in rows)
    questions = f"{sum(same)} of {len(rows)} ({sum(same) / max(len(rows), 1):.1%})"
    return f"{name}: {questions}; by how often asked {times / max(asked, 1):.1%}"


def _change_lines(one: dict[str, Any]) -> Iterator[str]:
    said = f" {json.dumps(one['filters'], ensure_ascii=False)}" if one["filters"] else ""
    yield f"- {one['question']} ({one['action']}, {one['times']} x){said}"
    if one["first_before"] != one["first_now"]:
        yield f"    first: {one['first_before']} -> {one['first_now']}"
    if one["answered_before"] is not one["answered_now"]:
        words = {True: "answered", False: "refused", None: "not asked"}
        yield f"    {words[one['answered_before']]} -> {words[one['answered_now']]}"
    for sign, name in (("-", "left"), ("+", "came")):
        for label in one[name]:
            yield f"    {sign} {label}"
    if not (one["left"] or one["came"]) and one["first_before"] == one["first_now"]:
        yield "    the first ten in another order"


def _turned(row: Replayed, *, now: bool) -> bool:
    return row.answered is now and row.logged.answered is (not now)


def _label(first: Sequence[str], store: Store) -> str:
    return _named(first[0], store) if first else NONE


def _named(clause_id: str, store: Store) -> str:
    """Return a clause as a person knows it: title of the document, number and heading."""
    try:
        clause, document = store.clause(clause_id)
    except UnknownClause:
        return f"{clause_id} ({GONE})"
    heading = clause.heading or clause.text[clause.body_start :]
    shown = " ".join(heading.split())[:_HEADING_CHARS]
    return f"《{document.title}》{clause.number or ''} {shown}".strip()
