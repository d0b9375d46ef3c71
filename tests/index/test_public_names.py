"""What the index offers is what it lists."""

from __future__ import annotations

import index


def test_every_listed_name_is_there_and_documented() -> None:
    assert sorted(index.__all__) == index.__all__
    for name in index.__all__:
        assert getattr(index, name).__doc__, name


def test_every_error_can_be_caught_as_one() -> None:
    errors = [
        value
        for name in index.__all__
        if isinstance(value := getattr(index, name), type) and issubclass(value, Exception)
    ]
    assert len(errors) > 10
    assert all(issubclass(error, index.StoreError) for error in errors)
