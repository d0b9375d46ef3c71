"""The paired randomisation test and the correction for looking at many tests."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.significance import holm, paired_test

SCORES = st.lists(
    st.tuples(st.sampled_from([0.0, 0.5, 1.0]), st.sampled_from([0.0, 0.5, 1.0])),
    min_size=1,
    max_size=12,
)


def exact_p(differences: list[float]) -> float:
    """Every one of the 2^n swaps, instead of a sample of them."""
    sums = [
        sum(sign * difference for sign, difference in zip(signs, differences, strict=True))
        for signs in product((1, -1), repeat=len(differences))
    ]
    measured = abs(sum(differences))
    return sum(abs(total) >= measured - 1e-9 for total in sums) / len(sums)


def test_the_sampled_p_value_is_near_that_of_all_swaps():
    first = [1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.9, 0.4, 1.0, 0.3]
    second = [0.5, 0.6, 0.9, 0.1, 0.3, 0.2, 0.8, 0.5, 0.4, 0.2]
    differences = [a - b for a, b in zip(first, second, strict=True)]
    found = paired_test(first, second)
    assert found.difference == pytest.approx(sum(differences) / 10)
    assert (found.wins, found.ties, found.losses) == (8, 0, 2)
    # 0.01 is some six standard errors of 20,000 draws here
    assert found.p == pytest.approx(exact_p(differences), abs=0.01)


def test_equal_systems_are_not_told_apart():
    found = paired_test([0.1, 0.2, 0.3], [0.1, 0.2, 0.3])
    assert (found.wins, found.ties, found.losses, found.p) == (0, 3, 0, 1.0)


def test_rows_rounded_in_writing_are_ties():
    assert paired_test([1 / 3], [0.3333333333]).ties == 1


def test_no_questions_show_nothing():
    found = paired_test([], [])
    assert (found.n, found.difference, found.p) == (0, 0.0, 1.0)


def test_lists_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="shape"):
        paired_test([1.0, 0.5], [1.0, 0.5, 0.2])


@given(SCORES)
def test_order_of_systems_turns_the_sign_and_nothing_else(pairs: list[tuple[float, float]]):
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    one, other = (
        paired_test(first, second, rounds=200),
        paired_test(second, first, rounds=200),
    )
    assert one.p == other.p
    assert one.difference == -other.difference
    assert (one.wins, one.losses) == (other.losses, other.wins)
    assert 1 / 201 <= one.p <= 1


def test_the_smallest_p_value_is_that_of_the_draws():
    found = paired_test([1.0] * 40, [0.0] * 40, rounds=999)
    assert found.p == 1 / 1000


def test_holm_multiplies_by_the_tests_that_are_left_and_never_falls():
    # sorted: 0.01 * 4, 0.02 * 3, 0.025 * 2 -> not below 0.06, 0.9 * 1
    assert holm([0.02, 0.9, 0.01, 0.025]) == pytest.approx([0.06, 0.9, 0.04, 0.06])
    assert holm([0.7, 0.6]) == [1.0, 1.0]
    assert holm([]) == []
