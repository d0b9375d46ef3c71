"""Gather what a report needs from a store and scores, and write it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from eval.reporting.comparing import (
    AgainstBaseline,
    Compared,
    compare_modes,
    compare_with_baseline,
)
from eval.reporting.objects import (
    baseline_object,
    comparison_objects,
    comparison_text,
    worst_object,
)
from eval.reporting.page import Facts, render_page
from eval.reporting.worst import Worst, worst_questions
from eval.scoring import Scores
from index import SearchFilters, Store

_PAGE_SIZE = 200


class Report:
    """Everything reported of one run beyond its metrics."""

    def __init__(
        self,
        store: Store,
        scores: Scores,
        *,
        baseline: Path | None = None,
        show_test: bool = False,
    ) -> None:
        """Compare modes with each other and with the rows of an earlier run.

        Raises:
            DataFileError: If the baseline is no file of rows.
            NothingToScore: If the baseline shares no question with this run.
        """
        self._store = store
        self._scores = scores
        self._show_test = show_test
        self.between_modes: Sequence[Compared] = compare_modes(scores.modes)
        self.baseline: AgainstBaseline | None = (
            compare_with_baseline(scores, baseline) if baseline is not None else None
        )

    @cached_property
    def worst(self) -> Worst:
        """The worst questions explained; asks the store again, so only when it is wanted."""
        return worst_questions(self._store, self._scores, show_test=self._show_test)

    def as_object(self) -> dict[str, Any]:
        """Return comparisons and worst questions as JSON fields."""
        found: dict[str, Any] = {
            "reranker": self._store.reranker,
            "significance": comparison_objects(self.between_modes),
            "worst": worst_object(self.worst),
        }
        if self.baseline is not None:
            found["baseline"] = baseline_object(self.baseline)
        return found

    def as_text(self) -> str:
        """Return the comparisons as tables; empty when there is nothing to compare."""
        tables = []
        if self.between_modes:
            tables.append(comparison_text("paired randomisation test", self.between_modes))
        if self.baseline is not None:
            name = self.baseline.name
            tables.append(comparison_text(f"against {name}", self.baseline.overall))
            tables.append(comparison_text(f"slices against {name}", self.baseline.slices))
        return "\n\n".join(tables)

    def write_page(self, path: Path, *, files: Iterable[Path], split: str | None) -> None:
        """Write the HTML page; `files` and `split` say which questions were asked."""
        facts = Facts(
            made=dt.datetime.now().astimezone(),
            store=self._store.path.name,
            stats=self._store.stats(),
            reranker=self._store.reranker,
            files={file.name: _digest(file) for file in files},
            split=split,
            titles=_titles(self._store),
        )
        page = render_page(
            self._scores,
            facts,
            between_modes=self.between_modes,
            baseline=self.baseline,
            worst=self.worst,
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def _titles(store: Store) -> dict[str, str]:
    titles: dict[str, str] = {}
    cursor: str | None = None
    while True:
        page = store.documents(SearchFilters(), cursor=cursor, limit=_PAGE_SIZE)
        titles |= {document.source.name: document.title for document in page.items}
        cursor = page.next_cursor
        if cursor is None:
            return titles
