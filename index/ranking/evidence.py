"""What speaks for each clause: the nearest passages, the words found, the documents around them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.embedding.protocol import EmbeddedQuestion, Embedder, TokenEmbedder
from index.embedding.token_projection import QuestionTokens
from index.questions.query import AnalyzedQuery
from index.ranking.candidates import Candidates
from index.ranking.fusion import Background, place_match
from index.ranking.named_clauses import NamedClauses
from index.ranking.near import Keys, NearClauses
from index.ranking.search_files import SearchFiles
from index.ranking.search_request import SearchRequest
from index.ranking.selection import Selection
from index.records import DocumentSummary, Mode
from index.vectors.centering import centered, mean_question
from index.vectors.late_interaction import TokenMatches
from index.words.lexical_query import LexicalQuery

DENSE_CANDIDATES: Final = 200
"""Passages; a clause has one to three dozen."""
LEXICAL_CANDIDATES: Final = 100
"""Clauses. As many for a list of a hundred as for one of ten, so that both begin alike."""

_IN_THE_MEANTIME: Final = ThreadPoolExecutor(2, "search-words")
"""Searches words, and works out the backgrounds, while the nearest passages are compared, which
takes one core and as long. Not while a question is embedded: that takes all cores."""


class DocumentFacts(NamedTuple):
    """What speaks for every clause of a document alike, as `Candidate` has it."""

    place: float = 0.0
    """How well its place answers."""
    number: bool = False
    """Whether its number was named."""
    in_force: bool = True

    @classmethod
    def of(
        cls, document: DocumentSummary, query: AnalyzedQuery, *, in_force: bool
    ) -> DocumentFacts:
        """Hold a document against what a question names."""
        place = place_match(query.regions, document.region)
        return cls(place, document.number_key in query.number_keys, in_force)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the searches for one question found, by clause key unless said otherwise."""

    near: NearClauses = field(default_factory=NearClauses.none)
    lexical: Mapping[int, float] = field(default_factory=dict)
    documents: Mapping[int, float] = field(default_factory=dict)
    """By document key."""
    background: Background | None = None
    """How near any passage is to the question."""
    at_random: TokenMatches | None = None
    """How well any clause matches its tokens; None where clauses have no such vectors."""
    vector: NDArray[np.float32] | None = None
    """Of the question; None when it was searched by words alone, or hits need not tell more."""
    tokens: QuestionTokens | None = None
    """Of the question, where all evidence counts and the model has such."""
    named: Mapping[int, float] = field(default_factory=dict)
    """How certainly the question names a clause by its number."""

    keys: Keys = field(init=False)
    """The clauses found, ascending."""

    def __post_init__(self) -> None:
        """Join the keys of the clauses."""
        object.__setattr__(self, "keys", np.union1d(self.near.keys, _keys(self.lexical)))

    def candidates(
        self, documents: Sequence[int], facts: Mapping[int, DocumentFacts]
    ) -> Candidates:
        """Return all that speaks for each clause found.

        Args:
            documents: The document key of each of `keys`.
            facts: What is known of these documents.
        """
        keys, near = self.keys, self.near
        dense, in_context, lexical = np.full((3, len(keys)), math.nan)
        rows = np.searchsorted(keys, near.keys)
        dense[rows] = near.cosines
        if near.in_context is not None:
            in_context[rows] = near.in_context
        lexical[np.searchsorted(keys, _keys(self.lexical))] = list(self.lexical.values())
        named = np.zeros(len(keys))
        if self.named:
            named[np.searchsorted(keys, list(self.named))] = list(self.named.values())
        distinct, places = np.unique(np.array(documents, np.int64), return_inverse=True)
        known = [(self.documents.get(key, 0.0), *facts[key]) for key in distinct.tolist()]
        columns = np.array(known, np.float64).reshape(len(known), 4)[places].T
        return Candidates(keys, dense, in_context, lexical, named, *columns)


@dataclass(slots=True)
class QuestionVectors:
    """Embeds questions and takes out what they have in common."""

    center: NDArray[np.float32] | None = None
    """The store's, see `index.vectors.centering`; None when another version wrote it: then it is
    worked out for the first question."""

    def of(self, text: str, embedder: Embedder) -> EmbeddedQuestion:
        """Return a question's vector, and its token vectors where the model has such."""
        if isinstance(embedder, TokenEmbedder):
            question = embedder.embed_question(text)
        else:
            question = EmbeddedQuestion(embedder.embed_queries([text])[0])
        if self.center is None:
            # No lock is held: two that come first compute the same.
            self.center = mean_question(embedder)
        return question._replace(vector=centered(question.vector, self.center))


def gather(
    analyzed: AnalyzedQuery,
    request: SearchRequest,
    *,
    files: SearchFiles,
    selection: Selection,
    named: Selection,
    named_clauses: NamedClauses,
    embedded: Callable[[], EmbeddedQuestion],
) -> Evidence:
    """Find what speaks for the clauses of the selected documents.

    Args:
        analyzed: What was understood of the question.
        request: Says which evidence counts and how many hits are wanted; more are found.
        files: Where to search.
        selection: The documents to search in.
        named: Those of them whose number the question names. They are found whatever their clauses
            say, for few clauses hold the number of their own document.
        named_clauses: Tells which clauses the question names by number.
        embedded: Gives the question's vectors. It is not called when words alone count, so that
            no model is loaded for them.
    """
    mode, shown = request.mode, request.shown
    find_words = partial(_by_words, analyzed.lexical, request, files, selection)
    if mode is Mode.LEXICAL:
        return Evidence(lexical=find_words().lexical)
    question, tokens = embedded()
    by_token = tokens if mode is Mode.HYBRID else None
    find_beside: Callable[[], _Beside] = partial(_beside, find_words, files, question, by_token)
    if files.dense.takes_long:
        find_beside = _IN_THE_MEANTIME.submit(find_beside).result
    nearest = partial(files.nearest, question, selection=selection)
    wanted = max(DENSE_CANDIDATES, 2 * shown)
    near = nearest(top_k=wanted)
    words, background, at_random = find_beside()
    found = _keys(words.lexical)
    if mode is Mode.HYBRID and len(named.keys):
        words = words.joined(_by_words(analyzed.lexical, request, files, named))
        of_named = files.nearest(question, top_k=wanted, selection=named)
        found = np.union1d(_keys(words.lexical), of_named.keys)
    by_number: Mapping[int, float] = {}
    if mode is Mode.HYBRID and named_clauses.asked:
        by_number = named_clauses.found(words.documents)
        found = np.union1d(found, _keys(by_number))
    unknown = near.missing(found)
    if len(near) + len(unknown) < shown:  # many passages of few clauses
        near = nearest(top_k=2 * wanted)
        unknown = near.missing(found)
    if len(unknown):
        near = near.joined(files.similarities(question, unknown))
    near = files.with_context(question, near)
    vector = question if request.for_answer else None
    return Evidence(near, *words, background, at_random, vector, by_token, by_number)


class _Words(NamedTuple):
    """What a question's words found, by key; nothing where words do not count."""

    lexical: Mapping[int, float] = MappingProxyType({})
    documents: Mapping[int, float] = MappingProxyType({})

    def joined(self, other: _Words) -> _Words:
        return _Words({**other.lexical, **self.lexical}, {**other.documents, **self.documents})


class _Beside(NamedTuple):
    """What is found without the nearest passages."""

    words: _Words
    background: Background
    at_random: TokenMatches | None


def _beside(
    find_words: Callable[[], _Words],
    files: SearchFiles,
    question: NDArray[np.float32],
    tokens: QuestionTokens | None,
) -> _Beside:
    """Find words, and how near and how well matched anything is."""
    at_random = files.tokens.best(tokens) if files.tokens and tokens else None
    return _Beside(find_words(), Background.of(files.sample @ question), at_random)


def _by_words(
    query: LexicalQuery, request: SearchRequest, files: SearchFiles, selection: Selection
) -> _Words:
    if request.mode is Mode.DENSE:
        return _Words()
    wanted = max(LEXICAL_CANDIDATES, request.shown)
    lexical = files.matching(query, top_k=wanted, selection=selection)
    if request.mode is Mode.LEXICAL:
        return _Words(lexical)
    return _Words(lexical, files.matching_documents(query, selection=selection))


def _keys(found: Mapping[int, float]) -> Keys:
    return np.fromiter(found, np.int64, len(found))
