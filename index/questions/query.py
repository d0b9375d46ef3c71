"""What a question asks for: folded text, language, places, numbers, and what else it is called."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.questions.asked_clauses import AskedClause, asked_clauses
from index.questions.asked_days import asked_day, without_asked_day
from index.questions.asked_numbers import asked_numbers
from index.questions.asked_words import asked_words
from index.questions.courtesy import courtesy_spans, without
from index.questions.places import NO_PLACES, StorePlaces, question_places
from index.questions.terms import is_function_word, lexical_query, says_officially
from index.records import QueryInfo
from index.words.lexical_query import LexicalQuery
from index.words.lexicon import Group, Lexicon, Match
from index.words.lexicon_files import builtin_lexicon
from index.words.plain_terms import chinese_matches, english_matches
from index.words.tokenize import Token, tokens
from ingest.places.regions import RegionMention
from ingest.records import Region
from ingest.text.alignment import Span
from ingest.text.characters import INVISIBLE, folding_table
from ingest.text.script import to_simplified

EMBEDDED_TERMS = 3
"""At most so many official terms join the text that is embedded."""
EMBEDDED_TRANSLATIONS = 10
"""The same for an English question, whose own words the model relates less well to Chinese."""
NAMES_OF_A_MATTER = 3
"""Of a lexicon group's official names so many join; of a plain translation the first."""

_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_SPACES = re.compile(r"\s+")
_NOISE = re.compile(f"[{INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class AnalyzedQuery:
    """A question, ready to be searched."""

    info: QueryInfo
    embedding_text: str
    lexical: LexicalQuery
    place_spans: tuple[Span, ...]
    """Where the normalised question names them."""
    regions: tuple[Region, ...]
    """The places named; for a name that several places share, all of them."""
    number_keys: tuple[str, ...]
    """Keys of the document numbers that may be named, see `asked_numbers`."""
    clauses: tuple[AskedClause, ...]
    """The clauses that may be named by number."""
    as_of: dt.date | None
    """The day on which what is asked about should hold, where one is named."""
    typed: tuple[Token, ...]
    """Words of the normalised question."""
    typed_terms: tuple[str, ...]
    """Content words as typed, courtesy left out, for highlights and quotes."""
    lexicon_terms: tuple[str, ...]
    """Terms of the groups that fired, other than typed ones, official ones first."""


def analyze(
    text: str, *, lexicon: Lexicon | None = None, places: StorePlaces = NO_PLACES
) -> AnalyzedQuery:
    """Work out what a question asks for.

    Args:
        text: The question as typed, in any script and width.
        lexicon: Terms to widen it by; the built-in list when not given.
        places: What the store knows of places. Keep the same object between calls; its look-up
            table is built once.
    """
    lexicon = lexicon or builtin_lexicon()
    normalized = normalize(text)
    language = language_of(normalized)
    typed = tokens(normalized)
    named = question_places(normalized, places, typed)
    spans = tuple(Span(place.start, place.end) for place in named)
    laws = _english_laws(normalized, lexicon) if language == "en" else []
    courtesy = courtesy_spans(normalized, typed) if language == "zh" else ()
    said = [token for token in typed if not _inside(token, courtesy)]
    matches = [
        match
        for match in [*_lexicon_matches(normalized, typed, lexicon), *laws]
        if not _inside(match, courtesy)
    ]
    groups = tuple(dict.fromkeys(group for match in matches for group in match.groups))
    content = [token for token in said if not is_function_word(token)]
    return AnalyzedQuery(
        info=QueryInfo(
            text=text,
            normalized=normalized,
            language=language,
            regions=tuple(dict.fromkeys(place.region.name for place in named)),
            terms=tuple(group.name for group in groups),
            words=asked_words(normalized, content, spans, matches),
        ),
        embedding_text=_embedding_text(without(normalized, courtesy), matches, language),
        lexical=lexical_query(normalized, language, said, named, matches),
        place_spans=spans,
        regions=_all_regions(named),
        number_keys=asked_numbers(without_asked_day(normalized)),
        clauses=asked_clauses(
            normalized, [title for law in laws for group in law.groups for title in group.official]
        ),
        as_of=asked_day(normalized),
        typed=tuple(typed),
        typed_terms=tuple(dict.fromkeys(token.text for token in content)),
        lexicon_terms=_other_terms(normalized, groups),
    )


def normalize(text: str) -> str:
    """Fold a question as passages are folded: simplified, half width, single blanks."""
    folded = _NOISE.sub("", text.translate(folding_table()))
    return _SPACES.sub(" ", to_simplified(folded)).strip()


def language_of(text: str) -> str:
    """Return en when more words are Latin than Chinese, else zh."""
    if not _LATIN_WORD.search(text):
        return "zh"
    latin = len(_LATIN_WORD.findall(text))
    chinese = sum(not token.text.isascii() for token in tokens(text))
    return "en" if latin > chinese else "zh"


def _inside(found: Token | Match, spans: Iterable[Span]) -> bool:
    return any(span.start <= found.start < span.end for span in spans)


def _all_regions(places: Iterable[RegionMention]) -> tuple[Region, ...]:
    return tuple(
        dict.fromkeys(region for place in places for region in (place.region, *place.alternatives))
    )


def _lexicon_matches(text: str, typed: list[Token], lexicon: Lexicon) -> list[Match]:
    boundaries = {0, len(text)}
    for token in typed:
        boundaries |= {token.start, token.end}
    found = chinese_matches(text, lexicon, boundaries)
    return found + english_matches(text, lexicon) if _LATIN_WORD.search(text) else found


def _english_laws(text: str, lexicon: Lexicon) -> list[Match]:
    """Return the laws that a question names in English, as plain translations into titles."""
    return [
        Match(text[start:end], start, end, tuple(Group((one,), plain=True) for one in titles))
        for start, end, titles in lexicon.titles.in_english(text)
    ]


def _embedding_text(text: str, matches: Iterable[Match], language: str) -> str:
    """Add the official terms that the question does not hold itself: 办电要多久 获得电力."""
    if language == "en":
        groups = dict.fromkeys(group for match in matches for group in match.groups)
        names = (group.official[: 1 if group.plain else NAMES_OF_A_MATTER] for group in groups)
        terms = [term for official in names for term in official]
        limit = EMBEDDED_TRANSLATIONS
    else:
        terms = _unsaid_names(matches)
        limit = EMBEDDED_TERMS
    return " ".join([text, *[term for term in terms if term not in text][:limit]])


def _unsaid_names(matches: Iterable[Match]) -> list[str]:
    """Return the names of groups that no phrase says in official words, in order, each once.

    What everyday phrases lead to is too broad to be embedded, and so is the name of one case of a
    word that the question holds (收费, 涉企收费): both blur what was asked.
    """
    met = [(group, match.phrase) for match in matches for group in match.groups if not group.plain]
    said = {group.name for group, phrase in met if says_officially(phrase, group)}
    return [name for name in dict.fromkeys(group.name for group, _ in met) if name not in said]


def _other_terms(text: str, groups: Iterable[Group]) -> tuple[str, ...]:
    official = [term for group in groups for term in group.official]
    everyday = [term for group in groups for term in group.everyday if not group.plain]
    return tuple(term for term in dict.fromkeys(official + everyday) if term not in text)
