"""Index: clauses -> ranked hits."""

from __future__ import annotations

from index.change_records import (
    Change,
    ChangeKind,
    ChangesPage,
    ClauseChanges,
    StatedEnding,
)
from index.citations import cite
from index.embedding import Embedder, EngineInfo, load_embedder
from index.errors import (
    ChangesMissing,
    DimensionMismatch,
    EmbeddingFailed,
    GenerationDamaged,
    InvalidCursor,
    InvalidDocument,
    InvalidFilter,
    LexiconError,
    ModelMismatch,
    RerankingFailed,
    StoreCorrupt,
    StoreError,
    StoreLocked,
    StoreMissing,
    StoreOutdated,
    StoreReadOnly,
    UnknownClause,
    UnknownDocument,
)
from index.passages import phrase_spans, sentence_spans
from index.ranking.selection import Facets
from index.records import (
    AskedWord,
    Citation,
    DocumentSummary,
    Hit,
    Mode,
    Page,
    Progress,
    QueryInfo,
    SearchFilters,
    SearchResult,
    StoreStats,
    UpdateReport,
)
from index.reranking import Reranker, RerankerInfo, Reranking, load_reranker
from index.storage.catalog_writer import Outcome
from index.store import Store
from index.words.lexicon import Lexicon
from index.words.lexicon_files import load_lexicon

__all__ = [
    "AskedWord",
    "Change",
    "ChangeKind",
    "ChangesMissing",
    "ChangesPage",
    "Citation",
    "ClauseChanges",
    "DimensionMismatch",
    "DocumentSummary",
    "Embedder",
    "EmbeddingFailed",
    "EngineInfo",
    "Facets",
    "GenerationDamaged",
    "Hit",
    "InvalidCursor",
    "InvalidDocument",
    "InvalidFilter",
    "Lexicon",
    "LexiconError",
    "Mode",
    "ModelMismatch",
    "Outcome",
    "Page",
    "Progress",
    "QueryInfo",
    "Reranker",
    "RerankerInfo",
    "Reranking",
    "RerankingFailed",
    "SearchFilters",
    "SearchResult",
    "StatedEnding",
    "Store",
    "StoreCorrupt",
    "StoreError",
    "StoreLocked",
    "StoreMissing",
    "StoreOutdated",
    "StoreReadOnly",
    "StoreStats",
    "UnknownClause",
    "UnknownDocument",
    "UpdateReport",
    "cite",
    "load_embedder",
    "load_lexicon",
    "load_reranker",
    "phrase_spans",
    "sentence_spans",
]
