from __future__ import annotations

from index.storage.recent import Recent


def test_the_least_recently_used_goes_first() -> None:
    recent: Recent[int, str] = Recent(2)
    recent.keep({1: "a", 2: "b"})
    assert recent.known([1, 3]) == {1: "a"}
    recent.keep({3: "c"})
    assert recent.known([1, 2, 3]) == {1: "a", 3: "c"}
    assert recent.get(1) == "a"
    assert recent.get(2) is None
    recent.keep({4: "d"})
    assert recent.get(3) is None


def test_more_than_fits_keeps_the_last() -> None:
    recent: Recent[int, int] = Recent(3)
    recent.keep({number: number for number in range(10)})
    assert recent.known(range(10)) == {7: 7, 8: 8, 9: 9}
