"""The list for a reader that comes beside the hits an answer is drawn from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from index import Mode, SearchFilters, SearchResult, Store
from ingest.records import ParsedDocument, Region

TASKS = [f"公共停车场第{n}区停车前{n}十分钟免费,以后按时计费。" for n in "一二三四五六"]


@pytest.fixture
def filled(
    store: Store, make_document: Callable[..., ParsedDocument], xiangyang: Region, weihai: Region
) -> Store:
    store.update(
        [
            make_document("襄阳市停车管理办法", TASKS, region=xiangyang),
            make_document("威海市停车管理办法", TASKS[3:], region=weihai),
            make_document("街道工作规则", ["公共停车场的管理由街道办事处负责。", "免费开放公园。"]),
        ]
    )
    return store


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(
    ("question", "filters"),
    [
        ("公共停车场停车免费多久", SearchFilters()),
        ("襄阳市公共停车场停车免费多久", SearchFilters()),
        ("公共停车场停车免费多久", SearchFilters(region=("威海市",))),
        ("公共停车场停车免费多久", SearchFilters(status="repealed")),
        ("", SearchFilters()),
    ],
)
def test_it_is_the_list_of_a_search(
    filled: Store, question: str, filters: SearchFilters, mode: Mode
) -> None:
    def ask(listed: int) -> SearchResult:
        return filled.search(
            question,
            top_k=3,
            mode=mode,
            filters=filters,
            elsewhere=2,
            for_answer=True,
            listed=listed,
        )

    both, without = ask(6), ask(0)
    alone = filled.search(question, top_k=6, mode=mode, filters=filters)
    assert tuple(replace(hit, near=()) for hit in both.listed) == alone.hits
    assert both == replace(without, listed=both.listed, took_ms=both.took_ms)
    assert without.listed == ()


def test_it_has_an_order_of_its_own(filled: Store) -> None:
    """Otherwise the test above would hold for any list."""
    found = filled.search("公共停车场停车免费多久", top_k=6, for_answer=True, listed=6)
    assert [hit.clause.id for hit in found.hits] != [hit.clause.id for hit in found.listed]


def test_it_may_be_longer_than_the_hits(filled: Store) -> None:
    found = filled.search("公共停车场停车免费多久", top_k=1, for_answer=True, listed=9)
    assert (len(found.hits), len(found.listed)) == (1, 9)
    assert [hit.rank for hit in found.listed] == list(range(1, 10))
