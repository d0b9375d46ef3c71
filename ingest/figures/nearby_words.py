"""What a figure is about where the words next to it leave it open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.figures import wording, words_after, words_before
from ingest.figures.bounds import Cluster, after_bound
from ingest.figures.clause_layout import ClauseLayout, Piece
from ingest.figures.own_words import without_levels
from ingest.figures.wording import Said
from ingest.records import MeasureKind

_DONE_MAX = 90
_CASE_MAX = 4
_YEARS = re.compile(
    r"第[一二三四五六七八九十\d]{1,2}年(?:[至到]第[一二三四五六七八九十\d]{1,2}年)?"
)
_HEAD_MAX = 12
_BRACKET_REACH = 24
_STEP_ENDS = re.compile(r"[,;。:\n|()〔〕→>、“”]")
_DATED = re.compile(r"\d[^,]{0,6}?[前内]")
_OBJECT = re.compile(
    r"(?:担任|聘请|聘任|建设|培育|新增|引进|培养|打造|设立|组建|选派|招聘|招录|创建|建成|配备|组织开展|举办|评选|认定)"
    r"(?P<noun>[^,\d]{2,16})\Z"
)
_CHOSEN = re.compile(r"(?:择优|等额|差额|优先|逐级)?(?P<noun>推荐|申报|上报|遴选)\Z")
_PEOPLE = ("人员", "员", "师", "专家", "教师", "护士", "医生")
_TAKEN = re.compile(
    r"(?:收取|收缴|缴纳|交纳|预留|提取|设立|安排|支付|投标|履约)(?P<noun>[^,\d]{2,12}?)的?\Z"
)
_IN_CHARGE = ("负责", "落实", "配合", "牵头")
_DOING = re.compile(r"(?:开展|组织|完成|实施|推进|建设|制定|编制|启动|建立|进行)[^,]{2,24}\Z")
_GIVEN = re.compile(r"给予|予以|发放|享受")
_IS = ("为", "是")
_BARE_DOINGS = frozenset("进行 举行 开展 实施".split())
_EACH = re.compile(r"每[个家户名条座所]?[一-鿿]{1,8}")
_INCLUDED = re.compile(r"\(含[^()]{1,8}\)")
_FOLLOWING = re.compile(r"(?P<noun>[^,;。()|:\n的\d]{2,16})(?=[,;。()|:\n的]|\Z)")


def done_by(layout: ClauseLayout, group: Cluster, piece: Piece) -> str:
    """Return what has to happen within a time limit: 确认债权债务 of 30日内确认债权债务."""
    start = after_bound(layout.text, group.end)
    text = layout.text
    by = start > group.end or text.startswith(("前", "之前", "以前"), start)
    if not by and not text.startswith("前", group.start - 1):
        return ""
    window = text[start : start + _DONE_MAX]
    # Words that run on past the window are cut; only what a mark ends is whole.
    window = without_levels(window if len(window) == _DONE_MAX else f"{window}\n")
    done = words_after.done(window) or ""
    if done in _BARE_DOINGS:  # 合议庭评议案件应当在庭审结束后五个工作日内进行
        return words_before.who_acts(wording.trimmed(piece.text)) or done
    return done


def done_instead(layout: ClauseLayout, group: Cluster, piece: Piece, carried: str) -> str:
    """Return what is done within a time limit, where what is carried is done within another.

    低压2个工作日内答复方案,高压5个工作日内装表接电 limits two things. A length of time (办理时间)
    and what is only said to be done (3个工作日内办结) are those of the figure before.
    """
    acts = group.figures[0].kind is MeasureKind.DURATION and not wording.names_quantity(carried)
    if not acts or wording.names_process(carried):
        return carried
    done = done_by(layout, group, piece)
    return carried if wording.only_says_done(done) else done


def acts_on(layout: ClauseLayout, group: Cluster, piece: Piece) -> bool:
    """Say whether words name what is acted on within a time: 对重大隐患2小时内停气处置."""
    within = layout.text.startswith(("内", "以内", "之内"), group.end)
    return within and piece.text.startswith(("对", "针对"))


def case_of(core: str, limit: str, layout: ClauseLayout, group: Cluster) -> Said | None:
    """Read 平峰不超过15分钟 after 高峰发车间隔不超过8分钟: another case of what is limited."""
    short = len(core) <= _CASE_MAX and wording.names_quantity(limit)
    if (
        not short
        or wording.has_digit(limit)
        or wording.names_process(core)
        or words_after.names_action(core)
    ):
        return None
    if core[0] in "较比" or layout.text.endswith(("提前", "满"), 0, group.start):
        return None  # 较法定20个工作日, 临时停电提前24小时
    return Said(limit, core)


def said_before(pieces: Sequence[Piece]) -> str:
    """Return what the piece before a bound that stands alone is about: 发言, of 发言,不超过."""
    words = wording.trimmed(pieces[0].text) if pieces and pieces[0].mark == "," else ""
    if not words or wording.has_digit(words) or wording.is_conditional(words):
        return ""
    near = len(words) <= _HEAD_MAX
    return words_before.term_head(words) or (
        words if near or (wording.names_quantity(words) and not _GIVEN.search(words)) else ""
    )


def before_bracket(layout: ClauseLayout, opener: int, start: int) -> str:
    """Return what a bracket with a figure alone explains: 乡镇审核 of 乡镇审核(10个工作日)."""
    if wording.trimmed(layout.text[opener + 1 : start]):
        return ""
    words = _STEP_ENDS.split(layout.text[max(0, opener - _BRACKET_REACH) : opener])[-1]
    words = wording.trimmed(_DATED.split(words)[-1])
    return words if 2 <= len(words) <= 20 and not wording.has_digit(words) else ""


def of_bound(
    own: str,
    kind: MeasureKind,
    pieces: Sequence[Piece],
    said: Said,
    earlier: str | None,
) -> Said:
    """Read a bound that stands alone, or an item of a list, after the piece before it."""
    if kind is MeasureKind.COUNT and (noun := object_before(pieces)):
        return Said(noun, said.condition)
    if own and not (
        wording.names_bound(own) or own.endswith(("指", "人民币", "一式")) or own in _IS
    ):
        return said
    before = said_before(pieces)
    # 警告,六个月 of a list of terms says for what; 发言,不超过十分钟 says of what.
    before = before or (term_before(pieces[1:], earlier or "") if own else "")
    return Said(before, said.condition) if own else Said("", before or earlier)


def of_each(core: str, pieces: Sequence[Piece]) -> Said | None:
    """Read 每个县不少于2个 after what is built in each: 建设集配中心,每个县不少于2个."""
    noun = (object_before(pieces) or _chosen_before(pieces)) if _EACH.fullmatch(core) else ""
    if not noun and wording.names_group(core) and (noun := object_before(pieces)):
        noun = noun.rpartition("的")[2]  # 配备相适应的专业人员,其中规模化工程不少于5人
        noun = noun if noun.endswith(_PEOPLE) else ""
    return Said(noun, core) if noun else None


def _chosen_before(pieces: Sequence[Piece]) -> str:
    """Return 推荐 of 择优推荐,每个乡镇不超过2个."""
    match = _CHOSEN.search(pieces[0].text) if pieces and pieces[0].mark == "," else None
    return match["noun"] if match else ""


def object_before(pieces: Sequence[Piece]) -> str:
    """Return what the piece before brings about: 体验员 of 邀请企业家担任体验员,不少于50名."""
    match = _OBJECT.search(pieces[0].text) if pieces and pieces[0].mark == "," else None
    return match["noun"] if match else ""


def done_before(pieces: Sequence[Piece]) -> str:
    """Return what the piece before a date is about, where 完成 alone follows it: 开展排查."""
    words = wording.trimmed(pieces[0].text) if pieces and pieces[0].mark == "," else ""
    if not words or wording.has_digit(words) or wording.is_conditional(words):
        return ""
    if words.endswith(_IN_CHARGE):
        return ""  # who does it, in the bracket of a task
    doing = _DOING.search(words)
    return doing[0] if doing else wording.limited(words)


def taken_before(pieces: Sequence[Piece]) -> str:
    """Return what the piece before says is taken: 履约保证金 of 收取履约保证金的,不得超过3%."""
    match = _TAKEN.search(pieces[0].text) if pieces and pieces[0].mark == "," else None
    if match and wording.names_quantity(match["noun"]):
        return match["noun"]
    return wording.limited(said_before(pieces))


def term_before(pieces: Sequence[Piece], timed: str) -> str:
    """Return the term that the piece before names: 筹建期限 of 筹建期限,从批准之日起."""
    begins = timed.startswith(("自", "从")) and timed.endswith("起")
    words = wording.trimmed(pieces[0].text) if begins and pieces and pieces[0].mark == "," else ""
    named = wording.names_time(words) and not wording.has_digit(words)
    return wording.limited(words) if named else ""


def from_earlier(earlier: str | None) -> Said:
    """Read what stands before a figure without words of its own: work that is timed, or a case."""
    work = words_before.span_of_work(earlier) if earlier else None
    return work or Said("", earlier)


def of_case(
    core: str, kind: MeasureKind, pieces: Sequence[Piece], earlier: str | None, *, known: str
) -> Said | None:
    """Read one of several cases after what they measure: 用地面积,使用耕地的不超过200平方米.

    Args:
        core: The words before the figure.
        kind: Of the figure; only sizes, counts and what is paid by year are measured in this way.
        pieces: Those before the words.
        earlier: A condition that they state.
        known: What was said to be measured, before it or before a colon.
    """
    subject = known if wording.names_quantity(known) else ""
    if kind in (MeasureKind.MONEY, MeasureKind.PERCENTAGE):
        # 第一年补贴50%,第二年减半收取
        return Said(known, wording.joined(earlier, core)) if _YEARS.fullmatch(core) else None
    if kind is MeasureKind.COUNT:
        # 班额不超过45人,初中不超过50人
        of_group = subject and wording.names_group(core)
        return of_each(core, pieces) or (Said(subject, core) if of_group else None)
    if kind is MeasureKind.DURATION:
        # 低压客户平均接电时间,涉及外线工程的压缩至8个工作日
        term = _announced_before(pieces) if core.endswith("的") else ""
        condition = wording.joined(earlier, core.removesuffix("的"))
        return Said(term, condition) if wording.names_time(term) else None
    if kind is not MeasureKind.SIZE:
        return None
    if core.endswith("的"):
        subject = _announced_before(pieces) or subject
    elif not wording.names_group(core):
        return None
    condition = wording.joined(earlier, core.removesuffix("的"))
    return Said(subject, condition) if subject else None


def _announced_before(pieces: Sequence[Piece]) -> str:
    words = wording.trimmed(pieces[0].text) if pieces and pieces[0].mark == "," else ""
    bare = len(words) <= 24 and not wording.is_conditional(words)
    return words if bare and wording.names_quantity(words) else ""


def following(layout: ClauseLayout, end: int) -> str:
    """Return what lasts: 未拖欠工资 of 对三年未拖欠工资的企业, 排名末位 of 连续两年排名末位的."""
    included = _INCLUDED.match(layout.text, end)
    end = after_bound(layout.text, included.end() if included else end)
    match = _FOLLOWING.match(layout.text, end)
    return match["noun"] if match else ""


def labelled(pieces: Sequence[Piece], own: str, previous: Cluster | None) -> Said | None:
    """Read a label and a colon before a figure: 法定时限:20个工作日;承诺时限:10个工作日."""
    label = pieces[1] if len(pieces) > 1 else None
    if label is None or label.mark != ":" or len(own) > _BETWEEN_MAX:
        return None
    if previous is not None and previous.end > label.start:
        return None
    words = wording.trimmed(label.text)
    return Said(words) if words and wording.names_quantity(words) else None


_BETWEEN_MAX = 4
"""Characters that may stand between a label and its figure: a bound."""
