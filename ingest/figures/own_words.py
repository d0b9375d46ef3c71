"""The words that belong to a figure: its own, those after it, and the conditions before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.figures import wording, words_before
from ingest.figures.bounds import Cluster, after_bound
from ingest.figures.clause_layout import ClauseLayout, Piece
from ingest.records import MeasureKind

_JOIN = re.compile(
    r"、|或者?|和(?!谐)|并(?![联网轨购])|且|以及|及(?![以时其格])|,|;|\A(?:以[上下内])?[至到]|,?其中"
)
_AMOUNT = r"\d[\d.]{0,20}(?:[^\d,的]{1,6})"
# Whom a number tells: 2000千瓦以上的工业用户, 存栏300头至499头的养猪场.
_TOLD_BY_NUMBER = re.compile(
    rf"(?:{_AMOUNT}(?<!规模)以[上下内]的?|(?:[不未年]满|不足|(?<![不得])(?:超过|低于|高于|少于)){_AMOUNT}的"
    rf"|\d[^\d,的]{{0,5}}[至到-]{_AMOUNT}的)(?P<who>[^\d,的]{{1,14}})\Z"
)
_GIVEN = re.compile(r"罚款|罚金|奖励|补助|补贴|奖金|资助|贷款|赔偿|工资|拘留|徒刑")
_MAX_CONDITIONS = 3
# What begins a sentence about what is done, though it ends with a body: 培育科技型企业,….
_DOES = re.compile(
    r"[大加推建完优强培支鼓引组开实打发提扩深落严规统做健创新聚围依指督帮服保全积持进着重由各要应把将以按通为在从]"
)
# The bracket belongs to the name: 所在县(市、区)人民政府.
_COUNTIES = re.compile(r"县\([市区](?:、[市区])?\)")
# 第(三)项, whose bracket no piece keeps.
_ITEM = re.compile(r"(?:[、和或至]?第项)+")
_LEAD_MAX = 24
_LEAD_REACH = 120
_OWN_MAX = 60
_AFTER_MAX = 42


def own_words(
    layout: ClauseLayout, group: Cluster, previous: Cluster | None, piece: Piece
) -> tuple[str, bool]:
    """Return the words of the figure's own piece, after what belongs to the figure before."""
    if previous is None or previous.end <= piece.start:
        return piece.text[-_OWN_MAX:], False
    between = layout.text[max(previous.end, group.start - _OWN_MAX) : group.start]
    if previous.figures[0].kind is MeasureKind.DEADLINE:
        return between, False  # 到2023年底开标率达到… : the date is no part of the words
    joint = _JOIN.search(between)
    if joint is None:
        return piece.text[-_OWN_MAX:], False
    return between[joint.end() :], True


def after_words(layout: ClauseLayout, group: Cluster) -> str:
    """Return the words after a figure, its 以内, 以上 and the like skipped."""
    start = after_bound(layout.text, group.end)
    after = layout.text[start : min(start + _AFTER_MAX, len(layout.text))]
    return _COUNTIES.sub("县", after) if "县(" in after else after


def earlier_conditions(pieces: Sequence[Piece], *, alone: bool) -> str | None:
    """Return the pieces before the figure's own that say when or for whom it holds."""
    found: list[str] = []
    for piece in pieces[:_MAX_CONDITIONS]:
        words = wording.trimmed(piece.text) if piece.mark != ":" else ""
        if not words or len(words) > wording.MAX_WORDS:
            break
        figured = wording.has_digit(words)
        if wording.is_conditional(words) and (words.endswith("的") or not figured):
            found.append(words.removesuffix("的"))
        elif figured and not found and _tells_group(words):
            found.append(words)
            break
        elif (
            not figured
            and not found
            and (words_before.span_of_work(words) or (alone and wording.names_group(words)))
        ):
            found.append(words)
            break
        else:
            break
    return ",".join(reversed(found)) or None


def leading_group(pieces: Sequence[Piece]) -> str | None:
    """Return for whom a sentence holds that begins with it: 对低保家庭,每户补贴300元,另减免20%."""
    lead = pieces[-1]
    if len(pieces) < 2 or lead.mark != "," or pieces[0].start - lead.start > _LEAD_REACH:
        return None
    words = _ITEM.sub("", wording.trimmed(lead.text))
    if len(words) > _LEAD_MAX or wording.has_digit(words):
        return None
    if words.endswith("的"):
        return words.removesuffix("的")
    return words if wording.names_group(words) and not _DOES.match(words) else None


def _tells_group(words: str) -> bool:
    """Tell whether words end with a group that a number tells, not with what is given."""
    told = _TOLD_BY_NUMBER.search(words)
    return told is not None and _GIVEN.search(told["who"]) is None
