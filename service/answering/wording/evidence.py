"""How much of what a question asks about stands in a text: word by word, by its names too.

Every word of the question counts by its rarity in the store. A word is covered by itself, by one of
its other names, in part by the pairs of characters it shares (供气报装 for 用气报装), and by the
character that most of its names share (电 for 办电, 气 for 煤气), which tells 用电 from 用水.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from index import AskedWord, QueryInfo
from service.answering.asked.kinds import canonical
from service.answering.places import short_name
from service.answering.wording.characters import telling_characters
from service.answering.wording.everyday import EVERYDAY
from service.answering.wording.sought import Sought, sought

_REFERRED_SHARE: Final = 0.8
"""What stands in an article that a clause names is nearly said by the clause itself."""
_LEAST_WEIGHT: Final = 0.1
_USUAL_RARITY: Final = 0.5
_UNKNOWN_ENGLISH: Final = 0.15
"""A Latin word without a Chinese name cannot stand in a Chinese clause, whatever that says."""

# Words that ask, and so say nothing of the subject.
_ASKING: Final = re.compile(
    r"(?:哪|何[时日月年处]|什么|多少|多久|多长|几|谁|怎么|如何|是否|能否|可否|是不是|能不能|不能|可以|需要|还要|要求|规定|请问"
    r"|不用|不[要会让给准行](?!求)|还[给用得]|[这那]样|的话|以内|之内|最[多少长短高低大小快慢迟晚早]|不得|超过|达到|时间|时限|期限|时长|小时|工作日|自然日"
    r"|一个|这边|那边|里面|有人|现在|目前|具体|一般|必须|应该|应当|办[好完成]|办理|搞定|弄好|拿到|情况|告诉|知道|(?:地方|谁来)\Z)"
    r"|(?:time|limit|day|days|hour|hours|month|months|working|within|long|soon|many|much|number|"
    r"deadline|city|district|county|province|under|between|before|after|during|through|until|up)\Z"
)

_ASKED_OF: Final = re.compile(r"\A(?:需?要|[有带交])?(?:什么|哪些)(?=[一-鿿]{2})")
"""What asks before the noun that it asks for, cut as one word: 要什么材料."""

# These ask for a time though they have other names (几天: 工作日); every figure of days holds them.
_ASKS_TIME: Final = re.compile(
    r"(?:几|多少)个?(?:工作)?[天日]|几[号月]|工作日|多久|多长|时限|期限|办理时限|(?:days?|working|long)\Z"
)

_PART: Final = re.compile(r"[,，;；。?？]|(?<=.)(?=多久)")
_ASKS_FIGURE: Final = re.compile(r"多久|几[天日个小]|多少|时限|期限|呢\Z")


@dataclass(frozen=True, slots=True)
class Topic:
    """The words that say what a question is about, each with its weight."""

    words: tuple[AskedWord, ...]
    weights: tuple[float, ...]
    facets: tuple[frozenset[int], ...] = ()
    """The words of each part of a question that asks for a figure of its own, when several do."""
    characters: tuple[tuple[str, float], ...] = ()
    """Those that tell the clauses found apart, with weights that sum to 1."""
    referred: Mapping[str, str] = field(default_factory=dict)
    """By clause id, what the articles say that a clause names."""
    _known: dict[str, tuple[float, ...]] = field(default_factory=dict, repr=False, compare=False)
    """Covers already worked out: the same sentences and headings are looked at again and again."""
    _sought: tuple[Sought, ...] = field(init=False, repr=False, compare=False)
    _weight: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the words ready to be looked for."""
        object.__setattr__(self, "_sought", tuple(_sought_of(w) for w in self.words))
        object.__setattr__(self, "_weight", sum(self.weights))

    @classmethod
    def of(cls, query: QueryInfo, places: Iterable[str]) -> Topic:
        """Take the content words of a question, without places and words that ask."""
        names = {part for place in places for part in (place, short_name(place))}
        words = []
        for word in query.words:
            text = _without(canonical(word.text), names)
            noun = _ASKED_OF.sub("", text)
            # How rare a noun is that was cut together with what asks is not known.
            cut = noun != text
            rarity, clauses = (_USUAL_RARITY, 1) if cut else (word.rarity, word.clauses)
            text = noun
            asks = _ASKS_TIME.match(text) or (_ASKING.match(text) and not word.names)
            if len(text) > 1 and not asks:
                words.append(AskedWord(text=text, names=word.names, rarity=rarity, clauses=clauses))
        weights = tuple(_weight(word) for word in words)
        return cls(tuple(words), weights, _facets(canonical(query.normalized), words))

    def heard_in(self, query: QueryInfo, places: Iterable[str], texts: Sequence[str]) -> Topic:
        """Add which characters of the question tell the sentences found apart."""
        names = [part for place in places for part in (place, short_name(place))]
        told = telling_characters(canonical(query.normalized), names, texts)
        return replace(self, characters=told)

    def covers_with_references(self, covers: Sequence[float], clause_id: str) -> tuple[float, ...]:
        """Add to the covers of a statement what the articles cover that its clause names."""
        text = self.referred.get(clause_id)
        if text is None:
            return tuple(covers)
        return best_of(covers, [_REFERRED_SHARE * cover for cover in self.covers(text)])

    def echo(self, text: str) -> float:
        """Return the share of the telling characters that a text holds; 0 without any."""
        return sum([weight for character, weight in self.characters if character in text])

    def within(self, part: str) -> Topic:
        """Return the words that stand in a part of the question; all of them when none does."""
        kept = [at for at, word in enumerate(self.words) if word.text in part]
        if not kept:
            return self
        # Covers of other words stay as they are, so that parts of an answer can be compared.
        weights = [weight if at in kept else 0.0 for at, weight in enumerate(self.weights)]
        return replace(self, weights=tuple(weights), facets=())

    def covers(self, text: str) -> tuple[float, ...]:
        """Return for each word how well the text covers it, in [0, 1]."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = tuple([word.cover(text) for word in self._sought])
        return known

    def coverage(self, text: str) -> float:
        """Return the share of the words' weight that a text covers; 0 without words."""
        return self.weighed(self.covers(text))

    def weighed(self, covers: Sequence[float]) -> float:
        """Return the share of the weight that these covers make."""
        if not self._weight:
            return 0.0
        return sum([w * c for w, c in zip(self.weights, covers, strict=True)]) / self._weight


def _sought_of(word: AskedWord) -> Sought:
    return sought(word.text, word.names, EVERYDAY.get(word.text, ()))


def best_of(*covers: Sequence[float]) -> tuple[float, ...]:
    """Return for each word the best of several covers."""
    if len(covers) == 2:  # the usual case, asked for each sentence
        return tuple([a if a >= b else b for a, b in zip(*covers, strict=True)])
    return tuple(map(max, *covers)) if len(covers) > 1 else tuple(covers[0])


def _facets(question: str, words: Sequence[AskedWord]) -> tuple[frozenset[int], ...]:
    """接燃气要几天,挖路的审批呢 has two parts, each with words of its own."""
    parts = [part for part in _PART.split(question) if _ASKS_FIGURE.search(part)]
    facets = [frozenset(at for at, word in enumerate(words) if word.text in part) for part in parts]
    facets = [facet for facet in facets if facet]
    return tuple(facets) if len(facets) > 1 else ()


def _weight(word: AskedWord) -> float:
    if word.text.isascii() and not word.names and not word.text.isdigit():
        return _UNKNOWN_ENGLISH
    return max(word.rarity, _LEAST_WEIGHT)


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, "")
    return text
