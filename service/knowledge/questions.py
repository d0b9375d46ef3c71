"""The standard questions of an entry: two to four that a caller would ask, and it answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from index import DocumentSummary
from ingest.records import Clause, ClauseKind
from service.knowledge.figure_questions import FURTHER, TELLING, figure_questions
from service.knowledge.headings import (
    asked_heading,
    first_words,
    full_heading,
    heading_of,
    is_undertaking,
    matter_of,
    place_of,
    short_title,
)
from service.knowledge.rule_questions import (
    duty_questions,
    list_questions,
    rule_questions,
    statement_questions,
    term_questions,
)

LEAST: Final = 2
MOST: Final = 4
_FIGURES_MOST: Final = 3
_HEADING_MAX_CHARS: Final = 28
_RULE_MAX_CHARS: Final = 64
_ALONE_MIN_CHARS: Final = 20
"""A longer question says by itself what it is about."""
_NOUN_MAX_CHARS: Final = 12
_GENERIC: Final = re.compile(r"监督|保障|其[他它]|目标|原则|要求\Z|附则")
_UNTOLD: Final = re.compile(r"\||有下列[^,，]{0,8}之一的?，|本(?:通知|办法|规定|意见|方案|细则)自")
_OWN_PLACE: Final = re.compile(
    r"(?:[本我全](?=[省市区县州]))[省市区县州](?![场民值政容面价级直内外])"
)
_OPEN_QUOTE: Final = re.compile(r"“[^”]*\Z|《[^》]*\Z")
"""“全市通办” is the name of something."""
_ASPECT: Final = re.compile(
    r"(?:条件|材料|资料|流程|程序|标准|对象|范围|方式|渠道|地点|要求|职责|内容|情形|电话|地址|网点|收费|费用|名单|证明|时间|期限|时限|政策|措施|办法|人员|途径|次数|额度|比例)\Z"
)
_ENTRIES: Final = re.compile(r"(?:材料|资料|条件|对象|情形|渠道|职责|措施|要求|方式|途径)\Z")


def questions_of(clause: Clause, document: DocumentSummary) -> tuple[str, ...]:
    """Return the standard questions of a clause, each once; none if fewer than two can be made."""
    found: dict[str, None] = {}
    for drawn in (_told(clause, document), _named(clause, document), _stated(clause)):
        if len(found) < LEAST:
            placed = (_placed(one, clause, document) for one in drawn)
            found.update((question, None) for question in placed if _is_whole(question))
    return tuple(found)[:MOST] if len(found) >= LEAST else ()


def _told(clause: Clause, document: DocumentSummary) -> Iterator[str]:
    """Yield what can be asked of what a clause says, the most telling first."""
    if asked := asked_heading(clause):
        yield _whole(asked)
    yield from islice(_in_matter(figure_questions(clause, TELLING), clause), _FIGURES_MOST)
    yield from islice(_in_matter(list_questions(clause), clause), 2)
    heading = _short_heading(clause) and full_heading(clause, document)
    task = heading or _first_rule(clause)
    if task and clause.responsible.lead:
        yield f"{task}由哪个部门牵头？"
    elif task and clause.responsible.with_:
        yield f"{task}由哪些部门负责？"
    if heading and _ASPECT.search(heading) and not is_undertaking(heading):
        yield f"{heading}{'有哪些' if _ENTRIES.search(heading) else '是什么'}？"
    yield from islice(_in_matter(duty_questions(clause), clause), 1)
    yield from islice(_in_matter(figure_questions(clause, FURTHER), clause), 1)
    yield from islice(_in_matter(term_questions(clause), clause), 1)
    yield from islice(_in_matter(rule_questions(clause), clause), 2)


def _stated(clause: Clause) -> Iterator[str]:
    """Yield what a clause states, as a question, for one of which nothing better can be asked."""
    yield from islice(_in_matter(statement_questions(clause), clause), LEAST)


def _named(clause: Clause, document: DocumentSummary) -> Iterator[str]:
    """Yield what asks for a clause by its heading or number."""
    heading = _short_heading(clause) and full_heading(clause, document)
    if heading:
        yield (
            f"{heading}有哪些措施？"
            if is_undertaking(heading)
            else f"关于{heading.removeprefix('关于')}有什么规定？"
        )
    elif (rule := _first_rule(clause)) and not asked_heading(clause):
        yield f"{rule}，《{short_title(document.title)}》是怎么规定的？"


def _first_rule(clause: Clause) -> str:
    """Return the words of a clause up to a comma; none if that is far, or it is a table."""
    words = first_words(clause, max_chars=_RULE_MAX_CHARS)
    return "" if words.endswith("…") or clause.kind is ClauseKind.TABLE else words


def _short_heading(clause: Clause) -> str:
    heading = "" if asked_heading(clause) else heading_of(clause)
    return heading if len(heading) <= _HEADING_MAX_CHARS else ""


def _in_matter(questions: Iterable[str], clause: Clause) -> Iterator[str]:
    """Put the matter of the heading before a short question that shares no word with it."""
    heading = _short_heading(clause)
    matter = matter_of(heading)
    for question in questions:
        noun = len(matter) <= _NOUN_MAX_CHARS and not is_undertaking(heading)
        known = _share_word(matter, question) or len(question) >= _ALONE_MIN_CHARS
        known = matter in question if noun else known
        if not matter or known or _GENERIC.search(matter):
            yield question
        else:
            yield f"{matter}，{question}"


def _share_word(one: str, other: str) -> bool:
    return any(one[at : at + 2] in other for at in range(len(one) - 1))


def _placed(question: str, clause: Clause, document: DocumentSummary) -> str:
    """Say the place of the document, in the stead of 本市 or before the question.

    Of a rule that is of no place, or says little by itself, the law is named.
    """
    place = place_of(document)
    own = _OWN_PLACE.search(question) if place else None
    if own and not _OPEN_QUOTE.search(question[: own.start()]):
        question = question[: own.start()] + place + question[own.end() :]
    if clause.kind is ClauseKind.ARTICLE and len(question) < _ALONE_MIN_CHARS:
        return f"按《{short_title(document.title)}》，{question}"
    return question if not place or place in question else place + question


def _is_whole(question: str) -> bool:
    """Whether no bracket was cut in two, and no row of a table."""
    pairs = zip("（(《“〔", "）)》”〕", strict=True)
    return not _UNTOLD.search(question) and all(
        question.count(begin) == question.count(end) for begin, end in pairs
    )


def _whole(question: str) -> str:
    return question.rstrip("?？ ") + "？"
