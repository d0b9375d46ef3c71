"""Who has to do what a row of a table says, from the column that names the units.

Plans print their tasks as tables too: a column headed 责任单位 or 指导部门, a task in each row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from index import Hit
from ingest.text.alignment import Span
from service.answering.figures.indicator_tables import Cell, tables
from service.answering.figures.selecting import CONTEXT_SHARE
from service.answering.found import Found, context_of
from service.answering.wording.evidence import Topic, best_of

NAMED_FITNESS: Final = 0.15
"""For a column that is headed with what is asked for, as for items that are announced so."""
LEAST_COVERAGE: Final = 0.2
"""Of the question, by a row; below it no row is the one asked about."""
_HEADER: Final = re.compile(
    r"[一-鿿]{0,4}(?:牵头|责任|负责|指导|主管|配合|承办|主办|实施)(?:单位|部门)"
)


def find_in_column(hit: Hit, topic: Topic) -> Found | None:
    """Return the units of the row that is asked about; None without such a column or row."""
    rows = _rows(hit.clause.text)
    coverage, row, named = max(
        ((topic.coverage(_said_in(row)), row, named) for row, named in rows),
        key=lambda found: found[0],
        default=(0.0, [], []),
    )
    if coverage < LEAST_COVERAGE:
        return None
    covers = topic.covers(_said_in(row))
    around = tuple(CONTEXT_SHARE * cover for cover in topic.covers(context_of(hit)))
    return Found(
        hit=hit,
        said=partial("；".join, [f"{header.text}：{units.text}" for header, units in named]),
        spans=(_span(named[0][0], named[-1][0]), _span(row[0], row[-1])),
        covers=best_of(covers, around),
        own_cover=topic.weighed(covers),
        figure=True,
        fitness=NAMED_FITNESS,
        units=True,
    )


def _rows(text: str) -> Sequence[tuple[Sequence[Cell], list[tuple[Cell, Cell]]]]:
    """Return each row that names units, with these and the headers of their columns."""
    found = []
    for header, *rows in tables(text):
        columns = [at for at, cell in enumerate(header) if _HEADER.fullmatch(cell.text)]
        for row in rows:
            named = [(header[at], row[at]) for at in columns if at < len(row) and row[at].text]
            if named:
                found.append((row, named))
    return found


def _said_in(row: Sequence[Cell]) -> str:
    return "\n".join(cell.text for cell in row)


def _span(first: Cell, last: Cell) -> Span:
    return Span(first.start, last.start + len(last.text))
