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
