"""How well an answer made of quotes meets a gold span: the measures of one question.

All compare in simplified script, half width and lower case. Characters are compared one by one, as
there are no blanks between words; punctuation and white space do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from eval.benchmark_spans import GoldSpan
from eval.records import Values
from ingest.text.script import to_simplified

SPAN_METRICS = ("holds", "cited_right", "span_recall", "span_f1")
"""In the order of the report."""

HALF = 0.5
"""Of a gold span, for an answer to hold it: annotators differ in where an answer begins and ends,
and mark a whole list where one item of it answers."""

VERBATIM_CHARS = 5
"""The shortest run that counts as taken from a text: with it, what was cited for other questions
never covered half of a gold span, on 423 questions about notices that share one subject. With 2 it
did for 9 in 1,000, and 6 in 100 more questions seemed to hold theirs, by common words."""

_TOKEN = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[^\W_]|[%‰]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A stretch of a document that an answer cites."""

    document: str
    """Id of the corpus entry."""
    start: int
    end: int
    """Offsets in the entry's text."""
    text: str


def span_values(
    said: str, quoted: Sequence[Quoted], gold: Sequence[GoldSpan], documents: Collection[str]
) -> Values:
    """Return every measure of one question, each the best over the alternatives of its gold.

    Args:
        said: What the answer says.
        quoted: What it cites.
        gold: The alternatives; not empty.
        documents: Ids of the entries that hold the gold at these offsets: the judged one, and
            others with the same text.
    """
    recall = max(span_recall(quoted, one, documents) for one in gold)
    return {
        "holds": float(recall >= HALF),
        "cited_right": float(any(cites(quoted, one, documents) for one in gold)),
        "span_recall": recall,
        "span_f1": max(span_f1(said, one.text) for one in gold),
    }


def span_f1(said: str, gold: str) -> float:
    """Return the harmonic mean of precision and recall of the tokens said, as bags.

    The F1 of SQuAD (Rajpurkar et al. 2016), whose tokens are words; here they are those of CMRC
    2018 (Cui et al. 2019), a Chinese character each, but a figure or a Latin word as a whole.
    """
    found, wanted = Counter(_TOKEN.findall(_folded(said))), Counter(_TOKEN.findall(_folded(gold)))
    same = (found & wanted).total()
    return 2 * same / (found.total() + wanted.total()) if same else 0.0


def span_recall(quoted: Sequence[Quoted], gold: GoldSpan, documents: Collection[str]) -> float:
    """Return the share of the gold span's characters that the answer cites.

    A character is cited when a citation of the document covers it, or when it is in a run of
    `VERBATIM_CHARS` characters (or all, where there are fewer) that some quote of any document
    holds: a notice is printed by many. As in the coverage of extractive fragments (Grusky et al.
    2018, Newsroom) it does not matter how many fragments there are.
    """
    covered = {
        at - gold.start
        for one in quoted
        if one.document in documents
        for at in range(max(one.start, gold.start), min(one.end, gold.end))
    }
    wanted = _characters(gold.text)
    cited = [at in covered for _, at in wanted]
    run = VERBATIM_CHARS  # a shorter span stands in any quote by chance: only its own counts
    quotes = ["".join(char for char, _ in _characters(one.text)) for one in quoted]
    letters = "".join(char for char, _ in wanted)
    for start in range(len(wanted) - run + 1):
        if any(letters[start : start + run] in quote for quote in quotes):
            cited[start : start + run] = [True] * run
    return sum(cited) / len(cited)


def cites(quoted: Iterable[Quoted], gold: GoldSpan, documents: Collection[str]) -> bool:
    """Return whether some citation of the document shares a character with the gold span."""
    return any(
        one.document in documents and max(one.start, gold.start) < min(one.end, gold.end)
        for one in quoted
    )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", to_simplified(text)).lower()


def _characters(text: str) -> list[tuple[str, int]]:
    """Return (character, offset) of what counts: letters, figures, % and ‰, if there are any."""
    folded = [
        (char, at)
        for at, raw in enumerate(to_simplified(text))
        for char in unicodedata.normalize("NFKC", raw).lower()
    ]
    kept = [(char, at) for char, at in folded if char.isalnum() or char in "%‰"]
    return kept or [(char, at) for char, at in folded if not char.isspace()]
