from __future__ import annotations

import numpy as np

from index.ranking.near import Near, NearClauses
from ingest.text.alignment import Span


def near(*keys: int) -> NearClauses:
    """Return clauses whose cosine is a hundredth of their key."""
    rows = np.array(keys, np.int64)
    return NearClauses(rows, (rows / 100).astype(np.float32), rows, rows + 1)


def test_a_clause_is_looked_up_by_its_key() -> None:
    found = near(2, 5, 9)
    assert found.get(5) == Near(float(np.float32(0.05)), Span(5, 6))
    assert [found.get(key) for key in (1, 4, 10)] == [None] * 3
    assert NearClauses.none().get(5) is None
    assert len(NearClauses.none()) == 0


def test_what_is_missing_is_found_and_joined_in_the_order_of_keys() -> None:
    missing = near(2, 9).missing(np.array([9, 7, 5], np.int64))
    assert missing.tolist() == [5, 7]
    joined = near(2, 9).joined(near(*missing.tolist()))
    assert joined.keys.tolist() == [2, 5, 7, 9]
    assert all(joined.get(key) == near(key).get(key) for key in (2, 5, 7, 9))
