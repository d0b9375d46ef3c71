"""Whether an answer says what the label says: figures with units, dates, and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from eval.check import bigrams
from eval.gold import fold
from eval.records import Answer as GoldAnswer
from ingest.records import Measure
from ingest.text.script import to_simplified
from service import Answer

WORDS_SAID = 0.5
"""Of a label's bigrams, for an answer in words to say the same: labels are short notes."""

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_FREE = re.compile(r"免费|免收|免交|不收|零收费|零费用|不需要出钱|不再付费|财政(?:负担|承担)|取消")
_UNIT_NOISE = re.compile(r"^[个家项件份次]|(?<=.)(?:之内|以内|内)$|工作日?$|自然")
_SAME_UNITS = (frozenset({"日", "天"}), frozenset({"时", "小时"}), frozenset({"元", "块"}))
_BEFORE = re.compile(r"(?:之|以)?前$")
_POLAR = frozenset(
    "是 否 有 没有 无 会 不会 能 不能 可 可以 不可以 不得 允许 不允许 要 不要 需要 不需要".split()
)
"""A yes or a no is not said in so many words: the quote shows it, so the citation is judged."""
_GLOSS = re.compile(r"[(（][a-zA-Z\u00c0-\u024f]+[)）]")
"""Pinyin after a character of a traditional text."""
_DIGITS = "零一二三四五六七八九"
_RANKS = ((1000, "千"), (100, "百"), (10, "十"))


def says(answer: Answer, gold: GoldAnswer) -> bool:
    """Return whether an answer states one labelled value with its unit."""
    if any(is_value(found.measure, gold) for found in answer.measures):
        return True
    said = fold("\n".join(statement.text for statement in answer.statements))
    if not _FIGURE.fullmatch(gold.value):
        return _says_words(said, gold.value)
    if float(gold.value) == 0:
        return _FREE.search(said) is not None
    return any(_stands_alone(form, said, gold.unit) for form in written_forms(gold.value))


def is_polar(gold: GoldAnswer) -> bool:
    """Return whether a label is a bare yes or no."""
    return gold.value in _POLAR


def is_value(measure: Measure, gold: GoldAnswer) -> bool:
    """Return whether a measure is the labelled value; a label without unit fits any."""
    dates = _BEFORE.sub("", fold(measure.value)) == _BEFORE.sub("", fold(gold.value))
    if not dates and not _same_number(measure.value, gold.value):
        return False
    return gold.unit is None or measure.unit is None or same_unit(measure.unit, gold.unit)


def same_unit(one: str, other: str) -> bool:
    """Return whether two units are one: 日 and 天, 项 and 个; 工作日 and 日 are two."""
    left, right = fold(one), fold(other)
    if ("工作" in left) != ("工作" in right):
        return False
    left, right = (_UNIT_NOISE.sub("", unit.replace("工作", "")) for unit in (left, right))
    return left == right or not left or not right or any({left, right} <= s for s in _SAME_UNITS)


def wrong_extras(answer: Answer, gold: Sequence[GoldAnswer]) -> list[Measure]:
    """Return figures that contradict a right one: same subject and condition, another value."""
    measures = [found.measure for found in answer.measures]
    right = [one for one in measures if any(is_value(one, label) for label in gold)]
    keys = {(one.kind, one.subject, one.condition, one.comparator, one.unit) for one in right}
    return [
        one
        for one in measures
        if one not in right
        and (one.kind, one.subject, one.condition, one.comparator, one.unit) in keys
    ]


def unsupported_figures(answer: Answer) -> list[str]:
    """Return the figures of an answer that its cited raw quotes do not hold, read independently.

    Measures are looked up in their own citation, the digits of a Chinese statement in all of its
    citations. What an answer adds itself, place and title before a colon, is no claim.
    """
    missing = []
    quotes = [plain(source.citation.quote) for source in answer.citations]
    for found in answer.measures:
        quote = quotes[found.citation]
        figures = _FIGURE.findall(found.measure.value)
        missing += [figure for figure in figures if not stands_in(figure, quote)]
    if answer.question.language == "en":
        return missing
    for statement in answer.statements:
        quote = "".join(quotes[at] for at in statement.citations)
        said = statement.text.partition("：")[2] or statement.text
        missing += [
            figure for figure in _FIGURE.findall(fold(said)) if not stands_in(figure, quote)
        ]
    return missing


def plain(raw: str) -> str:
    """Return a raw quote in simplified script without spaces and pinyin, for looking figures up."""
    return fold(to_simplified(_GLOSS.sub("", raw)))


def stands_in(figure: str, folded_quote: str) -> bool:
    """Return whether a folded quote holds a figure in any way that documents write it."""
    return any(form in folded_quote for form in written_forms(figure))


def written_forms(figure: str) -> set[str]:
    """Return the ways a text may write a figure: digits, a lost decimal point, numerals."""
    forms = {figure, figure.replace(".", "")}
    if figure.isdigit() and 0 < int(figure) < 10_000:
        forms.add(_numeral(int(figure)))
        forms |= {"两", "双"} if figure == "2" else {"当"} if figure == "1" else set()
        forms |= {"半"} if figure in {"6", "30", "50"} else set()
    if figure in {"0", "0.5"}:
        forms |= {"半", "免", "零", "即时", "当场", "当日"}
    return forms | _fractions(figure)


def _numeral(figure: int) -> str:
    """Return a number below ten thousand as laws write it: 十五, 一百八十三, 二千."""
    if figure < 20:
        return ("十" if figure > 9 else "") + (_DIGITS[figure % 10] if figure % 10 else "")
    size, name = next((size, name) for size, name in _RANKS if figure >= size)
    first, rest = divmod(figure, size)
    if not rest:
        return _DIGITS[first] + name
    gap = "零" if rest < size // 10 else ""
    teen = "一" if 10 <= rest < 20 and size > 10 else ""
    return _DIGITS[first] + name + gap + teen + _numeral(rest)


def _fractions(figure: str) -> set[str]:
    """Return 三分之一 and 1/3 for 33.33, as shares are written; none for larger numbers."""
    share = float(figure) / 100
    return {
        form
        for below in range(2, 10)
        for above in range(1, below)
        if abs(above / below - share) < 5e-5 * 2
        for form in (f"{_DIGITS[below]}分之{_DIGITS[above]}", f"{above}/{below}")
    }


def _same_number(one: str, other: str) -> bool:
    numbers = [text for text in (one, other) if _FIGURE.fullmatch(text)]
    return len(numbers) == 2 and float(one) == float(other)


def _stands_alone(form: str, said: str, unit: str | None) -> bool:
    for match in re.finditer(rf"(?<![\d.]){re.escape(form)}(?![\d.])", said):
        after = said[match.end() : match.end() + 6]
        if unit is None or any(char in after for char in fold(unit)[-1:]):
            return True
    return False


def _says_words(said: str, value: str) -> bool:
    wanted = fold(value)
    if wanted in said:
        return True
    return len(bigrams(wanted) & bigrams(said)) >= WORDS_SAID * len(bigrams(wanted))


def median(values: Iterable[float]) -> float:
    """Return the middle value, the upper of two; 0 without values."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
