"""The step of a procedure that a length of time is for: to apply, to check, to pay, to publish.

One sentence gives each its own: 60日内申领, 10个工作日内审核. Who names the step beside the time
that is asked for (多少天审核, 拨付要几天, 多久内申请) is told no other's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from service.answering.figures.comparators import AT_MOST
from service.answering.figures.validity import without_validity

_STEPS: Final = {
    "apply": r"申[请领报](?![人表书者])|提出|报名|提交|递交",
    "accept": r"受理|收件|立案",
    "check": r"审[核查批定]|核[准定查]|初审|复核|批(?:准|复|下来?|完|好)",
    "pay": r"拨付|支付|发放|到[账帐]|兑现|划[拨转]|打款|入[账帐]",
    "publish": r"公[示布告]",
    "reply": r"答复|回复|反馈",
}
_OWN: Final = {name: re.compile(words) for name, words in _STEPS.items()}
_TIME: Final = (
    r"(?:多久|多长时间|几个?(?:工作日|[天日月周])|多少个?(?:工作日|[天日月周])|什么时候|何时)"
)
_PIECE_END: Final = re.compile(r"[,，;；。\n|]")
_PIECE_MAX: Final = 160
"""Characters on each side of a figure; what stands further off is not said of it."""
_SINCE: Final = re.compile(r"[自从由于][^,，。;；]{0,24}?(?:之?日起|后)")
_ANY: Final = "|".join(f"(?P<{name}>{words})" for name, words in _STEPS.items())
_WITHIN: Final = r"(?:之?内|以内|前)"
_AFTER: Final = re.compile(rf"{_TIME}{_WITHIN}?(?:能|可以?|才|要|会|必须|给|完成|就)*(?:{_ANY})")
_APPLYING: Final = re.compile(rf"{_TIME}{_WITHIN}")
_BEFORE: Final = re.compile(
    rf"(?:{_ANY})(?:完成?|好|下来)?(?:的)?(?:期限|时限|时间)?(?:一般|大概|需要?|要|得|是)*{_TIME}"
)


def of_step(measures: list[Measure], clause: Clause, question: str) -> list[Measure]:
    """Leave out the lengths of time for other steps than the one that is asked about.

    Where some figure is for that step, those for none are left out as well; and so is how long a
    paper holds beside how long it takes.
    """
    measures = without_validity(measures, clause, question)
    asked = asked_step(question)
    if asked is None:
        return measures
    steps = {id(m): _step_of(m, clause) for m in measures if m.kind is MeasureKind.DURATION}
    if asked in steps.values():
        return [m for m in measures if steps.get(id(m), asked) == asked]
    # The office's own steps go by each other's names; applying is the applicant's.
    if asked == "apply":
        return [m for m in measures if steps.get(id(m)) is None]
    return [m for m in measures if steps.get(id(m)) != "apply"]


def lacks_step(measures: list[Measure], clause: Clause, question: str) -> bool:
    """Whether a step is asked about, and none of the lengths of time is for it."""
    asked = asked_step(question)
    spells = [m for m in measures if m.kind is MeasureKind.DURATION]
    return bool(asked and spells) and all(_step_of(m, clause) != asked for m in spells)


def applies(measure: Measure, clause: Clause) -> bool:
    """Whether a length of time is one within which somebody has to apply."""
    return _step_of(measure, clause) == "apply"


@lru_cache(maxsize=256)
def asked_step(question: str) -> str | None:
    """Return the step of a procedure named right after the time asked for, else right before it.

    申请要多久 may mean until it is decided, and 多久能申请 asks since when: applying counts where
    something is to be done within a time.
    """
    found = _AFTER.search(question) or _BEFORE.search(question)
    if found is None or (found.lastgroup == "apply" and not _APPLYING.match(found[0])):
        return None
    return found.lastgroup


def _step_of(measure: Measure, clause: Clause) -> str | None:
    """Return the last step that a figure's own words name, else those around it.

    Since when it runs (自受理之日起) is another step's end.
    """
    piece = _piece_of(measure, clause.text)
    # 津贴发放158天 is no time within which anything is done.
    around = _SINCE.sub("", piece) if measure.comparator in AT_MOST else ""
    said = (measure.subject, around)
    return next((step for words in said if (step := _last_step(words))), None)


def _piece_of(measure: Measure, text: str) -> str:
    """Return what stands with a figure between two commas or stops."""
    first, last = max(0, measure.start - _PIECE_MAX), measure.end + _PIECE_MAX
    start = max((m.end() for m in _PIECE_END.finditer(text, first, measure.start)), default=first)
    end = _PIECE_END.search(text, measure.end, last)
    return text[start : end.start() if end else last]


def _last_step(words: str) -> str | None:
    found = [(match.end(), name) for name, own in _OWN.items() for match in own.finditer(words)]
    return max(found)[1] if found else None
