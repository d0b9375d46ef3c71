"""Subjects that are never told by each other: supplies, kinds of insurance, claiming and ending.

The same service is promised for each, side by side and in the same words; only what a text is
about tells, and a figure or a step of one must never be given for another.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from service.answering.wording.utilities import utilities

_INSURANCES: Final = {
    "old age": re.compile(r"养老(?=保险|金|待遇|缴费|险|费率)|\bpensions?\b", re.IGNORECASE),
    "medical": re.compile(
        r"医保|医疗保险|新农合|\b(?:medical|health)(?:care)? insurance", re.IGNORECASE
    ),
    "unemployment": re.compile(r"失业(?=保险|金|险|补助|待遇)|\bunemployment", re.IGNORECASE),
    "injury": re.compile(r"工伤|\b(?:work|occupational|employment)[- ]injur", re.IGNORECASE),
    "maternity": re.compile(r"生育(?=保险|津贴|险|待遇|医疗费)|\bmaternity", re.IGNORECASE),
    "care": re.compile(r"长护|长期护理|护理保险|\blong-term care", re.IGNORECASE),
    "housing": re.compile(r"公积金|\b(?:housing|provident) fund", re.IGNORECASE),
}
_RUN_WITH: Final = {"medical": frozenset({"maternity", "care"})}
"""What the insurance of a document's title takes in: births and care are paid with illness."""

_ENDS: Final = re.compile(
    r"(?:停领|停发|停缴|停保|停止(?:享受|领取|发放|缴[费纳])|退保|注销(?!确认|证明|[表书函])|销户)(?:[一-鿿]{0,6}申[请报领])?"
)
_BEGINS: Final = re.compile(r"申领|领取(?!期满)|参保(?!人)|设立|开办|注册(?!地)|新办|开户")
_BEGIN_ASKED: Final = re.compile(
    r"申[请领报]|领(?![导域先军班])|参保|参加|设立|开办|注册|新办|开户|开公司|开店"
)
_END_ASKED: Final = re.compile(
    r"停|销|退|终止|解[除散]|取消|歇业|吊|撤|破产|清算|终结|不再|结束|死|去世|离职|断"
)
_CHANGES: Final = re.compile(r"变更|延续|换[发证领]|补[办发领]|迁[移转出入]|转[移出让]|续[期办签]")
"""What is neither: a heading that joins 变更与注销 does not say of which its figures are."""

_GRANT_ASKED: Final = re.compile(r"补贴|补助|津贴|资助|奖励|奖补|救助金|慰问金")
_GRANTING: Final = re.compile(
    r"[补贴奖津]|资助|资金|救助|扶持|支持|优惠|减免|待遇|发放|给予|贴息|\b(?:grant|subsid)"
)


def lacks_grant(question: str, *texts: str) -> bool:
    """Whether a grant is asked about by its name, and none of the texts speaks of any."""
    return asks_for_grant(question) and not any(_GRANTING.search(text) for text in texts)


def asks_for_grant(question: str) -> bool:
    """Whether a grant is asked about by its name."""
    return _GRANT_ASKED.search(question) is not None


@lru_cache(maxsize=4096)
def insurances(text: str) -> frozenset[str]:
    """Return the kinds of insurance that a text names."""
    return frozenset(name for name, pattern in _INSURANCES.items() if pattern.search(text))


@lru_cache(maxsize=4096)
def acts(text: str) -> frozenset[str]:
    """Return whether a text is about beginning something, ending it, both, or neither alone."""
    if _CHANGES.search(text):
        return frozenset()
    begins = _BEGINS.search(_ENDS.sub("", text))
    found = {"end": _ENDS.search(text), "begin": begins}
    return frozenset(name for name, match in found.items() if match)


@lru_cache(maxsize=256)
def asked_acts(question: str) -> frozenset[str]:
    """Return whether a question is about beginning something or ending it; neither as a rule."""
    begins = _BEGIN_ASKED.search(_ENDS.sub("", question)) is not None
    if _ENDS.search(question):
        return frozenset() if begins else frozenset({"end"})
    ends = _END_ASKED.search(question) is not None
    return frozenset({"begin"}) if begins and not ends else frozenset()


class Subjects:
    """What a question names of the subjects that are told apart."""

    __slots__ = ("_named",)

    def __init__(self, question: str) -> None:
        """Read the words of a question."""
        named = (
            (utilities, utilities(question)),
            (insurances, insurances(question)),
            (acts, asked_acts(question)),
        )
        self._named = tuple((read, asked) for read, asked in named if asked)

    def are_told_of_another(self, *texts: str, titles: tuple[str, ...] = ()) -> bool:
        """Whether the first text that names one of a kind names none of those asked about.

        Args:
            texts: From what is said to what is around it.
            titles: Of the document, where these say nothing: of a kind of insurance alone, since
                a plan names one supply for all.
        """
        for read, asked in self._named:
            said = next((found for text in texts if (found := read(text))), None)
            if said is None and read is insurances:
                said = next((_widened(found) for text in titles if (found := read(text))), None)
            if said is not None and not said & asked:
                return True
        return False


def _widened(found: frozenset[str]) -> frozenset[str]:
    return found.union(*(_RUN_WITH.get(name, frozenset()) for name in found))


@lru_cache(maxsize=256)
def subjects_of(question: str) -> Subjects:
    """Return the subjects of a question, read once."""
    return Subjects(question)
