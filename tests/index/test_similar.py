"""The same task in other places: stored vectors and the heading find it, nothing is embedded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index import InvalidFilter, SearchFilters, Store, UnknownClause
from ingest.records import ParsedDocument, Region

Make = Callable[..., ParsedDocument]
POWER = "优化获得电力便利度。高压用户办电时间压缩至40个工作日以内。"


def _two_places(make_document: Make, xiangyang: Region, weihai: Region) -> list[ParsedDocument]:
    return [
        make_document("襄阳方案", [POWER, "加强组织领导。成立领导小组。"], region=xiangyang),
        make_document(
            "威海方案",
            ["优化获得电力服务。用电报装办理时限压减至30个工作日。", "强化组织领导。压实责任。"],
            region=weihai,
        ),
        make_document("襄阳旧方案", ["优化获得电力便利度。办电时间60天。"], region=xiangyang),
    ]


def test_the_same_task_is_found_in_other_places_only(
    store: Store, embedder: Any, make_document: Make, xiangyang: Region, weihai: Region
) -> None:
    corpus = _two_places(make_document, xiangyang, weihai)
    store.update(corpus)
    embedded = embedder.passages_embedded
    embedder.embed_queries = None  # a query that is embedded would fail
    result = store.similar(corpus[0].clauses[0].id, top_k=5)
    assert [hit.clause.heading for hit in result.hits] == ["优化获得电力服务", "强化组织领导"]
    assert {hit.document.region for hit in result.hits} == {weihai}
    assert [hit.rank for hit in result.hits] == [1, 2]
    assert result.query.text == "优化获得电力便利度"
    assert embedder.passages_embedded == embedded
    first = result.hits[0]
    raw = store.raw_text(first.document.id)
    assert raw[first.citation.start : first.citation.end] == first.citation.quote


def test_filters_and_the_number_of_hits_are_kept(
    store: Store, make_document: Make, xiangyang: Region, weihai: Region
) -> None:
    corpus = _two_places(make_document, xiangyang, weihai)
    store.update(corpus)
    clause = corpus[1].clauses[0].id
    assert len(store.similar(clause, top_k=1).hits) == 1
    only = SearchFilters(document_id=(corpus[2].document.id,))
    assert [h.document.id for h in store.similar(clause, filters=only).hits] == [
        corpus[2].document.id
    ]
    nowhere = SearchFilters(region=("威海",))
    assert store.similar(clause, filters=nowhere).hits == ()
    with pytest.raises(InvalidFilter):
        store.similar(clause, filters=SearchFilters(status="lost"))


def test_a_document_without_a_place_is_compared_with_all_others(
    store: Store, make_document: Make, weihai: Region
) -> None:
    unplaced = make_document("某方案", [POWER])
    other = make_document("另一方案", [POWER])
    placed = make_document("威海方案", [POWER], region=weihai)
    store.update([unplaced, other, placed])
    found = {hit.document.id for hit in store.similar(unplaced.clauses[0].id).hits}
    assert found == {other.document.id, placed.document.id}


def test_an_unknown_clause_is_named(store: Store, make_document: Make) -> None:
    store.update([make_document("某方案", [POWER])])
    with pytest.raises(UnknownClause, match="nothing"):
        store.similar("nothing")
