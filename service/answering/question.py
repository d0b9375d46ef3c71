"""What a question asks for, read from its words: its kind, the figures and units that answer."""

from __future__ import annotations

import re
from typing import Final

from index import QueryInfo
from ingest.records import MeasureKind
from service.answering.kinds import COUNTED, FIGURES, asked_kind, canonical
from service.answering.records import AskedForm, AskedKind, AskedQuestion

_COUNTS: Final = re.compile(
    rf"[几数][{COUNTED}]|多少[{COUNTED}]|次数|数量|个数|\bhow (?:many|often)|\bnumber of"
)
# What is counted, in the words of the question -> the words that stand beside such a figure.
_UNITS: Final = (
    (re.compile(r"环节|几步|步骤|手续|\b(?:steps?|procedures?)\b"), ("环节", "步骤", "手续")),
    (re.compile(r"材料|资料|\b(?:documents|papers|materials)\b"), ("材料", "资料")),
    (re.compile(r"几[次回趟]|多少[次回趟]|次数|\b(?:times|how often)\b"), ("次",)),
    (re.compile(r"几[项个种]|多少[项个种]"), ("项", "个", "种", "类", "条", "大")),
    (re.compile(r"几[人名]|多少[人名]|\bpeople\b"), ("人", "名")),
    (re.compile(r"几家|多少家"), ("家",)),
    (re.compile(r"几岁|多少岁|\b(?:age|old)\b"), ("岁", "周岁")),
    (re.compile(r"几枚|多少枚"), ("枚",)),
)

# These say what an answer looks like; no typed figure is one.
_FORMS: Final = tuple(
    (form, re.compile(pattern, re.IGNORECASE))
    for form, pattern in (
        (
            AskedForm.PHONE,
            r"(?:热线|电话|号码)(?:是|号码?)?(?:几号|多少|什么|哪个|\W*\Z)|(?:打|拨打?)(?:几号|哪个|什么|哪里)"
            r"|(?:哪个|什么|哪条)(?:\w{0,4})(?:电话|号码|热线)"
            r"|(?<!what is )\b(?:which|what) (?:\w+ )?(?:phone|telephone|hotline|number do)\b"
            r"|\bphone number\b",
        ),
        (AskedForm.CLOCK, r"几点|\bwhat time\b"),
        (
            AskedForm.FREQUENCY,
            r"(?:多久|多长时间|几个?[天日周月年])[^,。?]{0,3}一[次回遍趟]|频[率次]"
            r"|\bhow (?:often|frequently)\b",
        ),
    )
)


def read_question(info: QueryInfo, *, language: str | None = None) -> AskedQuestion:
    """Read what a question asks for.

    Args:
        info: What the search understood of it.
        language: To answer in, zh or en; the question's own when not given.
    """
    text = canonical(info.normalized)
    kind = asked_kind(text)
    form = next((form for form, pattern in _FORMS if pattern.search(text)), None)
    if form in (AskedForm.PHONE, AskedForm.FREQUENCY):
        kind = AskedKind.WHAT
    return AskedQuestion(
        text=info.text,
        normalized=info.normalized,
        language=language or info.language,
        kind=kind,
        figures=_figures(text, kind) if form is None else frozenset(),
        units=_units(text) if kind is AskedKind.HOW_MANY else frozenset(),
        regions=info.regions,
        form=form,
    )


def _figures(text: str, kind: AskedKind) -> frozenset[MeasureKind]:
    """Return what would answer; 多少 without a word for what is counted asks for any figure."""
    if kind is AskedKind.HOW_MANY and not _COUNTS.search(text):
        return frozenset(MeasureKind) - {MeasureKind.DEADLINE}
    return FIGURES.get(kind, frozenset())


def _units(text: str) -> frozenset[str]:
    return frozenset(unit for pattern, units in _UNITS if pattern.search(text) for unit in units)
