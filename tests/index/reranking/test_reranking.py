"""A store with a reranker: the best hits are read once more, within the time there is."""

from __future__ import annotations

import datetime as dt
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from index import Mode, RerankingFailed, SearchFilters, Store
from index.embedding import Embedder
from index.reranking import Reranker, RerankerInfo, Reranking
from index.reranking.cross_encoder import CrossEncoderReranker
from ingest.records import ParsedDocument

TODAY = dt.date(2024, 6, 1)
QUESTION = "获得电力便利度，办理时间多久"


@pytest.fixture
def folder(
    tmp_path: Path, embedder: Embedder, make_corpus: Callable[..., list[ParsedDocument]]
) -> Path:
    with Store.open(tmp_path / "store", embedder=embedder, create=True) as store:
        store.update(make_corpus(12), parser_version="1")
    return tmp_path / "store"


@pytest.fixture
def opened(folder: Path, embedder: Embedder) -> Iterator[Callable[..., Store]]:
    stores: list[Store] = []

    def open_with(reranker: Reranker | None, **options: Any) -> Store:
        options = {"timeout_s": 120.0, **options}  # a busy machine is no reason to keep the order
        reranking = Reranking(reranker=reranker, **options) if reranker is not None else None
        stores.append(
            Store.open(folder, embedder=embedder, today=lambda: TODAY, reranking=reranking)
        )
        return stores[-1]

    yield open_with
    for store in stores:
        store.close()


class Preferring:
    """Gives the texts that hold a word a logit of 9, all others 0."""

    name = "preferring"

    def __init__(self, word: str) -> None:
        self.word = word

    def warm_up(self) -> None:
        pass

    def score(self, question: str, texts: Any) -> list[float]:
        return [9.0 * (self.word in text) for text in texts]

    def describe(self) -> RerankerInfo:
        return RerankerInfo(model=self.name, engine="a word", max_tokens=None, threads=None)


def test_what_the_reranker_prefers_is_found_first_with_the_same_scores(
    opened: Callable[..., Store],
) -> None:
    plain = opened(None).search(QUESTION, top_k=20)
    wanted = plain.hits[15].clause
    reranked = opened(Preferring(wanted.text), weight=5).search(QUESTION, top_k=20)
    assert reranked.hits[0].clause.id == wanted.id
    assert [hit.score for hit in reranked.hits] == [hit.score for hit in plain.hits]
    assert [hit.rank for hit in reranked.hits] == list(range(1, 21))
    assert {h.clause.id for h in reranked.hits} == {h.clause.id for h in plain.hits}


def test_each_hit_says_what_the_reranker_added(opened: Callable[..., Store]) -> None:
    wanted = opened(None).search(QUESTION, top_k=20).hits[15]
    hits = opened(Preferring(wanted.clause.text), weight=5).search(QUESTION, top_k=20).hits
    assert (hits[0].parts["reranker"], hits[0].scores["reranker"]) == (5.0, 9.0)
    assert hits[0].scores["fused"] == pytest.approx(wanted.score, abs=1e-6)
    assert hits[1].parts["reranker"] == 0.0


def test_what_stands_below_the_best_is_neither_read_nor_moved(
    opened: Callable[..., Store], shared_characters: Any
) -> None:
    plain = opened(None).search(QUESTION, top_k=30).hits
    found = opened(shared_characters, top=5).search(QUESTION, top_k=30).hits
    assert [hit.clause.id for hit in found[5:]] == [hit.clause.id for hit in plain[5:]]
    assert sum(len(texts) for _, texts in shared_characters.asked) == 5
    assert "reranker" not in found[5].parts


def test_it_reads_twenty_clauses_also_when_one_is_wanted(
    opened: Callable[..., Store], shared_characters: Any
) -> None:
    store = opened(shared_characters)
    first = store.search(QUESTION, top_k=1).hits
    assert sum(len(texts) for _, texts in shared_characters.asked) == 20
    assert first[0].clause.id == store.search(QUESTION, top_k=20).hits[0].clause.id


def test_the_question_is_read_as_it_is_searched_for(
    opened: Callable[..., Store], shared_characters: Any
) -> None:
    opened(shared_characters).search("獲得電力  便利度", top_k=3)
    assert {question for question, _ in shared_characters.asked} == {"获得电力 便利度"}


@pytest.mark.parametrize("mode", [Mode.DENSE, Mode.LEXICAL])
def test_single_methods_stay_single(
    mode: Mode, opened: Callable[..., Store], shared_characters: Any
) -> None:
    hits = opened(shared_characters).search(QUESTION, mode=mode).hits
    assert not shared_characters.asked
    assert all("reranker" not in hit.parts for hit in hits)


def test_filters_hold(opened: Callable[..., Store], shared_characters: Any) -> None:
    store = opened(shared_characters)
    document = store.documents().items[3].id
    hits = store.search(QUESTION, filters=SearchFilters(document_id=(document,))).hits
    assert {hit.document.id for hit in hits} == {document}


def test_when_time_runs_out_the_order_stays_and_it_is_logged(
    opened: Callable[..., Store], slow_reranker: Any, caplog: pytest.LogCaptureFixture
) -> None:
    plain = opened(None).search(QUESTION).hits
    with caplog.at_level(logging.WARNING, "index"):
        hits = opened(slow_reranker, timeout_s=0.03).search(QUESTION).hits
    assert [hit.clause.id for hit in hits] == [hit.clause.id for hit in plain]
    assert all("reranker" not in hit.parts for hit in hits)
    assert "shared-characters took more than 0.03 s" in caplog.text
    assert len(slow_reranker.asked) < 3, "batches after the limit are not begun"


def test_a_store_is_warm_when_its_reranker_is(
    opened: Callable[..., Store], shared_characters: Any
) -> None:
    opened(shared_characters).warm_up()
    assert shared_characters.warm


def test_a_reranker_that_cannot_be_loaded_is_named(
    opened: Callable[..., Store], tmp_path: Path
) -> None:
    store = opened(CrossEncoderReranker(str(tmp_path / "no-such-model")))
    with pytest.raises(RerankingFailed, match="no-such-model"):
        store.search(QUESTION)


def test_a_real_cross_encoder_decides_between_near_equals(
    opened: Callable[..., Store],
    tmp_path: Path,
    write_cross_encoder: Callable[..., Path],
) -> None:
    """It sees four characters only, those of one of the two subjects that are asked for."""
    question = "施工许可和用水用气要多久"
    model = CrossEncoderReranker(str(write_cross_encoder(tmp_path / "model", "施工许可")))
    heading = "优化施工许可便利度"
    plain = opened(None).search(question, top_k=10).hits
    found = opened(model, weight=2).search(question, top_k=10).hits
    assert all(hit.clause.heading != heading for hit in plain[:5])
    assert all(hit.clause.heading == heading for hit in found[:5])
    again = opened(model, weight=2).search(question, top_k=10).hits
    assert [hit.clause.id for hit in again] == [hit.clause.id for hit in found]


def test_without_a_reranker_nothing_of_it_is_loaded(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from index import Mode, Store, load_reranker\n"
        f"with Store.open(Path({str(folder)!r}), read_only=True) as store:\n"
        f"    assert store.search({QUESTION!r}, mode=Mode.LEXICAL).hits\n"
        "load_reranker('st:any/model')\n"
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_it_reads_as_many_as_it_was_told_however_few_are_wanted(
    opened: Callable[..., Store], shared_characters: Any
) -> None:
    store = opened(shared_characters, top=36)
    first = store.search(QUESTION, top_k=1).hits
    assert sum(len(texts) for _, texts in shared_characters.asked) == 36
    assert first[0].clause.id == store.search(QUESTION, top_k=36).hits[0].clause.id
