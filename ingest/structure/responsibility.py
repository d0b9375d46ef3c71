"""Who has to do a task: the units that a clause names as leading it or working on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.records import Responsible
from ingest.structure.first_unit_leads import without_notes

_OPEN, _CLOSE = "(〔[【﹝", ")〕]】﹞"
_MAX_BRACKET_CHARS = 600
_MAX_UNIT_CHARS = 36
_SHORT_UNITS = frozenset({"人行", "妇联", "残联", "侨联", "科协", "文联"})
"""Units whose usual name has two characters: 人行、银保监分局."""
# 各市、县(区)人民政府 is one name, and so is 各区、县级市.
_LEVELS = re.compile(
    r"各(?:设区)?[市区县州]{1,2}(?:、(?:县级市|[市区县州])(?=[、,;。(〔\[人政]|\Z))+"
)
_ONE_NAME = "\x1f"
# 商务部等和各有关省级人民政府, 市级有关部门及各县区政府: the others are named on their own.
_WITH_OTHERS = re.compile(r"(?:等(?:部门|单位)?)?(?:和|以?及|与)(?=各)")

_FOLDED = tuple(zip("（）；：，．", "();:,.", strict=True))

_LABEL = re.compile(
    r"(?P<role>牵头|主责|主办|主管|负责|责任|配合|协办|协同|参与|参加|实施|落实|承办|支持)"
    r"(?P<noun>单位|部门|主体|机构|科室|处室|领导|人)?(?:\([^()]{1,12}\))?\s*:"
)
_LEAD_ROLES = frozenset({"牵头", "主责", "主办", "主管"})
_PERSONS = frozenset({"领导", "人"})
# (负责部门:税务总局,适用范围:全市): another label ends the units.
_END_OF_VALUE = re.compile(r"[;。\n]|,(?=[一-鿿]{2,8}:)")
_LABEL_LINE = re.compile(
    r"(?:^|(?<=[。;.!?]))[^\S\n]*+(?=(?:牵头|责任|负责|配合|主办|协办|主责)(?:单位|部门|主体)\s*:)",
    re.M,
)
# 由市住建局牵头,各区政府配合 in the text itself.
_RUNNING = re.compile(
    r"由(?P<lead>[^,;。:()\n]{2,60})(?:共同)?牵头(?!单位|部门|人|[、的])"
    r"(?:[^,;。:()\n]{0,4},(?P<with>[^,;。:()\n]{2,80}?)(?:密切|积极|共同|做好)*(?:配合|参与|参加|协助|协同))?"
)

_VERB = re.compile(
    r"(?P<lead>(?:共同)?牵头(?![和及]|单位|部门)(?:负责|落实|办理|组织实施|组织|实施|推进)?)"
    r"|(?P<shared>(?:等(?:有关|相关)?(?:单位|部门)*)?(?:按照?|依)?(?:各自)?(?:职责分工|职责|分工)"
    r"(?:分别|共同|协同|抓好)?(?:负责|落实|配合|实施|推进|做好)*"
    r"|(?:密切|协同|积极)?(?:配合|参与|参加|协助)(?:落实|实施)?|共同(?:负责|落实))"
    r"|(?P<charge>(?:分别|具体)?(?:负责|落实|承办|实施)(?:落实|实施)?)"
)
_UNIT_END = re.compile(
    r"(?:局|委|办|部|厅|院|会|署|中心|公司|单位|部门|政府|行|组|处|科|所|站|队|海关|集团|街道|街镇|镇|乡"
    r"|区|县|市|园|台|社|联|党委|工委|管委|室|校|企业|机构|各地|供电|电网|燃气|水务|烟草|机场|铁路|法院|基地)$"
)
_NOT_UNITS = re.compile(r"^一个|\d{4}年|\d月|完成|时限|持续|长期|年底|底前|解释|由本|电话|联系")


# A bracket that holds more than a number, or a labelled line: nothing else can name units.
_MAY_NAME_UNITS = re.compile(
    r"[（(〔\[【﹝](?![一二三四五六七八九十\d]{1,3}[)）])"
    r"|(?:牵头|责任|负责|配合|主办|协办|主责)(?:单位|部门|主体)\s*[:：]"
    r"|由[^,，;；。\n]{2,60}牵头"
)
# What every match of it holds; begins with one class, so that the search skips other text.
_NAMES_UNITS_AT = re.compile(
    r"[（(〔\[【﹝:：由](?:(?<=[位门体\s][:：])|(?<=由)(?=[^,，;；。\n]{2,60}牵头)"
    r"|(?<![:：由])(?![一二三四五六七八九十\d]{1,3}[)）]))"
)
_NOBODY = Responsible()


def unit_places(text: str) -> list[int]:
    """Return, in order, the places of a whole text without which no piece of it names units."""
    return [match.start() for match in _NAMES_UNITS_AT.finditer(text)]


def find_responsible(text: str, *, first_leads: bool = False) -> Responsible:
    """Read the responsible units from the brackets and labelled lines of a clause.

    `牵头` makes a lead; a single `X负责` too, and `X、Y分别负责`. Units named as 责任, 配合 or
    按职责分工, or of which several 负责, go to `with_`. Brackets may be misplaced
    (`(。牵头单位:…`) or never close.

    Args:
        text: Of the clause.
        first_leads: The document says that of those in a bracket the first leads.
    """
    if not _MAY_NAME_UNITS.search(text):
        return _NOBODY
    folded = text
    for wide, narrow in _FOLDED:  # six passes in C; a table is looked up by character
        folded = folded.replace(wide, narrow)
    if first_leads:
        folded = without_notes(folded)
    lead: dict[str, None] = {}
    with_: dict[str, None] = {}
    for words in _statements(folded):
        found = list(_labelled(words) if _LABEL.search(words) else _verbal(words))
        if first_leads and "牵头" not in words:
            found = [(unit, at == 0) for at, (unit, _) in enumerate(found)]
        for unit, leads in found:
            (lead if leads else with_).setdefault(unit)
    if not lead and not with_:
        for unit, leads in (*_running(folded), *_bare(folded, first_leads)):
            (lead if leads else with_).setdefault(unit)
    for unit in lead:
        with_.pop(unit, None)
    return Responsible(lead=tuple(lead), with_=tuple(with_))


def _running(folded: str) -> Iterator[tuple[str, bool]]:
    """Read 由A牵头,B配合 in the sentences of a clause."""
    for match in _RUNNING.finditer(folded):
        for words, leads in ((match["lead"], True), (match["with"] or "", False)):
            units = list(_units(words.removeprefix("会同")))
            if all(_UNIT_END.search(unit) for unit in units):
                yield from ((unit, leads) for unit in units)


def _bare(folded: str, first_leads: bool) -> Iterator[tuple[str, bool]]:
    """Read a bracket with nothing but units after a sentence, at the end of its line."""
    for start, end in _outer_brackets(folded):
        after_sentence = folded[start - 2 : start - 1] in ("。", ";")
        if not after_sentence or folded[end + 1 : end + 2] not in ("", "\n"):
            continue
        units = list(_units(folded[start:end])) if end - start <= _MAX_BRACKET_CHARS else []
        if all(_UNIT_END.search(unit) for unit in units):
            yield from ((unit, first_leads and at == 0) for at, unit in enumerate(units))


def _statements(folded: str) -> Iterator[str]:
    """Yield the contents of brackets, and of lines, that may name responsible units."""
    covered = 0
    for start, end in _outer_brackets(folded):
        words = folded[start:end]
        if len(words) <= _MAX_BRACKET_CHARS and (_LABEL.search(words) or _ends_with_verb(words)):
            yield words
            covered = end
    for match in _LABEL_LINE.finditer(folded):
        if match.end() >= covered:
            end = folded.find("\n", match.end())
            yield folded[match.end() : end if end >= 0 else len(folded)]


def _outer_brackets(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the insides of outermost brackets; one that never closes runs to its line's end."""
    depth, start = 0, 0
    for match in re.finditer(r"[(〔\[【﹝)〕\]】﹞\n]", folded):
        char = match[0]
        if char == "\n":
            if depth:
                yield start, match.start()
            depth = 0
        elif char in _OPEN:
            if depth == 0:
                start = match.end()
            elif _LABEL.match(folded, match.end()):
                # A label opens a statement even when an earlier bracket was left open.
                start, depth = match.end(), 0
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, match.start()
    if depth:
        yield start, len(folded)


def _ends_with_verb(words: str) -> bool:
    parts = [part for part in re.split("[;。,]", words) if part and not _NOT_UNITS.search(part)]
    return bool(parts) and any(
        (match := _last_verb(part)) is not None and match.end() == len(part.rstrip(" 。"))
        for part in parts
    )


def _last_verb(words: str) -> re.Match[str] | None:
    last = None
    for match in _VERB.finditer(words):
        last = match
    return last


def _labelled(words: str) -> Iterator[tuple[str, bool]]:
    """Read `牵头单位:A、B;责任单位:C`, with any separator between the two."""
    labels = list(_LABEL.finditer(words))
    for at, label in enumerate(labels):
        if label["noun"] in _PERSONS:
            continue
        end = labels[at + 1].start() if at + 1 < len(labels) else len(words)
        value = _END_OF_VALUE.split(words[label.end() : end], maxsplit=1)[0]
        if _VERB.search(value) and (told := list(_verbal(value))):
            yield from told  # 责任单位:A牵头,B配合
            continue
        for unit in _units(value):
            yield unit, label["role"] in _LEAD_ROLES


def _verbal(words: str) -> Iterator[tuple[str, bool]]:
    """Read `A牵头,B、C按职责分工负责` and its relatives."""
    found: list[tuple[str, bool]] = []
    for sentence in re.split("[;。]", words):
        position = 0
        for verb in _VERB.finditer(sentence):
            named, _, joined = sentence[position : verb.start()].partition("会同")
            position = verb.end()
            units = list(_units(named))
            charge = "" if found else verb["charge"] or ""
            each = len(units) == 1 or charge.startswith("分别")
            in_charge = bool(verb["lead"]) or bool(charge and each)
            found.extend((unit, in_charge) for unit in units)
            found.extend((unit, False) for unit in _units(joined))
    plausible = sum(1 for unit, _ in found if _UNIT_END.search(unit))
    if plausible * 2 >= len(found):
        yield from found


def _units(words: str) -> Iterator[str]:
    """Split a list of units at commas that stand outside brackets."""
    for piece in _split_outside_brackets(_WITH_OTHERS.sub("、", _LEVELS.sub(_joined, words))):
        unit = piece.replace(_ONE_NAME, "、")
        unit = re.sub(r"^(?:由|和|及|以及|会同|并|请)|[\s.]", "", unit)
        unit = re.sub(r"等(?:有关|相关|各)?(?:单位|部门|市直部门)*$", "", unit).strip("。,、;: ")
        short = unit in _SHORT_UNITS
        if (short or 2 < len(unit) <= _MAX_UNIT_CHARS) and not _NOT_UNITS.search(unit):
            yield unit


def _joined(levels: re.Match[str]) -> str:
    return levels[0].replace("、", _ONE_NAME)


def _split_outside_brackets(words: str) -> Iterator[str]:
    depth, start = 0, 0
    for at, char in enumerate(words):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(depth - 1, 0)
        elif char in "、,," and depth == 0:
            yield words[start:at]
            start = at + 1
    yield words[start:]
