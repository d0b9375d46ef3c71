"""Several questions typed as one: 办电要多久？企业开办要几天？

Each names a matter of its own, so that no clause answers two of them, and a search for all finds
what is near neither. What asks further of the same matter (要带什么材料？) stays with it. Where
both together are not answered, each is asked by itself, and what was not found is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index import AskedWord, QueryInfo, SearchResult
from service.answering.asked.kinds import canonical
from service.answering.asked.parts import asks
from service.answering.composing import answer_text
from service.answering.records import Answer, FoundMeasure, Source, Statement
from service.answering.wording.evidence import Topic

SEVERAL_MAX: Final = 4
"""Each costs a search."""
_SENTENCES: Final = re.compile(r"[?？!！。;；\n]+")
_OF_ANY_MATTER: Final = re.compile(
    r"材料|资料|证件|条件|标准|流程|步骤|环节|手续|费用?|收费|电话|热线|部门|窗口|地[址点]|渠道|方式"
    r"|服务|政策|办理|申请|次数|什么|哪些|怎么|多少|[要带交需钱]|\A(?:企业|公司|单位|个人)\Z"
)
_LEAST_CHARS: Final = 2
"""Left of the name of a matter without what any matter has."""


def questions_of(query: QueryInfo) -> list[str]:
    """Return the questions of which one consists; empty for one, or more than are answered.

    A place that only one of them names is meant in all of them.
    """
    asking = _asking(query)
    if not 1 < len(asking) <= SEVERAL_MAX:
        return []
    matters = [_matters(piece, query) for piece in asking]
    apart = all(
        one and not one & other for at, one in enumerate(matters) for other in matters[at + 1 :]
    )
    return [_placed(piece, query) for piece in asking] if apart and matters[-1] else []


def further_questions_of(query: QueryInfo) -> list[str]:
    """Return the questions of which one consists when the later ones ask further of its matter.

    办电要多久？要交什么材料？ is 办电要多久 and 办电要交什么材料. Empty for a single question.
    """
    asking = _asking(query)
    if not 1 < len(asking) <= SEVERAL_MAX:
        return []
    words = _matter_words(asking[0], query)
    if not words or any(_matter_words(piece, query) for piece in asking[1:]):
        return []
    first = asking[0].lower()
    ends = [first.find(word.text) + len(word.text) for word in words]
    begins = min(first.find(word.text) for word in words)
    matter = asking[0][begins : max(ends)]
    return [_placed(piece, query) for piece in (asking[0], *(matter + p for p in asking[1:]))]


def _asking(query: QueryInfo) -> list[str]:
    pieces = [piece.strip() for piece in _SENTENCES.split(query.text) if piece.strip()]
    return [piece for piece in pieces if asks(canonical(piece.lower()))]


def _matters(piece: str, query: QueryInfo) -> frozenset[str]:
    """Return all names of what a piece is about; what any matter has is none."""
    words = _matter_words(piece, query)
    return frozenset(name for word in words for name in (word.text, *word.names))


def _matter_words(piece: str, query: QueryInfo) -> list[AskedWord]:
    text = piece.lower()
    words = [word for word in Topic.of(query, query.regions).words if word.text in text]
    return [word for word in words if _is_matter(word)]


def _is_matter(word: AskedWord) -> bool:
    own = _OF_ANY_MATTER.sub("", word.text)
    return bool(word.names) and len(own) >= _LEAST_CHARS


def _placed(piece: str, query: QueryInfo) -> str:
    named = len(query.regions) == 1 and query.regions[0][:2] not in piece
    return f"{query.regions[0]}{piece}" if named else piece


def joined(result: SearchResult, questions: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """Say what answers there are to several questions, one after the other.

    Args:
        result: The search for all of them.
        questions: In their order.
        answers: To each of them. Without any that is given, the first says what was not found.
    """
    given = [answer for answer in answers if answer.answered]
    first = (given or answers)[0]
    asked = replace(first.question, text=result.query.text, normalized=result.query.normalized)
    if not given:
        return replace(first, question=asked, search=result)
    statements: list[Statement] = []
    measures: list[FoundMeasure] = []
    citations: list[Source] = []
    for answer in given:
        if {one.text for one in answer.statements} <= {one.text for one in statements}:
            continue  # one sentence may answer two questions
        before = len(citations)
        statements += [
            replace(one, citations=tuple(at + before for at in one.citations))
            for one in answer.statements
        ]
        measures += [replace(one, citation=one.citation + before) for one in answer.measures]
        citations += answer.citations
    told = _notes(questions, answers, asked.language)
    return replace(
        first,
        question=asked,
        search=_with_cited(result, given),
        text=answer_text(statements, told, asked.language),
        confidence=min(answer.confidence for answer in given),
        statements=tuple(statements),
        measures=tuple(measures),
        citations=tuple(citations),
        notes=told,
    )


def _with_cited(result: SearchResult, answers: Sequence[Answer]) -> SearchResult:
    """Add the clauses cited that a search for all questions did not find."""
    cited = {source.clause.id for answer in answers for source in answer.citations}
    wanted = cited - {hit.clause.id for hit in (*result.hits, *result.elsewhere)}
    found = {
        hit.clause.id: hit
        for answer in answers
        for hit in (*answer.search.hits, *answer.search.elsewhere)
        if hit.clause.id in wanted
    }
    return replace(result, hits=(*result.hits, *found.values()))


def _notes(questions: Sequence[str], answers: Sequence[Answer], language: str) -> tuple[str, ...]:
    """Return the notes of the answers given, each once, and what was not found."""
    pairs = list(zip(questions, answers, strict=True))
    notes = [note for _, answer in pairs if answer.answered for note in answer.notes]
    missing = [_missing(question, language) for question, answer in pairs if not answer.answered]
    return tuple(dict.fromkeys([*notes, *missing]))


def _missing(question: str, language: str) -> str:
    if language == "en":
        return f"Not found in the documents: “{question}”"
    return f"没有找到“{question}”的答案"
