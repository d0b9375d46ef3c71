"""Tables of guides that pair a label with what it says, where no row is a header."""

from __future__ import annotations

import pytest

from ingest.figures.measures import extract_measures
from ingest.figures.pair_rows import holds_pairs, office_of
from ingest.pipeline import parse
from ingest.readers import read_bytes

PAIRS = "\n".join(
    (
        "|事项名称|食品小作坊登记|办件类型|承诺件|",
        "|实施主体|云桥市石笏区市场监督管理局|是否收费|否|",
        "|法定办结时限|20个工作日|承诺办结时限|5个工作日|",
    )
)


def cells_of(table: str) -> list[list[str]]:
    return [row.strip("|").split("|") for row in table.split("\n")]


def test_a_label_says_what_the_figure_to_its_right_measures() -> None:
    found = [(m.value, m.subject, m.condition) for m in extract_measures(PAIRS)]
    assert found == [("20", "法定办结时限", None), ("5", "承诺办结时限", None)]


def test_words_beside_the_figure_say_more_than_the_label() -> None:
    table = "|事项名称|老年证|\n|收费标准|不收费，遗失补办收取工本费5元|"
    found = [(m.value, m.subject, m.condition) for m in extract_measures(table)]
    assert found == [("5", "遗失补办收取工本费", "收费标准")]


@pytest.mark.parametrize(
    "table",
    [
        "|序号|事项名称|实施主体|法定办结时限|\n|1|食品小作坊登记|市局|20个工作日|",
        "|事项名称|法定办结时限|\n|食品小作坊登记|20个工作日|\n|食品摊贩备案|5个工作日|",
        "|指标|2025年|\n|覆盖率|98%|",
    ],
)
def test_a_header_is_no_row_of_pairs(table: str) -> None:
    assert not holds_pairs(cells_of(table))


def test_rows_of_pairs_have_no_header_as_context() -> None:
    text = f"食品小作坊登记办事指南\n一、基本信息\n{PAIRS}\n二、受理条件\n有固定的生产加工场所。\n"
    parsed = parse(read_bytes(text.encode(), uri="guide.txt", name="guide.txt"))
    assert {part.context for part in parsed.clauses[0].parts} == {""}
    assert parsed.document.issuers == ("云桥市石笏区市场监督管理局",)
    assert office_of(cells_of(PAIRS)[1]) == "云桥市石笏区市场监督管理局"
