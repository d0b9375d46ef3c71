"""Outline -> clauses: which nodes are clauses, and what each is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from ingest.alignment import AlignedText, Span
from ingest.headings import HEADING_MAX_CHARS, heading_span
from ingest.lines import Line
from ingest.marks import Family
from ingest.measures import extract_measures
from ingest.outline import Node
from ingest.parts import LinePlace, read_parts
from ingest.records import Clause, ClauseKind
from ingest.responsibility import find_responsible

# Children of at least this mean length are tasks of their own, below the lower bound they are items
# of a list; between the two, what holds for most groups of such children in the document decides.
_TASK_MIN_CHARS = 60
_SURE_TASK_CHARS = 100
_SURE_ITEM_CHARS = 30
_TASK_MIN_BODY_CHARS = 20
# A section that says this much before its first child still only introduces it.
_LONG_CHILD_CHARS = 100
# Unmarked text is cut into clauses of about this size, at paragraph ends.
_BLOCK_CHARS = 600
_BLOCK_HEADING_CHARS = 30

_LISTED_BELOW = re.compile(
    r"(?:下列|以下)[^。;]{0,12}(?:条件|情形|情况|材料|人员|对象|要求|之一|资料|证明)"
)

_ALWAYS_GROUPS = frozenset({Family.PART, Family.SUBPART, Family.CHAPTER, Family.SECTION})


@dataclass(slots=True)
class _Draft:
    """A clause before its text is put together."""

    kind: ClauseKind
    lines: list[Line]
    path: tuple[str, ...]
    number: str | None = None
    heading: Span | None = None
    items: list[Node] = field(default_factory=list)


class ClauseBuilder:
    """Builds the clauses of one document from its outline."""

    def __init__(self, text: AlignedText, folded: str, document_id: str) -> None:
        """Take the clean text that the outline's offsets count in, and the id of the document."""
        self._text = text
        self._folded = folded
        self._document_id = document_id
        self._occurrences: dict[str, int] = {}
        self._usual_chars: dict[tuple[Family, Family], float] = {}

    def build(self, root: Node) -> tuple[Clause, ...]:
        """Return the clauses in reading order; every line of the outline is in at most one."""
        self._usual_chars = _usual_child_chars(root)
        drafts = self._drafts_of_group(root, ())
        return tuple(self._clause(at, draft) for at, draft in enumerate(drafts))

    # Which nodes are clauses

    def _drafts(self, node: Node, path: tuple[str, ...]) -> Iterator[_Draft]:
        if node.mark is None:
            yield from self._blocks(node.lines, path, ClauseKind.PREAMBLE)
        elif self._is_clause(node):
            yield self._whole(node, path)
        else:
            yield from self._drafts_of_group(node, path)

    def _drafts_of_group(self, node: Node, path: tuple[str, ...]) -> Iterator[_Draft]:
        if node.mark is None:
            yield from self._blocks(node.lines, path, ClauseKind.PREAMBLE)
            below = path
        else:
            yield from self._introduction(node, path)
            below = (*path, self._title(node))
        at = 0
        while at < len(node.children):
            end = at + self._bare_attachments(node.children[at:])
            if end > at:
                yield self._named_attachments(node.children[at:end], below)
            else:
                yield from self._drafts(node.children[at], below)
            at = max(end, at + 1)

    def _whole(self, node: Node, path: tuple[str, ...]) -> _Draft:
        items = [item for child in node.children for item in child.walk()]
        return _Draft(
            kind=self._kind(node),
            lines=node.all_lines(),
            path=path,
            number=node.number,
            heading=heading_span(self._folded, node.lines[0]),
            items=items,
        )

    def _introduction(self, node: Node, path: tuple[str, ...]) -> Iterator[_Draft]:
        """Yield what a group says itself, before its first child."""
        heading = heading_span(self._folded, node.lines[0])
        if node.mark is not None and node.mark.family is Family.ATTACHMENT:
            own = node.lines[2:] if self._second_line_is_title(node) else node.lines[1:]
            yield from self._blocks(own, (*path, self._title(node)), ClauseKind.ATTACHMENT)
        elif self._inline_body(node) or len(node.lines) > 1:
            yield _Draft(
                kind=ClauseKind.SECTION,
                lines=node.lines,
                path=path,
                number=node.number,
                heading=heading,
            )

    def _is_clause(self, node: Node) -> bool:
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
        lengths = [_length(child) for child in node.children]
        mean = sum(lengths) / len(lengths)
        if self._inline_body(node):
            return family is not Family.HAN_COMMA or mean < _LONG_CHILD_CHARS
        return self._usual(node, mean) < _TASK_MIN_CHARS and not self._have_headings(node.children)

    def _usual(self, node: Node, mean: float) -> float:
        """Return the mean length of such children in the document, if one group can't tell."""
        first = node.children[0].mark
        if node.mark is None or first is None or not _SURE_ITEM_CHARS <= mean < _SURE_TASK_CHARS:
            return mean
        return self._usual_chars.get((node.mark.family, first.family), mean)

    def _is_attachment_list(self, node: Node) -> bool:
        """Tell `附件：1.… 2.…`, which names attachments, from an attachment itself."""
        first = node.lines[0]
        assert first.mark is not None
        names = self._folded[first.mark.end : first.end]
        if not names and not node.children and len(node.lines) == 1:
            return True
        lengths = [_length(child) for child in node.children] or [0]
        return bool(names) and max(lengths) < _TASK_MIN_CHARS and len(node.lines) <= 2

    def _bare_attachments(self, nodes: Sequence[Node]) -> int:
        """Return how many nodes from the first on only name attachments (附件1.docx), if several.

        An attachment itself has text, or is one of its own: a list of one is left alone.
        """
        count = 0
        for node in nodes:
            mark, line = node.mark, node.lines[0]
            if mark is None or mark.family is not Family.ATTACHMENT or mark.end >= line.end:
                break  # 附件 alone on its line heads the attachment itself
            if len(node.lines) > 1 or node.children:
                break
            count += 1
        return count if count > 1 else 0

    def _named_attachments(self, nodes: Sequence[Node], path: tuple[str, ...]) -> _Draft:
        first = nodes[0]
        return _Draft(
            kind=ClauseKind.ATTACHMENT,
            lines=[line for node in nodes for line in node.lines],
            path=path,
            number=first.number,
            heading=heading_span(self._folded, first.lines[0]),
            items=list(nodes[1:]),
        )

    def _announces_list(self, node: Node) -> bool:
        """Tell whether the words before the children go on in them: 符合下列条件之一的可以申请:."""
        last = node.lines[-1]
        if last is node.lines[0] or self._folded[last.end - 1] != ":":
            return False
        words = self._folded[last.start : last.end]
        return _LISTED_BELOW.search(words) is not None and not self._have_headings(node.children)

    def _have_headings(self, children: Sequence[Node]) -> bool:
        with_heading = sum(
            1
            for child in children
            if heading_span(self._folded, child.lines[0]).end
            > (child.mark.end if child.mark else 0)
            and self._body_chars(child) >= _TASK_MIN_BODY_CHARS
        )
        return with_heading * 2 >= len(children)

    def _inline_body(self, node: Node) -> bool:
        """Tell whether sentences follow the heading on its own line."""
        first = node.lines[0]
        heading = heading_span(self._folded, first)
        return len(self._folded[heading.end : first.end].strip(" 。:.;*")) >= 2

    def _body_chars(self, node: Node) -> int:
        first = node.lines[0]
        return _length(node) - (heading_span(self._folded, first).end - first.start)

    def _kind(self, node: Node) -> ClauseKind:
        assert node.mark is not None
        if node.mark.family is Family.ARTICLE:
            return ClauseKind.ARTICLE
        if node.mark.family is Family.QUESTION:
            return ClauseKind.QUESTION
        if node.mark.family is Family.ATTACHMENT:
            return ClauseKind.ATTACHMENT
        if node.mark.family in (Family.HAN_COMMA, *_ALWAYS_GROUPS):
            return ClauseKind.SECTION
        return ClauseKind.TASK

    def _title(self, node: Node) -> str:
        """Return number and heading of a group, as they stand in the path of its clauses."""
        span = heading_span(self._folded, node.lines[0])
        if self._second_line_is_title(node):
            span = Span(node.lines[1].start, node.lines[1].end)
        heading = self._text.text[span.start : span.end]
        needs_space = heading and not node.number.endswith((")", "、", ".", ":", "）", "：", "．"))
        return f"{node.number}{' ' if needs_space else ''}{heading}"

    def _second_line_is_title(self, node: Node) -> bool:
        """Tell whether a mark that stands alone (`附件1`) has its title on the next line."""
        first = node.lines[0]
        if len(node.lines) < 2 or first.mark is None or first.mark.end < first.end:
            return False
        second = node.lines[1]
        return not second.is_row and second.end - second.start <= HEADING_MAX_CHARS

    # Text without marks

    def _blocks(
        self, lines: Sequence[Line], path: tuple[str, ...], kind: ClauseKind
    ) -> Iterator[_Draft]:
        block: list[Line] = []
        size, has_body = 0, False
        for line in lines:
            fresh = not line.continues and not line.is_row
            is_heading = fresh and self._is_block_heading(line, lines)
            # Headings right after one another head the same text.
            if fresh and (size >= _BLOCK_CHARS or (is_heading and has_body)):
                yield self._block(block, path, kind)
                block, size, has_body = [], 0, False
            block.append(line)
            has_body = has_body or not is_heading
            size += line.end - line.start
        if block:
            yield self._block(block, path, kind)

    def _block(self, lines: list[Line], path: tuple[str, ...], kind: ClauseKind) -> _Draft:
        only_rows = all(line.is_row for line in lines)
        first = lines[0]
        heading = (
            Span(first.start, first.end)
            if len(lines) > 1 and self._is_block_heading(first, lines)
            else None
        )
        return _Draft(ClauseKind.TABLE if only_rows else kind, list(lines), path, heading=heading)

    def _is_block_heading(self, line: Line, lines: Sequence[Line]) -> bool:
        if line.is_row or line.end - line.start > _BLOCK_HEADING_CHARS or line is lines[-1]:
            return False
        return not line.continues and not any(
            char in "。,;:!" for char in self._folded[line.start : line.end]
        )

    # Putting a clause together

    def _clause(self, position: int, draft: _Draft) -> Clause:
        text, places = self._assemble(draft.lines)
        first = draft.lines[0]
        body_start = first.mark.end - first.start if first.mark else 0
        heading = ""
        if draft.heading is not None:
            heading = self._text.text[draft.heading.start : draft.heading.end]
        return Clause(
            id=self._clause_id(draft.kind, text.text[body_start:]),
            document_id=self._document_id,
            position=position,
            kind=draft.kind,
            number=draft.number,
            heading=heading,
            path=draft.path,
            text=text.text,
            body_start=min(body_start, len(text)),
            alignment=text.alignment,
            parts=read_parts(text.text, places, draft.items),
            responsible=find_responsible(text.text),
            measures=extract_measures(text.text, heading=heading),
        )

    def _assemble(self, lines: Sequence[Line]) -> tuple[AlignedText, list[LinePlace]]:
        """Join lines: a newline between paragraphs, nothing where a sentence was broken."""
        spans: list[Span] = []
        places: list[LinePlace] = []
        length = 0
        start = end = lines[0].start
        for line in lines:
            if line is not lines[0] and not line.continues:
                newline = self._text.text.find("\n", end, line.start)
                if newline >= 0:
                    if newline > end:
                        spans.append(Span(start, end))
                        start = newline
                    end = newline + 1
                    length += 1
            if line.start > end:
                spans.append(Span(start, end))
                start = line.start
            end = line.end
            places.append(LinePlace(line, length))
            length += end - line.start
        spans.append(Span(start, end))
        return self._text.keeping(spans), places

    def _clause_id(self, kind: ClauseKind, words: str) -> str:
        """Name a clause by its words, so that a correction elsewhere leaves its id alone."""
        key = f"{kind}\n{words}"
        occurrence = self._occurrences[key] = self._occurrences.get(key, 0) + 1
        digest = sha256(f"{key}\n{occurrence}".encode("utf-8", "surrogatepass")).hexdigest()
        return f"{self._document_id}-{digest[:12]}"


def _usual_child_chars(root: Node) -> dict[tuple[Family, Family], float]:
    """Return, for each pair of a node's form and its children's, the children's mean length."""
    lengths: dict[tuple[Family, Family], list[int]] = {}
    for node in root.walk():
        for child in node.children:
            if node.mark is not None and child.mark is not None:
                key = (node.mark.family, child.mark.family)
                lengths.setdefault(key, []).append(_length(child))
    return {key: sum(values) / len(values) for key, values in lengths.items()}


def _is_article(node: Node) -> bool:
    return node.mark is not None and node.mark.family is Family.ARTICLE


def _length(node: Node) -> int:
    return sum(line.end - line.start for line in node.all_lines())
