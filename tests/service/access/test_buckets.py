from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.access import buckets
from service.access.buckets import TokenBuckets, network_of


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_minutes_calls_may_come_at_once_and_no_more() -> None:
    clock = Clock()
    taking = TokenBuckets(clock=clock)
    assert [taking.take("a", 3) for _ in range(4)] == [0, 0, 0, pytest.approx(20)]
    assert taking.take("b", 3) == 0
    clock.now += 20
    assert taking.take("a", 3) == 0
    assert taking.take("a", 3) > 0
    clock.now += 3600
    assert [taking.take("a", 3) > 0 for _ in range(4)] == [False, False, False, True]


@given(st.integers(1, 1000), st.lists(st.floats(0, 30), max_size=200))
def test_no_more_pass_than_the_limit_allows(per_minute: int, waits: list[float]) -> None:
    clock = Clock()
    taking = TokenBuckets(clock=clock)
    passed = 0
    for wait in waits:
        clock.now += wait
        passed += taking.take("a", per_minute) == 0
    assert passed <= per_minute + sum(waits) * per_minute / 60 + 1e-3


@given(st.integers(1, 10_000), st.integers(0, 50), st.floats(0, 10))
def test_who_waits_as_told_is_served(per_minute: int, calls: int, then: float) -> None:
    clock = Clock()
    taking = TokenBuckets(clock=clock)
    for _ in range(calls):
        taking.take("a", per_minute)
    clock.now += then
    if wait_s := taking.take("a", per_minute):
        clock.now += wait_s
        assert taking.take("a", per_minute) == 0


def test_who_has_not_called_for_longest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buckets, "BUCKETS_MAX", 3)
    taking = TokenBuckets(clock=Clock())
    for name in "abcada":
        taking.take(name, 2)
    assert len(taking) == 3
    assert taking.take("a", 2) > 0
    assert [taking.take("b", 2) for _ in range(2)] == [0, 0]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_an_ipv6_network_is_counted_as_one(address: str, network: str) -> None:
    assert network_of(address) == network
