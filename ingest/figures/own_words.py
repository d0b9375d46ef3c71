"""The words that belong to a figure: its own, those after it, and the conditions before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.figures import wording, words_before
from ingest.figures.bounds import Cluster, after_bound
from ingest.figures.clause_layout import ClauseLayout, Piece
from ingest.records import MeasureKind

_JOIN = re.compile(
    r"、|或者?|和(?!谐)|并(?![联网轨购])|且|以及|及(?![以时其格])|,|;"
    r"|\A(?:以[上下内])?[至到]|\A |,?其中"
)
_AMOUNT = r"\d[\d.]{0,20}(?:[^\d,的]{1,6})"
# Whom a number tells: 2000千瓦以上的工业用户, 存栏300头至499头的养猪场.
_TOLD_BY_NUMBER = re.compile(
    rf"(?:{_AMOUNT}(?<!规模)以[上下内]的?|(?:[不未年]满|不足|(?<![不得])(?:超过|低于|高于|少于)){_AMOUNT}的"
    rf"|\d[^\d,的]{{0,5}}[至到-]{_AMOUNT}的"
    # 工龄满10年职工; 停工满6个月未开始施工 tells nobody.
    r"|\d周?岁(?:及?以[上下])?的?|(?<![期届])满\d{1,3}(?:周?年|个?月|[天日])的?(?![未不没仍可应须需即后时之]))"
    r"(?P<who>[^\d,的]{1,14})\Z"
)
_GIVEN = re.compile(r"罚款|罚金|奖励|补助|补贴|奖金|资助|贷款|赔偿|工资|拘留|徒刑")
_MAX_CONDITIONS = 3
# What begins a sentence about what is done, though it ends with a body: 培育科技型企业,….
_DOES = re.compile(
    r"[由各要应把将以按为在从]|大力|加[快强大]|推[进动广]|建[立设成]|完[善成]|优[化先]|强化|培[育养]|支持|鼓励|引[导进]|组[织建]"
    r"|开[展发]|实[施行现]|打造|发[展挥]|提[升高供]|扩大|深[化入]|落实|严[格厉]|规范|统筹|做[好强]|健全|创[新建]|新[增建]"
    r"|聚焦|围绕|依托|指导|督[促查]|帮[助扶]|服务|保[障持]|全[面力]|积极|持续|进一步|着力|重点|通过|充分|切实|确保|力争"
)
# 桑白皮15克 芦根20克: another thing with its own figure.
_NEXT_THING = re.compile(r" [^\s\d,;。|]{1,10}\d")
_LEVELS = re.compile(r"(?<=[村县乡镇区市道])\([居市区乡镇街道社县州自治、]{1,6}\)")
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
    if _NEXT_THING.match(layout.text, group.end):
        start = group.end
    after = layout.text[start : min(start + _AFTER_MAX, len(layout.text))]
    return without_levels(after)


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


def without_levels(words: str) -> str:
    """Return words without the brackets that belong to names: 村(居)民委员会, 县(市、区)."""
    return _LEVELS.sub("", words) if "(" in words else words


def leading_group(pieces: Sequence[Piece]) -> str | None:
    """Return for whom a sentence holds that begins with it: 对低保家庭,每户补贴300元,另减免20%."""
    lead = pieces[-1]
    if len(pieces) < 2 or lead.mark != "," or pieces[0].start - lead.start > _LEAD_REACH:
        return None
    words = _ITEM.sub("", wording.trimmed(lead.text))
    if len(words) > _LEAD_MAX:
        return None
    if wording.has_digit(words):
        return words if _tells_group(words) else None
    if words.endswith("的"):
        return words.removesuffix("的")
    return words if wording.names_group(words) and not _DOES.match(words) else None


def with_leading_group(pieces: Sequence[Piece], subject: str, condition: str | None) -> str | None:
    """Return a condition with for whom its sentence holds, unless words there say what it is of."""
    lead = leading_group(pieces)
    if not lead or (subject and subject in lead) or lead in (condition or ""):
        return condition
    return wording.joined(lead, condition)


def _tells_group(words: str) -> bool:
    """Tell whether words end with a group that a number tells, not with what is given."""
    told = _TOLD_BY_NUMBER.search(words)
    of_quantity = wording.names_quantity(words)  # 400伏以下客户平均接电时间
    return told is not None and not of_quantity and _GIVEN.search(told["who"]) is None
