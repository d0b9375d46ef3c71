"""Typed figures of a clause: what is measured, for whom, with which bound.

Policy sentences say the subject once and go on with figures for one group after another. So the
words before a figure are read as subject, condition or both, and what a figure does not say itself
is carried over from the figure before it in the same sentence, or taken from the heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.figures import Figure, find_figures
from ingest.records import Measure, MeasureKind

_FOLD = str.maketrans("，；：（）！？．％　", ",;:()!?.% ")
_MAX_WORDS = 40

_SENTENCE_END = re.compile(r"[。;!?\n|]")
_PIECE_END = re.compile(r"[,、:()〔〕]")

_BOUND_BEFORE = (
    (
        "<=",
        re.compile(
            r"(?:不得?超过|不得?高于|不得?多于|不大于|最多|至多|最长|最高|最迟|最晚|上限为?|控制在)\Z"
        ),
    ),
    (">=", re.compile(r"(?:不得?少于|不得?低于|不小于|至少|最少|最低|达到|稳定在|下限为?)\Z")),
    ("<", re.compile(r"(?:低于|少于|小于|不足|不满)\Z")),
    (">", re.compile(r"(?:超过|高于|大于|多于)\Z")),
)
_BOUND_AFTER = (
    ("<=", re.compile(r"\s*(?:\(?含\)?)?(?:以内|之内|内|及?以下)")),
    (">=", re.compile(r"\s*(?:\(?含\)?)?(?:及?以上|起步)")),
)
_CHANGE = r"(?:压缩|压减|缩短|减少|精简|降低|下降|提高|提升|增加|扩大|调整|增长|延长|放宽|简化|缩减|减|降|增)"
_TO = rf"(?:再|进一步|平均|统一|逐步|全部|暂)*{_CHANGE}?(?:到|至|为|成)"
_FROM_TO = re.compile(rf"(?:以内|内|以上|以下|左右)?{_TO}(?:不超过|不低于|最多|至少)?\Z")
_FROM = re.compile(r"(?:由|从)(?:法定的?|原来的?|原有的?|现有的?|现行的?|目前的?|原)?\Z")

# What stands between subject and figure and belongs to neither.
_VERB_TAIL = re.compile(
    rf"(?:(?:{_TO})|不得?超过|不得?高于|不得?低于|不得?少于|不得?多于|不大于|不小于|最多|至多|最长|最高|最低|最迟"
    r"|至少|最少|达到|达|控制在|稳定在|保持在|超过|高于|低于|少于|大于|小于|不足|不满|提前|为|是|在|于|按|以|给予"
    r"|由|从|约|原则上|分别|平均|一律|一般|应当?|须|力争|确保|将|各|共|并|,|、|:)+\Z"
)
_LEAD = re.compile(
    r"^(?:其中|并|且|同时|即|实现|确保|力争|使|将|对|把|按照?|到?20\d\d年底?前?|到|至|原则上|其他|并且"
    r"|[(]?[一二三四五六七八九十\d]{1,3}[)、.]|,|、|:|\s)+"
)
_QUANTITY = re.compile(
    rf"(?:时间|时限|期限|时长|用时|周期|天数|限期|有效期|环节|材料|资料|次数|频次|率|比例|比重|占比"
    r"|费用|费率|金额|额度|限额|总额|补贴|补助|奖励|资助|租金|保证金|贴息|面积|容量|高度|长度|宽度"
    r"|距离|规模|数量|数|量|浓度|水平|满意度|权重|资金|资金池|价格|投资|收入|产值|电压|等级|成本|报价"
    rf"|标准|时点|延期|公章|印章|{_CHANGE})\Z"
)
_OWN_GROUP = re.compile(
    r"^(?P<group>(?:有|无|没有|涉及|符合|不|需|采用|属于|具备)[^的]{1,20})的(?P<subject>.{2,})\Z"
)
_GROUP_AFTER_VERB = re.compile(
    rf"^(?P<subject>.+?)(?:{_TO}|分别为?|为|:)(?P<group>[^,、:]{{2,20}})\Z"
)
_ACTION = re.compile(r"^(?:以内|之内|内|后)?(?P<action>[^\d,、;。()|:!?\n]{2,16})")
_ACTION_VERB = re.compile(
    r"^(?:完成|办结|办理|办完|答复|回复|反馈|作出|做出|出具|核发|发放|拨付|支付|兑现|审结|签收|响应|到场|到达|受理|审核|审查|审批"
    r"|提交|提出|报送|报备|公开|公布|公示|整改|退还|退至|恢复|领证|发证|开工|转办|转至|生成|接通|接入|送达|告知|签订|付款|更新|下架"
    r"|申报|缴纳|补齐|核定|核查|移交|组织|启动|联系|勘测|制定|补正|裁定|重新|书面|予以|给予|检查|验收|登记|办)"
)
_TIMED_FROM = re.compile(r"(?P<from>(?:自|从|在)?[^,;。]{2,24}?(?:之日起|之日|后|之后|时起))\Z")


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words around a figure say."""

    subject: str
    condition: str | None


def extract_measures(text: str, *, heading: str = "") -> tuple[Measure, ...]:
    """Return the typed figures of a clause in reading order.

    Args:
        text: The clause text; offsets of the result count in it.
        heading: Says the subject where nothing nearer does.
    """
    folded = text.translate(_FOLD)
    figures = find_figures(folded)
    baselines = _baselines(folded, figures)
    measures: list[Measure] = []
    last: dict[tuple[int, MeasureKind], str] = {}
    dropped = {id(base) for base in baselines.values()}
    for figure in figures:
        if id(figure) in dropped:
            continue
        base = baselines.get(id(figure))
        said = _said(folded, base or figure, figure)
        sentence = _sentence_start(folded, figure.start)
        subject = said.subject or last.get((sentence, figure.kind)) or heading
        last[sentence, figure.kind] = subject
        measures.append(
            Measure(
                kind=figure.kind,
                subject=subject,
                condition=said.condition,
                comparator=_comparator(folded, figure),
                value=figure.value,
                unit=figure.unit,
                baseline=base.value if base else None,
                start=figure.start,
                end=figure.end,
            )
        )
    return tuple(measures)


def _baselines(folded: str, figures: Sequence[Figure]) -> dict[int, Figure]:
    """Pair the target of 由A压缩到B with its baseline, by the target's identity."""
    pairs: dict[int, Figure] = {}
    for base, target in pairwise(figures):
        if base.kind is not target.kind or target.start - base.end > 16:
            continue
        between = folded[base.end : target.start]
        if _FROM_TO.fullmatch(between) and _FROM.search(folded, 0, base.start):
            pairs[id(target)] = base
    return pairs


def _comparator(folded: str, figure: Figure) -> str:
    if figure.kind is MeasureKind.DEADLINE:
        return "<="
    before = folded[max(0, figure.start - 6) : figure.start]
    for sign, pattern in _BOUND_BEFORE:
        if pattern.search(before):
            return sign
    for sign, pattern in _BOUND_AFTER:
        if pattern.match(folded, figure.end):
            return sign
    return "="


def _said(folded: str, first: Figure, figure: Figure) -> _Said:
    """Read subject and condition from the words before the figure and just after it."""
    if _line_start(folded, figure.start) == "|":
        return _said_in_row(folded, figure)
    sentence = _sentence_start(folded, first.start)
    piece = _piece_start(folded, sentence, first.start)
    words = _trimmed(folded[piece : first.start])
    earlier = _earlier_piece(folded, sentence, piece)
    if _QUANTITY.search(words):
        own = _OWN_GROUP.match(words)
        if own:
            return _Said(_limited(own["subject"]), own["group"])
        return _Said(_limited(words), earlier)
    grouped = _GROUP_AFTER_VERB.match(_LEAD.sub("", folded[piece : first.start]).rstrip())
    if grouped and _QUANTITY.search(grouped["subject"]):
        return _Said(_limited(grouped["subject"]), _trimmed(grouped["group"]) or None)
    action = _action(folded, figure)
    if action:
        return _Said(action, _limited(words) or earlier)
    if figure.kind in (MeasureKind.DEADLINE, MeasureKind.SIZE):
        return _Said("", None)
    return _Said("", _limited(words) or None)


def _line_start(folded: str, position: int) -> str:
    start = folded.rfind("\n", 0, position) + 1
    return folded[start : start + 1]


def _said_in_row(folded: str, figure: Figure) -> _Said:
    """Read a table row: the column's header is the subject, the row's first words the condition."""
    row_start = folded.rfind("\n", 0, figure.start) + 1
    row_end = folded.find("\n", figure.start)
    cells = _cells(folded[row_start : row_end if row_end >= 0 else len(folded)])
    column = folded.count("|", row_start, figure.start) - 1
    header = _cells(_header_row(folded, row_start))
    subject = header[column] if column < len(header) and header != cells else ""
    named = (cell for at, cell in enumerate(cells) if at != column and not find_figures(cell))
    condition = next((cell for cell in named if re.search(r"[^\W\d_]", cell)), None)
    return _Said(subject, condition)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _header_row(folded: str, row_start: int) -> str:
    """Return the first row of the table that holds the row starting at `row_start`."""
    lines = folded[:row_start].split("\n")[:-1]
    header = ""
    for line in reversed(lines):
        if not line.startswith("|"):
            break
        header = line
    return header


def _sentence_start(folded: str, position: int) -> int:
    start = 0
    for match in _SENTENCE_END.finditer(folded, max(0, position - 200), position):
        start = match.end()
    return start if start else max(0, position - 200)


def _piece_start(folded: str, sentence: int, position: int) -> int:
    start = sentence
    for match in _PIECE_END.finditer(folded, sentence, position):
        if match.end() < position:
            start = match.end()
    return start


def _earlier_piece(folded: str, sentence: int, piece: int) -> str | None:
    """Return the words before the figure's own piece, when they name a group or a time span."""
    if piece <= sentence:
        return None
    start = _piece_start(folded, sentence, piece - 1)
    words = _LEAD.sub("", folded[start : piece - 1]).strip()
    if not words or find_figures(words) or len(words) > _MAX_WORDS:
        return None
    names_group = re.search(
        r"(?:用户|企业|项目|工程|居民|人员|单位|类|的|情形|事项|条件下|之日起|至|到).*", words
    )
    return words if names_group else None


def _action(folded: str, figure: Figure) -> str:
    """Return the verb phrase of `3个工作日内完成登记`."""
    if figure.kind not in (MeasureKind.DURATION, MeasureKind.DEADLINE):
        return ""
    match = _ACTION.match(folded[figure.end : figure.end + 24])
    if match and _ACTION_VERB.match(match["action"]):
        return match["action"].rstrip("的并和及 ")
    return ""


def _trimmed(words: str) -> str:
    """Strip what introduces the words and the verb that leads to the figure."""
    words = _LEAD.sub("", words.strip())
    previous = None
    while previous != words:
        previous = words
        words = _VERB_TAIL.sub("", words).rstrip()
        words = re.sub(r"(?:再|进一步|平均|均)\Z", "", words)
    return words


def _limited(words: str) -> str:
    return words if len(words) <= _MAX_WORDS else words[-_MAX_WORDS:]
