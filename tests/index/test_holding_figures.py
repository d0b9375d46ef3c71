"""Which clauses hold a figure of a kind, told without reading all of their records."""

from __future__ import annotations

import pytest

from index.storage.catalog import Catalog
from index.storage.catalog_view import CatalogView
from index.storage.catalog_writer import CatalogWriter
from ingest.pipeline import parse
from ingest.records import MeasureKind, PartKind, RawDocument, Source

PLAN = """某市优化营商环境实施方案
一、主要任务
1.优化获得电力。办电时间不超过7个工作日。
2.规范保证金。保证金不得超过估算价的2%，补助50万元。
3.["duration",和["money"。都是引号里的词["percentage","不是数字。
"""


@pytest.fixture
def view(catalog: Catalog) -> CatalogView:
    source = Source(uri="plan", name="plan", sha256="0" * 64)
    parsed = parse(RawDocument(source=source, text=PLAN))
    CatalogWriter(catalog, 1, "m").put(parsed, parser_version="p1")
    return CatalogView(catalog, 1)


@pytest.mark.parametrize(
    ("kinds", "numbers"),
    [
        ({MeasureKind.DURATION}, {"1."}),
        ({MeasureKind.MONEY}, {"2."}),
        ({MeasureKind.PERCENTAGE}, {"2."}),
        ({MeasureKind.DURATION, MeasureKind.MONEY}, {"1.", "2."}),
        ({MeasureKind.DEADLINE}, set()),
    ],
)
def test_clauses_with_a_figure_of_a_kind(
    view: CatalogView, kinds: set[MeasureKind], numbers: set[str]
) -> None:
    keys = view.clause_keys()[:, 0].tolist()
    clauses = view.clauses_by_key(keys)
    held = view.holding_figures(keys, kinds)
    assert {clauses[key].number for key in held} == numbers


def test_no_kind_of_part_reads_like_a_kind_of_figure() -> None:
    assert not {kind.value for kind in PartKind} & {kind.value for kind in MeasureKind}
