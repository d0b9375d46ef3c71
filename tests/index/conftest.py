"""Documents made in memory, and an embedder that is quick, deterministic and counts its work."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.embedding.protocol import EngineInfo, OnProgress, Vectors, unit_rows
from ingest.records import (
    Clause,
    ClauseKind,
    Document,
    ParsedDocument,
    Region,
    Source,
    Status,
    Supersession,
)
from ingest.text.alignment import Alignment

if TYPE_CHECKING:
    from index.storage.catalog import Catalog
    from index.store import Store

TODAY = dt.date(2024, 6, 1)


class BigramEmbedder:
    """Counts hashed character bigrams: texts that share characters are near each other."""

    def __init__(self, name: str = "bigrams-64", dimension: int = 64) -> None:
        self.name = name
        self.dimension = dimension
        self.max_tokens = 512
        self.passages_embedded = 0
        self.on_batch: Callable[[int], None] | None = None
        self._guard = threading.Lock()

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(texts)

    def embed_passages(
        self, texts: Sequence[str], *, on_progress: OnProgress | None = None
    ) -> Vectors:
        if self.on_batch is not None:
            self.on_batch(len(texts))
        with self._guard:
            self.passages_embedded += len(texts)
        if on_progress is not None:
            on_progress(len(texts))
        return self._vectors(texts)

    def describe(self) -> EngineInfo:
        return EngineInfo(
            model=self.name,
            engine="bigrams",
            dimension=self.dimension,
            max_tokens=self.max_tokens,
            threads=1,
        )

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        rows = np.full((len(texts), self.dimension), 0.01, dtype=np.float32)
        for row, text in enumerate(texts):
            for at in range(len(text) - 1):
                rows[row, zlib.crc32(text[at : at + 2].encode()) % self.dimension] += 1
        return unit_rows(rows)


HUBEI_XIANGYANG = Region(code="420600", name="襄阳市", level="city", parents=("湖北省",))
SHANDONG_WEIHAI = Region(code="371000", name="威海市", level="city", parents=("山东省",))


def make_document(
    title: str,
    texts: Sequence[str],
    *,
    uri: str | None = None,
    document_id: str | None = None,
    number: str | None = None,
    issuers: tuple[str, ...] = (),
    region: Region | None = None,
    issued_on: dt.date | None = None,
    effective_on: dt.date | None = None,
    expires_on: dt.date | None = None,
    status: Status = Status.IN_FORCE,
    supersedes: tuple[Supersession, ...] = (),
    reposted_by: str | None = None,
    header: str = "",
) -> ParsedDocument:
    """Make a document whose raw text is header and title, then one clause a line."""
    uid = document_id or hashlib.sha256(f"{number}{title}".encode()).hexdigest()[:16]
    raw, clauses = f"{header}{title}\n", []
    for position, text in enumerate(texts):
        number_in_text = f"({position + 1})"
        heading = text.partition("。")[0]
        digest = hashlib.sha256(text.encode()).hexdigest()[:12]
        body = number_in_text + text
        clauses.append(
            Clause(
                id=f"{uid}-{digest}",
                document_id=uid,
                position=position,
                kind=ClauseKind.TASK,
                number=number_in_text,
                heading=heading,
                path=("二、主要任务",),
                text=body,
                body_start=len(number_in_text),
                alignment=Alignment.identity(len(body), raw_start=len(raw)),
            )
        )
        raw += body + "\n"
    uri = uri if uri is not None else f"corpus/{title}.txt"
    document = Document(
        id=uid,
        title=title,
        source=Source(
            uri=uri,
            name=uri.rpartition("/")[2],
            sha256=hashlib.sha256(raw.encode()).hexdigest(),
            reposted_by=reposted_by,
        ),
        text=raw,
        document_number=number,
        number_key=number,
        issuers=issuers,
        region=region,
        issued_on=issued_on,
        effective_on=effective_on,
        expires_on=expires_on,
        status=status,
        supersedes=supersedes,
    )
    return ParsedDocument(document=document, clauses=tuple(clauses))


_SUBJECTS = (
    "获得电力",
    "开办企业",
    "登记财产",
    "纳税服务",
    "跨境贸易",
    "施工许可",
    "获得信贷",
    "用水用气",
)
_PLACES = ("松江", "云溪", "白石", "青岚", "长宁", "北屿", "临泽", "南浦")


def make_corpus(count: int, *, clauses: int = 6) -> list[ParsedDocument]:
    """Make documents of fictional places whose clauses differ by subject and figure."""
    return [
        make_document(
            f"{_PLACES[index % len(_PLACES)]}市{index}号优化营商环境方案",
            [
                f"优化{_SUBJECTS[(index + at) % len(_SUBJECTS)]}便利度。"
                f"办理时间压减至{index * 7 + at + 1}个工作日,材料不超过{at + 2}件。"
                for at in range(clauses)
            ],
            issued_on=dt.date(2020, 1, 1) + dt.timedelta(days=index),
        )
        for index in range(count)
    ]


@pytest.fixture
def embedder() -> BigramEmbedder:
    return BigramEmbedder()


@pytest.fixture
def store(tmp_path: Path, embedder: BigramEmbedder) -> Iterator[Store]:
    """A new store; its today is 2024-06-01."""
    from index.store import Store

    with Store.open(
        tmp_path / "store", embedder=embedder, create=True, today=lambda: TODAY, lock_wait_s=0.0
    ) as opened:
        yield opened


# Test modules cannot import this one; they ask for what they need by name.


@pytest.fixture(name="make_document")
def _make_document() -> Callable[..., ParsedDocument]:
    return make_document


@pytest.fixture(name="make_corpus")
def _make_corpus() -> Callable[..., list[ParsedDocument]]:
    return make_corpus


@pytest.fixture(name="make_embedder")
def _make_embedder() -> type[BigramEmbedder]:
    return BigramEmbedder


@pytest.fixture
def xiangyang() -> Region:
    return HUBEI_XIANGYANG


@pytest.fixture
def weihai() -> Region:
    return SHANDONG_WEIHAI


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """A new catalog without a store around it."""
    from index.storage.catalog import Catalog

    opened = Catalog.open(tmp_path / "catalog", create=True)
    yield opened
    opened.close()
