"""The generation that an open store answers from: loaded, followed when it moves on, repaired."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from index.builder import build_generation, check_generation
from index.embedding_queue import lacks_vectors
from index.errors import GenerationDamaged, StoreLocked
from index.ranking.searcher import Searcher
from index.storage.catalog import Catalog
from index.storage.catalog_view import CatalogView
from index.storage.writer_lock import writer_lock
from index.words.lexicon import Lexicon

logger = logging.getLogger(__name__)


class LiveGeneration:
    """Keeps the searcher of the live generation; safe to use from many threads."""

    def __init__(
        self,
        catalog: Catalog,
        *,
        complete: Callable[[], None],
        lock_wait_s: float,
        lexicon: Lexicon | None = None,
    ) -> None:
        """Load nothing yet; `complete` gives every passage of the catalog a vector."""
        self._catalog = catalog
        self._complete = complete
        self._lexicon = lexicon
        self._lock_wait_s = lock_wait_s
        self._guard = threading.Lock()
        self._changing = threading.Lock()
        """Held while a newer generation is loaded, which searches do not wait for."""
        self._searcher: Searcher | None = None
        self._follower: threading.Thread | None = None

    @contextmanager
    def reading(self) -> Iterator[Searcher]:
        """Give a searcher, and hold all its rows still for the time of the block.

        When another process has published, the new generation is loaded in the background and the
        one before goes on answering; its rows stay until yet another one is published.
        """
        with self._catalog.reading():
            live = self._catalog.live_generation()
            searcher = self._searcher
            if searcher is None or live > searcher.view.generation + 1:
                searcher = self.load()
            elif live > searcher.view.generation:
                self._follow()
            yield searcher

    def load(self) -> Searcher:
        """Return the searcher of the live generation, loading it if that is not done yet."""
        with self._guard:
            live = self._catalog.live_generation()
            if self._searcher is None or self._searcher.view.generation != live:
                self._searcher = Searcher.load(
                    CatalogView(self._catalog, live), lexicon=self._lexicon
                )
            return self._searcher

    def catch_up(self) -> None:
        """Change over to the live generation, if another one is loaded; searches go on meanwhile.

        Raises:
            GenerationDamaged: If its files are damaged and the folder cannot be written.
            StoreLocked: If they are damaged and another process is writing.
        """
        with self._changing:
            live = self._catalog.live_generation()
            if self._searcher is None or self._searcher.view.generation >= live:
                return
            self.repair_if_damaged()
            live = self._catalog.live_generation()
            searcher = Searcher.load(CatalogView(self._catalog, live), lexicon=self._lexicon)
            searcher.warm_up()
            with self._guard:
                if self._searcher is None or self._searcher.view.generation < live:
                    self._searcher = searcher

    def repair_if_damaged(self) -> None:
        """Check the files of the live generation quickly and build them again if need be.

        Raises:
            GenerationDamaged: If they are damaged and the folder cannot be written.
            StoreLocked: If they are damaged and another process is writing.
        """
        if self._damage() is None:
            return
        with writer_lock(self._catalog.folder, wait_s=self._lock_wait_s):
            damage = self._damage()  # another process may have repaired it meanwhile
            if damage is not None:
                logger.warning("%s; building it again", damage)
                self.rebuild()

    def rebuild(self) -> None:
        """Build the files of the live generation again; the caller holds the writer lock."""
        generation = self._catalog.live_generation()
        if generation:
            # An update that was cut off has perhaps written passages that it had not embedded yet.
            # Nobody needs them while the files are whole.
            if lacks_vectors(self._catalog, generation):
                self._complete()
            build_generation(self._catalog, generation)
        with self._guard:
            self._searcher = None

    def close(self) -> None:
        """Wait for what runs in the background and let go of all files."""
        follower = self._follower
        if follower is not None:
            follower.join()
        self._searcher = None

    def _damage(self) -> GenerationDamaged | None:
        generation = self._catalog.live_generation()
        if not generation:
            return None
        try:
            check_generation(self._catalog, generation)
        except GenerationDamaged as error:
            if not os.access(self._catalog.folder, os.W_OK):
                raise
            return error
        return None

    def _follow(self) -> None:
        if self._changing.locked():
            return
        with self._guard:
            if self._follower is None or not self._follower.is_alive():
                self._follower = threading.Thread(target=self._follow_aside, name="zhengda-follow")
                self._follower.start()

    def _follow_aside(self) -> None:
        try:
            self.catch_up()
        except StoreLocked as error:
            logger.warning("%s; the generation before stays in use", error)
        except Exception:
            # The outermost frame of a thread; the next search tries again.
            logger.exception("the new generation cannot be loaded, the one before stays in use")
        finally:
            self._catalog.release()
