"""Answers a question: a search, an offer of each hit, statements, and whether to give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from index import Hit, SearchFilters, SearchResult, Store
from service.answering.asked.pairs import questions_of_pair
from service.answering.asked.question import read_question
from service.answering.choosing import chosen_of
from service.answering.composing import Composer, RawText, answer_text
from service.answering.contact import contact_of
from service.answering.draft import Draft, RefusalDecision
from service.answering.found import phrases
from service.answering.offers import Offer, offers_of
from service.answering.places import Level, level_of, named_places
from service.answering.records import Answer, AskedQuestion, NotFound, Reason
from service.answering.refusing.other_groups import is_for_others
from service.answering.refusing.support import support_of
from service.answering.searching import search_for_answer
from service.answering.several import further_questions_of, joined, questions_of
from service.answering.spans.references import referred_texts
from service.answering.spans.steps import steps_of
from service.answering.wording.evidence import Topic
from service.raw_texts import RawTexts

NEAREST: Final = 3
_NO_FILTERS: Final = SearchFilters()


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The hits by whether they may answer for the place asked about."""

    may: list[tuple[Hit, Level]]
    other: list[tuple[Hit, Level]]
    places: tuple[str, ...]


def ask(
    store: Store,
    question: str,
    *,
    filters: SearchFilters = _NO_FILTERS,
    language: str | None = None,
    decision: RefusalDecision,
    raw_texts: RawTexts | None = None,
    listed: int = 0,
) -> Answer:
    """Answer a question from the documents, or say that they do not answer it.

    Args:
        store: What is searched; twice where the year of a document is named and none was found,
            and once more for each of several questions, or of the parts of one that is refused.
        question: As typed, in Chinese or English.
        filters: What a document must be; a region counts as the place asked about.
        language: To answer in, zh or en; the question's own by default.
        decision: Decides whether the draft is given.
        raw_texts: Texts that quotes are cut from, kept between calls.
        listed: How many clauses to give beside, as a list for a reader (`Answer.search.listed`).

    Raises:
        InvalidFilter: If a filter has a value that can never match.
        DocumentReplaced: If a cited document has a newer version by now.
        UnknownDocument: If it is gone.
    """
    result = search_for_answer(store, question, filters, listed=listed)
    texts = raw_texts or RawTexts()
    ask_one = partial(
        ask, store, filters=filters, language=language, decision=decision, raw_texts=texts
    )
    if questions := questions_of(result.query):
        return joined(result, questions, [ask_one(one) for one in questions])
    pair = questions_of_pair(result.query.normalized)
    answers = [ask_one(one) for one in pair]
    if any(answer.answered for answer in answers):
        return joined(result, pair, answers)
    raw_text = partial(texts.of, store, generation=result.generation)
    whole = decided(draft_of(result, raw_text, filters=filters, language=language), decision)
    further = () if whole.answered else further_questions_of(result.query)
    parted = joined(result, further, [ask_one(one) for one in further]) if further else whole
    return parted if parted.answered else whole


def draft_of(
    result: SearchResult,
    raw_text: RawText,
    *,
    filters: SearchFilters = _NO_FILTERS,
    language: str | None = None,
) -> Draft:
    """Make the best answer that hits allow; `raw_text` gives the text a hit's offsets count in."""
    asked = read_question(result.query, language=language)
    hits = _sorted(result, asked, filters)
    asked = replace(asked, regions=hits.places)
    topic = Topic.of(result.query, hits.places)
    said = [hit.clause.text[a:b] for hit, _ in hits.may for a, b in phrases(hit.clause)]
    topic = topic.heard_in(result.query, hits.places, said)
    topic = replace(topic, referred=referred_texts([hit for hit, _ in hits.may]))
    offers = offers_of(hits.may, asked, topic)
    own = [offer for offer in offers if not offer.found.for_others]
    chosen = chosen_of(own or offers, places_named=len(hits.places))
    steps = steps_of(chosen, offers, asked)
    chosen = steps or chosen
    composer = Composer(raw_text, asked.language)
    for offer in chosen:  # of steps only the first says the place
        composer.add(offer, labelled=_is_labelled(chosen, offer) and offer not in steps[1:])
    composer.note(chosen, hits.places)
    return Draft(
        question=replace(asked, group=chosen[0].found.group or None if chosen else None),
        search=result,
        in_place=tuple(hit for hit, _ in hits.may),
        elsewhere=tuple(hit for hit, _ in hits.other),
        statements=tuple(composer.statements),
        measures=tuple(composer.measures),
        citations=tuple(composer.citations),
        notes=tuple(composer.notes),
        support=support_of(topic, chosen),
        for_others=is_for_others(chosen, offers, asked, topic),
    )


def decided(draft: Draft, decision: RefusalDecision) -> Answer:
    """Give the draft as the answer, or say what was not found, what is nearest and whom to ask."""
    assessment = decision(draft)
    if assessment.answered and draft.statements:
        return Answer(
            question=draft.question,
            answered=True,
            text=answer_text(draft.statements, draft.notes, draft.question.language),
            confidence=assessment.confidence,
            search=draft.search,
            statements=draft.statements,
            measures=draft.measures,
            citations=draft.citations,
            notes=draft.notes,
        )
    reason = assessment.reason or Reason.NO_CLAUSE
    return Answer(
        question=draft.question,
        answered=False,
        text=_not_found_text(draft, reason),
        confidence=assessment.confidence,
        search=draft.search,
        not_found=NotFound(
            reason=reason,
            nearest=_nearest(draft, reason),
            contact=contact_of(draft, reason),
        ),
    )


def _nearest(draft: Draft, reason: Reason) -> tuple[Hit, ...]:
    """Return the closest clauses: those of other places first when they are what was found."""
    if reason is Reason.OTHER_PLACE:
        return (*draft.elsewhere, *draft.in_place)[:NEAREST]
    return (*draft.in_place, *draft.elsewhere)[:NEAREST]


def _sorted(result: SearchResult, asked: AskedQuestion, filters: SearchFilters) -> _Sorted:
    named = named_places(asked, filters, result.hits)
    levels = [
        (hit, level_of(hit, named))
        for hit in (*result.hits, *(() if filters.region else result.elsewhere))
    ]
    # What a filter of places keeps out answers nothing, whatever the question names.
    if filters.region:
        levels += [(hit, Level.OTHER) for hit in result.elsewhere]
    return _Sorted(
        may=[(hit, level) for hit, level in levels if level is not Level.OTHER],
        other=[(hit, level) for hit, level in levels if level is Level.OTHER],
        places=tuple(sorted(named, key=lambda name: (asked.normalized.find(name), name))),
    )


def _is_labelled(chosen: Sequence[Offer], offer: Offer) -> bool:
    """A place is always said; a title only to tell several statements apart."""
    return offer.hit.document.region is not None or len(chosen) > 1


def _not_found_text(draft: Draft, reason: Reason) -> str:
    places = "、".join(draft.question.regions)
    if draft.question.language == "en":
        return f"Not found in the documents{' of ' + places if places else ''}."
    of_place = f"{places}的" if places else ""
    wanted = "具体数字" if reason is Reason.NO_FIGURE and draft.question.figures else "答案"
    return f"{of_place}文件中没有找到这个问题的{wanted}。"
