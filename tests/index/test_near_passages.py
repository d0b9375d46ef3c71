"""A hit tells how near each passage of its clause is to the question."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from index import Mode, Store
from ingest.records import ParsedDocument

SENTENCES = (
    "公共停车场优化。公共停车场前三十分钟不收取任何费用并在入口公示计费办法和监督电话。",
    "临街商铺门前可以在早晚两个时段划定临时停车泊位由街道办事处负责管理和维护秩序。",
    "新建小区应当按照规划户数配建充电桩或者预留安装条件物业公司不得拒绝业主安装。",
    "残疾人驾驶的专用车辆在城区所有公共停车场全天免费停放并优先安排靠近出口的泊位。",
)


@pytest.fixture
def filled(store: Store, make_document: Callable[..., ParsedDocument]) -> Store:
    others = [f"第{at}项工作。由有关部门按照职责分工抓好落实并定期通报进展。" for at in range(9)]
    store.update([make_document("停车管理办法", ["".join(SENTENCES), *others])])
    return store


@pytest.mark.parametrize("sentence", SENTENCES[1:])
def test_the_passage_that_resembles_the_question_is_nearest(filled: Store, sentence: str) -> None:
    hit = filled.search(sentence, top_k=1, for_answer=True).hits[0]
    details = [(span, margin) for span, margin in hit.near if span.end - span.start < 60]
    nearest, _ = max(details, key=lambda one: one[1])
    assert hit.clause.text[nearest.start : nearest.end] == sentence


def test_no_clause_stands_out_more_than_its_nearest_passage(filled: Store) -> None:
    for hit in filled.search("专用车辆停车免费吗", top_k=4, for_answer=True).hits:
        assert max(margin for _, margin in hit.near) >= hit.scores["margin"] - 2e-6
        assert all(0 <= span.start < span.end <= len(hit.clause.text) for span, _ in hit.near)


def test_words_alone_tell_nothing_of_passages(filled: Store) -> None:
    assert filled.search("停车场", mode=Mode.DENSE, top_k=1, for_answer=True).hits[0].near
    hits = filled.search("停车场", mode=Mode.LEXICAL, top_k=3, for_answer=True).hits
    assert hits
    assert not any(hit.near for hit in hits)


def test_hits_tell_nothing_of_passages_to_whoever_does_not_ask(filled: Store) -> None:
    told = filled.search("停车场前三十分钟", top_k=3, for_answer=True).hits
    untold = filled.search("停车场前三十分钟", top_k=3).hits
    assert all(hit.near for hit in told)
    assert [dataclasses.replace(hit, near=()) for hit in told] == list(untold)
