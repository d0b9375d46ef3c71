"""A longer list begins as a shorter one does."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Mode, SearchResult, Store
from index.ranking.front import PART, followed
from index.ranking.fusion import Fused, total_of
from ingest.records import ParsedDocument, Region

QUESTION = "公共停车场停车免费多久"
WORDS = "公共 停车场 停车 免费 时间 管理 收费 车辆 分钟 巡查 标准 公示".split()


def tasks(seed: int) -> list[str]:
    """Return tasks that share some words with the question, some of them with a figure."""
    draw = random.Random(seed)
    texts = []
    for number in range(60):
        words = "".join(draw.sample(WORDS, draw.randint(2, 7)))
        texts.append(
            f"第{number}区{words}" + (f"{draw.randint(5, 90)}分钟。" if number % 3 else "。")
        )
    return texts


@pytest.fixture
def filled(
    store: Store, make_document: Callable[..., ParsedDocument], xiangyang: Region, weihai: Region
) -> Store:
    store.update(
        [
            make_document("襄阳市停车管理办法", tasks(1), region=xiangyang),
            make_document("威海市停车管理办法", tasks(2), region=weihai),
            make_document("停车场工作规则", tasks(3)),
        ]
    )
    return store


@pytest.mark.parametrize("mode", list(Mode))
def test_a_longer_list_begins_as_a_shorter_one(filled: Store, mode: Mode) -> None:
    def ids(result: SearchResult) -> list[str]:
        return [hit.clause.id for hit in result.hits]

    longest = filled.search(QUESTION, top_k=100, mode=mode)
    assert len(longest.hits) == 100
    for top_k in (1, 10, 31, 60):
        assert ids(filled.search(QUESTION, top_k=top_k, mode=mode)) == ids(longest)[:top_k]
    scores = [hit.score for hit in longest.hits]
    assert scores == sorted(scores, reverse=True)


def test_clauses_behind_add_up_to_their_score(filled: Store) -> None:
    hits = filled.search(QUESTION, top_k=100).hits
    behind = [hit for hit in hits if PART in hit.parts]
    assert behind
    assert all(hit.rank > 30 and hit.parts[PART] < 0 for hit in behind)
    for hit in behind:
        assert total_of(hit.score) == pytest.approx(sum(hit.parts.values()), abs=1e-3)


SCORES = st.lists(st.floats(0.01, 0.99), max_size=12)


@given(SCORES, SCORES)
def test_order_stays_and_no_clause_behind_has_a_better_score(
    front: list[float], behind: list[float]
) -> None:
    first = [Fused(key, score) for key, score in enumerate(sorted(front, reverse=True))]
    then = [Fused(100 + key, score) for key, score in enumerate(sorted(behind, reverse=True))]
    found = followed(first, then)
    assert [one.key for one in found] == [one.key for one in (*first, *then)]
    assert found[: len(first)] == first
    scores = [one.score for one in found]
    assert all(b <= a + 1e-12 for a, b in pairwise(scores))
