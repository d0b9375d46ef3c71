from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.errors import GenerationDamaged
from index.words.lexical import LexicalFields, LexicalIndex
from index.words.lexical_query import MAX_TERMS, LexicalQuery


def fields(words: str, *, heading: str = "", context: str = "") -> LexicalFields:
    return LexicalFields(tuple(words.split()), (), tuple(heading.split()), tuple(context.split()))


def asking(words: str, weight: float = 1.0) -> LexicalQuery:
    return LexicalQuery(tuple((word, weight) for word in words.split()))


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    index = LexicalIndex.open(tmp_path / "lexical", create=True)
    index.add(11, 1, fields("高压 用户 办电", heading="电力"))
    index.add(12, 1, fields("企业 开办 环节"))
    index.add(21, 2, fields("低压 用户 办电"))
    index.add(22, 2, fields("低压 用户 办电"))
    index.commit()
    return index


def keys(index: LexicalIndex, query: LexicalQuery, **options: object) -> list[int]:
    return [key for key, _ in index.search(query, top_k=10, **options)]  # type: ignore[arg-type]


def test_clauses_with_more_of_the_words_come_first(index: LexicalIndex) -> None:
    assert keys(index, asking("高压 办电")) == [11, 21, 22]


def test_equal_scores_come_in_the_order_of_keys(index: LexicalIndex) -> None:
    assert keys(index, asking("低压")) == [21, 22]
    assert index.search(asking("低压"), top_k=1)[0][0] == 21


def test_scores_are_bm25_over_what_was_asked(index: LexicalIndex) -> None:
    """k1 = 1.2, b = 0.75, idf with the + 1 inside the logarithm, as Lucene has it."""
    found = dict(index.search(asking("高压 开办 用户"), top_k=5))
    rare, common = (math.log(1 + (4 - df + 0.5) / (df + 0.5)) for df in (1, 3))
    average_length = 1 * 2.2 / (1 + 1.2 * (1 - 0.75 + 0.75 * 3 / 3))
    asked = 2 * rare + common
    assert found[12] == pytest.approx(average_length * rare / asked, rel=1e-5)
    assert found[11] == pytest.approx(average_length * (rare + common) / asked, rel=1e-5)


def test_a_clause_that_holds_all_that_was_asked_scores_one(index: LexicalIndex) -> None:
    assert index.search(asking("企业 开办 环节"), top_k=1) == [(12, pytest.approx(1, rel=1e-5))]


def test_what_was_asked_is_weighed_anew_after_a_commit(index: LexicalIndex) -> None:
    before = index.asked(asking("高压 办电"))
    index.add(31, 3, fields("高压 电缆"))
    index.commit()
    rare = math.log(1 + (5 - 2 + 0.5) / (2 + 0.5))
    common = math.log(1 + (5 - 3 + 0.5) / (3 + 0.5))
    assert index.asked(asking("高压 办电")) == pytest.approx(rare + common) != before


def test_words_that_no_clause_holds_lower_the_score(index: LexicalIndex) -> None:
    ((_, score),) = index.search(asking("开办 无人知晓"), top_k=1)
    assert score < 0.5


def test_synonyms_raise_a_score_but_are_not_asked_for(index: LexicalIndex) -> None:
    alone = dict(index.search(asking("开办"), top_k=5))
    widened = dict(
        index.search(LexicalQuery((("开办", 1.0), ("环节", 0.5), ("无人知晓", 0.5))), top_k=5)
    )
    assert widened[12] == pytest.approx(1.5 * alone[12], rel=1e-5)


def test_one_word_with_many_synonyms_asks_for_some_of_them_too(index: LexicalIndex) -> None:
    """Three tenths of all words looked for are asked for at least, even where none was typed."""
    ((_, score),) = index.search(asking("开办", 0.5), top_k=1)
    assert score == pytest.approx(1 / 0.3, rel=1e-5)
    unknown = tuple((f"无人知晓{number}", 0.5) for number in range(9))
    ((_, widened),) = index.search(LexicalQuery((("开办", 1.0), *unknown)), top_k=1)
    assert widened < 0.8


def test_a_word_counts_in_the_heading_and_in_the_context_too(tmp_path: Path) -> None:
    index = LexicalIndex.open(tmp_path / "lexical", create=True)
    index.add(1, 1, fields("办理 时限", context="电力"))
    index.add(2, 1, fields("办理 时限", heading="电力"))
    index.add(3, 1, fields("办理 时限 电力"))
    index.add(4, 1, fields("办理 时限"))
    index.commit()
    found = dict(index.search(asking("电力"), top_k=5))
    assert sorted(found, key=lambda key: -found[key]) == [3, 2, 1]
    assert found[1] > 0.1 * found[3]


def test_only_allowed_documents_are_searched(index: LexicalIndex) -> None:
    assert keys(index, asking("办电"), allowed_documents=[2]) == [21, 22]
    assert keys(index, asking("办电"), allowed_documents=[]) == []
    free = dict(index.search(asking("办电"), top_k=9))
    bound = dict(index.search(asking("办电"), top_k=9, allowed_documents=[1]))
    assert bound == {11: pytest.approx(free[11])}


def test_nothing_is_found_for_an_empty_or_unknown_question(index: LexicalIndex) -> None:
    assert index.search(LexicalQuery(), top_k=5) == []
    assert index.search(asking("龘"), top_k=5) == []
    assert index.search(asking("办电"), top_k=0) == []


def test_a_removed_document_is_gone_and_may_come_again(index: LexicalIndex) -> None:
    index.remove_document(2)
    index.add(23, 2, fields("低压 电价"))
    index.commit()
    assert keys(index, asking("低压")) == [23]
    assert len(index) == 3


def test_changes_are_seen_only_after_a_commit(index: LexicalIndex) -> None:
    index.add(31, 3, fields("破产"))
    assert keys(index, asking("破产")) == []
    index.commit()
    assert keys(index, asking("破产")) == [31]


def test_the_index_stays_in_its_folder(index: LexicalIndex, tmp_path: Path) -> None:
    again = LexicalIndex.open(tmp_path / "lexical")
    assert again.search(asking("办电"), top_k=9) == index.search(asking("办电"), top_k=9)


def test_a_folder_without_an_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GenerationDamaged):
        LexicalIndex.open(tmp_path)
    (tmp_path / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(GenerationDamaged):
        LexicalIndex.open(tmp_path)


def test_of_a_pasted_page_only_the_rarest_words_count(index: LexicalIndex) -> None:
    rare = " ".join(f"罕见{at}" for at in range(MAX_TERMS))
    index.add(31, 3, fields(rare))
    index.commit()
    unknown = " ".join(f"未知{at}" for at in range(MAX_TERMS))
    assert keys(index, asking(f"用户 {unknown} {rare}")) == [31]
    assert keys(index, asking(f"用户 {unknown} 开办")) == [12, 11, 21, 22]


def test_threads_find_the_same(index: LexicalIndex) -> None:
    expected = index.search(asking("用户 办电"), top_k=9)
    with ThreadPoolExecutor(8) as pool:
        results = pool.map(lambda _: index.search(asking("用户 办电"), top_k=9), range(200))
    assert all(result == expected for result in results)


def test_how_many_clauses_hold_a_word_is_counted_anew_after_a_commit(index: LexicalIndex) -> None:
    assert index.frequency("words", "办电") == 3
    assert index.frequency("words", "用水") == 0
    index.add(31, 3, fields("用水 办电"))
    index.commit()
    assert (index.frequency("words", "办电"), index.frequency("words", "用水")) == (4, 1)
    assert keys(index, asking("用水")) == [31]
