"""Which nodes of an outline are clauses, which are groups of clauses, which are items of lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from ingest.records import ClauseKind
from ingest.structure.attachment_titles import lists_names
from ingest.structure.child_lengths import length_of, numbered_through, usual_child_chars
from ingest.structure.headings import end_of_sentence, heading_span
from ingest.structure.item_headings import (
    are_sentences,
    are_short_tasks,
    has_label,
    have_headings,
    headed_groups,
    hold_second_list,
    name_documents,
    name_steps,
    name_units,
)
from ingest.structure.marks import Family
from ingest.structure.outline import Node

# Children of at least this mean length are tasks of their own, below the lower bound they are items
# of a list; between the two, what holds for most groups of such children in the document decides.
_TASK_MIN_CHARS = 60
_SURE_TASK_CHARS = 100
_SURE_ITEM_CHARS = 30
# A section that says this much before its first child still only introduces it.
_LONG_CHILD_CHARS = 100

_LISTED_BELOW = re.compile(
    r"(?:下列|以下)[^。;]{0,12}(?:条件|情形|情况|材料|人员|对象|要求|之一|资料|证明)"
    r"|(?:步骤|流程|程序|方式|方法|条件|材料|对象|情形)(?:分别)?(?:如下|包括|为|有):"
)

# What guides list under: 办理条件, 申请材料, 网上办理流程. 优化办理流程 heads tasks.
_LIST_FIELD = re.compile(
    r"(?!优化|简化|精简|完善|规范|健全|明确|压[缩减]|强化|加强|改进|创新|再造|统一|推[进行]|拓[宽展]|丰富|畅通|放宽|扩大"
    r"|严格|落实|细化|提升|调整|减少|缩短|实[行施]|建立|深化)"
    r"[一-鿿]{0,10}(?:条件|对象|材料|资料|流程|程序|步骤|渠道|方式|情形)"
)
# Demands and duties are tasks, however short they are put; conditions are one list.
_DEMANDS = re.compile(
    r"(?:工作|有关|相关|具体|组织|落实|保障)(?:要求|措施|任务|事项|安排|部署)\Z|(?:保障|政策|支持|扶持|奖励|工作|主要)(?:措施|任务|内容|政策)\Z"
)
_CONTACTS = re.compile(r"(?:联系|咨询)(?:方式|人|电话)?\Z")
_DEMAND_MIN_CHARS, _FIELD_ITEM_CHARS = 35, 80
_STEP_FAMILIES = frozenset(
    {Family.DECIMAL_1, Family.DIGIT_PAREN, Family.DIGIT_HALF_PAREN, Family.CIRCLED}
)

_ALWAYS_GROUPS = frozenset({Family.PART, Family.SUBPART, Family.CHAPTER, Family.SECTION})


class ClauseNodes:
    """Tells the nodes of one outline apart."""

    def __init__(self, folded: str, root: Node) -> None:
        """Take the text that the outline counts in, with half-width punctuation."""
        self._folded = folded
        self._root = root

    def is_clause(self, node: Node) -> bool:
        """Tell whether a marked node is a clause with all below it, and not a group of clauses."""
        assert node.mark is not None
        family = node.mark.family
        if family is Family.ATTACHMENT:
            return self._is_attachment_list(node)
        if family in (Family.ARTICLE, Family.QUESTION) or not node.children:
            return True
        if family in _ALWAYS_GROUPS or any(_is_article(child) for child in node.children):
            return False
        if self._announces_list(node):
            return True
        if self._asks(node) or name_documents(self._folded, node.children):
            return True
        lengths = [length_of(child) for child in node.children]
        mean = sum(lengths) / len(lengths)
        if mean < _FIELD_ITEM_CHARS and (self._is_list_field(node) or self._tells_whom(node)):
            return True
        if name_units(self._folded, node.children):
            return False
        if self.has_inline_body(node):
            return family is not Family.HAN_COMMA or mean < _LONG_CHILD_CHARS
        sure = mean >= _SURE_ITEM_CHARS or are_sentences(self._folded, node.children)
        if sure and self._is_numbered_through(node):
            return False
        if mean >= _DEMAND_MIN_CHARS and self._makes_demands(node):
            return False
        if self._are_rules(node) or self._are_tasks_elsewhere(node, mean):
            return False
        if have_headings(self._folded, node.children) or are_short_tasks(
            self._folded, node.children
        ):
            return False
        return self._usual(node, mean) < _TASK_MIN_CHARS

    def bare_attachments(self, nodes: Sequence[Node], first: int) -> int:
        """Return how many nodes from one on only name attachments (附件1.docx), if several.

        An attachment itself has text, or is one of its own: a list of one is left alone.
        """
        count = 0
        for at in range(first, len(nodes)):
            node = nodes[at]
            mark, line = node.mark, node.lines[0]
            if mark is None or mark.family is not Family.ATTACHMENT or mark.end >= line.end:
                break  # 附件 alone on its line heads the attachment itself
            if len(node.lines) > 1 or node.children:
                break
            count += 1
        return count if count > 1 else 0

    def has_inline_body(self, node: Node) -> bool:
        """Tell whether sentences follow the heading on its own line."""
        heading = heading_span(self._folded, node.lines)
        rest = self._folded[heading.end : end_of_sentence(node.lines)]
        return len(rest.strip(" 。:.;*")) >= 2

    def is_sentence_over_questions(self, node: Node) -> bool:
        """Say whether a numbered sentence comes right before questions: it heads none of them."""
        of_questions = all(c.mark and c.mark.family is Family.QUESTION for c in node.children)
        return of_questions and self._folded[node.lines[0].end - 1] == "。"

    def _usual(self, node: Node, mean: float) -> float:
        """Return the mean length of such children in the document, if one group can't tell."""
        first = node.children[0].mark
        if node.mark is None or first is None or not _SURE_ITEM_CHARS <= mean < _SURE_TASK_CHARS:
            return mean
        return self._usual_chars.get((node.mark.family, first.family), mean)

    # A look at the whole outline, which texts made of articles never need.
    @cached_property
    def _usual_chars(self) -> dict[tuple[Family, Family], float]:
        return usual_child_chars(self._root)

    @cached_property
    def _headed(self) -> Counter[tuple[Family, Family]]:
        return headed_groups(self._folded, self._root)

    @cached_property
    def _numbered_through(self) -> set[tuple[Family, Family]]:
        return numbered_through(self._root)

    def _is_numbered_through(self, node: Node) -> bool:
        """Tell whether the document numbers such children on from one group to the next."""
        first = node.children[0].mark
        assert node.mark is not None
        return first is not None and (node.mark.family, first.family) in self._numbered_through

    def _is_attachment_list(self, node: Node) -> bool:
        """Tell `附件：1.… 2.…`, which names attachments, from an attachment itself."""
        first = node.lines[0]
        assert first.mark is not None
        names = self._folded[first.mark.end : first.end]
        if not names and not node.children and len(node.lines) == 1:
            return True
        if lists_names(self._folded, node):
            return True
        lengths = [length_of(child) for child in node.children] or [0]
        return bool(names) and max(lengths) < _TASK_MIN_CHARS and len(node.lines) <= 2

    def _is_list_field(self, node: Node) -> bool:
        """Tell whether a heading names what a guide lists: 申请材料 over 1.… 2.…."""
        heading = heading_span(self._folded, node.lines)
        if _LIST_FIELD.fullmatch(self._folded, heading.start, heading.end) is None:
            return False
        first = node.children[0].mark
        if first is None or hold_second_list(node.children):
            return False
        steps = first.family in _STEP_FAMILIES
        named = steps or name_steps(self._folded, node.children)
        return named or not have_headings(self._folded, node.children)

    def _announces_list(self, node: Node) -> bool:
        """Tell whether the words before the children go on in them: 符合下列条件之一的可以申请:."""
        last = node.lines[-1]
        if last is node.lines[0] or self._folded[last.end - 1] != ":":
            return False
        words = self._folded[last.start : last.end]
        if hold_second_list(node.children):
            return False
        others = [child for child in node.children if not has_label(self._folded, child)]
        return _LISTED_BELOW.search(words) is not None and not have_headings(self._folded, others)

    def _makes_demands(self, node: Node) -> bool:
        """Tell whether a heading such as 工作要求 stands over sentences, each a demand."""
        heading = heading_span(self._folded, node.lines)
        if _DEMANDS.search(self._folded, heading.start, heading.end) is None:
            return False
        return are_sentences(self._folded, node.children)

    def _are_rules(self, node: Node) -> bool:
        """Tell whether children are the rules of a standard: 3.1.1, 3.1.2, seldom with headings."""
        families = (Family.DECIMAL_2, Family.DECIMAL_3)
        headed = [self._headed_of(node, family) or 0 for family in families]
        return min(headed) < 0 and are_sentences(self._folded, node.children)

    def _are_tasks_elsewhere(self, node: Node, mean: float) -> bool:
        """Tell whether items (一) have headings in other sections, and are sentences here."""
        headed = self._headed_of(node, Family.HAN_PAREN) if mean >= _DEMAND_MIN_CHARS else None
        # Its own items count as a group without headings.
        return headed is not None and headed >= 0 and are_sentences(self._folded, node.children)

    def _headed_of(self, node: Node, family: Family) -> int | None:
        """Return how many more groups of such items have headings than have not."""
        first = node.children[0].mark
        if node.mark is None or first is None or first.family is not family:
            return None
        return self._headed[node.mark.family, family]

    def _tells_whom(self, node: Node) -> bool:
        """Tell whether a heading stands over whom to ask: 请按以下方式联系."""
        heading = heading_span(self._folded, node.lines)
        return _CONTACTS.search(self._folded, heading.start, heading.end) is not None

    def _asks(self, node: Node) -> bool:
        """Tell whether a heading is a question, which the items below it answer together."""
        heading = heading_span(self._folded, node.lines)
        if not self._folded.endswith("?", heading.start, heading.end):
            return False
        short = length_of(node) < _SURE_TASK_CHARS * len(node.children)
        return short and not have_headings(self._folded, node.children)


def kind_of(node: Node) -> ClauseKind:
    """Return what a marked node is when it is a clause."""
    assert node.mark is not None
    if node.mark.family is Family.ARTICLE:
        return ClauseKind.ARTICLE
    if node.mark.family is Family.QUESTION:
        # A heading that a sign marks has no number; it need not ask anything.
        return ClauseKind.QUESTION if node.mark.printed else ClauseKind.SECTION
    if node.mark.family in (Family.ATTACHMENT, Family.BOX):
        return ClauseKind.ATTACHMENT
    if node.mark.family in (Family.HAN_COMMA, *_ALWAYS_GROUPS):
        return ClauseKind.SECTION
    return ClauseKind.TASK


def _is_article(node: Node) -> bool:
    return node.mark is not None and node.mark.family is Family.ARTICLE
