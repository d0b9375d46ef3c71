from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ranking import fusion
from index.ranking.candidates import Candidate, Candidates
from index.ranking.fusion import (
    CLAUSE_SHARE,
    DOCUMENT_WEIGHT,
    NO_PLACE,
    NOT_IN_FORCE_FACTOR,
    PLACE_ABOVE,
    PLACE_BELOW,
    SAME_PLACE,
    Background,
    Fused,
    place_match,
    reweighed,
)
from ingest.records import Region

HUBEI = Region(code="420000", name="湖北省", level="province")
XIANGYANG = Region(code="420600", name="襄阳市", level="city", parents=("湖北省",))
WEIHAI = Region(code="371000", name="威海市", level="city", parents=("山东省",))
NATION = Region(code="000000", name="全国", level="nation")

candidates_strategy = st.dictionaries(
    st.integers(0, 50),
    st.builds(
        Candidate,
        dense=st.none() | st.floats(-1, 1),
        in_context=st.none() | st.floats(-1, 1),
        lexical=st.none() | st.floats(0, 5),
        document=st.floats(0, 5),
        place=st.sampled_from([0.0, 0.3, 0.5, 1.0]),
        number=st.booleans(),
        clause_number=st.sampled_from([0.0, 0.6, 1.0]),
    ),
    max_size=20,
)


def fuse(
    candidates: Mapping[int, Candidate],
    *,
    background: Background | None = None,
    limit: int | None = None,
) -> list[Fused]:
    return fusion.fuse(Candidates.of(candidates), background=background, limit=limit)


def ranked(candidates: dict[int, Candidate], background: Background | None = None) -> list[int]:
    return [item.key for item in fuse(candidates, background=background)]


def test_both_kinds_of_evidence_count() -> None:
    found = {
        1: Candidate(dense=0.90, lexical=0.9),
        2: Candidate(dense=0.90, lexical=0.2),
        3: Candidate(dense=0.80, lexical=0.9),
        4: Candidate(dense=0.80, lexical=0.2),
    }
    assert ranked(found)[0] == 1
    assert ranked(found)[-1] == 4


def test_words_that_match_nothing_have_no_vote() -> None:
    """A question without a word in the store is ranked by its vectors alone."""
    dense = {key: Candidate(dense=0.9 - key / 100) for key in range(5)}
    empty = {key: Candidate(dense=0.9 - key / 100, lexical=0.0) for key in range(5)}
    assert ranked(dense) == [0, 1, 2, 3, 4]
    assert fuse(dense)[0].score == fuse(empty)[0].score


def test_words_found_by_chance_hardly_outvote_vectors() -> None:
    """The Latin words of an English question stand in few clauses, and never where they matter."""
    background = Background(mean=0.80, deviation=0.02)
    found = {1: Candidate(dense=0.86), 2: Candidate(dense=0.82, lexical=0.1)}
    assert ranked(found, background=background) == [1, 2]


def test_vectors_that_are_missing_have_no_vote() -> None:
    assert ranked({1: Candidate(lexical=0.3), 2: Candidate(lexical=0.9)}) == [2, 1]


def test_vectors_that_do_not_differ_have_no_vote() -> None:
    found = {1: Candidate(dense=0.8, lexical=0.3), 2: Candidate(dense=0.8, lexical=0.9)}
    assert ranked(found) == [2, 1]


def test_equal_evidence_comes_in_the_order_of_keys() -> None:
    assert ranked({7: Candidate(dense=0.8), 3: Candidate(dense=0.8)}) == [3, 7]


def test_a_named_place_lifts_its_clauses_without_hiding_others() -> None:
    background = Background(mean=0.80, deviation=0.02)
    found = {
        1: Candidate(dense=0.88, lexical=0.8, place=SAME_PLACE),
        2: Candidate(dense=0.89, lexical=0.9),
    }
    assert ranked(found, background=background) == [1, 2]


def test_a_named_document_comes_first() -> None:
    found = {
        1: Candidate(dense=0.80, lexical=0.1, number=True),
        2: Candidate(dense=0.90, lexical=0.9),
    }
    assert ranked(found) == [1, 2]


def test_a_document_with_more_of_the_words_goes_first() -> None:
    found = {
        1: Candidate(dense=0.85, lexical=0.4, document=0.3),
        2: Candidate(dense=0.85, lexical=0.4, document=0.7),
    }
    assert ranked(found) == [2, 1]


def test_what_the_clause_says_its_document_does_not_say_again() -> None:
    alone, inside = (
        fuse({1: Candidate(lexical=0.8, document=share)})[0].score for share in (0.0, 0.4)
    )
    assert alone == inside


def test_the_evidence_is_shown() -> None:
    candidates = {1: Candidate(dense=0.86, lexical=0.3, document=0.4, place=0.5, number=True)}
    (only,) = fuse(candidates, background=Background(mean=0.8, deviation=0.02))
    assert only.scores["margin"] == pytest.approx(1.0)
    shown = {
        "margin": only.scores["margin"],
        "dense": 0.86,
        "lexical": 0.3,
        "document": 0.4,
        "place": 0.5,
        "number": 1.0,
    }
    assert only.scores == shown
    assert only.parts["document"] == pytest.approx(DOCUMENT_WEIGHT * (0.4 - CLAUSE_SHARE * 0.3))
    (words,) = fuse({1: Candidate(lexical=0.3)})
    assert "dense" not in words.scores


def test_a_score_says_how_far_a_match_stands_out_of_the_store() -> None:
    background = Background(mean=0.80, deviation=0.02)
    strong = fuse({1: Candidate(dense=0.90)}, background=background)[0].score
    weak = fuse({1: Candidate(dense=0.82)}, background=background)[0].score
    assert strong > 0.5 > weak


@given(candidates_strategy)
def test_scores_lie_between_0_and_1_and_fall(candidates: dict[int, Candidate]) -> None:
    scores = [item.score for item in fuse(candidates)]
    assert len(scores) == len(candidates)
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)


@given(candidates_strategy)
def test_the_order_of_candidates_does_not_matter(candidates: dict[int, Candidate]) -> None:
    backwards = dict(reversed(candidates.items()))
    assert ranked(candidates) == ranked(backwards)


@pytest.mark.parametrize(
    ("asked", "place", "expected"),
    [
        ((), XIANGYANG, 0.0),
        ((XIANGYANG,), XIANGYANG, SAME_PLACE),
        ((XIANGYANG,), HUBEI, PLACE_ABOVE),
        ((XIANGYANG,), NATION, PLACE_ABOVE),
        ((HUBEI,), XIANGYANG, PLACE_BELOW),
        ((XIANGYANG,), WEIHAI, 0.0),
        ((XIANGYANG, WEIHAI), WEIHAI, SAME_PLACE),
        ((XIANGYANG,), None, NO_PLACE),
    ],
)
def test_places_match_by_how_they_lie(
    asked: tuple[Region, ...], place: Region | None, expected: float
) -> None:
    assert place_match(asked, place) == expected


def test_background_is_mean_and_deviation() -> None:
    background = Background.of([0.7, 0.8, 0.9])
    assert background.mean == pytest.approx(0.8)
    assert background.deviation == pytest.approx((0.02 / 3) ** 0.5)
    assert Background.of([]) == Background(0.0, 1.0)


def test_a_limit_keeps_the_best_and_validity_counts_before_it() -> None:
    candidates = {
        1: Candidate(dense=0.85, lexical=0.5, in_force=False),
        2: Candidate(dense=0.84, lexical=0.5),
        3: Candidate(dense=0.80),
    }
    ranked = fuse(candidates, background=Background(mean=0.8, deviation=0.02))
    assert [one.key for one in ranked] == [2, 1, 3]
    assert ranked[1].scores["in_force"] == 0.0
    assert "in_force" not in ranked[0].scores
    assert fuse(candidates, background=Background(0.8, 0.02), limit=2) == ranked[:2]


def test_parts_may_count_less_beside_new_ones_and_time_counts_as_before() -> None:
    holding, ended = (
        fuse({1: Candidate(dense=0.9, lexical=0.5, in_force=in_force)})[0]
        for in_force in (True, False)
    )
    again = reweighed(holding, {"lexical": 0.5}, {"new": 0.25})
    assert again.parts["lexical"] == holding.parts["lexical"] / 2
    assert again.parts["dense"] == holding.parts["dense"]
    assert again.parts["new"] == 0.25
    same = reweighed(holding, {}, {})
    assert same.score == pytest.approx(holding.score)
    lower = reweighed(ended, {"lexical": 0.5}, {"new": 0.25})
    assert lower.score == pytest.approx(again.score * NOT_IN_FORCE_FACTOR)
