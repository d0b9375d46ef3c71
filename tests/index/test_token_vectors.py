"""Token vectors in a store: which texts have them, when they are made, and that they rank."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import Mode, Store
from index.embedding import token_projection
from index.embedding.e5_weights import WEIGHTS_NAME
from index.embedding.protocol import EmbeddedQuestion, Vectors
from index.embedding.token_projection import CODE_UNIT, QuestionTokens, TokenCodes
from index.ranking.fusion import total_of
from index.storage.generations import read_manifest, write_manifest
from index.storage.schema import CATALOG_NAME, MIGRATIONS
from ingest.records import ParsedDocument, Region

MakeDocument = Callable[..., ParsedDocument]
_A, _B = "财税商文旅农林牧渔矿路桥航铁邮电信广播体", "政务业化游村业区场产政梁空道递力息告音育"
TODAY = dt.date(2024, 6, 1)
FILLING = [f"{a}{b}局每年{n}月报告情况。" for n, (a, b) in enumerate(zip(_A, _B, strict=True))]
LONG = "。".join(f"第{n}项任务由第{n}处室牵头并按季度通报进展情况" for n in range(12))


class ByCharacter:
    """An embedder under the default model's name whose token vectors are of characters."""

    name = WEIGHTS_NAME

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.by_token = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def embed_question(self, text: str) -> EmbeddedQuestion:
        vectors = self._codes(text).astype(np.float32) / CODE_UNIT
        weights = np.full(len(vectors), 1 / max(len(vectors), 1), np.float32)
        vector = self.inner.embed_queries([text])[0]
        return EmbeddedQuestion(vector, QuestionTokens(vectors, weights))

    def embed_passages_by_token(self, texts: Sequence[str]) -> tuple[Vectors, list[TokenCodes]]:
        self.by_token += len(texts)
        return self.inner.embed_passages(texts), [self._codes(text) for text in texts]

    def _codes(self, text: str) -> TokenCodes:
        size = token_projection.shipped_projection().passages.shape[1]
        codes = np.zeros((len(text), size), np.int8)
        for row, character in enumerate(text):
            codes[row, zlib.crc32(character.encode()) % size] = CODE_UNIT
        return codes


class WithoutTokens(ByCharacter):
    """Has the name of a model with token vectors, but gives none."""

    embed_question = None  # type: ignore[assignment]
    embed_passages_by_token = None  # type: ignore[assignment]


@pytest.fixture
def by_character(embedder: Any) -> ByCharacter:
    return ByCharacter(embedder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def opened(folder: Path, by_character: ByCharacter) -> Iterator[Store]:
    with open_store(folder, by_character) as store:
        yield store


def open_store(folder: Path, embedder: Any, **more: Any) -> Store:
    create = {} if more.get("read_only") else {"create": True}
    return Store.open(folder, embedder=embedder, today=lambda: TODAY, **create, **more)


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / CATALOG_NAME)) as connection:
        return connection.execute(sql).fetchall()


def change(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / CATALOG_NAME)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_clauses_as_a_whole_have_token_vectors_and_nothing_else_has(
    opened: Store, folder: Path, by_character: ByCharacter, make_document: MakeDocument
) -> None:
    opened.update([make_document("甲市方案", [LONG, "窗口周六开放。"])])
    with_tokens = rows(folder, "SELECT digest FROM token_vectors ORDER BY digest")
    whole = rows(folder, "SELECT digest FROM passages WHERE kind = 'clause' ORDER BY digest")
    assert with_tokens == whole
    assert len(whole) == 2 < len(rows(folder, "SELECT 1 FROM passages"))
    assert by_character.by_token == 2
    assert opened.update([]).embedded == 0


def test_of_clauses_alike_the_one_that_holds_the_words_asked_comes_first(
    opened: Store, make_document: MakeDocument
) -> None:
    opened.update(
        [make_document("甲市方案", [*FILLING, "供水事项限时办结。", "供油事项限时办结。"])]
    )
    hits = opened.search("供油办结", top_k=3).hits
    assert "供油" in hits[0].clause.text
    assert hits[0].parts["tokens"] > hits[1].parts["tokens"]
    by_vectors = opened.search("供油办结", top_k=3, mode="dense").hits
    assert all("tokens" not in hit.parts for hit in by_vectors)


def test_the_same_task_of_other_places_rises_in_a_list_alone(
    opened: Store, make_document: MakeDocument, xiangyang: Region, weihai: Region
) -> None:
    """Those who name a place want that place first, and an answer is drawn from what ranks best."""
    task, other = "窗口设立供水专席限时办结。", "供水管网每年检修两次。"
    opened.update(
        [
            make_document("甲市方案", ["供水逾期限时办结。", other], region=xiangyang),
            make_document("乙市方案", [task, other], region=weihai),
            make_document("丙县方案", [task, other, *FILLING]),
        ]
    )

    def rising(question: str, **asked: Any) -> set[tuple[str, str | None]]:
        hits = opened.search(question, top_k=9, **asked).hits
        return {(hit.document.title, hit.clause.number) for hit in hits if "same_task" in hit.parts}

    assert rising("供水限时办结逾期") == {("乙市方案", "(1)")}
    assert rising("供水限时办结逾期", for_answer=True) == set()
    assert rising("供水限时办结逾期", mode=Mode.LEXICAL) == set()
    assert rising("襄阳市供水限时办结逾期") == set()
    with_rise = opened.search("供水限时办结逾期", top_k=9).hits
    for hit in with_rise:
        assert sum(hit.parts.values()) == pytest.approx(total_of(hit.score), abs=1e-4)


def test_a_store_of_before_gets_its_token_vectors_with_the_next_update(
    folder: Path, embedder: Any, make_document: MakeDocument
) -> None:
    documents = [make_document("甲市方案", [*FILLING, LONG, "窗口周六开放。"])]
    with open_store(folder, ByCharacter(embedder)) as store:
        store.update(documents)
    change(
        folder,
        "DROP TABLE token_vectors",
        "DROP TABLE changes",
        "ALTER TABLE pending DROP COLUMN by_token",
        "DELETE FROM meta WHERE key = 'token_projection'",
        "PRAGMA user_version = 1",
    )
    for tokens in folder.glob("generations/*/tokens.npz"):
        tokens.unlink()
    for generation in folder.glob("generations/*"):
        write_manifest(generation, read_manifest(generation))
    with open_store(folder, ByCharacter(embedder), read_only=True) as store:
        (hit,) = store.search("周六开放", top_k=1).hits
        assert "tokens" not in hit.parts
    again = ByCharacter(embedder)
    with open_store(folder, again) as store:
        assert store.update(documents).embedded == again.by_token == len(FILLING) + 2
        assert "tokens" in store.search("周六开放", top_k=1).hits[0].parts
        assert store.update(documents).embedded == 0
    assert rows(folder, "PRAGMA user_version") == [(len(MIGRATIONS),)]


def test_vectors_of_another_projection_are_not_used_and_are_replaced(
    folder: Path,
    embedder: Any,
    make_document: MakeDocument,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with open_store(folder, ByCharacter(embedder)) as store:
        store.update([make_document("甲市方案", [*FILLING, "窗口周六开放。", "材料可以邮寄。"])])
    (before,) = rows(folder, "SELECT DISTINCT projection FROM token_vectors")
    shipped = token_projection.shipped_projection()
    other = dataclasses.replace(shipped, record={**shipped.record, "digest": "0123456789abcdef"})
    monkeypatch.setattr(token_projection, "shipped_projection", lambda: other)
    # As an update leaves it that was cut off after embedding: the generation is still the old one.
    change(
        folder,
        "INSERT INTO token_vectors SELECT '0123456789abcdef', digest, tokens FROM token_vectors"
        " ORDER BY digest LIMIT 3",
    )
    with open_store(folder, ByCharacter(embedder)) as store:
        assert "tokens" not in store.search("周六开放", top_k=1).hits[0].parts
        assert store.update([]).embedded == len(FILLING) + 2 - 3
        assert "tokens" in store.search("周六开放", top_k=1).hits[0].parts
    after = rows(folder, "SELECT DISTINCT projection FROM token_vectors")
    assert after == [("0123456789abcdef",)] != [before]


def test_a_handful_of_clauses_is_ranked_without(opened: Store, make_document: MakeDocument) -> None:
    opened.update([make_document("甲市方案", ["窗口周六开放。", "材料可以邮寄。"])])
    assert "tokens" not in opened.search("周六开放", top_k=1).hits[0].parts


def test_an_embedder_without_token_vectors_is_not_asked_again_and_again(
    folder: Path, embedder: Any, make_document: MakeDocument
) -> None:
    with open_store(folder, WithoutTokens(embedder)) as store:
        store.update([make_document("甲市方案", [*FILLING, "窗口周六开放。", "材料可以邮寄。"])])
        assert store.update([make_document("乙市方案", ["证照可以补办。"])]).embedded == 1
        hits = store.search("周六开放", top_k=2).hits
        assert "周六" in hits[0].clause.text
        assert "tokens" not in hits[0].parts


def test_a_text_that_is_no_whole_clause_first_gets_token_vectors_as_one(
    opened: Store, folder: Path, make_document: MakeDocument
) -> None:
    # The whole clause of one document is a detail of another: one text, one place in the queue.
    opened.update(
        [
            make_document("", [LONG], document_id="0" * 16, uri="a.txt"),
            make_document("乙市方案", ["窗口周六开放。"]),
        ]
    )
    assert opened.update([]).embedded == 0
    missing = rows(
        folder,
        "SELECT 1 FROM passages WHERE kind = 'clause'"
        " AND digest NOT IN (SELECT digest FROM token_vectors)",
    )
    assert missing == []
