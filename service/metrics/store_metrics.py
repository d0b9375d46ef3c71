"""What the store holds and how old that is, read when somebody asks and not before."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from importlib.metadata import version

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from index import Store, StoreError
from index.storage.generations import MANIFEST_NAME, generation_folder
from service.problems import NotReady
from service.store_handle import StoreHandle


class StoreMetrics(Collector):
    """Tells of the store whenever the metrics are read; without one, only that it is not ready."""

    def __init__(self, handle: StoreHandle, *, now: Callable[[], float] = time.time) -> None:
        """Remember where the store is to be had; nothing is opened yet."""
        self._handle = handle
        self._now = now

    def describe(self) -> list[Metric]:
        """Name nothing beforehand, so that registering does not open the store."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Yield what is known of the store now."""
        yield InfoMetricFamily(
            "zhengda_build", "The version that runs.", value={"version": version("zhengda")}
        )
        store = self._ready_store()
        yield GaugeMetricFamily(
            "zhengda_ready",
            "1 when questions are answered, as /readyz says.",
            value=store is not None,
        )
        if store is not None:
            yield from self._of(store)

    def _ready_store(self) -> Store | None:
        try:
            return self._handle.ready_store()
        except (NotReady, StoreError):
            return None

    def _of(self, store: Store) -> Iterator[Metric]:
        stats = store.stats()
        gauges = (
            ("documents", "Documents that are searched.", stats.documents),
            ("clauses", "Clauses that are searched.", stats.clauses),
            ("generation", "Number of the live generation.", stats.generation),
            ("store_size_bytes", "Size of all files of the store.", stats.size_bytes),
        )
        for name, meaning, value in gauges:
            yield GaugeMetricFamily(f"zhengda_{name}", meaning, value=value)
        use = store.cache_use
        if use is not None:
            family = CounterMetricFamily(
                "zhengda_question_vectors",
                "Questions whose vector was remembered, or had to be computed.",
                labels=("origin",),
            )
            family.add_metric(("cache",), use.remembered)
            family.add_metric(("model",), use.computed)
            yield family
        age = self._age_s(store, stats.generation)
        if age is not None:
            yield GaugeMetricFamily(
                "zhengda_generation_age_seconds",
                "Seconds since the files of the live generation were written.",
                value=age,
            )

    def _age_s(self, store: Store, generation: int) -> float | None:
        manifest = generation_folder(store.path, generation) / MANIFEST_NAME
        try:
            return max(0.0, self._now() - manifest.stat().st_mtime)
        except OSError:
            return None  # another process has published and removed it in this moment
