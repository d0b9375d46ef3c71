"""Outline -> clauses: what each is made of, in reading order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from ingest.figures.measures import extract_measures
from ingest.figures.places import figure_places
from ingest.records import Clause, ClauseKind, Measure, Part, Responsible
from ingest.structure.attachment_titles import lines_of_title
from ingest.structure.blocks import split_blocks
from ingest.structure.clause_nodes import ClauseNodes, kind_of
from ingest.structure.clause_texts import ClauseTexts
from ingest.structure.first_unit_leads import says_first_leads
from ingest.structure.headings import end_of_sentence, heading_span
from ingest.structure.lines import Line
from ingest.structure.marks import Family
from ingest.structure.outline import Node
from ingest.structure.parts import read_parts
from ingest.structure.responsibility import find_responsible, unit_places
from ingest.text.alignment import AlignedText, Span


@dataclass(slots=True)
class _Draft:
    """A clause before its text is put together."""

    kind: ClauseKind
    lines: list[Line]
    path: tuple[str, ...]
    number: str | None = None
    heading: Span | None = None
    items: list[Node] = field(default_factory=list)


class _Places:
    """Places of a text that a stage needs: found once, so that most clauses skip the stage."""

    def __init__(self, places: Sequence[int]) -> None:
        self._places = places

    def within(self, spans: Sequence[tuple[int, int]]) -> list[bool]:
        """Tell of each span whether one stands in it."""
        places = [*self._places, _NOWHERE]
        return [places[bisect_left(places, start)] < end for start, end in spans]


_NOWHERE = 1 << 62
"""Stands behind every place of a text."""


class ClauseBuilder:
    """Builds the clauses of one document from its outline."""

    def __init__(self, text: AlignedText, folded: str, document_id: str, root: Node) -> None:
        """Take the clean text, the id of the document, and the outline of that text."""
        self._text = text
        self._folded = folded
        self._document_id = document_id
        self._occurrences: dict[str, int] = {}
        self._root = root
        self._may_hold_boxes = "专栏" in folded
        self._drafts: list[_Draft] = []
        self._nodes = ClauseNodes(folded, root)

    def build(self) -> tuple[Clause, ...]:
        """Return the clauses in reading order; every line of the outline is in at most one."""
        self._drafts.clear()
        self._draft_group(self._root, ())
        drafts = self._drafts
        texts = ClauseTexts(self._text)
        assembled = [texts.assemble(draft.lines) for draft in drafts]
        # One stage after another over all clauses: each stays in the processor's cache.
        parts = [
            read_parts(text.text, places, draft.items)
            for draft, (text, places) in zip(drafts, assembled, strict=True)
        ]
        nobody = Responsible()
        bounds = [(draft.lines[0].start, draft.lines[-1].end) for draft in drafts]
        with_units = _Places(unit_places(self._text.text)).within(bounds)
        in_order = says_first_leads(self._folded)
        responsible = [
            find_responsible(text.text, first_leads=in_order) if may_name else nobody
            for (text, _), may_name in zip(assembled, with_units, strict=True)
        ]
        headings = [self._words(draft.heading) if draft.heading else "" for draft in drafts]
        places = figure_places(self._text.text)
        # A figure can also stand where two lines are joined.
        places += [line.start for draft in drafts for line in draft.lines if line.continues]
        with_figures = _Places(sorted(places)).within(bounds)
        measures = [
            extract_measures(text.text, heading=heading, above=draft.path) if may_hold else ()
            for draft, (text, _), heading, may_hold in zip(
                drafts, assembled, headings, with_figures, strict=True
            )
        ]
        found = zip(drafts, assembled, headings, parts, responsible, measures, strict=True)
        return tuple(
            self._clause(at, draft, text, heading, *rest)
            for at, (draft, (text, _), heading, *rest) in enumerate(found)
        )

    def _draft_node(self, node: Node, path: tuple[str, ...]) -> None:
        if node.mark is None:
            self._draft_blocks(node.lines, path, ClauseKind.PREAMBLE)
            self._draft_own_boxes(node, path)
        elif self._nodes.is_clause(node):
            self._drafts.append(self._whole(node, path))
            if self._may_hold_boxes:
                self._draft_boxes(node, path)
        else:
            self._draft_group(node, path)

    def _draft_group(self, node: Node, path: tuple[str, ...]) -> None:
        if node.mark is None:
            self._draft_blocks(node.lines, path, ClauseKind.PREAMBLE)
            below = path
        else:
            self._draft_introduction(node, path)
            below = (*path, self._title(node))
        self._draft_own_boxes(node, below)
        at = 0
        while at < len(node.children):
            child = node.children[at]
            is_attachment = child.mark is not None and child.mark.family is Family.ATTACHMENT
            if is_attachment and (count := self._nodes.bare_attachments(node.children, at)):
                named = node.children[at : at + count]
                self._drafts.append(self._named_attachments(named, below))
                at += count
            else:
                self._draft_node(child, below)
                at += 1

    def _draft_boxes(self, node: Node, path: tuple[str, ...]) -> None:
        """Draft the boxes in a clause and in its items, after it."""
        for inner in node.walk():
            self._draft_own_boxes(inner, path)

    def _draft_own_boxes(self, node: Node, path: tuple[str, ...]) -> None:
        for box in node.boxes:
            self._drafts.append(self._whole(box, path))

    def _whole(self, node: Node, path: tuple[str, ...]) -> _Draft:
        lines, items = node.lines, []
        if node.children:
            items = list(node.walk())
            lines = [line for item in items for line in item.lines]
        is_attachment = node.mark is not None and node.mark.family is Family.ATTACHMENT
        heading = self._heading(node) if is_attachment else heading_span(self._folded, node.lines)
        return _Draft(kind_of(node), lines, path, node.number or None, heading, items[1:])

    def _draft_introduction(self, node: Node, path: tuple[str, ...]) -> None:
        """Draft what a group says itself, before its first child."""
        heading = heading_span(self._folded, node.lines)
        if node.mark is not None and node.mark.family is Family.ATTACHMENT:
            own = node.lines[1 + lines_of_title(self._folded, node) :]
            self._draft_blocks(own, (*path, self._title(node)), ClauseKind.ATTACHMENT)
        elif (
            self._nodes.has_inline_body(node)
            or node.lines[-1].end > end_of_sentence(node.lines)
            or self._nodes.is_sentence_over_questions(node)
        ):
            self._drafts.append(_Draft(ClauseKind.SECTION, node.lines, path, node.number, heading))

    def _named_attachments(self, nodes: Sequence[Node], path: tuple[str, ...]) -> _Draft:
        first = nodes[0]
        return _Draft(
            kind=ClauseKind.ATTACHMENT,
            lines=[line for node in nodes for line in node.lines],
            path=path,
            number=first.number,
            heading=heading_span(self._folded, first.lines),
            items=list(nodes[1:]),
        )

    def _heading(self, node: Node) -> Span:
        """Return what heads a node, where its mark stands alone the title below it."""
        if count := lines_of_title(self._folded, node):
            return Span(node.lines[1].start, node.lines[count].end)
        return heading_span(self._folded, node.lines)

    def _title(self, node: Node) -> str:
        """Return number and heading of a group, as they stand in the path of its clauses."""
        heading = self._words(self._heading(node))
        needs_space = (
            heading
            and node.number
            and not node.number.endswith((")", "、", ".", ":", "）", "：", "．"))
        )
        return f"{node.number}{' ' if needs_space else ''}{heading}"

    def _words(self, span: Span) -> str:
        """Return the words of a span, which may be broken over lines."""
        return self._text.text[span.start : span.end].replace("\n", "")

    def _draft_blocks(self, lines: Sequence[Line], path: tuple[str, ...], kind: ClauseKind) -> None:
        """Draft the clauses of text without marks."""
        for block in split_blocks(lines, self._folded):
            of_kind = ClauseKind.TABLE if block.is_table else kind
            self._drafts.append(_Draft(of_kind, block.lines, path, heading=block.heading))

    def _clause(
        self,
        position: int,
        draft: _Draft,
        text: AlignedText,
        heading: str,
        parts: tuple[Part, ...],
        responsible: Responsible,
        measures: tuple[Measure, ...],
    ) -> Clause:
        first = draft.lines[0]
        body_start = first.mark.end - first.start if first.mark else 0
        return Clause(
            id=self._clause_id(draft.kind, text.text[body_start:]),
            document_id=self._document_id,
            position=position,
            kind=draft.kind,
            number=draft.number,
            heading=heading,
            path=draft.path,
            text=text.text,
            body_start=min(body_start, len(text.text)),
            alignment=text.alignment,
            parts=parts,
            responsible=responsible,
            measures=measures,
        )

    def _clause_id(self, kind: ClauseKind, words: str) -> str:
        """Name a clause by its words, so that a correction elsewhere leaves its id alone."""
        key = f"{kind}\n{words}"
        occurrence = self._occurrences[key] = self._occurrences.get(key, 0) + 1
        digest = sha256(f"{key}\n{occurrence}".encode("utf-8", "surrogatepass")).hexdigest()
        return f"{self._document_id}-{digest[:12]}"
