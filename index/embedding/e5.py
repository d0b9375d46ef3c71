"""The default embedder: multilingual-e5-small with weights that come inside a package."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.e5_batches import MAX_TOKENS, batches, run_tokens
from index.embedding.e5_engine import E5Engine, EngineChoice, Started, start_engine
from index.embedding.e5_tokenizer import E5Tokenizer
from index.embedding.e5_weights import WEIGHTS_NAME, E5Weights, find_weights
from index.embedding.protocol import (
    CacheUse,
    EmbeddedQuestion,
    EngineInfo,
    OnProgress,
    Vectors,
)
from index.embedding.query_cache import QueryCache
from index.embedding.question_adapter import QuestionAdapter, question_adapter_for
from index.embedding.token_projection import QuestionTokens, TokenCodes, shipped_projection
from index.once import Once
from index.storage.recent import Recent

# The model was trained with these words before every text.
QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "
_QUERY_PREFIX_TOKENS = 4
_PASSAGE_PREFIX_TOKENS = 3
"""Before a text's own, the mark of the beginning included: known, so that no question counts it."""
DIMENSION = 384

_TEXTS_WITHOUT_TABLE = 16
"""The tokenizer's table takes as long as 40 texts without it; two or three come in one command."""

_QUESTIONS_KEPT = 256
"""With their token vectors, some 6 KB each."""

OnStates = Callable[[Sequence[int], NDArray[np.float32]], None]
"""Called with the places of a text among those given, and the states of its tokens."""


class E5Embedder:
    """multilingual-e5-small on this machine's CPU; nothing is loaded before the first text.

    Questions are embedded with the adapter that was trained for them, passages without.
    """

    name = WEIGHTS_NAME
    dimension = DIMENSION
    max_tokens = MAX_TOKENS

    def __init__(
        self,
        *,
        engine: EngineChoice = EngineChoice.AUTO,
        weights: Path | None = None,
        for_one_question: bool = False,
    ) -> None:
        """Choose the engine.

        Args:
            engine: What computes.
            weights: A copy of the package's file kept elsewhere.
            for_one_question: Make and keep nothing that only further texts would gain from.
        """
        self._choice = engine
        self._path = weights
        self._for_one_question = for_one_question
        self._lock = threading.Lock()
        self._loaded: _Loaded | None = None
        self._queries = QueryCache()
        self._questions: Recent[str, EmbeddedQuestion] = Recent(_QUESTIONS_KEPT)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions; the last ones asked are remembered."""
        return self._queries.embed(texts, lambda missing: self._load().embed_queries(missing))

    def embed_passages(
        self, texts: Sequence[str], *, on_progress: OnProgress | None = None
    ) -> Vectors:
        """Embed texts to be found; a text that occurs twice is computed once."""
        return self._load().embed_passages(texts, on_progress)

    def embed_question(self, text: str) -> EmbeddedQuestion:
        """Embed one question, with its token vectors; the last ones asked are remembered."""
        known = self._questions.known([text]).get(text)
        if known is None:
            known = self._load().embed_question(text)
            self._questions.keep({text: known})
            self._queries.keep(text, known.vector)
        return known

    def cache_use(self) -> CacheUse:
        """Return how often a question's vectors were remembered, and how often computed."""
        alone, remembered = self._queries.use, self._questions.found
        computed = self._questions.looked_up - remembered
        return CacheUse(alone.remembered + remembered, alone.computed + computed)

    def embed_passages_by_token(self, texts: Sequence[str]) -> tuple[Vectors, list[TokenCodes]]:
        """Embed texts to be found, with their token vectors."""
        return self._load().embed_passages_by_token(texts)

    def describe(self) -> EngineInfo:
        """Tell which engine runs for questions."""
        started = self._load().for_questions
        return EngineInfo(
            model=self.name,
            engine=started.engine.name,
            dimension=self.dimension,
            max_tokens=self.max_tokens,
            threads=started.engine.threads,
            notes=started.notes,
        )

    def _load(self) -> _Loaded:
        with self._lock:
            if self._loaded is None:
                weights = E5Weights(self._path or find_weights())
                self._loaded = _Loaded(weights, self._choice, self._for_one_question)
            return self._loaded


class _Loaded:
    """A tokenizer and the engines, each started when it is first needed, none waiting for another.

    OpenVINO compiles a network for seconds where its cache is empty: a question must not wait while
    it does so for passages.
    """

    def __init__(self, weights: E5Weights, choice: EngineChoice, for_one_question: bool) -> None:
        self._weights = weights
        self._choice = choice
        self._for_one_question = for_one_question
        self._projection = shipped_projection()
        self._tokenizer = Once(self._make_tokenizer)
        self._questions = Once(lambda: self._start(question_adapter_for(WEIGHTS_NAME)))
        self._passages = Once(lambda: self._start(None))

    @property
    def for_questions(self) -> Started:
        return self._questions.value()

    def _make_tokenizer(self) -> E5Tokenizer:
        return E5Tokenizer(
            self._weights.vocabulary(),
            max_tokens=MAX_TOKENS,
            texts_without_table=_TEXTS_WITHOUT_TABLE if self._for_one_question else 0,
        )

    def _start(self, adapter: QuestionAdapter | None) -> Started:
        if self._for_one_question:
            return start_engine(self._weights, self._choice, adapter, keep=False)
        # Side by side: the engine starts in compiled code, the tokenizer in Python.
        with ThreadPoolExecutor(1) as pool:
            started = pool.submit(start_engine, self._weights, self._choice, adapter)
            self._tokenizer.value()
        return started.result()

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        prefixed = [QUERY_PREFIX + text for text in texts]
        return self._embed(self._questions.value().engine, prefixed)

    def embed_question(self, text: str) -> EmbeddedQuestion:
        found: list[QuestionTokens] = []
        own = slice(_QUERY_PREFIX_TOKENS, -1)
        rows = self._embed(
            self._questions.value().engine,
            [QUERY_PREFIX + text],
            on_states=lambda _, states: found.append(self._projection.of_question(states[own])),
        )
        return EmbeddedQuestion(rows[0], found[0])

    def embed_passages(self, texts: Sequence[str], on_progress: OnProgress | None) -> Vectors:
        prefixed = [PASSAGE_PREFIX + text for text in texts]
        return self._embed(self._passages.value().engine, prefixed, on_progress)

    def embed_passages_by_token(self, texts: Sequence[str]) -> tuple[Vectors, list[TokenCodes]]:
        codes: list[TokenCodes] = [np.empty((0, 0), np.int8)] * len(texts)
        own = slice(_PASSAGE_PREFIX_TOKENS, -1)

        def keep(places: Sequence[int], states: NDArray[np.float32]) -> None:
            made = self._projection.of_passage(states[own])
            for place in places:
                codes[place] = made

        prefixed = [PASSAGE_PREFIX + text for text in texts]
        rows = self._embed(self._passages.value().engine, prefixed, on_states=keep)
        return rows, codes

    def _embed(
        self,
        engine: E5Engine,
        texts: Sequence[str],
        on_progress: OnProgress | None = None,
        *,
        on_states: OnStates | None = None,
    ) -> Vectors:
        vectors = np.empty((len(texts), DIMENSION), np.float32)
        places: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            places.setdefault(text, []).append(place)
        distinct = list(places)
        encode = self._tokenizer.value().encode
        tokens = [encode(text) for text in distinct]
        done = 0
        for batch in batches([len(ids) for ids in tokens]):
            computed = run_tokens(engine, [tokens[number] for number in batch])
            for row, number in enumerate(batch):
                at = places[distinct[number]]
                vectors[at] = computed.vectors[row]
                if on_states is not None:
                    on_states(at, computed.states[row, : len(tokens[number])])
                done += len(at)
            if on_progress is not None:
                on_progress(done)
        return vectors
