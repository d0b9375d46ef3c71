"""Figures in table rows: the column's header says what they measure, the row for what."""

from __future__ import annotations

import re

from ingest.figures import wording, words_after
from ingest.figures.bounds import after_bound
from ingest.figures.clause_layout import ClauseLayout
from ingest.figures.in_text import find_figures
from ingest.figures.pair_rows import holds_pairs
from ingest.figures.records import Figure
from ingest.figures.units import UNIT
from ingest.figures.wording import Said
from ingest.records import MeasureKind

_HEADER_WORDS = re.compile(
    r"序号|名称|事项|项目|内容|类别|类型|标准|时限|期限|指标|单位|要求|备注|条件|种类|幅度|情节|行为|措施|目标|金额|等级"
)
_COLUMN_BOUND = re.compile(
    r"(?P<most>上限|限额|最高(?:额度|限额|金额|标准|补[贴助]|奖励|[^一-鿿]|\Z))|下限|最低(?:标准|额度|限额|金额|[^一-鿿]|\Z)"
)
# Columns of a table of indicators: when the row's figure holds, or whether it is the aim.
_WHEN = re.compile(
    r"20\d\d年?.{0,6}|.{0,4}(?:(?:目标|规划|预期)(?:值|数)?|(?:现状|基期|基准|指标|完成)(?:值|数))"
)
_UNIT_IN_NAME = re.compile(r"\((?:单位:)?[^()\d]{1,8}\)\Z")
_TEXT_COLUMN = re.compile(r"内容|措施|举措|任务|要求|政策|说明|备注|条款|考核|事项|情形|目标|成效")
"""Columns whose cells say themselves what their figures measure."""
_KIND_COLUMN = re.compile(
    r"(?!.*(?:性质|属性|单位|说明|依据|代码))"
    r".*(?:[类型种]|情节|情形|程度|[等层年]级|层次|级别|档|指标|项目|对象|区域|地段|阶段|环节|学段)"
)
"""Columns that say which of a row's figures one is: 情节 of 违法行为."""
_CONDITION_MAX, _KIND_MAX, _OWN_MAX, _NAME_MAX = 40, 16, 60, 16
_NUMBER = re.compile(r"[≤≥<>约]?[\d,.]+%?")
_CLASS = re.compile(r"[一-鿿]{2,8}(?<!不)(?:小于|大于|低于|高于|不足|超过|\d+[^,\d]{1,4}以[上下])")
_IN_CELL = re.compile(r"[^/×:()]{2,16}")


class TableRows:
    """The rows of a clause, each read once."""

    def __init__(self, layout: ClauseLayout) -> None:
        self._layout = layout
        self._headers: dict[int, list[str]] = {}
        self._first_rows: set[int] = set()
        self._pairs: dict[int, bool] = {}  # of every row of the tables that were looked at
        self._in_pair = False  # the figure stands in a cell whose label is to the left
        self._row = -1
        self._heads_rows = False  # the row is a title over those below: |一、金融(共5项)|||
        self._name: tuple[int, str] | None = None  # the first cell of the row that is no figure
        self._column = 0  # of the figure that is read

    def read(self, figure: Figure, heading: str) -> Said | None:
        """Return what row and header say of a figure; None outside tables."""
        position = figure.start
        row = self._said(position)
        if row is None:
            return None
        if self._in_pair:
            return self._of_pair(figure, row[0])
        if (figure.unit or "").endswith("岁"):
            return Said("年龄", row[1])
        if row[1] and (_WHEN.fullmatch(row[0]) or _CLASS.match(row[0])):
            named = self._nearest_name() or row[1]
            return Said(_UNIT_IN_NAME.sub("", named), row[0])  # 2025年 over 用水总量(亿立方米)
        before = self._layout.text[max(0, position - _OWN_MAX) : position]
        own = wording.trimmed(re.split(r"[|,;、(]", before)[-1])
        things = figure.kind is MeasureKind.COUNT and not (figure.unit or "").endswith("岁")
        if things and not wording.names_quantity(row[0]):
            if counted := self._counted(figure, own):
                return Said(counted, row[1])
        if wording.names_group(own) or wording.is_conditional(own):
            return Said(row[0] or heading, wording.joined(row[1], own))
        if _IN_CELL.fullmatch(own) and self._layout.bracket(position) is not None:
            return Said(own, row[1])  # 15个工作日(公告15个工作日)
        if _IN_CELL.fullmatch(own) and not wording.names_quantity(row[0]):
            return Said(own, row[1])  # 电子证照调用量突破30万次, under 具体举措
        return Said(row[0] or heading, row[1])

    def around(self, position: int) -> tuple[str, str | None] | None:
        """Return header and name of the row around a sentence in a cell; None elsewhere.

        小学每年1250元,初中每年1500元 says more than its column does.
        """
        text = self._layout.text
        row = self._said(position)
        if row is None or self._in_pair:
            return None
        cell = text[text.rfind("|", 0, position) + 1 : max(text.find("|", position), position)]
        return row if any(mark in cell for mark in ",;。") else None

    def _nearest_name(self) -> str:
        """Return the last words before the row's first figure: 供水能力 of 供水能力|万吨/日."""
        name = ""
        for cell in self._cells(self._row)[: self._column]:
            if name and _is_value(cell):
                break
            if re.search(r"[^\W\d_]", cell) and not UNIT.fullmatch(cell):
                name = cell
        return name if len(name) <= _CONDITION_MAX else ""

    def _of_pair(self, figure: Figure, label: str) -> Said:
        """Read a figure beside its label; words of its own say more: 补办收取工本费5元."""
        if (figure.unit or "").endswith("岁"):
            return Said("年龄", label)
        before = self._layout.text[max(0, figure.start - _OWN_MAX) : figure.start]
        own = wording.trimmed(re.split(r"[|,;、。]", before)[-1])
        return Said(own, label) if _IN_CELL.fullmatch(own) else Said(label)

    def _counted(self, figure: Figure, own: str) -> str | None:
        """Return what is counted in a sentence of a cell: 托育机构 of 至少建成1所托育机构."""
        end = after_bound(self._layout.text, figure.end)
        after = re.split(r"[|\n]", self._layout.text[end : end + _OWN_MAX], maxsplit=1)[0]
        noun = words_after.counted(after) if after else None
        return noun or (own if wording.names_group(own) else None)

    def upper_or_lower(self, position: int) -> str | None:
        """Return the bound that a column names: 补贴上限 over 50万元; None outside tables."""
        row = self._said(position)
        match = _COLUMN_BOUND.search(row[0]) if row else None
        return ("<=" if match["most"] else ">=") if match else None

    def _said(self, position: int) -> tuple[str, str | None] | None:
        """Return subject and condition of a figure in a row; None outside tables."""
        number, start = self._layout.line(position)
        if not self._layout.text.startswith("|", start):
            return None
        if self._row != number:
            self._read_row(number, start)
        column = self._column = self._columns.of(position)
        self._in_pair = column % 2 == 1 and self._holds_pairs(number)
        if self._in_pair:
            return self._cells(number)[column - 1], None
        header = self._header(number)
        in_column = column < len(header) and not (self._heads_rows and len(header) > 1)
        subject = header[column] if in_column else ""
        return subject, self._row_name(column, header)

    def _row_name(self, column: int, header: list[str]) -> str | None:
        """Return what a row is about, and which kind of it: 无证经营,情节严重."""
        if self._name is None or self._name[0] >= column or len(self._name[1]) > _CONDITION_MAX:
            return None
        first, name = self._name
        columns = list(zip(self._cells(self._row)[:column], header, strict=False))
        kinds = [
            cell
            for cell, head in columns[first + 1 :]
            if len(cell) <= _KIND_MAX and _KIND_COLUMN.match(head) and _says_words(cell)
        ]
        return ",".join(dict.fromkeys((name, *kinds)))

    def _read_row(self, number: int, start: int) -> None:
        self._row = number
        self._columns = _Columns(self._layout.text, start, self._layout.line_end(number))
        cells = self._cells(number)
        self._heads_rows = sum(map(bool, cells)) == 1
        self._name = next(((i, one) for i, one in enumerate(cells) if _says_words(one)), None)

    def _header(self, number: int) -> list[str]:
        """Return the first row of the table that a row stands in; none for that row itself."""
        first = number
        while first not in self._headers and self._is_row(first - 1):
            first -= 1
        if first not in self._headers:
            cells = self._cells(first)
            self._headers[first] = cells if _names_columns(cells) else []
            self._first_rows.add(first)
        self._headers[number] = self._headers[first]
        return [] if number in self._first_rows else self._headers[number]

    def _holds_pairs(self, number: int) -> bool:
        if number not in self._pairs:
            first = last = number
            while self._is_row(first - 1):
                first -= 1
            while self._is_row(last + 1):
                last += 1
            rows = range(first, last + 1)
            self._pairs |= dict.fromkeys(rows, holds_pairs([self._cells(at) for at in rows]))
        return self._pairs[number]

    def _is_row(self, number: int) -> bool:
        if not 0 <= number <= self._layout.last_line:
            return False
        return self._layout.text.startswith("|", self._layout.line_start(number))

    def _cells(self, number: int) -> list[str]:
        start, end = self._layout.line_start(number), self._layout.line_end(number)
        return [cell.strip() for cell in self._layout.text[start:end].strip("|").split("|")]


def in_column(found: Said, header: str, row: str | None, *, given: bool) -> Said:
    """Read what a sentence in a cell says of a figure below its column, for its row.

    Args:
        found: What the sentence says.
        header: Says what is given, 资助标准, unless it leaves that open: 考核内容.
        row: The name of the row.
        given: Whether the figure is money or a share.
    """
    condition = wording.joined(row, found.condition)
    if not given or not header or _TEXT_COLUMN.search(header):
        return Said(found.subject, condition)
    bare = not wording.names_quantity(found.subject)  # 小学 below 资助标准
    return Said("", wording.joined(condition, found.subject if bare else None))


def _names_columns(cells: list[str]) -> bool:
    """Say whether the first row of a table names its columns: short words without a figure."""
    if _HEADER_WORDS.search("".join(cells)):
        return True
    names = all(cell and len(cell) <= _NAME_MAX and _may_name(cell) for cell in cells)
    return names and len(cells) > 2


def _may_name(cell: str) -> bool:
    """Say whether a cell can name a column, as a class of sizes does: 面积小于1000平方米."""
    return not _is_value(cell) or _CLASS.match(cell) is not None


def _says_words(cell: str) -> bool:
    """Say whether a cell says more than a number or a figure."""
    return re.search(r"[^\W\d_]", cell) is not None and not _is_figure(cell)


def _is_value(cell: str) -> bool:
    """Say whether a cell is a number or a figure; 24小时最高 names a column."""
    return wording.has_digit(cell) and (_NUMBER.fullmatch(cell) is not None or _is_figure(cell))


def _is_figure(cell: str) -> bool:
    """Say whether a cell is a figure with its bound, and not a name that holds one."""
    return any(2 * (one.end - one.start) >= len(cell) for one in find_figures(cell))


class _Columns:
    """Which column of a row a position stands in; positions come in ascending order."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._at, self._end = text, start + 1, end
        self._column = 0

    def of(self, position: int) -> int:
        self._column += self._text.count("|", self._at, min(position, self._end))
        self._at = position
        return self._column
