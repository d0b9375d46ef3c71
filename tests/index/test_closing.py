"""A store that is closed while others search it waits for them."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from index.storage.catalog import Catalog


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    """Return an open catalog."""
    return Catalog.open(tmp_path / "store", create=True)


def test_closing_waits_for_a_block_that_reads(catalog: Catalog) -> None:
    inside, go_on, seen = threading.Event(), threading.Event(), []

    def read() -> None:
        with catalog.reading() as connection:
            inside.set()
            go_on.wait(10)
            seen.append(connection.execute("SELECT count(*) FROM meta").fetchone())

    reader = threading.Thread(target=read)
    closer = threading.Thread(target=catalog.close)
    reader.start()
    assert inside.wait(10)
    closer.start()
    time.sleep(0.1)
    assert closer.is_alive()
    go_on.set()
    reader.join(10)
    closer.join(10)
    assert not closer.is_alive()
    assert len(seen) == 1


def test_closing_inside_ones_own_block_does_not_wait(catalog: Catalog) -> None:
    with pytest.raises(Exception, match="closed"), catalog.reading():
        catalog.close()


def test_blocks_inside_one_another_are_one(catalog: Catalog) -> None:
    with catalog.reading() as outer:
        with catalog.reading() as inner:
            assert inner is outer
        assert outer.in_transaction
        assert threading.get_ident() in catalog._readers
    assert not catalog._readers
    catalog.close()


def test_blocks_begin_again_when_closing_failed(catalog: Catalog) -> None:
    class Stuck:
        def close(self) -> None:
            raise OSError("stuck")

    catalog._connections.insert(0, Stuck())  # type: ignore[arg-type]
    with pytest.raises(OSError, match="stuck"):
        catalog.close()
    del catalog._connections[0]
    seen = []

    def read() -> None:
        with catalog.reading() as connection:
            seen.append(connection.in_transaction)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(10)
    assert seen == [True]
    catalog.close()
