"""The gate fails on changed data and fallen quality, and floors fall only on purpose."""

from pathlib import Path

import pytest

from eval.errors import GateFailed
from eval.gate import (
    MARGIN,
    SLICE_MARGIN,
    Baseline,
    check,
    data_digest,
    pin,
    read_baseline,
    write_baseline,
)

PINNED = Baseline(digest="d1", floors={"hybrid": {"ndcg@10": 0.8}})


def measured(value: float) -> dict[str, dict[str, float]]:
    return {"hybrid": {"ndcg@10": value}}


def test_quality_at_the_floor_passes():
    check(PINNED, digest="d1", measured=measured(0.8))


@pytest.mark.parametrize(
    ("digest", "values", "expected"),
    [
        ("d1", measured(0.79), "hybrid ndcg@10: 0.790 is below the floor 0.800"),
        ("d2", measured(0.9), "corpus or questions changed"),
        ("d1", {"dense": {"ndcg@10": 0.9}}, "not measured"),
    ],
)
def test_the_gate_fails_and_says_why(digest: str, values, expected: str):
    with pytest.raises(GateFailed, match=expected):
        check(PINNED, digest=digest, measured=values)


def test_pinning_leaves_a_margin_below_what_was_measured():
    pinned = pin(None, digest="d1", measured=measured(0.9))
    assert pinned.floors["hybrid"]["ndcg@10"] == pytest.approx(0.9 - MARGIN)


def test_small_slices_get_a_wider_margin_and_no_floor_is_negative():
    values = {"hybrid/language:en": {"ndcg@10": 0.9, "hit@1": 0.01}}
    floors = pin(None, digest="d1", measured=values).floors["hybrid/language:en"]
    assert floors == {"ndcg@10": pytest.approx(0.9 - SLICE_MARGIN), "hit@1": 0.0}


def test_a_floor_falls_only_with_a_second_flag():
    with pytest.raises(GateFailed, match=r"would fall from 0\.800"):
        pin(PINNED, digest="d1", measured=measured(0.7))
    lowered = pin(PINNED, digest="d1", measured=measured(0.7), lower=True)
    assert lowered.floors["hybrid"]["ndcg@10"] == pytest.approx(0.7 - MARGIN)


def test_dropping_a_gated_value_counts_as_a_fall():
    with pytest.raises(GateFailed, match=r"to 0\.000"):
        pin(PINNED, digest="d1", measured={})


def test_a_baseline_reads_back(tmp_path: Path):
    path = tmp_path / "baseline.json"
    assert read_baseline(path) is None
    write_baseline(PINNED, path)
    assert read_baseline(path) == PINNED


def test_the_digest_sees_every_byte_and_name(tmp_path: Path):
    documents, questions = tmp_path / "documents", tmp_path / "q.jsonl"
    documents.mkdir()
    questions.write_text("{}")
    (documents / "a.txt").write_text("甲")
    digests = {data_digest(documents, questions)}
    (documents / "a.txt").write_text("乙")
    digests.add(data_digest(documents, questions))
    (documents / "a.txt").rename(documents / "b.txt")
    digests.add(data_digest(documents, questions))
    questions.write_text("{ }")
    digests.add(data_digest(documents, questions))
    assert len(digests) == 4
