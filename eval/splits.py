"""The split of a topic: fixed by its name, so that nobody chooses it and no list has to be kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

from eval.records import Split

RULED_PREFIXES = ("seeds_", "pages_", "laws", "refusals_dev_seeds")
"""Question files whose names begin so keep the rule; the sample set is older than it."""

_BUCKETS = 5
_TEST_BUCKETS = frozenset({0, 1})


def split_of(topic: str) -> Split:
    """Return the split of a topic: test for two names in five, by the first byte of SHA-256."""
    first = hashlib.sha256(topic.encode("utf-8")).digest()[0]
    return Split.TEST if first % _BUCKETS in _TEST_BUCKETS else Split.DEV


def is_ruled(path: Path) -> bool:
    """Return whether the topics of a question file decide its splits."""
    return path.name.startswith(RULED_PREFIXES)
